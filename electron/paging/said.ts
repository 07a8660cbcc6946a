/** The words of the other side, made fit to be shown and kept: short, on one line, without our secrets. */

/** characters */
const MOST_SAID = 300
/** characters; shorter parts of a URL are words like any other */
const LONG_PART = 8
/** Everything but letters, marks, digits, signs and blanks: controls, and what turns the direction of writing or cannot be seen. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu

/** @param secrets none of them stands in the result, as it is or as a URL spells it. Empty where nothing was said. */
export function said(words: string, secrets: readonly string[]): string {
  const line = words.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  const spellings = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), encodeURI(secret)]).filter((secret) => secret.length > 0)
  const safe = [...new Set(spellings)].sort((a, b) => b.length - a.length).reduce((text, secret) => text.replaceAll(secret, '•••'), line)
  return clipped(safe, MOST_SAID)
}

/** @param most characters (UTF-16 units) of the result, its ellipsis among them. No character is cut in two. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

/** What gives a secret URL away: all of it, its path, and every long part of path and query. */
export function secretsOf(address: string): readonly string[] {
  let url
  try {
    url = new URL(address)
  } catch {
    return [address]
  }
  const { href, pathname, search, searchParams } = url
  const parts = [...pathname.split('/'), ...searchParams.values()].filter((part) => part.length >= LONG_PART)
  return [address, href, ...[`${pathname}${search}`, pathname, search.slice(1)].filter((part) => part.length >= LONG_PART), ...parts]
}
