/** What is looked for in the timeline: which entries hold it, and where in their words. */
import type { TimelineEntry } from '../../../shared/views/timeline.ts'

/** Finds words anywhere, in either case; null where none are given. It keeps no place, and may be used again. */
export function findPattern(words: string): RegExp | null {
  const wanted = words.trim()
  return wanted === '' ? null : new RegExp(wanted.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`), 'iu')
}

/** Everything of an entry that can be found, a line for each part: the words, who wrote them, its links. */
export function findable({ text, by, evidence }: TimelineEntry): string {
  return [text, by.name, ...evidence.flatMap(({ title, url }) => (title === undefined ? [url] : [title, url]))].join('\n')
}

export interface Part {
  readonly text: string
  readonly found: boolean
}

/** The text cut where it matches; whole where it does not. */
export function foundParts(text: string, pattern: RegExp | null): readonly Part[] {
  if (!pattern?.test(text)) return [{ text, found: false }]
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(new RegExp(pattern, `g${pattern.flags}`))) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), found: false })
    end = match.index + match[0].length
    parts.push({ text: match[0], found: true })
  }
  return end < text.length ? [...parts, { text: text.slice(end), found: false }] : parts
}
