/** What main keeps of every incident, open or not: its line in the list, and the clocks that run. */
import { knownAlerts, type IncidentAlert } from '../shared/alerts/record-alerts.ts'
import type { IncidentRow } from '../shared/api.ts'
import { awaitedPages, type AwaitedPage } from '../shared/delivery/awaited.ts'
import { outgoingOf, type Outgoing } from '../shared/delivery/plan.ts'
import { timelineTime } from '../shared/facts/fact.ts'
import { declarationOf, isArchived, isBackfilled, phaseOf, severityAt, titleOf } from '../shared/incident/status.ts'
import { runningClocks, type Clock } from '../shared/playbook/due.ts'
import { remindersOf, type Reminders } from '../shared/playbook/reminders.ts'
import type { ReadIncident } from './desk.ts'

export interface IncidentSummary extends Reminders {
  readonly row: IncidentRow
  /** soonest first */
  readonly clocks: readonly Clock[]
  /** what waits to be sent from any machine */
  readonly outgoing: readonly Outgoing[]
  /** the pages that may be answered in PagerDuty */
  readonly awaited: readonly AwaitedPage[]
  /** of monitoring systems, to be paired with what these say later */
  readonly alerts: readonly IncidentAlert[]
  /** nothing of it can be read but that something is wrong */
  readonly isEmpty: boolean
}

export function summaryOf({ id, incident, playbook, findings }: ReadIncident): IncidentSummary {
  const { state, entries } = incident
  const declared = declarationOf(state)
  const first = entries[0]?.fact
  const clocks = runningClocks(state, playbook)
  const next = clocks[0]
  return {
    row: {
      id,
      title: titleOf(state),
      severity: severityAt(state),
      phase: phaseOf(state),
      declaredAt: declared?.time ?? (first ? timelineTime(first) : new Date(0).toISOString()),
      backfilled: isBackfilled(state),
      practice: declared?.data.practice === true,
      archived: isArchived(state),
      nextDue: next ? { label: next.label, due: next.due } : null,
      findings: findings.filter(({ grave }) => grave).length,
    },
    clocks,
    ...remindersOf(incident, clocks),
    outgoing: outgoingOf(state, playbook),
    awaited: awaitedPages(state),
    alerts: knownAlerts(state),
    isEmpty: entries.length === 0,
  }
}
