/** Checks every line of the store, and says what is wrong and where. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalJson } from '../../shared/facts/canonical.ts'
import { createErasure } from '../../shared/facts/erasure.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { STREAM_KINDS } from '../../shared/stream.ts'
import { nodeDisk, type Disk } from './disk.ts'
import type { Fault } from './fault.ts'
import { findingOf, type Finding, type FindingCode } from './finding.ts'
import { listStreams } from './layout.ts'
import { createReader } from './reader.ts'
import type { FoundFact } from './scan.ts'

/** What a check came to, for one stream or for many. */
export interface Report {
  readonly streams: number
  readonly files: number
  /** valid lines, headers included */
  readonly lines: number
  /** different ids */
  readonly facts: number
  readonly redactedLines: number
  readonly findings: readonly Finding[]
}

export interface VerifyOptions {
  readonly disk?: Disk
  /** Waits long enough for an append in flight to end; asked only where a file ends within a line. */
  readonly pause?: () => Promise<void>
}

/** ms; a write of one line takes a fraction of it */
const APPEND_IN_FLIGHT = 250

/** Checks every stream of the store. A fault where the store itself cannot be read. */
export async function verifyStore(
  dataDir: string,
  options: VerifyOptions = {},
): Promise<{ ok: true; report: Report } | { ok: false; fault: Fault }> {
  const reports: Report[] = []
  for (const kind of STREAM_KINDS) {
    const listed = await listStreams(dataDir, kind, options.disk)
    if (!listed.ok) return listed
    for (const id of listed.ids) reports.push(await verifyStream(dataDir, id, options))
  }
  return { ok: true, report: total(reports) }
}

/** Checks every line of one stream. */
export async function verifyStream(
  dataDir: string,
  id: string,
  { disk = nodeDisk, pause = () => sleep(APPEND_IN_FLIGHT) }: VerifyOptions = {},
): Promise<Report> {
  const check = createFactCheck()
  const reader = createReader(dataDir, id, disk, check.again)
  await reader.poll(check.visit)
  if (reader.hasUnsettledTail()) {
    await pause()
    await reader.poll(check.visit)
  }
  return {
    streams: 1,
    files: reader.files.length,
    lines: sum(reader.files, ({ scan }) => scan.lines),
    facts: check.count(),
    redactedLines: sum(reader.files, ({ scan }) => scan.redactedLines),
    findings: [...reader.findings(), ...check.findings()],
  }
}

interface Place {
  readonly file: string
  readonly line: number
  readonly byte: number
}

interface Standing extends Place {
  readonly id: string
}

/** What only all facts of a stream together can tell. */
function createFactCheck() {
  const bodies = new Map<string, { digest: string; place: Place }>()
  const rivals: Finding[] = []
  const erased: Standing[] = []
  /** facts that have their words; looked through once it is known which should not */
  const whole: Standing[] = []
  const erasure = createErasure()

  function visit(found: FoundFact): void {
    const { fact, file, line, byte, lineRedacted } = found
    erasure.take(fact)
    again(found)
    if (!fact.redacted) compare(fact, { file, line, byte })
    else {
      if (!bodies.has(fact.id)) bodies.set(fact.id, { digest: '', place: { file, line, byte } })
      if (lineRedacted) erased.push({ id: fact.id, file, line, byte })
    }
  }

  /** The same line in another journal: only what is to be erased matters there. */
  function again({ fact, file, line, byte }: FoundFact): void {
    if (!fact.redacted) whole.push({ id: fact.id, file, line, byte })
  }

  /** An erased body is no rival: the redaction has not reached every copy. */
  function compare(fact: Fact, place: Place): void {
    const digest = createHash('sha256').update(canonicalJson(fact)).digest('base64url')
    const known = bodies.get(fact.id)
    if (!known?.digest) bodies.set(fact.id, { digest, place })
    else if (known.digest !== digest) {
      const detail = `${fact.id} stands on line ${known.place.line} of ${known.place.file} too`
      rivals.push(findingOf(place.file, { code: 'two-bodies', line: place.line, byte: place.byte, detail }))
    }
  }

  const unexplained = (): Finding[] => linesOf(erased.filter(({ id }) => !erasure.facts.has(id)), 'unexplained-redaction')
  const unerased = (): Finding[] => linesOf(whole.filter(({ id }) => erasure.facts.has(id)), 'unerased')

  return { visit, again, count: () => bodies.size, findings: () => [...rivals, ...unexplained(), ...unerased()] }
}

/** One finding a line, however many of its facts it is about. */
function linesOf(standing: readonly Standing[], code: FindingCode): Finding[] {
  const places = new Map(standing.map((one) => [`${one.file}:${String(one.byte)}`, one]))
  return [...places.values()].map(({ file, line, byte }) => findingOf(file, { code, line, byte }))
}

function total(reports: readonly Report[]): Report {
  return {
    streams: sum(reports, ({ streams }) => streams),
    files: sum(reports, ({ files }) => files),
    lines: sum(reports, ({ lines }) => lines),
    facts: sum(reports, ({ facts }) => facts),
    redactedLines: sum(reports, ({ redactedLines }) => redactedLines),
    findings: reports.flatMap(({ findings }) => findings),
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((whole, item) => whole + of(item), 0)
}
