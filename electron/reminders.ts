/** Which reminders are owed over all incidents, and when the next one will be. Pure: the time comes with the question. */
import type { CommandInput } from '../shared/incident/commands.ts'
import { HISTORY_MS, nextReminder, reminderText, ringsAt, SNOOZE_MINUTES } from '../shared/playbook/reminders.ts'
import { isoTime } from './clock.ts'
import type { IncidentSummary } from './incident-summary.ts'

export interface Reminder {
  /** of the fact that it becomes: one a deadline, and one more a snooze */
  readonly key: string
  readonly incident: string
  readonly title: string
  /** the key of the deadline */
  readonly deadline: string
  readonly command: Extract<CommandInput, { type: 'ShowReminder' }>
}

/** Puts a reminder off by one key's worth, as of `now` (ms UTC). */
export function snoozeOf({ rule, start, due }: Reminder['command'], now: number): Extract<CommandInput, { type: 'SnoozeReminder' }> {
  return { type: 'SnoozeReminder', rule, start, due, until: isoTime(now + SNOOZE_MINUTES * 60_000) }
}

/** The reminders that are owed at `now` (ms UTC), the longest overdue first. @param zone in which they are worded, IANA */
export function owedReminders(summaries: readonly IncidentSummary[], now: number, zone: string): Reminder[] {
  return summaries
    .flatMap((summary) =>
      summary.clocks.flatMap((clock): Reminder[] => {
        // The time first: of thousands of clocks, few have anything to say now.
        const reminder = isOwed(Date.parse(ringsAt(clock, summary)), now) ? nextReminder(clock, summary) : null
        if (!reminder) return []
        const { rule, start, due, key: deadline } = clock
        const { key, snoozedUntil } = reminder
        const text = reminderText(clock, reminder, now, zone)
        const command = { type: 'ShowReminder' as const, rule, start, due, text, ...(snoozedUntil !== null && { snoozedUntil }) }
        return [{ key, incident: summary.row.id, title: summary.row.title, deadline, command }]
      }),
    )
    .sort((a, b) => (a.command.due < b.command.due ? -1 : a.command.due > b.command.due ? 1 : 0))
}

/** The next moment (ms UTC) at which a reminder will be owed that is not owed at `now`; null where none is to come. */
export function nextDeadline(summaries: readonly IncidentSummary[], now: number): number | null {
  let next: number | null = null
  for (const summary of summaries) {
    for (const clock of summary.clocks) {
      const at = Date.parse(ringsAt(clock, summary))
      if (at > now && (next === null || at < next) && nextReminder(clock, summary)) next = at
    }
  }
  return next
}

function isOwed(at: number, now: number): boolean {
  return at <= now && now - at <= HISTORY_MS
}
