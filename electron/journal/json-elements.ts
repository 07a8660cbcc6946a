/** Takes an array of a JSON text apart without reading or rewriting its elements. */

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c

/**
 * The texts of an array's elements, exactly as they stand, and the index of the `]` that closes it.
 * @param text valid JSON
 * @param from the index just behind the array's `[`
 */
export function elementTexts(text: string, from: number): { texts: string[]; end: number } {
  const texts: string[] = []
  let start = from
  let depth = 0
  let index = from
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = endOfString(text, index)
    else if (code === 0x7b || code === 0x5b) depth += 1
    else if (depth > 0 && (code === 0x7d || code === 0x5d)) depth -= 1
    else if (depth === 0 && (code === COMMA || code === 0x5d)) {
      const element = text.slice(start, index)
      if (element.trim() !== '') texts.push(element)
      if (code !== COMMA) break
      start = index + 1
    }
  }
  return { texts, end: index }
}

/** The index of the quote that closes the string opened at `open`. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); ; close = text.indexOf('"', close + 1)) {
    let backslashes = 0
    while (text.charCodeAt(close - 1 - backslashes) === BACKSLASH) backslashes += 1
    if (backslashes % 2 === 0) return close
  }
}
