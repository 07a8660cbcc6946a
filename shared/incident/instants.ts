/** The instants of an incident from which its durations are derived (design section 2). */
import type { When } from '../facts/fact.ts'
import { detectionsOf } from './alerts.ts'
import { itemsOf, type IncidentState, type Item } from './state.ts'
import { declarationOf } from './status.ts'
import type { IncidentFactType } from './events.ts'

export const INSTANTS = [
  'deployed',
  'impact start',
  'detected',
  'declared',
  'paged',
  'acknowledged',
  'notified',
  'decided',
  'mitigated',
  'cause found',
  'resolved',
  'retro held',
] as const
export type InstantName = (typeof INSTANTS)[number]

export interface Instant {
  /** UTC */
  readonly time: string
  /** how well the time is known: `unknown` stands where it was written down, and no length may be taken from it */
  readonly precision: When['precision']
  /** the fact that it was read from */
  readonly fact: string
}

export type Instants = Readonly<Record<InstantName, Instant | null>>

/** The first of each kind by (`at`, `id`); mitigated and resolved the last after the last reopening. Null: not recorded. */
export function instantsOf(state: IncidentState): Instants {
  const first = (type: IncidentFactType): Instant | null => instant(itemsOf(state, type)[0])
  const declared = declarationOf(state)
  return {
    deployed: first('Deployed'),
    'impact start': first('ImpactStarted'),
    detected: instant(detectionsOf(state)[0]),
    declared: declared && instant(declared),
    paged: first('Paged'),
    acknowledged: first('PageAcknowledged'),
    notified: first('StakeholdersNotified'),
    decided: first('DecisionRecorded'),
    mitigated: lastSinceReopening(state, 'IncidentMitigated'),
    'cause found': first('ContributingFactorNamed'),
    resolved: lastSinceReopening(state, 'IncidentResolved'),
    'retro held': first('RetroHeld'),
  }
}

function lastSinceReopening(state: IncidentState, type: 'IncidentMitigated' | 'IncidentResolved'): Instant | null {
  const reopened = itemsOf(state, 'IncidentReopened').at(-1)
  const last: Item<typeof type> | undefined = itemsOf(state, type).at(-1)
  if (!last) return null
  const before = reopened && (last.time < reopened.time || (last.time === reopened.time && last.id < reopened.id))
  return before ? null : instant(last)
}

function instant<T extends IncidentFactType>(item: Item<T> | undefined): Instant | null {
  return item ? { time: item.time, precision: item.fact.at.precision, fact: item.id } : null
}
