/** The timeline: every row that stands, numbered so that a meeting can speak of "row 6". */
import { timelineTime, type Fact } from '../../facts/fact.ts'
import { durationText } from '../../time/duration.ts'
import { isoDay } from '../../time/format.ts'
import type { TimelineEntry } from '../../views/timeline.ts'
import type { Material } from '../material.ts'
import { hasClock } from '../times.ts'
import { paragraph, quiet, text, type Block, type Column, type Inline, type RowGroup, type Section, type TableRow } from '../tree.ts'
import { evidenceLine } from './evidence.ts'

const COLUMNS: readonly Column[] = [
  { title: '#', kind: 'number' },
  { title: 'Time', kind: 'time' },
  { title: 'What happened', kind: 'words' },
  { title: 'Evidence', kind: 'links' },
]

const HARM: ReadonlySet<string> = new Set(['ImpactStarted', 'Detected', 'AlertFired', 'IncidentReopened'])
const RELIEF: ReadonlySet<string> = new Set(['IncidentMitigated', 'IncidentResolved'])

/** Enough of a file's hash to tell it from any other of the incident. */
const HASH_DIGITS = 12

/** Written down within this many ms counts as at once. */
const AT_ONCE_MS = 2 * 60 * 1000

export function timelineSection(material: Material): Section {
  const { rows, times } = material
  const groups: { title: string; rows: TableRow[] }[] = []
  for (const [index, entry] of rows.entries()) {
    const day = times.dayOf(entry.time)
    if (groups.at(-1)?.title !== day) groups.push({ title: day, rows: [] })
    groups.at(-1)!.rows.push(row(material, entry, index + 1))
  }
  const block = groups.length > 0 ? timelineTable(groups) : paragraph(text('Nothing is recorded yet.'))
  return { id: 'timeline', title: 'Timeline', remark: times.note, blocks: [block] }
}

/** Where no row has evidence the column would stand empty. */
function timelineTable(groups: readonly RowGroup[]): Block {
  const withEvidence = groups.some(({ rows }) => rows.some(({ cells }) => cells[3]!.length > 0))
  if (withEvidence) return { kind: 'table', label: 'Timeline', columns: COLUMNS, groups }
  const narrowed = groups.map(({ title, rows }) => ({ title, rows: rows.map((each) => ({ ...each, cells: each.cells.slice(0, 3) })) }))
  return { kind: 'table', label: 'Timeline', columns: COLUMNS.slice(0, 3), groups: narrowed }
}

function row(material: Material, entry: TimelineEntry, number: number): TableRow {
  const fact = material.factOf(entry.id)!
  const time: Inline = hasClock(entry.at) ? { kind: 'time', text: material.times.inRow(entry.at), time: entry.time } : quiet(material.times.inRow(entry.at))
  const remarks = remarksOn(material, entry, fact)
  const words = entry.redacted ? quiet(material.sentence(fact)) : text(material.sentence(fact))
  const mark = HARM.has(fact.type) ? 'harm' : RELIEF.has(fact.type) ? 'relief' : null
  return { cells: [[text(String(number))], [time], remarks.length > 0 ? [words, quiet(` (${remarks.join('; ')})`)] : [words], evidenceLine(entry.evidence)], ...(mark && { mark }) }
}

/** Why it was redacted, that it was corrected, and when it was known or written down where that was later. */
function remarksOn({ times, backfilled, incident }: Material, entry: TimelineEntry, fact: Fact): string[] {
  const reason = incident.entryOf.get(entry.id)?.redactedBy?.data['reason']
  return [
    ...(typeof reason === 'string' ? [reason] : []),
    ...(entry.file ? [`SHA-256 ${entry.file.sha256.slice(0, HASH_DIGITS)}…`] : []),
    ...(entry.amended ? ['corrected'] : []),
    ...(fact.knownAt !== undefined && fact.knownAt > timelineTime(fact) ? [`known ${times.moment(fact.knownAt)}`] : []),
    ...(backfilled ? [] : writtenDown(times.moment, fact)),
  ]
}

function writtenDown(moment: (time: string) => string, { at, recordedAt }: Fact): string[] {
  if (at.precision === 'unknown') return [`written down ${moment(recordedAt)}`]
  if (at.precision === 'day') return isoDay(recordedAt, at.zone) > isoDay(at.time, at.zone) ? [`written down ${moment(recordedAt)}`] : []
  const later = Date.parse(recordedAt) - Date.parse(at.until ?? at.time)
  return later > AT_ONCE_MS ? [`written down ${durationText(later)} later`] : []
}
