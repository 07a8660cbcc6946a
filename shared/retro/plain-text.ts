/** Makes what people typed or pasted fit to print: as text that cannot act, and as links that lead where they say. */

const LINE_BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/**
 * The controls but newline, and what turns text around beyond its own end: bidirectional embeddings, overrides and
 * isolates. The marks that only order neighbours (U+200E, U+200F, U+061C) stay, right-to-left text needs them.
 */
const UNPRINTABLE = /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g

/** The text with newlines as its only controls, and with whole surrogates. */
export function plainText(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .replace(/\t/g, ' ')
    .replace(UNPRINTABLE, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

const WEB_ADDRESS = /^https?:\/\/[^\s/?#]+\S*$/i

/**
 * The address of a web page, safe to stand in a document, or null: other schemes (javascript:, file:, data:) are text.
 * What is not plain ASCII, or could end the link in Markdown or HTML, comes percent-encoded.
 */
export function webAddress(url: string): string | null {
  const address = plainText(url).trim()
  if (!WEB_ADDRESS.test(address)) return null
  return address.replace(/[^!#-;=?-[\]_a-z~]/gu, (character) => encodeURIComponent(character))
}

const LONGEST_SHOWN = 60

/** An address as the text of a link: without its scheme, cut where it is long. */
export function shortAddress(url: string): string {
  const shown = url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN - 1)}…` : shown
}
