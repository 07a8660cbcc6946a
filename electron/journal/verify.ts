/** Checks every line of the store, and says what is wrong and where. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalJson } from '../../shared/facts/canonical.ts'
import { createErasure } from '../../shared/facts/erasure.ts'
import { STREAM_KINDS } from '../../shared/stream.ts'
import { createFileCheck } from '../attachments/verify.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { createEvidence } from './evidence.ts'
import type { ExportRecord } from './exports.ts'
import type { Fault } from './fault.ts'
import { findingOf, type Finding } from './finding.ts'
import { listStreams, streamPath } from './layout.ts'
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
  /** of each stream that was exported, the last export before which nothing was changed or removed */
  readonly exports: readonly { readonly stream: string; readonly export: ExportRecord }[]
}

export interface VerifyOptions {
  readonly disk?: Disk
  /** Waits long enough for an append in flight to end; asked only where a file ends within a line. */
  readonly pause?: () => Promise<void>
  /** for the times in sentences, IANA; UTC where left out */
  readonly zone?: string
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
  { disk = nodeDisk, pause = () => sleep(APPEND_IN_FLIGHT), zone = 'UTC' }: VerifyOptions = {},
): Promise<Report> {
  const erasure = createErasure()
  const words = createWordCheck()
  const reader = createReader(dataDir, id, disk, words.see)
  const bodies = createBodyCheck()
  const evidence = createEvidence(erasure)
  const files = createFileCheck()
  const visit = (found: FoundFact): void => {
    erasure.take(found.fact)
    words.see(found)
    bodies.see(found)
    evidence.see(found)
    files.visit(found.fact)
  }
  await reader.poll(visit)
  if (reader.hasUnsettledTail()) {
    await pause()
    await reader.poll(visit)
  }
  const { findings, holding } = evidence.check(reader, streamPath(id), zone)
  return {
    streams: 1,
    files: reader.files.length,
    lines: sum(reader.files, ({ scan }) => scan.lines),
    facts: bodies.count(),
    redactedLines: sum(reader.files, ({ scan }) => scan.redactedLines),
    findings: [...reader.findings(), ...bodies.findings(), ...findings, ...words.findings(erasure.facts), ...(await files.findings(dataDir, id, disk))],
    exports: holding ? [{ stream: id, export: holding }] : [],
  }
}

/** What only all facts of a stream together can tell: which ids have two bodies. */
function createBodyCheck() {
  const bodies = new Map<string, { digest: string; file: string; line: number }>()
  const rivals: Finding[] = []

  function see({ fact, file, line, byte }: FoundFact): void {
    // An erased body is no rival: the redaction has not reached every copy.
    const digest = fact.redacted ? '' : createHash('sha256').update(canonicalJson(fact)).digest('base64url')
    const known = bodies.get(fact.id)
    if (known === undefined || (known.digest === '' && digest !== '')) bodies.set(fact.id, { digest, file, line })
    else if (digest !== '' && known.digest !== digest) {
      rivals.push(findingOf(file, { code: 'two-bodies', line, byte, detail: `${fact.id} stands on line ${known.line} of ${known.file} too` }))
    }
  }

  return { see, count: () => bodies.size, findings: () => rivals }
}

/** Where words stand that should be gone: it is known only once all facts are read which those are. */
function createWordCheck() {
  const whole: Pick<FoundFact, 'fact' | 'file' | 'line' | 'byte'>[] = []

  /** One finding a line, however many of its facts it is about. */
  function findings(erased: ReadonlySet<string>): Finding[] {
    const standing = whole.filter(({ fact }) => erased.has(fact.id))
    const places = new Map(standing.map((place) => [`${place.file}:${String(place.byte)}`, place]))
    return [...places.values()].map(({ file, line, byte }) => findingOf(file, { code: 'unerased', line, byte }))
  }

  return {
    see: ({ fact, file, line, byte }: FoundFact) => {
      if (!fact.redacted) whole.push({ fact, file, line, byte })
    },
    findings,
  }
}

function total(reports: readonly Report[]): Report {
  return {
    streams: sum(reports, ({ streams }) => streams),
    files: sum(reports, ({ files }) => files),
    lines: sum(reports, ({ lines }) => lines),
    facts: sum(reports, ({ facts }) => facts),
    redactedLines: sum(reports, ({ redactedLines }) => redactedLines),
    findings: reports.flatMap(({ findings }) => findings),
    exports: reports.flatMap(({ exports }) => exports),
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((whole, item) => whole + of(item), 0)
}
