/** What the sending of pages, notices and updates writes down: intent, try and answer. */
import type { CommandOf, Sending } from './commands.ts'
import type { Write } from './decide.ts'
import { deliveriesOf, isEnded, type DeliveryStatus } from './delivery.ts'
import { itemsOf, type IncidentState } from './state.ts'
import type { DeliveryResult, PageOutcome } from './words.ts'

const NOT_HERE = 'That delivery is not in this incident.'

/** What an answer says of the page that was sent; the others leave it waiting. */
const OUTCOME: { readonly [R in DeliveryResult]?: PageOutcome } = { accepted: 'sent', refused: 'failed', expired: 'failed', 'called off': 'failed' }

/** The intents beside the fact that is to be sent; in one line with it. */
export function queueDeliveries(subject: string, send: Sending | undefined, write: Write): undefined {
  for (const { channel, name, kind, to, expiresAt } of send ?? []) write('DeliveryQueued', { subject, channel, name, kind, to, expiresAt })
  return undefined
}

export function tryDelivery(state: IncidentState, { delivery, number }: CommandOf<'TryDelivery'>, write: Write): string | undefined {
  const found = find(state, delivery)
  if (!found) return NOT_HERE
  if (isEnded(found)) return `That was ${found.state} already.`
  if (number <= found.tries) return 'That try is written down already.'
  write('DeliveryTried', { delivery, number })
  return undefined
}

export function answerDelivery(state: IncidentState, { delivery, number, result, status, text, retryAt, remote }: CommandOf<'AnswerDelivery'>, write: Write): string | undefined {
  const found = find(state, delivery)
  if (!found) return NOT_HERE
  // Called off while it was on its way, it may have been taken all the same: that is the truth, and is kept.
  if (isEnded(found) && result !== 'accepted') return `That was ${found.state} already.`
  if (found.state === 'accepted') return 'That was accepted already.'
  write('DeliveryAnswered', { delivery, number, result, status, text, retryAt, remote })
  const { subject } = found.queued.data
  const outcome = OUTCOME[result]
  const isPage = itemsOf(state, 'Paged').some(({ id }) => id === subject)
  const elsewhere = deliveriesOf(state).some((other) => other !== found && other.queued.data.subject === subject && (other.state === 'accepted' || !isEnded(other)))
  // One channel that failed ends nothing while another one may still reach whoever was paged.
  if (isPage && outcome !== undefined && (outcome === 'sent' || !elsewhere)) write('PageOutcomeRecorded', { page: subject, outcome, text })
  return undefined
}

function find(state: IncidentState, id: string): DeliveryStatus | undefined {
  return deliveriesOf(state).find(({ queued }) => queued.id === id)
}
