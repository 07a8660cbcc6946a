/** By which channels something went out, at which try, and with what answer. */
import { deliveriesFor } from '../../incident/delivery.ts'
import type { Material } from '../material.ts'
import { timeInline } from '../times.ts'
import { text, type Line } from '../tree.ts'

/** "Ops PD: accepted at try 2, 14:19"; null for what was done by hand. @param subject the page, notice or update */
export function sendingLine({ state, times }: Material, subject: string): Line | null {
  const deliveries = deliveriesFor(state, subject)
  if (deliveries.length === 0) return null
  return joined(deliveries.map(({ queued, tries, answer, state: standing }) => [
    text(`${queued.data.name}: ${standing}${tries > 1 ? ` at try ${String(tries)}` : ''}`),
    ...(answer ? [text(', '), timeInline(times, answer.time)] : []),
    ...(answer?.data.text && standing !== 'accepted' ? [text(`: ${answer.data.text}`)] : []),
  ]))
}

/** Parts with "; " between them. */
export function joined(parts: readonly Line[]): Line {
  return parts.flatMap((part, index) => (index === 0 ? part : [text('; '), ...part]))
}
