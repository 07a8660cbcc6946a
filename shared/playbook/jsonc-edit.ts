/** Changes single values in JSON with comments. Unlike `modify` of jsonc-parser it leaves every comment and every line that it does not mean as they are. */
import { createScanner, findNodeAtLocation, parseTree, type Node } from 'jsonc-parser'
import type { Place } from './conflicts.ts'

/** The text with a value at a place. A field or list that is missing on the way is made; one past the end of a list adds to it. */
export function putInto(text: string, path: Place, value: unknown): string {
  const root = parseTree(text)!
  const node = findNodeAtLocation(root, [...path])
  if (node) return spliced(text, [{ offset: node.offset, length: node.length, content: oneLine(value) }])
  const above = path.slice(0, -1)
  const step = path.at(-1)!
  const parent = findNodeAtLocation(root, [...above])
  if (!parent) return putInto(text, above, typeof step === 'number' ? [value] : { [step]: value })
  return spliced(text, addition(text, parent, step, value))
}

/** The text without the field or the item at a place, its comma and the comment behind it. */
export function takeOut(text: string, path: Place): string {
  const found = findNodeAtLocation(parseTree(text)!, [...path])
  if (!found) return text
  // A field is its name and its value.
  const node = found.parent?.type === 'property' ? found.parent : found
  const siblings = node.parent!.children!
  const index = siblings.indexOf(node)
  const comma = commaAfter(text, endOf(node))
  const end = (comma ?? endOf(node) - 1) + 1
  // Only where its line holds nothing else: what stands behind it must not slip behind the comment of the line above.
  const restOfLine = beginsLine(text, node.offset) ? /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(text.slice(end))?.[0] : undefined
  const from = restOfLine === undefined ? node.offset : lineStart(text, node.offset) - (/\r?\n$/.exec(text.slice(0, lineStart(text, node.offset)))?.[0].length ?? 0)
  const to = end + (restOfLine ?? /^[ \t]*/.exec(text.slice(end))![0]).length
  const before = index > 0 && comma === null ? commaAfter(text, endOf(siblings[index - 1]!)) : null
  return spliced(text, [...(before === null ? [] : [{ offset: before, length: 1, content: '' }]), { offset: from, length: to - from, content: '' }])
}

interface Splice {
  readonly offset: number
  readonly length: number
  readonly content: string
}

/** Behind the last one, on a line of its own where the others have theirs. */
function addition(text: string, parent: Node, step: string | number, value: unknown): Splice[] {
  const last = parent.children?.at(-1)
  const name = typeof step === 'string' ? `${JSON.stringify(step)}: ` : ''
  const eol = eolOf(text)
  if (!last) {
    const inside = text.slice(parent.offset + 1, endOf(parent) - 1)
    const outer = indentAt(text, parent.offset)
    const content = `${eol}${outer}${unitOf(text)}${name}${oneLine(value)}${inside.includes('\n') ? '' : `${eol}${outer}`}`
    return [{ offset: parent.offset + 1, length: 0, content }]
  }
  const end = endOf(last)
  const comma = commaAfter(text, end)
  const separator: Splice[] = comma === null ? [{ offset: end, length: 0, content: ',' }] : []
  if (!beginsLine(text, last.offset)) return [...separator, { offset: comma === null ? end : comma + 1, length: 0, content: ` ${name}${oneLine(value)}` }]
  const behind = comma === null ? end : comma + 1
  const place = behind + /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)?/.exec(text.slice(behind))![0].length
  return [...separator, { offset: place, length: 0, content: `${eol}${indentAt(text, last.offset)}${name}${oneLine(value)}${comma === null ? '' : ','}` }]
}

/** Where the comma behind a value stands, whatever comments are between; null where none follows. */
function commaAfter(text: string, end: number): number | null {
  const scanner = createScanner(text, true)
  scanner.setPosition(end)
  scanner.scan()
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() : null
}

/** From the end, so that offsets hold; of two at one place, the first comes first. */
function spliced(text: string, splices: readonly Splice[]): string {
  return [...splices].reverse().sort((a, b) => b.offset - a.offset).reduce((result, { offset, length, content }) => result.slice(0, offset) + content + result.slice(offset + length), text)
}

/** As in `{ "by": "phone" }`. */
function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return fields.length === 0 ? '{}' : `{ ${fields.map(([key, field]) => `${JSON.stringify(key)}: ${oneLine(field)}`).join(', ')} }`
}

function endOf({ offset, length }: Node): number {
  return offset + length
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

function beginsLine(text: string, offset: number): boolean {
  const start = lineStart(text, offset)
  return start > 0 && text.slice(start, offset).trim() === ''
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))![0]
}

function unitOf(text: string): string {
  return /^[ \t]+(?=["{])/m.exec(text)?.[0] ?? '  '
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
