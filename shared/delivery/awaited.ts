/** The pages that went out by PagerDuty and whose answer may come there. */
import { deliveriesFor, remoteOf, sentAt } from '../incident/delivery.ts'
import type { IncidentState } from '../incident/state.ts'
import { declarationOf, isBackfilled, isOver, unansweredPages } from '../incident/status.ts'

export interface AwaitedPage {
  readonly page: string
  /** the channel that is asked */
  readonly channel: string
  /** UTC: an answer is not older */
  readonly since: string
}

/** Those of a live incident that nobody has answered, and that were not passed on. */
export function awaitedPages(state: IncidentState): AwaitedPage[] {
  if (isOver(state) || isBackfilled(state) || declarationOf(state)?.data.practice === true) return []
  const linked = remoteOf(state, 'PagerDuty')
  return unansweredPages(state).flatMap(({ page }) => {
    const deliveries = deliveriesFor(state, page.id)
    const taken = deliveries.find(({ queued, state: standing }) => queued.data.kind === 'PagerDuty' && (standing === 'accepted' || standing === 'unclear'))
    if (taken) return [{ page: page.id, channel: taken.queued.data.channel, since: sentAt(state, page) ?? taken.queued.fact.recordedAt }]
    // Made there by hand, in the incident that this one is.
    const byHand = deliveries.length === 0 && page.data.by === 'PagerDuty' && linked?.channel !== undefined
    return byHand ? [{ page: page.id, channel: linked.channel!, since: page.time }] : []
  })
}
