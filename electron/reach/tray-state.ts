/** What the tray says of the incidents: how bad it is, what is due next, and which ones a click leads to. Pure. */
import type { IncidentRow } from '../../shared/api.ts'
import type { Severity } from '../../shared/incident/words.ts'
import { clockTime } from '../../shared/time/format.ts'
import { isLive } from './live.ts'

export interface TrayState {
  /** of the worst that is live; `none` while nothing is, `unset` where nobody has set one */
  readonly severity: Severity | 'unset' | 'none'
  /** something that was due has not been done */
  readonly late: boolean
  /** one line for the tooltip */
  readonly text: string
  /** the live ones, the worst first */
  readonly incidents: readonly { readonly id: string; readonly label: string }[]
}

/** @param now ms UTC @param zone of the times, IANA */
export function trayStateOf(rows: readonly IncidentRow[], now: number, zone: string): TrayState {
  const live = rows.filter(isLive).sort((a, b) => rankOf(a) - rankOf(b) || (a.declaredAt < b.declaredAt ? -1 : 1))
  const [worst] = live
  if (!worst) return { severity: 'none', late: false, text: 'Knowngood: no incident is open', incidents: [] }
  const isLate = (row: IncidentRow): boolean => row.nextDue !== null && Date.parse(row.nextDue.due) <= now
  const label = (row: IncidentRow): string =>
    [row.severity, row.title].filter(Boolean).join(' ') + (row.nextDue ? `, ${row.nextDue.label} due ${clockTime(row.nextDue.due, zone)}` : '')
  return {
    severity: worst.severity ?? 'unset',
    late: live.some(isLate),
    text: live.length === 1 ? label(worst) : `${String(live.length)} incidents are open; ${label(worst)}`,
    incidents: live.map((row) => ({ id: row.id, label: label(row) })),
  }
}

/** P0 first; what has no severity yet may be anything, and comes after what is known to be bad. */
function rankOf({ severity }: IncidentRow): number {
  return severity === null ? 1.5 : Number(severity.slice(1))
}
