/** The format of one journal line, frozen for ever: docs/journal-format.md describes it. Pure, on bytes. */
import { createHash } from 'node:crypto'
import { eraseFact } from '../../shared/facts/control.ts'
import { parseFact, type Fact } from '../../shared/facts/fact.ts'
import { elementTexts } from './json-elements.ts'

export const JOURNAL_FORMAT = 'knowngood-journal'
/** The version of the format that this build writes. */
export const JOURNAL_VERSION = 1

/** How far every other journal of the stream had been read: by writer, the number of valid lines and the last one's sum. */
export type Seen = Readonly<Record<string, readonly [lines: number, sum: string]>>

/** What the first line of a journal says. */
export interface Header {
  readonly format: string
  readonly version: number
  readonly stream: string
  readonly writer: string
  readonly seen: Seen
}

/** A line as it goes to the disk, line break included. */
export interface WrittenLine {
  readonly bytes: Buffer
  /** what the next line names as its `prev` */
  readonly sum: string
}

/** A line whose checksum holds. What stands in it is still untrusted. */
export interface Line {
  readonly sum: string
  readonly prev: string
  /** facts in it were erased; it is valid by its second checksum */
  readonly redacted: boolean
  readonly content: LineContent
}

export type LineContent =
  | { readonly kind: 'header'; readonly header: unknown }
  /** `texts[n]` is the JSON of `values[n]`, as it stands in the line */
  | { readonly kind: 'facts'; readonly values: readonly unknown[]; readonly texts: readonly string[] }
  | { readonly kind: 'unknown' }

const SUM_LENGTH = 43
/** `{"sum":"` + sum + `",`, then what the sum covers */
const OPENING = Buffer.from('{"sum":"')
const COVERED_FROM = OPENING.length + SUM_LENGTH + 2
/** How many bytes at the beginning of a line hold its sum. */
export const OPENING_BYTES = COVERED_FROM
/** In a redacted line `"left":"` + sum + `",` follows, then what `left` covers. */
const LEFT_OPENING = Buffer.from('"left":"')
const LEFT_COVERED_FROM = COVERED_FROM + LEFT_OPENING.length + SUM_LENGTH + 2
const CLOSING = Buffer.from('",')

const FACTS_OPENING =
  /^\{"sum":"[\w-]{43}",(?:"left":"[\w-]{43}",)?"prev":"(?:[\w-]{43})?",(?:"salt":"[\w-]{22}",)?"facts":\[/

/**
 * One command's facts as a line.
 * @param prev the sum of the line before
 * @param salt 22 characters of base64url, so that nobody can guess at erased words by trying sums
 */
export function factsLine(prev: string, salt: string, facts: readonly Fact[]): WrittenLine {
  return sealed(`"prev":"${prev}","salt":"${salt}","facts":${JSON.stringify(facts)}}`)
}

/** The first line of a journal. */
export function headerLine(salt: string, { format, version, stream, writer, seen }: Header): WrittenLine {
  const header = JSON.stringify({ format, version, stream, writer, seen })
  return sealed(`"prev":"","salt":"${salt}","header":${header}}`)
}

/** Whether the checksum of a line holds, given without its line break. */
export function lineHolds(bytes: Buffer): boolean {
  return isMarkedRedacted(bytes) ? leftHolds(bytes) : sumHolds(bytes)
}

/** Reads a line, given without its line break; null where its checksum does not hold. */
export function readLine(bytes: Buffer): Line | null {
  if (!lineHolds(bytes)) return null
  const redacted = isMarkedRedacted(bytes)
  const text = bytes.toString('utf8')
  const value = parseJson(text)
  if (value === null) return null
  const prev = 'prev' in value && typeof value.prev === 'string' ? value.prev : ''
  return { sum: claimedSum(bytes), prev, redacted, content: contentOf(value, text) }
}

/**
 * Erases facts from a line (without its line break): all but who, when and of what kind. The line loses its salt, keeps `sum` and `prev`,
 * so that the chain holds, and gets a second checksum over what is left (design section 3).
 * Null where nothing is to be erased: the line is damaged, names none of the ids, or lost them before. `Redacted` facts stay.
 */
export function redactLine(bytes: Buffer, ids: ReadonlySet<string>): Buffer | null {
  const line = readLine(bytes)
  if (line?.content.kind !== 'facts') return null
  const { values, texts } = line.content
  const left = values.map((value, index) => erased(value, ids) ?? texts[index]!)
  if (left.every((text, index) => text === texts[index])) return null
  const covered = `"prev":${JSON.stringify(line.prev)},"facts":[${left.join(',')}]}`
  return Buffer.from(`{"sum":"${line.sum}","left":"${digest(line.sum, covered)}",${covered}`)
}

/** Where a line may begin within damaged bytes: where the fixed parts of a frame stand. */
export function frameStarts(bytes: Buffer): number[] {
  const starts: number[] = []
  for (let at = bytes.indexOf(OPENING); at >= 0; at = bytes.indexOf(OPENING, at + 1)) {
    if (startsWith(bytes, CLOSING, at + COVERED_FROM - CLOSING.length)) starts.push(at)
  }
  return starts
}

function sealed(covered: string): WrittenLine {
  const sum = digest(covered)
  return { bytes: Buffer.from(`{"sum":"${sum}",${covered}\n`), sum }
}

function digest(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url')
}

/** What a line says that its sum is; the line may be cut behind its first {@link OPENING_BYTES}. */
export function claimedSum(bytes: Buffer): string {
  return bytes.toString('latin1', OPENING.length, OPENING.length + SUM_LENGTH)
}

function sumHolds(bytes: Buffer): boolean {
  return (
    startsWith(bytes, OPENING, 0) &&
    startsWith(bytes, CLOSING, COVERED_FROM - CLOSING.length) &&
    digest(bytes.subarray(COVERED_FROM)) === claimedSum(bytes)
  )
}

function isMarkedRedacted(bytes: Buffer): boolean {
  return startsWith(bytes, LEFT_OPENING, COVERED_FROM)
}

function leftHolds(bytes: Buffer): boolean {
  const from = COVERED_FROM + LEFT_OPENING.length
  return (
    startsWith(bytes, OPENING, 0) &&
    startsWith(bytes, CLOSING, COVERED_FROM - CLOSING.length) &&
    startsWith(bytes, CLOSING, LEFT_COVERED_FROM - CLOSING.length) &&
    digest(bytes.subarray(OPENING.length, OPENING.length + SUM_LENGTH), bytes.subarray(LEFT_COVERED_FROM)) ===
      bytes.toString('latin1', from, from + SUM_LENGTH)
  )
}

function startsWith(bytes: Buffer, expected: Buffer, at: number): boolean {
  return bytes.length >= at + expected.length && bytes.compare(expected, 0, expected.length, at, at + expected.length) === 0
}

function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

function contentOf(value: object, text: string): LineContent {
  if ('header' in value) return { kind: 'header', header: value.header }
  if (!('facts' in value) || !Array.isArray(value.facts)) return { kind: 'unknown' }
  const values = value.facts as readonly unknown[]
  return { kind: 'facts', values, texts: textsAsWritten(text) ?? values.map((fact) => JSON.stringify(fact)) }
}

/** Null where a newer version put more into the frame, so that the facts are not the one array where ours stand. */
function textsAsWritten(text: string): string[] | null {
  const opening = FACTS_OPENING.exec(text)
  if (!opening) return null
  const { texts, end } = elementTexts(text, opening[0].length)
  return text.slice(end) === ']}' ? texts : null
}

function erased(value: unknown, ids: ReadonlySet<string>): string | null {
  if (value === null || typeof value !== 'object' || !('id' in value) || typeof value.id !== 'string' || !ids.has(value.id)) return null
  const parsed = parseFact(value)
  // What does not fit the envelope may hold the secret anywhere.
  if (!parsed.ok) return JSON.stringify({ id: value.id, redacted: true })
  return parsed.fact.type === 'Redacted' ? null : JSON.stringify(eraseFact(parsed.fact))
}
