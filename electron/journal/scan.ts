/** Reads one journal line by line: its header, its chain, its facts, and what is wrong with it. Pure, on bytes. */
import { parseFact, type Fact } from '../../shared/facts/fact.ts'
import type { FindingCode, Mark } from './finding.ts'
import { isWriterId } from './layout.ts'
import { JOURNAL_FORMAT, JOURNAL_VERSION, readLine, type Line, type LineContent, type Seen } from './line.ts'
import { salvage } from './salvage.ts'
import type { CutLine } from './split-lines.ts'
import { createSumSet, type PackedSums, type Sums, type SumSet } from './sum-set.ts'

/** A fact and where it stands. */
export interface FoundFact {
  readonly fact: Fact
  /** its JSON, as it stands in the line */
  readonly text: string
  /** relative to the data folder, with forward slashes */
  readonly file: string
  /** counted from 1 */
  readonly line: number
  /** where the line begins, from the start of the file */
  readonly byte: number
  readonly lineRedacted: boolean
  /** another journal of the stream holds the same line, and its facts were found there */
  readonly repeated: boolean
  /** the line's */
  readonly sum: string
}

/** What could be read of a header; null where a field does not fit. */
export interface ReadHeader {
  readonly stream: string | null
  readonly writer: string | null
  readonly seen: Seen
}

/** What is known of one journal so far. */
export interface Scan {
  readonly header: ReadHeader | null
  /** whether the header names another stream; then its facts are left out */
  readonly foreign: boolean
  /** valid lines, the header included */
  readonly lines: number
  readonly redactedLines: number
  readonly damagedLines: number
  /** the last valid line's; empty before the first */
  readonly sum: string
  /** of every valid line, in the order of the file */
  readonly sums: Sums
  /** of the lines that are marked as redacted though nothing in them is */
  readonly falselyRedacted: ReadonlySet<string>
  /** lines met so far, valid or not */
  readonly number: number
  /** bytes up to and including the last line break met */
  readonly offset: number
  readonly marks: readonly Mark[]
  /** Reads the next line. Take all it yields: the line is read when they have been taken. */
  take(line: CutLine): Generator<FoundFact, void>
  /** Gives away all that it knows, for a scan in another thread that goes on from there; this one may not be used any more. */
  handOver(): ScanState
}

/** A scan on its way from one thread to another. */
export interface ScanState {
  readonly header: ReadHeader | null
  readonly newer: boolean
  readonly lines: number
  readonly redactedLines: number
  readonly damagedLines: number
  readonly sum: string
  readonly chained: boolean
  readonly number: number
  readonly offset: number
  readonly sums: PackedSums
  readonly falselyRedacted: ReadonlySet<string>
  readonly marks: readonly Mark[]
}

/** A file worse than this is not described any further; memory is worth more. */
const MOST_MARKS = 1000

/**
 * @param file the journal, relative to the data folder
 * @param streamId the stream in whose folder it lies
 * @param taken sums of the lines whose facts were yielded before, by whatever journal of the stream; grows
 * @param from where another scan of the same file had got to
 */
export function createScan(file: string, streamId: string, taken: SumSet, from?: ScanState): Scan {
  const marks: Mark[] = [...(from?.marks ?? [])]
  const sums = createSumSet(from?.sums)
  const falselyRedacted = new Set(from?.falselyRedacted)
  let header: ReadHeader | null = from?.header ?? null
  let newer = from?.newer ?? false
  let lines = from?.lines ?? 0
  let redactedLines = from?.redactedLines ?? 0
  let damagedLines = from?.damagedLines ?? 0
  let sum = from?.sum ?? ''
  /** false behind damage: then nobody knows which line came before */
  let chained = from?.chained ?? true
  let number = from?.number ?? 0
  let offset = from?.offset ?? 0
  let byte = 0

  const foreign = (): boolean => header?.stream != null && header.stream !== streamId

  function mark(code: FindingCode, detail?: string): void {
    const last = marks.at(-1)
    // A run of damaged lines is one finding: a file of noise must not drown the rest.
    if (last?.code === code && (code === 'damaged' || code === 'line-break') && (last.lastLine ?? last.line) === number - 1) {
      marks[marks.length - 1] = { ...last, lastLine: number }
    } else if (marks.length < MOST_MARKS) {
      marks.push({ code, line: number, byte, ...(detail !== undefined && { detail }) })
    } else if (last?.code !== 'more-damage') {
      marks.push({ code: 'more-damage', line: number, byte })
    }
  }

  function* accept(line: Line): Generator<FoundFact, void> {
    if (chained && line.prev !== sum) mark('broken-chain')
    chained = true
    lines += 1
    sum = line.sum
    sums.add(sum)
    if (line.redacted) redactedLines += 1
    if (line.content.kind === 'header') acceptHeader(line.content.header)
    else if (lines === 1) mark('no-header')
    if (line.content.kind === 'facts') yield* acceptFacts(line, line.content)
    else if (line.content.kind === 'unknown' && !newer) mark('unknown-line')
    // Only facts are ever redacted: whatever else claims to be keeps a sum that says nothing about it.
    if (line.redacted && line.content.kind !== 'facts') rejectRedaction(line)
  }

  function rejectRedaction(line: Line): void {
    falselyRedacted.add(line.sum)
    mark('unexplained-redaction')
  }

  function acceptHeader(value: unknown): void {
    const read = readHeader(value)
    header = read
    newer = read.format !== JOURNAL_FORMAT || read.version !== JOURNAL_VERSION
    if (newer) mark('newer-format', `format ${read.format} ${read.version}`)
    else if (read.stream === null || read.writer === null) mark('no-header')
    if (foreign()) mark('foreign-stream', read.stream ?? '')
  }

  function* acceptFacts(line: Line, { values, texts }: Extract<LineContent, { kind: 'facts' }>): Generator<FoundFact, void> {
    if (foreign()) return
    // A redacted line keeps the sum of the line that it was: it is news although that sum was met before.
    const repeated = taken.has(line.sum) && !line.redacted
    taken.add(line.sum)
    let erased = 0
    for (const [index, value] of values.entries()) {
      const parsed = parseFact(value)
      if (!parsed.ok) {
        mark('unreadable-fact', parsed.reason)
        continue
      }
      if (parsed.fact.redacted) erased += 1
      yield { fact: parsed.fact, text: texts[index]!, file, line: number, byte, lineRedacted: line.redacted, sum: line.sum, repeated }
    }
    if (line.redacted && erased === 0) rejectRedaction(line)
  }

  return {
    get header() {
      return header
    },
    get foreign() {
      return foreign()
    },
    get lines() {
      return lines
    },
    get redactedLines() {
      return redactedLines
    },
    get damagedLines() {
      return damagedLines
    },
    get sum() {
      return sum
    },
    get number() {
      return number
    },
    get offset() {
      return offset
    },
    sums,
    falselyRedacted,
    marks,
    *take({ bytes, length }) {
      number += 1
      byte = offset
      offset += length + 1
      const whole = readLine(bytes)
      if (whole) {
        yield* accept(whole)
        return
      }
      // A single byte, or none, stood beside a line break and was never a line.
      const pieces = length === bytes.length ? salvage(bytes).filter((piece) => piece.bytes.length > 1).map(({ line }) => line) : [null]
      const lost = pieces.includes(null)
      if (lost) damagedLines += 1
      mark(lost ? 'damaged' : 'line-break')
      for (const piece of pieces) {
        if (piece) yield* accept(piece)
        else chained = false
      }
    },
    handOver: () => ({ header, newer, lines, redactedLines, damagedLines, sum, chained, number, offset, sums: sums.handOver(), falselyRedacted, marks }),
  }
}

function readHeader(value: unknown): ReadHeader & { format: string; version: number } {
  const fields: Readonly<Record<string, unknown>> = value !== null && typeof value === 'object' ? { ...value } : {}
  return {
    format: typeof fields.format === 'string' ? fields.format : 'unknown',
    version: typeof fields.version === 'number' ? fields.version : 0,
    stream: typeof fields.stream === 'string' ? fields.stream : null,
    writer: typeof fields.writer === 'string' && isWriterId(fields.writer) ? fields.writer : null,
    seen: readSeen(fields.seen),
  }
}

function readSeen(value: unknown): Seen {
  if (value === null || typeof value !== 'object') return {}
  const known = Object.entries(value).filter((entry): entry is [string, [number, string]] => {
    const [writer, reach] = entry as [string, unknown]
    return isWriterId(writer) && Array.isArray(reach) && typeof reach[0] === 'number' && typeof reach[1] === 'string'
  })
  return Object.fromEntries(known)
}
