/** Hostile and broken answers, for every way out of every channel: each comes to what was promised, in time, and gives away no secret. */
import { createServer, type AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Message, Read, Sent } from '../../../electron/paging/adapter.ts'
import { adaptersOn } from '../../../electron/paging/adapters.ts'
import { pagerDutyReader } from '../../../electron/paging/pagerduty.ts'
import type { Wire } from '../../../electron/paging/wire.ts'
import { response, startRaw, type RawAnswer, type RawRequest, type RawServer } from '../../helpers/raw-server.ts'
import { forTest, NEVER, PAGE, pagerDutyAt, testWire } from './paging.ts'

const SECRETS = { routingKey: 'R0UTINGKEYR0UTINGKEYR0UTINGKEY00', apiToken: 'ap1+T0ken/secret', signingKey: 'the s1gning key' }
/** As in Slack's URLs, the last part of the path is what nobody may know. */
const SECRET_PATH = '/services/T0AAAAAAA/B0BBBBBBB/s3cretS3cretS3cretS3cret'
const GIVEN_AWAY = [...Object.values(SECRETS), encodeURIComponent(SECRETS.apiToken), encodeURIComponent(SECRETS.signingKey), SECRET_PATH, 's3cretS3cretS3cretS3cret']

/** What a way out can know of two messages that are the same, and so what it makes of an answer that never came. */
type Outcome = Sent['result']
interface WayOut {
  readonly name: string
  /** the status by which the other side says yes */
  readonly yes: number
  /** where there is no answer, or none that can be trusted */
  readonly unanswered: Outcome
  /** where the status is the yes, and the body is rubbish or breaks off */
  readonly yesAndRubbish: Outcome
  /** the request that carries the message: those before it ask who and where, and are answered as they should be */
  readonly sends: RegExp
  readonly send: (url: string, wire: Wire, signal?: AbortSignal) => Promise<Sent>
}

const adapted = (url: string, wire: Wire, kind: 'PagerDuty' | 'Slack' | 'webhook', message: Partial<Message>, signal: AbortSignal): Promise<Sent> => {
  const adapters = adaptersOn(wire)
  const whole = { ...PAGE, ...message }
  if (kind === 'Slack') return adapters.Slack.send(whole, { id: 'ch-00000002', name: 'Incidents', kind }, { url: `${url}${SECRET_PATH}` }, signal)
  if (kind === 'webhook') return adapters.webhook.send(whole, { id: 'ch-00000003', name: 'Bot', kind, url: `${url}${SECRET_PATH}` }, SECRETS, signal)
  return adapters.PagerDuty.send(whole, pagerDutyAt(url, { from: 'iris@example.com', service: 'SERVIC1' }), SECRETS, signal)
}
const way =
  (kind: 'PagerDuty' | 'Slack' | 'webhook', message: Partial<Message> = {}): WayOut['send'] =>
  (url, wire, signal = NEVER) =>
    adapted(url, wire, kind, message, signal)

const WAYS: readonly WayOut[] = [
  { name: 'Slack', yes: 200, unanswered: 'unclear', yesAndRubbish: 'unclear', sends: /^POST /, send: way('Slack') },
  { name: 'webhook', yes: 200, unanswered: 'try again', yesAndRubbish: 'accepted', sends: /^POST /, send: way('webhook') },
  { name: 'PagerDuty’s Events API', yes: 202, unanswered: 'try again', yesAndRubbish: 'accepted', sends: /^POST \/v2\/enqueue/, send: way('PagerDuty') },
  { name: 'a request to respond', yes: 200, unanswered: 'unclear', yesAndRubbish: 'unclear', sends: /^POST .*responder_requests/, send: way('PagerDuty', { to: 'PMALIK1', remote: 'Q000001' }) },
  { name: 'an incident that is opened', yes: 201, unanswered: 'try again', yesAndRubbish: 'try again', sends: /^POST \/incidents$/, send: way('PagerDuty', { to: 'PMALIK1' }) },
  { name: 'a status update', yes: 200, unanswered: 'unclear', yesAndRubbish: 'unclear', sends: /^POST .*status_updates/, send: way('PagerDuty', { about: 'update', remote: 'Q000001' }) },
]

/** What PagerDuty says to the questions that come before. */
const FRIENDLY: readonly (readonly [RegExp, object])[] = [
  [/^GET \/users\?/, { users: [{ id: 'PIRIS01', email: 'iris@example.com' }] }],
  [/^GET \/users\/PMALIK1/, { user: { id: 'PMALIK1', email: 'malik@example.com' } }],
  [/^GET \/incidents\?/, { incidents: [], more: false }],
]
const friendly = ({ method, path }: RawRequest): RawAnswer => {
  const body = FRIENDLY.find(([asked]) => asked.test(`${method} ${path}`))?.[1]
  if (!body) throw new Error(`Nobody expected ${method} ${path}.`)
  return { bytes: response(200, JSON.stringify(body)), then: 'end' }
}
const hostileTo = ({ sends }: WayOut, hostile: RawAnswer | ((request: RawRequest) => RawAnswer), over = onTestFinished): Promise<RawServer> =>
  forTest(startRaw((request) => (sends.test(`${request.method} ${request.path}`) ? (typeof hostile === 'function' ? hostile(request) : hostile) : friendly(request))), over)

const withoutSecrets = (sent: Sent | Read<unknown>): void => {
  for (const secret of GIVEN_AWAY) expect(JSON.stringify(sent)).not.toContain(secret)
}

const end = (bytes: string | Uint8Array): RawAnswer => ({ bytes, then: 'end' })
const MEGABYTE = 'x'.repeat(1_048_576)

describe.each(WAYS)('$name', (wayOut) => {
  const { yes, unanswered, yesAndRubbish, send } = wayOut

  it.each<[what: string, headers: Record<string, string>, after: number | undefined]>([
    ['in 7 seconds', { 'retry-after': '7' }, 7000],
    ['at once', { 'retry-after': '0' }, 0],
    ['at a time of day', { 'retry-after': 'Sat, 28 Nov 2026 12:00:30 GMT' }, 30_000],
    ['at a time that is past', { 'retry-after': 'Sat, 28 Nov 2026 11:00:00 GMT' }, 0],
    ['in three centuries', { 'retry-after': '9999999999' }, 3_600_000],
    ['in more seconds than a number holds', { 'retry-after': '9'.repeat(400) }, 3_600_000],
    ['in the year 9999', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 3_600_000],
    ['in minus five seconds', { 'retry-after': '-5' }, undefined],
    ['soon', { 'retry-after': 'soon' }, undefined],
    ['not saying when', {}, undefined],
  ])('429, come again %s', async (_what, headers, after) => {
    const server = await hostileTo(wayOut, end(response(429, '{"error":{"message":"Rate Limit Exceeded"}}', headers)))
    const sent = await send(server.url, testWire())
    expect(sent).toMatchObject({ result: 'try again', status: 429 })
    expect(sent.result === 'try again' && sent.after).toBe(after)
  })

  it.each([500, 502, 503])('%i is later', async (status) => {
    const server = await hostileTo(wayOut, end(response(status, '<html>Oops</html>', { 'retry-after': '3' })))
    expect(await send(server.url, testWire())).toMatchObject({ result: 'try again', status, after: 3000 })
  })

  it('504: the gateway does not know, so only what can be repeated is', async () => {
    const server = await hostileTo(wayOut, end(response(504)))
    expect(await send(server.url, testWire())).toMatchObject({ result: unanswered, status: 504 })
  })

  // Long enough for a machine that is busy; the tests that wait for it do so side by side.
  const DEADLINE_MS = 1000

  it.concurrent.for<[what: string, answer: RawAnswer]>([
    ['silence', { bytes: '', then: 'silence' }],
    ['a connection that is cut', { bytes: '', then: 'cut' }],
    ['half a status line', { bytes: 'HTTP/1.1 2', then: 'cut' }],
    ['headers that break off', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nContent-Le`, then: 'cut' }],
    ['headers that break off into silence', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nContent-Le`, then: 'silence' }],
    ['headers without end', { bytes: `HTTP/1.1 ${String(yes)} OK\r\n`, then: 'drip', drop: `X-More: ${'y'.repeat(2000)}\r\n` }],
    ['headers, drop by drop', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nX: `, then: 'drip', drop: 'y' }],
    ['what is no HTTP', { bytes: 'SSH-2.0-OpenSSH_9.2\r\n', then: 'end' }],
    ['bytes at random', { bytes: Buffer.from('ff00fe1b5b41e2280aa10d0a0d0a', 'hex'), then: 'end' }],
    ['a status that is none', { bytes: 'HTTP/1.1 999999 Yes\r\n\r\n', then: 'end' }],
    ['another protocol instead', { bytes: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n', then: 'silence' }],
  ])('%s is no answer', async ([_what, answer], context) => {
    const server = await hostileTo(wayOut, answer, context.onTestFinished)
    const sent = await send(server.url, testWire({ deadlineMs: DEADLINE_MS }))
    expect(sent.result).toBe(unanswered)
    withoutSecrets(sent)
  })

  it.concurrent.for<[what: string, answer: RawAnswer]>([
    ['then silence', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nContent-Length: 100\r\n\r\n`, then: 'silence' }],
    ['then a body that is cut', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nContent-Length: 100\r\n\r\n{"ok`, then: 'cut' }],
    ['then a chunk that breaks off', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nok`, then: 'cut' }],
    ['then a body, drop by drop', { bytes: `HTTP/1.1 ${String(yes)} OK\r\nContent-Length: 1000000\r\n\r\n`, then: 'drip' }],
    ['and 1 MB', end(response(yes, MEGABYTE))],
    ['and 1 MB of JSON', end(response(yes, JSON.stringify({ incident: { id: 'Q1' }, more: MEGABYTE })))],
    ['and nothing', end(response(yes))],
    ['and broken JSON', end(response(yes, '{"incident": {"id": '))],
    ['and JSON of another shape', end(response(yes, '{"incident": [], "responder_request": 7, "status_update": null}'))],
    ['and null', end(response(yes, 'null'))],
    ['and a web page', end(response(yes, '<!doctype html><title>Sign in to the guest network</title>', { 'content-type': 'text/html' }))],
    ['and another character set', end(response(yes, Buffer.from('fffe6f006b00', 'hex'), { 'content-type': 'text/plain; charset=utf-16' }))],
    ['and a charset that nobody knows', end(response(yes, Buffer.from('e96f6b', 'hex'), { 'content-type': 'text/plain; charset=klingon' }))],
    ['and what is no gzip', end(response(yes, 'ok?', { 'content-encoding': 'gzip' }))],
  ])('a yes %s', async ([_what, answer], context) => {
    const server = await hostileTo(wayOut, answer, context.onTestFinished)
    const sent = await send(server.url, testWire({ deadlineMs: DEADLINE_MS }))
    expect(sent.result).toBe(yesAndRubbish)
    withoutSecrets(sent)
  })

  it('a body without end is left after 64 KB, not after the deadline', async () => {
    const server = await hostileTo(wayOut, { bytes: `HTTP/1.1 ${String(yes)} OK\r\nContent-Length: 999999999999\r\n\r\n`, then: 'drip', drop: 'x'.repeat(65_536) })
    const before = performance.now()
    const sent = await send(server.url, testWire({ deadlineMs: 30_000 }))
    expect(performance.now() - before).toBeLessThan(10_000)
    expect(sent.result).toBe(yesAndRubbish)
    expect(server.written()).toBeLessThan(16_000_000)
  })

  it.each([301, 302, 303, 307, 308])('%i is not followed, wherever it leads', async (status) => {
    const elsewhere = await forTest(startRaw(() => end(response(yes, 'ok'))))
    for (const location of [`${elsewhere.url}/private`, 'http://169.254.169.254/latest/meta-data', SECRET_PATH, 'https://[::1]/', 'javascript:0', '']) {
      const server = await hostileTo(wayOut, end(response(status, '', { location })))
      const sent = await send(server.url, testWire())
      expect(sent).toMatchObject({ result: 'refused', status })
      withoutSecrets(sent)
      expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
    }
    expect(elsewhere.requests).toEqual([])
  })

  it.each<[what: string, body: (echo: string) => string]>([
    ['as they are', (echo) => echo],
    ['as PagerDuty’s errors', (echo) => JSON.stringify({ message: echo, errors: [echo], error: { message: echo, errors: [echo] } })],
    ['after a long preface', (echo) => `${' '.repeat(60_000)}${echo}`],
    ['a line at a time', (echo) => echo.split(' ').join('\n')],
  ])('a refusal that repeats our headers, address and body %s gives none of them away', async (_what, body) => {
    const secrets = [...Object.values(SECRETS), ...Object.values(SECRETS).map(encodeURIComponent), SECRET_PATH].join(' ')
    const server = await hostileTo(wayOut, (request) => end(response(400, body(`${secrets} ${request.path} ${Object.values(request.headers).join(' ')} ${request.body}`))))
    const sent = await send(server.url, testWire())
    expect(sent).toMatchObject({ result: 'refused', status: 400 })
    for (const secret of GIVEN_AWAY.filter((each) => !secretsOfOthers(wayOut).includes(each))) expect(JSON.stringify(sent)).not.toContain(secret)
  })

  it('nobody listens: nothing was sent, so it is tried again', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const sent = await send(`http://127.0.0.1:${String(port)}`, testWire())
    expect(sent).toMatchObject({ result: 'try again', text: expect.stringContaining('Nobody listens at its address.') as string })
    withoutSecrets(sent)
  })

  it('the app ends: what was on its way is unclear, what was not sent yet is not', async () => {
    const app = new AbortController()
    const server = await hostileTo(wayOut, () => {
      app.abort()
      return { bytes: '', then: 'silence' }
    })
    expect(await send(server.url, testWire(), app.signal)).toMatchObject({ result: 'unclear', text: expect.stringContaining('Knowngood ended') as string })
    expect(await send(server.url, testWire(), app.signal)).toMatchObject({ result: 'try again' })
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it.each<[what: string, url: string]>([
    ['what is no URL', 'http://['],
    ['a port that fetch keeps from', 'http://127.0.0.1:6000'],
    ['a name and a password', 'http://iris:hunter22@127.0.0.1:9'],
  ])('an address with %s is refused, and not shown', async (_what, url) => {
    const sent = await send(url, testWire())
    expect(sent.result).toBe('refused')
    expect(sent.text).not.toContain('hunter22')
    withoutSecrets(sent)
  })

  it('whatever bytes come back, it answers in time, by one of the four, without a secret', async () => {
    const DEADLINE = 60
    const status = fc.constantFrom(100, 101, 103, 200, 201, 202, 204, 205, 206, 300, 302, 304, 400, 401, 404, 429, 500, 504, 599)
    const header = fc.tuple(fc.constantFrom('content-length', 'retry-after', 'location', 'content-encoding', 'transfer-encoding', 'content-type', 'connection', 'x'), fc.string({ maxLength: 20 }))
    const formed = fc.tuple(status, fc.array(header, { maxLength: 4 }), fc.oneof(fc.string(), fc.json(), fc.constant('ok'))).map(([code, headers, body]) => response(code, body, Object.fromEntries(headers)))
    const bytes = fc.oneof(formed, fc.uint8Array({ maxLength: 200 }))
    let hostile: RawAnswer = end('')
    const server = await hostileTo(wayOut, () => hostile)
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('end', 'cut', 'silence'), async (said, then) => {
        hostile = { bytes: said, then }
        const before = performance.now()
        const sent = await send(server.url, testWire({ deadlineMs: DEADLINE }))
        // What is over the deadline is the machine's, not ours to wait for.
        expect(performance.now() - before).toBeLessThan(DEADLINE + 1000)
        expect(['accepted', 'refused', 'try again', 'unclear']).toContain(sent.result)
        withoutSecrets(sent)
      }),
      { numRuns: 40 },
    )
  })
})

/** What this way out does not know cannot be kept from view by it: a webhook is never told PagerDuty's token. */
function secretsOfOthers({ name }: WayOut): readonly string[] {
  const { routingKey, apiToken, signingKey } = SECRETS
  const path = [SECRET_PATH, 's3cretS3cretS3cretS3cret']
  const spelled = (secret: string): string[] => [secret, encodeURIComponent(secret)]
  if (name === 'Slack') return [routingKey, apiToken, signingKey].flatMap(spelled)
  if (name === 'webhook') return [routingKey, apiToken].flatMap(spelled)
  return [...path, ...spelled(signingKey), ...(name.includes('Events') ? spelled(apiToken) : spelled(routingKey))]
}

describe('questions to PagerDuty', () => {
  const ask = (url: string, wire: Wire): Promise<Read<unknown>>[] => {
    const reader = pagerDutyReader(wire)
    return [reader.open(pagerDutyAt(url), SECRETS, NEVER), reader.find('kg-inc', pagerDutyAt(url), SECRETS, NEVER), reader.answers('Q1', '2026-11-28T11:00:00.000Z', pagerDutyAt(url), SECRETS, NEVER)]
  }

  it.each<[what: string, answer: RawAnswer]>([
    ['silence', { bytes: '', then: 'silence' }],
    ['a connection that is cut', { bytes: '', then: 'cut' }],
    ['a body that is cut', { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"inc', then: 'cut' }],
    ['a body, drop by drop', { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n', then: 'drip' }],
    ['nothing', end(response(200))],
    ['a web page', end(response(200, '<html>Sign in</html>'))],
    ['broken JSON', end(response(200, '{"incidents": ['))],
    ['JSON of another shape', end(response(200, '{"incidents": {}, "log_entries": "many"}'))],
    ['401', end(response(401, '{"error":{"message":"Authentication failed","code":2006}}'))],
    ['500', end(response(500))],
    ['a redirect in a circle', end(response(302, '', { location: '/users' }))],
    ['what is no HTTP', end('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('%s is said, and no more', async (_what, answer) => {
    const server = await forTest(startRaw(() => answer))
    for (const read of await Promise.all(ask(server.url, testWire({ deadlineMs: 300 })))) {
      expect(read).toMatchObject({ ok: false, text: expect.stringMatching(/^PagerDuty.*\.( |$)/) as string })
      withoutSecrets(read)
    }
  })

  it('an answer without end is left after 4 MB', async () => {
    const server = await forTest(startRaw(() => ({ bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n', then: 'drip', drop: 'x'.repeat(500_000) })))
    const [read] = ask(server.url, testWire({ deadlineMs: 30_000 }))
    expect(await read).toEqual({ ok: false, text: 'PagerDuty’s answer broke off, or is too long.' })
  })

  it('a question that comes before a page goes unanswered: the page has not been sent, so it is tried again', async () => {
    const server = await forTest(startRaw(() => ({ bytes: '', then: 'silence' })))
    const sent = await adapted(server.url, testWire({ deadlineMs: 100 }), 'PagerDuty', { to: 'PMALIK1', remote: 'Q000001' }, NEVER)
    expect(sent.result).toBe('try again')
    expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })

  it('the app ends while a question is open: the page has not been sent, so nothing is unclear', async () => {
    const app = new AbortController()
    const server = await forTest(
      startRaw(() => {
        app.abort()
        return { bytes: '', then: 'silence' }
      }),
    )
    expect(await adapted(server.url, testWire(), 'PagerDuty', { to: 'PMALIK1', remote: 'Q000001' }, app.signal)).toMatchObject({ result: 'try again' })
  })
})
