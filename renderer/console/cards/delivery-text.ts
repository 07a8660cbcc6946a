/** How what goes out by a channel stands, in a few words. */
import type { DeliveryStatus } from '../../../shared/incident/delivery.ts'

/** "Ops PD: try 2 at 14:25 (busy)". @param timeText a moment (UTC) as people of this window read it */
export function deliveryText(delivery: DeliveryStatus, timeText: (time: string) => string): string {
  const { name } = delivery.queued.data
  return `${name}: ${standing(delivery, timeText)}`
}

function standing({ state, tries, answer, queued }: DeliveryStatus, timeText: (time: string) => string): string {
  const why = answer?.data.text
  switch (state) {
    case 'queued':
      return queued.data.expiresAt === undefined ? 'waits to be sent' : `waits to be sent, until ${timeText(queued.data.expiresAt)}`
    case 'under way':
      return tries > 1 ? `being sent, try ${String(tries)}` : 'being sent'
    case 'try again':
      return `try ${String(tries + 1)}${answer?.data.retryAt === undefined ? ' follows' : ` at ${timeText(answer.data.retryAt)}`}${why ? ` (${why})` : ''}`
    case 'accepted':
      return `taken ${timeText(answer!.time)}${tries > 1 ? `, at try ${String(tries)}` : ''}`
    case 'refused':
      return why ? `refused: ${why}` : 'refused'
    case 'expired':
      return 'expired, was not sent'
    case 'called off':
      return 'called off'
    case 'unclear':
      return `nobody knows whether it arrived${why ? ` (${why})` : ''}`
  }
}
