/** The rows of the timeline: which entries are shown, and where a day begins. */
import { isoDay } from '../../../shared/time/format.ts'
import type { EntryKind, TimelineEntry } from '../../../shared/views/timeline.ts'

export const FILTERS = ['All', 'Starred', 'Decisions', 'Pages'] as const
export type Filter = (typeof FILTERS)[number]

export interface Row {
  readonly entry: TimelineEntry
  /** the first of its day: a heading stands above it */
  readonly startsDay: boolean
}

const KINDS: Record<Exclude<Filter, 'All' | 'Starred'>, ReadonlySet<EntryKind>> = {
  Decisions: new Set<EntryKind>(['decision', 'work', 'check', 'phase']),
  Pages: new Set<EntryKind>(['page', 'notice']),
}

/** The entries that pass the filter and hold the words that are looked for. */
export function rowsOf(entries: readonly TimelineEntry[], filter: Filter, wanted: string, zone: string): Row[] {
  const needle = wanted.trim().toLowerCase()
  const shown = entries.filter((entry) => passes(entry, filter) && (needle === '' || holds(entry, needle)))
  const days = shown.map(({ time }) => isoDay(time, zone))
  return shown.map((entry, index) => ({ entry, startsDay: days[index] !== days[index - 1] }))
}

/** Whether two entries look the same, so that a row need not be drawn again. */
export function isSame(a: TimelineEntry, b: TimelineEntry): boolean {
  // `at`, `by` and `evidence` are the fact's own objects: unless it was amended they are the same ones.
  return (Object.keys(b) as (keyof TimelineEntry)[]).every(
    (key) => a[key] === b[key] || (key === 'evidence' && a.evidence.length === 0 && b.evidence.length === 0) || (key === 'redactedBy' && a.redactedBy?.time === b.redactedBy?.time),
  )
}

function passes(entry: TimelineEntry, filter: Filter): boolean {
  return filter === 'All' || (filter === 'Starred' ? entry.starred : KINDS[filter].has(entry.kind))
}

function holds(entry: TimelineEntry, needle: string): boolean {
  return entry.text.toLowerCase().includes(needle) || entry.by.name.toLowerCase().includes(needle)
}
