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

export const KIND_LABEL: Record<EntryKind, string> = {
  alert: 'Alerts', impact: 'Impact', page: 'Pages', notice: 'Notices and updates', decision: 'Decisions', work: 'Work', check: 'Checks', phase: 'Phases', role: 'Roles', action: 'Action items',
  retro: 'Retro', note: 'Notes', reminder: 'Reminders', export: 'Exports', release: 'Releases', metric: 'Readings', file: 'Files', redaction: 'Redactions', other: 'Others',
}

/** The kinds and the people that alone are shown; an empty set: all of them. */
export interface Choice {
  readonly kinds: ReadonlySet<EntryKind>
  readonly people: ReadonlySet<string>
}

export const NO_CHOICE: Choice = { kinds: new Set(), people: new Set() }

/** What is wanted of the timeline. */
export interface Wanted extends Choice {
  readonly filter: Filter
  /** ids of facts that another entry tells */
  readonly told: ReadonlySet<string>
}

/** Whether no entry is hidden. */
export function isWhole({ filter, kinds, people }: Omit<Wanted, 'told'>): boolean {
  return filter === 'All' && kinds.size === 0 && people.size === 0
}

export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  return set.has(value) ? new Set([...set].filter((each) => each !== value)) : new Set([...set, value])
}

/** The entries that are shown. */
export function rowsOf(entries: readonly Entry[], wanted: Wanted, starred: ReadonlySet<string>): readonly Entry[] {
  const { filter, kinds, people, told } = wanted
  const isTold = told.size > 0
  if (isWhole(wanted) && !isTold) return entries
  return entries.filter(
    ({ fact }) =>
      !(isTold && told.has(fact.id)) &&
      (filter === 'All' || (filter === 'Starred' ? starred.has(fact.id) : KINDS[filter].has(kindOfFact(fact)))) &&
      (kinds.size === 0 || kinds.has(kindOfFact(fact))) &&
      (people.size === 0 || people.has(fact.by.person)),
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
  return (Object.keys(b) as (keyof TimelineEntry)[]).every((key) => {
    if (key === 'evidence' && a.evidence.length === 0) return b.evidence.length === 0
    if (key === 'redactedBy') return a.redactedBy?.time === b.redactedBy?.time
    if (key === 'replyTo') return a.replyTo?.id === b.replyTo?.id && a.replyTo?.text === b.replyTo?.text && a.replyTo?.struck === b.replyTo?.struck
    return a[key] === b[key]
  })
}

/** A day alone, or no time at all, tells of no silence. */
function hasClock({ precision }: When): boolean {
  return precision !== 'day' && precision !== 'unknown'
}

function dayOf({ fact }: Entry, zone: string): string {
  return isoDay(timelineTime(fact), zone)
}
