/** Where a text stops being JSON. Engines word their own errors differently, and seldom say where. */

const TOKEN =
  /[ \t\r\n]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|([{}[\]:,]))/y

/** What may come next, by what stands open. */
type Place = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'after'

/** The index at which a text that `JSON.parse` refuses breaks; its length where it only ends too early. */
export function jsonFault(text: string): number {
  const open: ('{' | '[')[] = []
  let place: Place = 'value'
  for (let index = 0; ; ) {
    TOKEN.lastIndex = index
    const token = TOKEN.exec(text)
    if (!token) return skipSpace(text, index)
    const start = token.index + token[0].search(/[^ \t\r\n]/)
    const next = advance(place, open, token[2] ?? (token[1] === undefined ? 'literal' : 'string'))
    if (next === null) return start
    place = next
    index = TOKEN.lastIndex
  }
}

/** What may come after a token; null where the token may not stand there. Keeps `open`. */
function advance(place: Place, open: ('{' | '[')[], token: string): Place | null {
  const valueHere = place === 'value' || place === 'first value'
  if (token === '{' || token === '[') {
    if (!valueHere) return null
    open.push(token)
    return token === '{' ? 'first name' : 'first value'
  }
  if (token === '}' || token === ']') {
    const empty = token === '}' ? 'first name' : 'first value'
    if ((place !== 'after' && place !== empty) || open.at(-1) !== (token === '}' ? '{' : '[')) return null
    open.pop()
    return 'after'
  }
  if (token === ',') return place === 'after' && open.length > 0 ? (open.at(-1) === '{' ? 'name' : 'value') : null
  if (token === ':') return place === 'colon' ? 'value' : null
  if (token === 'string' && (place === 'name' || place === 'first name')) return 'colon'
  return valueHere ? 'after' : null
}

function skipSpace(text: string, index: number): number {
  const rest = text.slice(index).search(/[^ \t\r\n]/)
  return rest < 0 ? text.length : index + rest
}

/** The fault as a sentence, with line and column counted from 1. */
export function jsonFaultSentence(text: string): string {
  const at = jsonFault(text)
  if (at >= text.length) return text.trim() === '' ? 'There is no JSON: the text is empty.' : 'That is not JSON: it ends before it is complete.'
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  const near = text.slice(at, at + 20).split('\n')[0]!
  return `That is not JSON: it breaks at line ${String(line)}, column ${String(column)}, at “${near}”.`
}
