/** What was left blank on the way: reasons, owners, numbers. Listed for later, each with what fills it in; never demanded. */
import { itemsOf, type IncidentState } from '../incident/state.ts'
import { actionsOf, customersAffected, decisionsOf, impactAt, releaseOf } from '../incident/status.ts'

/** One thing owed. `fill` is what the window opens for it, `about` the fact that it belongs to, where there is one. */
export type Owed =
  | { readonly text: string; readonly fill: 'severity' | 'began' | 'figure' | 'release'; readonly about: null }
  | { readonly text: string; readonly fill: 'reason' | 'owner'; readonly about: string }

/** Reasons, owners and numbers that were left blank, as short lines in the order in which they arose. */
export function owedOf(state: IncidentState): Owed[] {
  const owed: Owed[] = []
  const severity = itemsOf(state, 'SeverityChanged').at(-1)
  if (!severity || severity.data.severity === null) owed.push({ text: 'The severity', fill: 'severity', about: null })
  else if (!severity.data.reason) owed.push({ text: `Why ${severity.data.severity}`, fill: 'reason', about: severity.id })
  if (itemsOf(state, 'ImpactStarted').length === 0) owed.push({ text: 'When the impact started', fill: 'began', about: null })
  const impact = impactAt(state)
  if (impact && customersAffected(impact.data) === true && itemsOf(state, 'MetricRead').length === 0) {
    owed.push({ text: 'A figure for the impact', fill: 'figure', about: null })
  }
  const isNamed = releaseOf(state) !== null
  if (!isNamed && itemsOf(state, 'Deployed').some(({ data }) => !data.release && !data.text)) owed.push({ text: 'Which release was deployed', fill: 'release', about: null })
  for (const { decision } of decisionsOf(state)) {
    if (!decision.data.reason) owed.push({ text: `Why: ${decision.data.text ?? decision.data.kind}`, fill: 'reason', about: decision.id })
  }
  const ownerless = actionsOf(state).filter(({ owner, state: standing }) => owner === null && standing === 'open')
  const first = ownerless[0]
  if (first) owed.push({ text: ownerless.length === 1 ? 'An owner for one action item' : `Owners for ${String(ownerless.length)} action items`, fill: 'owner', about: first.id })
  return owed
}
