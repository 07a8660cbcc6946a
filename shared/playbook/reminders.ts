/** When a deadline is reminded of, over snoozes: once at its due time, once more for each snooze, and never early. Pure. */
import { reminderKey } from '../incident/reminder-key.ts'
import type { FoldedIncident } from '../incident/evolve.ts'
import { itemsOf } from '../incident/state.ts'
import { clockTime, dateTime, isoDay } from '../time/format.ts'
import type { Clock } from './due.ts'

export interface Snooze {
  /** UTC */
  readonly until: string
  /** the entry that says so: struck, the snooze is taken back */
  readonly entry: string
}

/** What is known of the reminders of clocks that run. */
export interface Reminders {
  /** the keys of those that were shown, struck ones too, and for each the key of its deadline's first: nobody is reminded twice */
  readonly reminded: ReadonlySet<string>
  /** by the key of the clock: the snooze that holds */
  readonly snoozed: ReadonlyMap<string, Snooze>
}

/** A reminder that is still to be shown. */
export interface NextReminder {
  /** of the fact that it becomes */
  readonly key: string
  /** see {@link ringsAt} */
  readonly at: string
  readonly snoozedUntil: string | null
}

/** Overdue for longer than this (ms), a deadline is history: a store that was restored or imported must not ring a thousand times. */
export const HISTORY_MS = 7 * 24 * 60 * 60_000
/** By how much a reminder is put off where nobody says more. */
export const SNOOZE_MINUTES = 10
/** Seen later than this after it was to ring (ms), a reminder says so. */
const SEEN_LATE_MS = 60_000

/** @param clocks that run */
export function remindersOf({ state, entries }: Pick<FoldedIncident, 'state' | 'entries'>, clocks: readonly Clock[]): Reminders {
  const firsts = clocks.map((clock) => reminderKey(clock))
  const reminded = new Set<string>()
  for (const { fact } of entries) {
    if (fact.type !== 'ReminderShown' || fact.key === undefined) continue
    const first = firsts.find((key) => fact.key === key || fact.key!.startsWith(`${key}:`))
    if (first !== undefined) reminded.add(fact.key).add(first)
  }
  const running = new Set(clocks.map(({ key }) => key))
  const snoozed = new Map<string, Snooze>()
  for (const { id, data } of itemsOf(state, 'ReminderSnoozed')) {
    const key = `${data.rule}:${data.start}:${data.due}`
    const before = snoozed.get(key)
    // By the order of writing, not by the time: a clock that was set back would leave the older one standing.
    if (running.has(key) && (!before || before.entry < id)) snoozed.set(key, { until: data.until, entry: id })
  }
  return { reminded, snoozed }
}

/** When a running clock rings, or rang last: at its due time, or at the end of the snooze where that is later. UTC. */
export function ringsAt({ key, due }: Clock, { snoozed }: Pick<Reminders, 'snoozed'>): string {
  const until = snoozed.get(key)?.until
  return until !== undefined && until > due ? until : due
}

/** The reminder that a running clock is still to show; null where there is none to come. */
export function nextReminder(clock: Clock, reminders: Reminders): NextReminder | null {
  const until = reminders.snoozed.get(clock.key)?.until
  const key = reminderKey(clock, until)
  return reminders.reminded.has(key) ? null : { key, at: ringsAt(clock, reminders), snoozedUntil: until ?? null }
}

/**
 * "Notify stakeholders: due 14:33", then "snoozed until 14:43" and "seen 15:10" where that was so. With the day where it was another one.
 * @param now ms UTC
 */
export function reminderText({ label, due }: Clock, { at, snoozedUntil }: NextReminder, now: number, zone: string): string {
  const seen = new Date(now).toISOString()
  // All of them one way: a time without its day beside one with it would have to be guessed.
  const write = isoDay(due, zone) === isoDay(seen, zone) ? clockTime : dateTime
  const snoozed = snoozedUntil === null ? '' : `, snoozed until ${write(snoozedUntil, zone)}`
  return `${label}: due ${write(due, zone)}${snoozed}${now - Date.parse(at) > SEEN_LATE_MS ? `, seen ${write(seen, zone)}` : ''}`
}
