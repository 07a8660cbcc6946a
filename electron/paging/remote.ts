/** The incident of PagerDuty that a page joins. */
import { remoteOf } from '../../shared/incident/delivery.ts'
import type { IncidentState } from '../../shared/incident/state.ts'
import type { Channels } from './channels.ts'

/**
 * Its id as seen by a channel; null where none was linked. A link that names another channel of this machine is of another account;
 * one that names a channel of another machine is taken to be of the team's own.
 */
export function remoteFor(state: IncidentState, channel: string, channels: Pick<Channels, 'has'>): string | null {
  const linked = remoteOf(state, 'PagerDuty')
  if (!linked) return null
  return linked.channel === undefined || linked.channel === channel || !channels.has(linked.channel) ? linked.remote : null
}
