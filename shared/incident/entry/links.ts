/** The links in a text, which become an entry's evidence and stay in the text. */
import type { Evidence } from '../../facts/fact.ts'

const LINK = /https?:\/\/[^\s<>"'`“”]+/gi
const MOST_LINKS = 50
const LONGEST_LINK = 4000

export interface TextPart {
  readonly text: string
  /** the link that this part is, or null for plain words */
  readonly url: string | null
}

/** A text cut into plain words and links, in order; joined they are the text. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(LINK)) {
    const url = withoutSentenceEnd(match[0])
    if (url.endsWith('://')) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index), url: null })
    parts.push({ text: url, url })
    end = match.index + url.length
  }
  if (end < text.length) parts.push({ text: text.slice(end), url: null })
  return parts
}

/** Every link once, in order; what no entry can hold (too long, too many) is left in the text alone. */
export function evidenceIn(text: string): Evidence[] {
  const urls = linkParts(text).flatMap(({ url }) => (url !== null && url.length <= LONGEST_LINK ? [url] : []))
  return [...new Set(urls)].slice(0, MOST_LINKS).map((url) => ({ url }))
}

/** A link without the mark that ends the sentence around it; brackets that it opened itself stay. */
function withoutSentenceEnd(link: string): string {
  let url = link
  for (;;) {
    const last = url.at(-1)!
    const closes = last === ')' ? '(' : last === ']' ? '[' : null
    const unmatched = closes !== null && url.split(last).length > url.split(closes).length
    if (!unmatched && !/[.,;:!?*]/.test(last)) return url
    url = url.slice(0, -1)
  }
}
