/** Every clock that runs, over all incidents, as one list: the longest overdue first, then the soonest. */
import type { IncidentRow } from '../api.ts'
import { isOverPhase, type Severity } from '../incident/words.ts'
import type { Clock } from '../playbook/due.ts'
import { HISTORY_MS, nextReminder, type Reminders } from '../playbook/reminders.ts'

/** One clock of one incident. All times UTC. */
export interface RunningClock extends Pick<Clock, 'key' | 'rule' | 'guide' | 'label' | 'start' | 'due'> {
  readonly incident: string
  readonly title: string
  readonly severity: Severity | null
  readonly practice: boolean
  /** when it reminds next; null where it has reminded, and nobody snoozed it since */
  readonly remindsAt: string | null
  /** the entry that put its reminder off, while that is still to come; null where nobody did */
  readonly snooze: string | null
}

export interface RunningClocks {
  readonly clocks: readonly RunningClock[]
  /** how many more there are, all of them due later */
  readonly more: number
}

/** What is known of one incident. */
interface Known extends Reminders {
  readonly row: IncidentRow
  readonly clocks: readonly Clock[]
}

/** As many as anybody reads. */
export const MOST_CLOCKS = 200

/** @param now ms UTC; what of an incident that is over was due more than a week before is history */
export function runningClocksOf(incidents: readonly Known[], now: number): RunningClocks {
  const all = incidents.flatMap((known) => known.clocks.filter(({ due }) => !isOverPhase(known.row.phase) || now - Date.parse(due) <= HISTORY_MS).map((clock) => runningClock(known, clock)))
  all.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.incident + a.key < b.incident + b.key ? -1 : 1))
  return { clocks: all.slice(0, MOST_CLOCKS), more: Math.max(0, all.length - MOST_CLOCKS) }
}

function runningClock(known: Known, clock: Clock): RunningClock {
  const { key, rule, guide, label, start, due } = clock
  const { id: incident, title, severity, practice } = known.row
  const next = nextReminder(clock, known)
  const snooze = next?.snoozedUntil ? known.snoozed.get(key)!.entry : null
  return { key, rule, guide, label, start, due, incident, title, severity, practice, remindsAt: next?.at ?? null, snooze }
}
