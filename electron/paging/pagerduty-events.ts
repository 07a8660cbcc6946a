/** PagerDuty's Events API v2: opens the alert of an incident, or joins it by its dedup key. It pages whoever is on call for the service. */
import { z } from 'zod'
import type { Severity } from '../../shared/incident/words.ts'
import { shownId } from '../../shared/incident/words.ts'
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import type { Message, Sent } from './adapter.ts'
import { notTaken } from './outcome.ts'
import { clipped, said } from './said.ts'
import type { Call, Reply } from './wire.ts'

/** characters, by PagerDuty's documentation */
export const MOST_OF_SUMMARY = 1024
/** characters of the text in full: six bytes each, at worst, keep well below PagerDuty's 512 KB a body */
const MOST_OF_DETAILS = 60_000

const SEVERITY = { P0: 'critical', P1: 'error', P2: 'warning', P3: 'info' } as const satisfies Record<Severity, string>

const refusalSchema = z.object({ message: z.string().optional(), errors: z.union([z.string(), z.array(z.string())]).optional() })

/** One dedup key an incident: what comes after the first joins its alert. */
export function dedupKeyOf(incident: string): string {
  return `kg-${incident}`
}

/** Sends the trigger. Repeating it is harmless, for the dedup key makes it the same alert. */
export async function trigger(call: (call: Call) => Promise<Reply>, message: Message, { eventsUrl }: ChannelOf<'PagerDuty'>, routingKey: string): Promise<Sent> {
  const body = JSON.stringify(eventOf(message, routingKey))
  const reply = await call({ method: 'POST', url: `${eventsUrl.replace(/\/+$/, '')}/v2/enqueue`, headers: { 'content-type': 'application/json' }, body })
  if (reply.kind === 'answered' && reply.status === 202) return { result: 'accepted', status: 202 }
  return notTaken(reply, {
    name: 'PagerDuty',
    repeatable: true,
    words: (status) => `PagerDuty refused it (${status}): ${refusalOf(reply, routingKey) || 'it did not say why. Check the integration key.'}`,
  })
}

/** The event as PagerDuty documents it. */
export function eventOf(message: Message, routingKey: string): object {
  const { incident, delivery, whom, text, time } = message
  return {
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: dedupKeyOf(incident.id),
    client: 'Knowngood',
    payload: {
      summary: summaryOf(message),
      source: `Knowngood ${shownId(incident.id)}`,
      severity: incident.severity === null ? 'info' : SEVERITY[incident.severity],
      timestamp: time,
      custom_details: { incident: shownId(incident.id), title: clipped(incident.title, MOST_OF_SUMMARY), severity: incident.severity ?? 'not set', paged: clipped(whom, MOST_OF_SUMMARY), message: clipped(text, MOST_OF_DETAILS), delivery },
    },
  }
}

/** What a phone reads out: severity, title, and what was written, on one line. */
export function summaryOf({ incident: { severity, title }, text }: Message): string {
  const words = [severity, title, text].filter((part) => part !== null && part.trim() !== '').join(': ')
  return clipped(words.replace(/\s+/g, ' ').trim(), MOST_OF_SUMMARY)
}

function refusalOf(reply: Reply, routingKey: string): string {
  if (reply.kind !== 'answered') return ''
  const parsed = refusalSchema.safeParse(jsonOf(reply.body))
  if (!parsed.success) return ''
  const { message, errors = [] } = parsed.data
  return said([message, ...[errors].flat()].filter(Boolean).join('; '), [routingKey])
}

/** Undefined where it is no JSON. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
