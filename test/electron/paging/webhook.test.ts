/** Our webhook says what docs/webhook-format.md promises, and its signature can be checked by anybody who has the key. */
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import type { Message, Sent } from '../../../electron/paging/adapter.ts'
import { webhookAdapter } from '../../../electron/paging/webhook.ts'
import { response, startRaw, type RawServer } from '../../helpers/raw-server.ts'
import { forTest, NEVER, NOW, PAGE, testWire } from './paging.ts'

const KEY = 'a key with spaces, and ünïcode'
const answering = (status: number, body = ''): Promise<RawServer> => forTest(startRaw(() => ({ bytes: response(status, body), then: 'end' })))
const send = (server: RawServer, { message = {}, secrets = {} }: { message?: Partial<Message>; secrets?: Record<string, string> } = {}): Promise<Sent> =>
  webhookAdapter(testWire()).send({ ...PAGE, ...message }, { id: 'ch-00000003', name: 'Bot', kind: 'webhook', url: `${server.url}/hooks/kg?room=7` }, secrets, NEVER)

it('sends the event as documented, with the delivery as its key', async () => {
  const server = await answering(200)
  expect(await send(server)).toEqual({ result: 'accepted', status: 200 })
  const [request] = server.requests
  expect(request).toMatchObject({ method: 'POST', path: '/hooks/kg?room=7', headers: { 'content-type': 'application/json', 'idempotency-key': '2026-11-28T11:59:30.000Z-0000-k7f3q9a2' } })
  expect(request!.headers).not.toHaveProperty('x-knowngood-signature')
  expect(JSON.parse(request!.body)).toEqual({
    format: 'knowngood-webhook',
    version: 1,
    delivery: '2026-11-28T11:59:30.000Z-0000-k7f3q9a2',
    about: 'page',
    incident: { id: 'inc-7kq2m9xa', title: 'Checkout fails', severity: 'P1' },
    whom: 'Malik Ahmed',
    to: null,
    text: 'Half of all payments fail since 11:40.',
    time: '2026-11-28T11:59:30.000Z',
    remote: null,
  })
})

it('is the same message, byte for byte, at every try', async () => {
  const server = await answering(503)
  await send(server)
  await send(server)
  expect(server.requests[0]!.body).toBe(server.requests[1]!.body)
  expect(server.requests[0]!.headers['idempotency-key']).toBe(server.requests[1]!.headers['idempotency-key'])
})

it('is signed so that openssl agrees', async () => {
  const server = await answering(204)
  await send(server, { secrets: { signingKey: KEY }, message: { text: 'Zahlung fällt aus 🔥' } })
  const { headers, body } = server.requests[0]!
  const time = String(NOW / 1000)
  const hmac = execFileSync('openssl', ['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${Buffer.from(KEY).toString('hex')}`, '-r'], { input: `${time}.${body}` })
  expect(headers['x-knowngood-signature']).toBe(`t=${time},v1=${hmac.toString().split(' ')[0]!}`)
})

it.each([200, 201, 202, 204, 299])('%i is a yes', async (status) => {
  expect(await send(await answering(status))).toEqual({ result: 'accepted', status })
})

it.each([
  [400, 'unknown room', 'The webhook refused it (400): unknown room'],
  [401, '', 'The webhook refused it (401).'],
  [404, '<!doctype html><title>404</title>', 'The webhook refused it (404).'],
  [422, 'line one\r\n\tline two\u202e\u0000', 'The webhook refused it (422): line one line two'],
  [413, 'x'.repeat(1000), `The webhook refused it (413): ${'x'.repeat(299)}…`],
])('%i is a refusal, with what was said', async (status, body, text) => {
  expect(await send(await answering(status, body))).toEqual({ result: 'refused', status, text })
})

it.each([408, 425, 429, 500, 502, 503, 504])('%i is worth another try: the receiver knows what it has', async (status) => {
  expect(await send(await answering(status))).toMatchObject({ result: 'try again', status })
})
