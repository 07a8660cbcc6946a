/** The rows of the timeline: which entries are shown, and where a day begins. */
import { timelineTime, type When } from '../../../shared/facts/fact.ts'
import type { Entry } from '../../../shared/facts/resolve.ts'
import { isoDay } from '../../../shared/time/format.ts'
import { kindOfFact, type EntryKind, type TimelineEntry } from '../../../shared/views/timeline.ts'

export const FILTERS = ['All', 'Starred', 'Decisions', 'Pages'] as const
export type Filter = (typeof FILTERS)[number]

const KINDS: Record<Exclude<Filter, 'All' | 'Starred'>, ReadonlySet<EntryKind>> = {
  Decisions: new Set<EntryKind>(['decision', 'work', 'check', 'phase']),
  Pages: new Set<EntryKind>(['page', 'notice']),
}

/** What is wanted of the timeline. */
export interface Wanted {
  readonly filter: Filter
  /** words that are looked for; blank where none are */
  readonly words: string
  /** ids of facts that another entry tells */
  readonly told: ReadonlySet<string>
}

/** The entries that are shown. @param tell says what an entry says; asked only where that matters, for it costs the most */
export function rowsOf(entries: readonly Entry[], { filter, words, told }: Wanted, starred: ReadonlySet<string>, tell: (entry: Entry) => TimelineEntry): readonly Entry[] {
  const needle = words.trim().toLowerCase()
  const isTold = told.size > 0
  if (filter === 'All' && needle === '' && !isTold) return entries
  return entries.filter(
    (entry) =>
      !(isTold && told.has(entry.fact.id)) &&
      (filter === 'All' || (filter === 'Starred' ? starred.has(entry.fact.id) : KINDS[filter].has(kindOfFact(entry.fact)))) &&
      (needle === '' || holds(tell(entry), needle)),
  )
}

/** Whether a row is the first of its day, so that a heading stands above it. */
export function startsDay(rows: readonly Entry[], index: number, zone: string): boolean {
  const row = rows[index]
  const before = rows[index - 1]
  return row !== undefined && (before === undefined || dayOf(row, zone) !== dayOf(before, zone))
}

/** Between entries this far apart (ms) the silence is said. */
const SILENCE_MS = 15 * 60 * 1000

/** For how long (ms) nothing happened before a row, as far as the entries know; null where that is no time worth a word. */
export function silenceBefore(rows: readonly Entry[], index: number): number | null {
  const before = rows[index - 1]?.fact.at
  const at = rows[index]?.fact.at
  if (!before || !at || !hasClock(before) || !hasClock(at)) return null
  const silence = Date.parse(at.time) - Date.parse(before.until ?? before.time)
  return silence >= SILENCE_MS ? silence : null
}

/** Whether two entries look the same, so that a row need not be drawn again. */
export function isSame(a: TimelineEntry, b: TimelineEntry): boolean {
  // `at`, `by` and `evidence` are the fact's own objects: unless it was amended they are the same ones.
  return (Object.keys(b) as (keyof TimelineEntry)[]).every(
    (key) => a[key] === b[key] || (key === 'evidence' && a.evidence.length === 0 && b.evidence.length === 0) || (key === 'redactedBy' && a.redactedBy?.time === b.redactedBy?.time),
  )
}

/** A day alone, or no time at all, tells of no silence. */
function hasClock({ precision }: When): boolean {
  return precision !== 'day' && precision !== 'unknown'
}

function dayOf({ fact }: Entry, zone: string): string {
  return isoDay(timelineTime(fact), zone)
}

function holds(entry: TimelineEntry, needle: string): boolean {
  return entry.text.toLowerCase().includes(needle) || entry.by.name.toLowerCase().includes(needle)
}
