/** What there is to do next for something that is to be sent. Pure: the time comes with the question. */
import { deliveriesOf, isEnded, type DeliveryStatus } from '../incident/delivery.ts'
import { itemsOf, type IncidentState, type Item } from '../incident/state.ts'
import { declarationOf, isBackfilled, pagesOf, resolvedSince } from '../incident/status.ts'
import type { DeliveryResult } from '../incident/words.ts'
import type { Playbook } from '../playbook/schema.ts'

/** min; a notice or an update that nobody could be sent in this time is old news, and a person decides anew */
export const NOTICE_MINUTES = 60

const MINUTE = 60_000
/** ms before the second try; each later wait is twice as long, up to the longest */
const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = { page: 30_000, notice: 5 * MINUTE } as const

export type NextStep =
  | { readonly do: 'send'; /** of the try */ readonly number: number }
  /** @property until UTC */
  | { readonly do: 'wait'; readonly until: string }
  | { readonly do: 'answer'; readonly number: number; readonly result: DeliveryResult; readonly text: string }
  /** it has ended, or waits for a person's word */
  | { readonly do: 'nothing' }

/** What is sent, whichever it is. */
export type Subject =
  | { readonly about: 'page'; readonly item: Item<'Paged'> }
  | { readonly about: 'notice'; readonly item: Item<'StakeholdersNotified'> }
  | { readonly about: 'update'; readonly item: Item<'UpdatePosted'> }

export interface Asked {
  /** UTC */
  readonly now: string
  /** a second copy does no harm: the other side tells that it has it already */
  readonly repeatable: boolean
  /** a person says that it is to be sent, whatever came of the last try */
  readonly wanted?: boolean
}

/** The next step for a delivery that nobody is sending at this moment. One that was tried and has no answer was cut short, by a crash. */
export function nextStep(state: IncidentState, delivery: DeliveryStatus, playbook: Playbook, { now, repeatable, wanted = false }: Asked): NextStep {
  if (isEnded(delivery)) return { do: 'nothing' }
  const { tries: number, state: standing, answer } = delivery
  const last = lastMoment(state, delivery, playbook)
  const reason = whyNot(state, delivery)
  const send: NextStep = { do: 'send', number: number + 1 }
  if (standing === 'unclear' || standing === 'under way') {
    if (reason === null && now < last && (wanted || (repeatable && standing === 'under way'))) return send
    return standing === 'unclear' ? { do: 'nothing' } : { do: 'answer', number, result: 'unclear', text: 'Knowngood was ended while it was sent: it may have arrived.' }
  }
  if (reason !== null) return { do: 'answer', number, result: 'called off', text: reason }
  if (now >= last) return { do: 'answer', number, ...tooLate(state, delivery, answer?.data.text) }
  const retryAt = answer?.data.retryAt
  if (wanted || retryAt === undefined || retryAt <= now) return send
  return { do: 'wait', until: retryAt < last ? retryAt : last }
}

/** The moment (UTC) from which it is not sent any more. */
export function lastMoment(state: IncidentState, { queued }: DeliveryStatus, playbook: Playbook): string {
  const minutes = isPage(state, queued) ? playbook.times.pageExpiresMinutes : NOTICE_MINUTES
  return queued.data.expiresAt ?? new Date(Date.parse(queued.fact.recordedAt) + minutes * MINUTE).toISOString()
}

/** How it ends that it is not sent any more. @param said what the other side said last */
export function tooLate(state: IncidentState, { queued }: DeliveryStatus, said?: string): { readonly result: DeliveryResult; readonly text: string } {
  const because = said === undefined ? '' : ` ${said}`
  return isPage(state, queued)
    ? { result: 'expired', text: `It could not be sent in time, and nobody is woken late.${because}` }
    : { result: 'refused', text: `It could not be sent in time. Send it anew if it still holds.${because}` }
}

/**
 * ms to wait before the next try: longer each time, with jitter so that not everybody comes back at once, and never shorter than the other side asks.
 * @param number of the try that failed, from 1
 * @param chance from 0 up to 1
 * @param after ms, as the other side says
 */
export function waitBefore(number: number, about: 'page' | 'notice', chance: number, after = 0): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (number - 1), LONGEST_WAIT_MS[about])
  return Math.max(after, Math.round(longest * (0.5 + chance / 2)))
}

/** What is to be sent; null where it was taken back. */
export function subjectOf(state: IncidentState, subject: string): Subject | null {
  const all: readonly Subject[] = [
    ...itemsOf(state, 'Paged').map((item): Subject => ({ about: 'page', item })),
    ...itemsOf(state, 'StakeholdersNotified').map((item): Subject => ({ about: 'notice', item })),
    ...itemsOf(state, 'UpdatePosted').map((item): Subject => ({ about: 'update', item })),
  ]
  return all.find(({ item }) => item.id === subject) ?? null
}

export function isPage(state: IncidentState, queued: Item<'DeliveryQueued'>): boolean {
  return itemsOf(state, 'Paged').some(({ id }) => id === queued.data.subject)
}

/** A delivery that main has yet to do something for. */
export interface Outgoing {
  readonly delivery: string
  readonly channel: string
  /** UTC: not before */
  readonly due: string
}

/** Everything that waits to go out. What may have arrived already waits for a person instead. */
export function outgoingOf(state: IncidentState, playbook: Playbook): Outgoing[] {
  return deliveriesOf(state).flatMap((delivery) => {
    if (isEnded(delivery) || delivery.state === 'unclear') return []
    const { queued, answer } = delivery
    const last = lastMoment(state, delivery, playbook)
    const retryAt = (delivery.state === 'try again' ? answer?.data.retryAt : undefined) ?? queued.fact.recordedAt
    return [{ delivery: queued.id, channel: queued.data.channel, due: retryAt < last ? retryAt : last }]
  })
}

/** Why it is not to go out at all; null where it is. */
function whyNot(state: IncidentState, { queued }: DeliveryStatus): string | null {
  if (declarationOf(state)?.data.practice === true) return 'This is practice: nothing is sent.'
  if (isBackfilled(state)) return 'This incident is written down afterwards: nothing is sent.'
  const subject = subjectOf(state, queued.data.subject)
  if (!subject) return 'It was taken back before it was sent.'
  const page = pagesOf(state).find(({ page }) => page.id === subject.item.id)
  if (!page) return null
  if (page.acknowledged) return 'The page was answered before it was sent.'
  const resolved = resolvedSince(state)
  return resolved !== null && queued.fact.recordedAt <= resolved ? 'The incident was resolved before the page was sent.' : null
}
