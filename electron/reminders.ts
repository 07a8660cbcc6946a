/** Which deadlines have passed without a reminder, and what the reminder says. Pure: the time comes with the question. */
import type { CommandInput } from '../shared/incident/commands.ts'
import type { Clock as Deadline } from '../shared/playbook/due.ts'
import { clockTime, dateTime, isoDay } from '../shared/time/format.ts'
import { isoTime } from './clock.ts'
import type { IncidentSummary } from './incident-summary.ts'

export interface Reminder {
  /** of the fact that it becomes: one a deadline */
  readonly key: string
  readonly incident: string
  readonly title: string
  /** the key of the deadline */
  readonly deadline: string
  readonly command: Extract<CommandInput, { type: 'ShowReminder' }>
}

/** Seen later than this after it was due (ms), a reminder says so. */
const SEEN_LATE_MS = 60_000
/** Overdue for longer than this (ms), a deadline is history: a store that was restored or imported must not ring a thousand times. */
const HISTORY_MS = 7 * 24 * 60 * 60_000

/** The reminders that are owed at `now` (ms UTC), the longest overdue first. @param zone in which they are worded, IANA */
export function owedReminders(summaries: readonly IncidentSummary[], now: number, zone: string): Reminder[] {
  return summaries
    .flatMap(({ row, clocks, reminded }) =>
      clocks
        .filter((deadline) => isOwed(Date.parse(deadline.due), now) && !reminded.has(keyOf(deadline)))
        .map(
          (deadline): Reminder => ({
            key: keyOf(deadline),
            incident: row.id,
            title: row.title,
            deadline: deadline.key,
            command: { type: 'ShowReminder', rule: deadline.rule, start: deadline.start, due: deadline.due, text: textOf(deadline, now, zone) },
          }),
        ),
    )
    .sort((a, b) => (a.command.due < b.command.due ? -1 : a.command.due > b.command.due ? 1 : 0))
}

/** The next moment (ms UTC) at which a reminder will be owed that is not owed at `now`; null where none is to come. */
export function nextDeadline(summaries: readonly IncidentSummary[], now: number): number | null {
  let next: number | null = null
  for (const { clocks } of summaries) {
    for (const { due } of clocks) {
      const at = Date.parse(due)
      if (at > now && (next === null || at < next)) next = at
    }
  }
  return next
}

/** "Notify stakeholders: due 14:33", and "seen 15:10" where that is later. With the day where it was another one. */
function textOf({ label, due }: Deadline, now: number, zone: string): string {
  const seen = isoTime(now)
  const late = now - Date.parse(due) > SEEN_LATE_MS
  const text = isoDay(due, zone) === isoDay(seen, zone) ? clockTime : dateTime
  return `${label}: due ${text(due, zone)}${late ? `, seen ${text(seen, zone)}` : ''}`
}

function isOwed(due: number, now: number): boolean {
  return due <= now && now - due <= HISTORY_MS
}

/** As `decide` keys the fact. */
function keyOf({ rule, start, due }: Deadline): string {
  return `reminder:${rule}:${start}:${due}`
}
