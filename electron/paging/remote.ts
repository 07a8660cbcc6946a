/** The incident of PagerDuty that a page joins. */
import type { Channel, ChannelOf } from '../../shared/delivery/channel.ts'
import { deliveriesOf, remoteOf, type DeliveryStatus } from '../../shared/incident/delivery.ts'
import { itemsOf, type IncidentState } from '../../shared/incident/state.ts'
import type { Desk, ReadIncident } from '../desk.ts'
import { KNOWNGOOD } from '../people.ts'
import type { PagerDutyReader, Read, Secrets } from './adapter.ts'
import type { Channels } from './channels.ts'
import { dedupKeyOf } from './pagerduty-events.ts'

/**
 * Its id as seen by a channel; null where none was linked. A link that names another channel of this machine is of another account;
 * one that names a channel of another machine is taken to be of the team's own.
 */
export function remoteFor(state: IncidentState, channel: string, channels: Pick<Channels, 'has'>): string | null {
  const linked = remoteOf(state, 'PagerDuty')
  if (!linked) return null
  return linked.channel === undefined || linked.channel === channel || !channels.has(linked.channel) ? linked.remote : null
}

/** The same for one delivery: where it was tried before the link was there, it goes the way that it began, or it would page twice. */
export function remoteOfDelivery(state: IncidentState, { queued }: DeliveryStatus, channels: Pick<Channels, 'has'>): string | null {
  const tried = itemsOf(state, 'DeliveryTried').find(({ data }) => data.delivery === queued.id)
  const isLinked = itemsOf(state, 'RemoteLinked').some(({ id, data }) => data.kind === 'PagerDuty' && (tried === undefined || id < tried.id))
  return isLinked ? remoteFor(state, queued.data.channel, channels) : null
}

/** Whether a page would be the second under the incident's own key, which wakes nobody once the first is acknowledged. */
export function pagesAgain(state: IncidentState, { queued, tries }: DeliveryStatus, channel: Channel): boolean {
  if (channel.kind !== 'PagerDuty' || queued.data.to !== undefined || tries > 0 || remoteOf(state, 'PagerDuty') !== null) return false
  const pages = new Set(itemsOf(state, 'Paged').map(({ id }) => id))
  if (!pages.has(queued.data.subject)) return false
  return deliveriesOf(state).some((other) => other.queued.data.channel === channel.id && other.queued.id !== queued.id && other.state === 'accepted' && pages.has(other.queued.data.subject))
}

/** The incident there that an own page opened: found by its key, and linked, so that a further page joins it. Null where none is open. */
export async function linkOwn(
  { id, incident: { state } }: ReadIncident,
  { channel, secrets }: { readonly channel: ChannelOf<'PagerDuty'>; readonly secrets: Secrets },
  { reader, desk, signal }: { readonly reader: Pick<PagerDutyReader, 'find'>; readonly desk: Pick<Desk, 'dispatch'>; readonly signal: AbortSignal },
): Promise<Read<string | null>> {
  const found = await reader.find(dedupKeyOf(id), channel, secrets, signal)
  if (!found.ok || found.value === null) return found.ok ? { ok: true, value: null } : found
  const { id: remote, title, url } = found.value
  // Another account's is linked already: this one is asked about all the same.
  if (remoteOf(state, 'PagerDuty') === null) await desk.dispatch(id, { type: 'LinkRemote', kind: 'PagerDuty', remote, channel: channel.id, title, url }, { by: KNOWNGOOD })
  return { ok: true, value: remote }
}
