/** Tells whether the journals still hold what an export found in them: nothing before it changed, nothing removed. */
import { createHash } from 'node:crypto'
import type { Fact } from '../../shared/facts/fact.ts'
import { readData, type ExportHeads } from '../../shared/incident/events.ts'
import { exportLabel } from '../../shared/incident/words.ts'
import { dateTime, offset } from '../../shared/time/format.ts'
import { findingOf, type Finding } from './finding.ts'
import { isWriterId } from './layout.ts'
import type { Present } from './missing.ts'
import type { Sums } from './sum-set.ts'

/** What an `ExportRecorded` fact says. */
export interface ExportRecord {
  /** the fact's */
  readonly id: string
  /** UTC */
  readonly time: string
  readonly format: string
  readonly heads: ExportHeads
}

/** What became of what the exports had found. */
export interface ExportsCheck {
  /** one for each journal that is not what it was: at the first export that says so */
  readonly findings: readonly Finding[]
  /** the last export before which nothing was changed or removed; null where there is none */
  readonly holding: ExportRecord | null
}

/** How the journals stand: by writer, the valid lines, the last one's sum, and the digest of all sums. */
export function headsOf(journals: readonly Present[]): ExportHeads {
  const longest = new Map<string, Present>()
  for (const journal of journals) {
    if (!isWriterId(journal.writer) || journal.lines === 0) continue
    if ((longest.get(journal.writer)?.lines ?? 0) < journal.lines) longest.set(journal.writer, journal)
  }
  return Object.fromEntries([...longest].map(([writer, { lines, sum, sums }]) => [writer, [lines, sum, digestUpTo(sums, sum)!] as const]))
}

/** The export that a fact records; null where it is of another type or cannot be read. */
export function exportOf(fact: Fact): ExportRecord | null {
  const data = fact.redacted ? null : readData(fact, 'ExportRecorded')
  return data && { id: fact.id, time: fact.recordedAt, format: data.format, heads: data.heads }
}

/** What the check goes by, besides the records. */
export interface Surroundings {
  readonly journals: readonly Present[]
  /** of the stream, relative to the data folder */
  readonly folder: string
  /** sums of redacted lines that no fact explains */
  readonly unexplained: ReadonlySet<string>
  /** files, or the folder, that could not be read just now: they are not called changed for it */
  readonly unreadable: ReadonlySet<string>
  /** for the times in sentences, IANA */
  readonly zone: string
}

/** @param records in any order */
export function checkExports(records: readonly ExportRecord[], { journals, folder, unexplained, unreadable, zone }: Surroundings): ExportsCheck {
  const ordered = records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const found = new Map<string, Finding>()
  let holding: ExportRecord | null = null
  for (const record of ordered) {
    const broken = Object.entries(record.heads).filter(([, head]) => !journals.some((journal) => holds(journal, head, unexplained)))
    if (broken.length === 0) holding = record
    for (const [writer, head] of broken) {
      const file = `${folder}/${writer}.jsonl`
      if (found.has(writer) || unreadable.has(file) || unreadable.has(folder)) continue
      found.set(writer, brokenFinding(file, record, head, journals.filter((journal) => journal.writer === writer), zone))
    }
  }
  return { findings: [...found.values()], holding }
}

/** "the export of 2026-11-22 14:22 UTC (HTML)" */
export function exportName({ time, format }: Pick<ExportRecord, 'time' | 'format'>, zone: string): string {
  return `the export of ${dateTime(time, zone)} ${offset(time, zone)} (${exportLabel(format)})`
}

type Head = ExportHeads[string]

/** Whichever file holds the lines, whatever it is called: a copy of a journal is as good as the journal. */
function holds({ sums, falselyRedacted }: Present, [, sum, all]: Head, unexplained: ReadonlySet<string>): boolean {
  if (digestUpTo(sums, sum) !== all) return false
  const isSuspect = (each: string): boolean => falselyRedacted.has(each) || unexplained.has(each)
  return (falselyRedacted.size === 0 && unexplained.size === 0) || !before(sums, sum, isSuspect)
}

function brokenFinding(file: string, record: ExportRecord, [lines, sum]: Head, journals: readonly Present[], zone: string): Finding {
  const isShort = !journals.some((journal) => journal.sums.has(sum) || journal.lines + journal.damagedLines >= lines)
  const code = isShort ? 'missing-since-export' : 'changed-since-export'
  return findingOf(file, { code, detail: `at ${exportName(record, zone)}: of the ${String(lines)} lines that it had then, some` })
}

/** By a journal's sums, the digests that were asked for: what stands before a line never changes as long as the set is the same one. */
const digests = new WeakMap<Sums, Map<string, string>>()

/** The SHA-256 (base64url) of all sums up to and including this one, put together; null where it is not among them. */
function digestUpTo(sums: Sums, last: string): string | null {
  if (!sums.has(last)) return null
  const known = digests.get(sums) ?? new Map<string, string>()
  digests.set(sums, known)
  const computed = known.get(last)
  if (computed !== undefined) return computed
  const hash = createHash('sha256')
  before(sums, last, (sum) => {
    hash.update(sum)
    return false
  })
  const digest = hash.digest('base64url')
  known.set(last, digest)
  return digest
}

/** Whether one of the sums up to and including `last` is so. */
function before(sums: Sums, last: string, is: (sum: string) => boolean): boolean {
  for (const sum of sums) {
    if (is(sum)) return true
    if (sum === last) return false
  }
  return false
}
