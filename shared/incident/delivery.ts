/** How what is sent by a channel stands: queued, tried, answered; and when a page, a notice or an update really went out. */
import { current } from '../facts/heads.ts'
import type { FactData } from './events.ts'
import { itemsOf, type IncidentState, type Item } from './state.ts'
import type { ChannelKind, DeliveryResult } from './words.ts'

export interface DeliveryStatus {
  readonly queued: Item<'DeliveryQueued'>
  /** how often it was tried */
  readonly tries: number
  /** what the last try came to; null before the first answer */
  readonly answer: Item<'DeliveryAnswered'> | null
  /** `queued` before the first try, `under way` from a try until its answer: after a crash nobody knows whether it arrived */
  readonly state: 'queued' | 'under way' | DeliveryResult
}

/** States after which nothing more is sent; after `unclear` a person says whether it is. */
const ENDED: ReadonlySet<DeliveryStatus['state']> = new Set<DeliveryStatus['state']>(['accepted', 'refused', 'expired', 'called off'])

export function isEnded({ state }: DeliveryStatus): boolean {
  return ENDED.has(state)
}

const remembered = new WeakMap<IncidentState, readonly DeliveryStatus[]>()

/** Every delivery, in timeline order. */
export function deliveriesOf(state: IncidentState): readonly DeliveryStatus[] {
  const known = remembered.get(state)
  if (known) return known
  const tries = byDelivery(itemsOf(state, 'DeliveryTried'))
  const answers = byDelivery(itemsOf(state, 'DeliveryAnswered'))
  const deliveries = itemsOf(state, 'DeliveryQueued').map((queued) => statusOf(queued, tries.get(queued.id) ?? [], answers.get(queued.id) ?? []))
  remembered.set(state, deliveries)
  return deliveries
}

/** The deliveries of one page, notice or update. */
export function deliveriesFor(state: IncidentState, subject: string): readonly DeliveryStatus[] {
  return deliveriesOf(state).filter(({ queued }) => queued.data.subject === subject)
}

/** When a page, a notice or an update went out (UTC): made by hand, when it happened; sent, when the first channel took it; null while none has. */
export function sentAt(state: IncidentState, { id, time }: { readonly id: string; readonly time: string }): string | null {
  const deliveries = deliveriesFor(state, id)
  if (deliveries.length === 0) return time
  const taken = deliveries.flatMap(({ state: standing, answer }) => (standing === 'accepted' && answer ? [answer.time] : []))
  return taken.length === 0 ? null : taken.reduce((first, other) => (other < first ? other : first))
}

/** When the last of several really went out (UTC); null where none has. */
export function lastSentAt(state: IncidentState, items: readonly { readonly id: string; readonly time: string }[]): string | null {
  return items.flatMap((item) => sentAt(state, item) ?? []).reduce<string | null>((last, time) => (last === null || time > last ? time : last), null)
}

/** Whether a page, a notice or an update went out, or may yet: not one that every channel failed. */
export function isOut(state: IncidentState, item: { readonly id: string; readonly time: string }): boolean {
  return sentAt(state, item) !== null || deliveriesFor(state, item.id).some((delivery) => !isEnded(delivery))
}

/** The incident of another system that is this one, where one was named. */
export function remoteOf(state: IncidentState, kind: ChannelKind): FactData<'RemoteLinked'> | null {
  const linked = (current(state.heads, `remote:${kind}`) as unknown as Item<'RemoteLinked'> | undefined)?.data ?? null
  return linked?.remote == null ? null : linked
}

function statusOf(queued: Item<'DeliveryQueued'>, tries: readonly Item<'DeliveryTried'>[], answers: readonly Item<'DeliveryAnswered'>[]): DeliveryStatus {
  const number = tries.reduce((most, { data }) => Math.max(most, data.number), 0)
  // What was taken once is not un-taken by an answer to another try.
  const answer = answers.find(({ data }) => data.result === 'accepted') ?? answers.findLast(({ data }) => data.number >= number) ?? null
  return { queued, tries: number, answer, state: answer?.data.result ?? (number > 0 ? 'under way' : 'queued') }
}

function byDelivery<T extends 'DeliveryTried' | 'DeliveryAnswered'>(items: readonly Item<T>[]): Map<string, Item<T>[]> {
  const groups = new Map<string, Item<T>[]>()
  for (const item of items) {
    const group = groups.get(item.data.delivery)
    if (group) group.push(item)
    else groups.set(item.data.delivery, [item])
  }
  return groups
}
