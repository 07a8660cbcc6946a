/** How long things took: derived, with both ends, and "not recorded" where one is missing (design section 5). */
import { instantsOf, type Instant, type InstantName } from '../incident/instants.ts'
import type { IncidentState } from '../incident/state.ts'

export interface Duration {
  readonly name: string
  readonly from: InstantName
  readonly to: InstantName
  readonly start: Instant | null
  readonly end: Instant | null
  /** null where an end is not recorded, or its time of day is not known; negative where the facts contradict each other */
  readonly ms: number | null
}

const DURATIONS: readonly { name: string; from: InstantName; to: InstantName }[] = [
  { name: 'Deployment to detection', from: 'deployed', to: 'detected' },
  { name: 'Impact start to detection', from: 'impact start', to: 'detected' },
  { name: 'Detection to declaration', from: 'detected', to: 'declared' },
  { name: 'Detection to page', from: 'detected', to: 'paged' },
  { name: 'Detection to acknowledgement', from: 'detected', to: 'acknowledged' },
  { name: 'Detection to notice', from: 'detected', to: 'notified' },
  { name: 'Detection to decision', from: 'detected', to: 'decided' },
  { name: 'Detection to mitigation', from: 'detected', to: 'mitigated' },
  { name: 'Impact start to mitigation', from: 'impact start', to: 'mitigated' },
  { name: 'Deployment to mitigation', from: 'deployed', to: 'mitigated' },
  { name: 'Mitigation to cause found', from: 'mitigated', to: 'cause found' },
  { name: 'Detection to resolution', from: 'detected', to: 'resolved' },
  { name: 'Deployment to retro', from: 'deployed', to: 'retro held' },
  { name: 'Mitigation to retro', from: 'mitigated', to: 'retro held' },
]

/** Every duration of the table, recorded or not. */
export function durationsOf(state: IncidentState): Duration[] {
  const instants = instantsOf(state)
  return DURATIONS.map(({ name, from, to }) => {
    const start = instants[from]
    const end = instants[to]
    return { name, from, to, start, end, ms: hasClock(start) && hasClock(end) ? Date.parse(end.time) - Date.parse(start.time) : null }
  })
}

function hasClock(instant: Instant | null): instant is Instant {
  return instant !== null && instant.precision !== 'unknown' && instant.precision !== 'day'
}
