/** Our own webhook: one JSON event a message, signed where there is a key (docs/webhook-format.md). */
import { createHmac } from 'node:crypto'
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import type { Adapter, Message, Sent } from './adapter.ts'
import { notTaken } from './outcome.ts'
import { isRepeatable } from './repeatable.ts'
import { said, secretsOf } from './said.ts'
import type { Reply, Wire } from './wire.ts'

export function webhookAdapter(wire: Wire): Adapter<ChannelOf<'webhook'>> {
  return {
    send: async (message, { url }, { signingKey }, signal) => {
      const body = JSON.stringify(eventOf(message))
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': message.delivery,
        ...(signingKey ? { 'x-knowngood-signature': signatureOf(body, signingKey, Math.floor(wire.now() / 1000)) } : {}),
      }
      const reply = await wire.attempt(signal, (call) => call({ method: 'POST', url, headers, body }))
      return sentBy(reply, message, [...secretsOf(url), signingKey ?? ''])
    },
  }
}

function sentBy(reply: Reply, message: Message, secrets: readonly string[]): Sent {
  if (reply.kind === 'answered' && reply.status >= 200 && reply.status < 300) return { result: 'accepted', status: reply.status }
  return notTaken(reply, {
    name: 'The webhook',
    repeatable: isRepeatable('webhook', message),
    words: (status) => {
      const words = reply.kind === 'answered' && !reply.body.trimStart().startsWith('<') ? said(reply.body, secrets) : ''
      return `The webhook refused it (${status})${words === '' ? '.' : `: ${words}`}`
    },
  })
}

/** The body, field by field as docs/webhook-format.md has it. */
export function eventOf({ delivery, about, incident: { id, title, severity }, whom, to, text, time, remote }: Message): object {
  return { format: 'knowngood-webhook', version: 1, delivery, about, incident: { id, title, severity }, whom, to, text, time, remote }
}

/** @param time seconds since 1970. */
export function signatureOf(body: string, key: string, time: number): string {
  return `t=${time},v1=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`
}
