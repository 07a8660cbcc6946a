/** Takes known words off the start of a text, and finds the one of a few things that a person named. */

/** The longest of the words that a text begins with, whatever the case, and what follows it. */
export function takeWord<V>(text: string, words: Readonly<Record<string, V>>): { value: V; rest: string } | null {
  const lower = text.toLowerCase()
  const found = Object.keys(words)
    .filter((word) => lower.startsWith(word.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(text.slice(word.length)))
    .sort((a, b) => b.length - a.length)[0]
  return found === undefined ? null : { value: words[found]!, rest: text.slice(found.length).trimStart() }
}

/** A list of words as the table that {@link takeWord} reads, with further spellings. */
export function spellings<const T extends string>(words: readonly T[], others: Readonly<Record<string, T>> = {}): Record<string, T> {
  return { ...Object.fromEntries(words.map((word) => [word, word])), ...others }
}

/** What stands before and after the first colon that ends a word; a clock time or a link has none. */
export function splitAtColon(text: string): { head: string; tail: string | undefined } {
  const match = /:(?:\s+|$)/.exec(text)
  if (!match) return { head: text.trim(), tail: undefined }
  return { head: text.slice(0, match.index).trim(), tail: text.slice(match.index + match[0].length).trim() || undefined }
}

/** A text without the mark or the "because" that joined it to what stood before; undefined where nothing is left. */
export function joined(text: string): string | undefined {
  return text.replace(/^[\s:,;–—-]+/, '').replace(/^because\s+/i, '').trim() || undefined
}

/** The one thing that was named: by its whole name, else by a part of one name alone. Several of one name: the last. */
export function matchOne<T>(things: readonly T[], name: string, nameOf: (thing: T) => string): T | null {
  const wanted = name.trim().toLowerCase()
  const whole = things.findLast((thing) => nameOf(thing).toLowerCase() === wanted)
  if (whole !== undefined || wanted === '') return whole ?? null
  const partly = things.filter((thing) => nameOf(thing).toLowerCase().includes(wanted))
  return partly.length === 1 ? partly[0]! : null
}

/** The word that was probably meant by a misspelt one; null where none is close. */
export function nearest(word: string, words: readonly string[]): string | null {
  const wanted = word.toLowerCase()
  if (wanted === '') return null
  const begins = words.find((candidate) => candidate.startsWith(wanted) || wanted.startsWith(candidate))
  const close = words
    .map((candidate) => ({ candidate, far: distance(wanted, candidate) }))
    .sort((a, b) => a.far - b.far)[0]
  if (close && close.far <= (wanted.length > 4 ? 2 : 1)) return close.candidate
  return begins ?? null
}

/** How many letters to add, drop, change or swap with a neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, changed, swapped))
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
