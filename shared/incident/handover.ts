/** Handing a role over: offered by whoever holds it, and theirs until the successor confirms. */
import { itemsOf, type IncidentState, type Item } from './state.ts'

/**
 * The offer for each role that waits for an answer, in the order in which they were made. A later offer of the same role takes an
 * earlier one's place, and so does whoever was given the role since. By id, the order of writing: an offer holds from when it was written.
 */
export function openHandovers(state: IncidentState): Item<'HandoverOffered'>[] {
  const ended = new Set(itemsOf(state, 'HandoverEnded').map(({ data }) => data.handover))
  const offers = itemsOf(state, 'HandoverOffered')
  return offers.filter(
    ({ id, data: { role } }) =>
      !ended.has(id) &&
      !offers.some((later) => later.id > id && later.data.role === role) &&
      !itemsOf(state, 'RoleAssigned').some(({ id: given, data }) => data.role === role && (given > id || data.handover === id)),
  )
}

/** The offer that was named, or the one that waits; a sentence where that is not clear. */
export function findHandover(state: IncidentState, id: string | undefined): Item<'HandoverOffered'> | string {
  const open = openHandovers(state)
  if (id !== undefined) return open.find((offer) => offer.id === id) ?? 'That hand-over no longer waits.'
  if (open.length === 0) return 'No hand-over waits: offer it first, as in /handover NAME.'
  if (open.length > 1) return `${String(open.length)} hand-overs wait (${open.map(({ data }) => `${data.role} to ${data.to.name}`).join(', ')}): say which.`
  return open[0]!
}
