/** The way out to the network: redirects stay out of private networks, secrets stay with whom they are for, and one deadline holds for all calls of a try. */
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isPrivate, type Lookup } from '../../../electron/paging/private-addresses.ts'
import { waitOf } from '../../../electron/paging/retry-after.ts'
import type { Call, Reply, Wire } from '../../../electron/paging/wire.ts'
import { response, startRaw, type RawRequest, type RawServer } from '../../helpers/raw-server.ts'
import { forTest, NEVER, NOW, testWire } from './paging.ts'

const get = (wire: Wire, url: string, more: Partial<Call> = {}): Promise<Reply> => wire.attempt(NEVER, (call) => call({ method: 'GET', url, headers: { Authorization: 'Token token=secret', accept: 'text/plain' }, ...more }))

/** Answers each path as it is told to. */
const serving = (paths: (request: RawRequest) => Uint8Array): Promise<RawServer> => forTest(startRaw((request) => ({ bytes: paths(request), then: 'end' })))
const toward = (location: string): Uint8Array => response(302, '', { location })
/** `localhost` stands for a public host, which our own server plays. */
const LOCALHOST_IS_OUTSIDE: Lookup = (name) => Promise.resolve([name === 'localhost' ? '93.184.216.34' : name])
const outside = ({ url }: RawServer): string => url.replace('127.0.0.1', 'localhost')

describe('a question that is sent on', () => {
  it('is followed once on the same server, with its headers', async () => {
    const server = await serving(({ path }) => (path === '/from' ? toward('/to?now') : response(200, 'here')))
    expect(await get(testWire(), `${server.url}/from`)).toMatchObject({ kind: 'answered', status: 200, body: 'here' })
    expect(server.requests.map(({ path, headers }) => [path, headers['authorization']])).toEqual([
      ['/from', 'Token token=secret'],
      ['/to?now', 'Token token=secret'],
    ])
  })

  it('is followed to another server without the token', async () => {
    const other = await serving(() => response(200, 'there'))
    const server = await serving(() => toward(`${other.url}/to`))
    expect(await get(testWire(), server.url)).toMatchObject({ status: 200, body: 'there' })
    expect(other.requests[0]!.headers).not.toHaveProperty('authorization')
    expect(other.requests[0]!.headers['accept']).toBe('text/plain')
  })

  it('is not followed twice', async () => {
    const server = await serving(({ path }) => toward(path === '/a' ? '/b' : '/a'))
    expect(await get(testWire(), `${server.url}/a`)).toMatchObject({ kind: 'answered', status: 302 })
    expect(server.requests.map(({ path }) => path)).toEqual(['/a', '/b'])
  })

  it('never leads from outside into a private network', async () => {
    const inner = await serving(() => response(200, 'the router’s settings'))
    const server = await serving(() => toward(`${inner.url}/admin`))
    expect(await get(testWire({ lookUp: LOCALHOST_IS_OUTSIDE }), outside(server))).toMatchObject({ kind: 'answered', status: 302 })
    expect(inner.requests).toEqual([])
  })

  it('never leads to a name that stands for a private address beside a public one', async () => {
    const inner = await serving(() => response(200))
    const server = await serving(() => toward(inner.url.replace('127.0.0.1', 'rebind.localhost')))
    const lookUp: Lookup = (name) => Promise.resolve(name === 'rebind.localhost' ? ['93.184.216.34', '127.0.0.1'] : ['93.184.216.34'])
    expect(await get(testWire({ lookUp }), outside(server))).toMatchObject({ status: 302 })
    expect(inner.requests).toEqual([])
  })

  it('may lead from one private address to another: a person named the first', async () => {
    const inner = await serving(() => response(200, 'intranet'))
    const server = await serving(() => toward(inner.url))
    expect(await get(testWire(), server.url)).toMatchObject({ status: 200, body: 'intranet' })
  })

  it.each(['file:///etc/passwd', 'data:text/plain,x', 'ftp://127.0.0.1/', 'http://[', 'http://nobody.invalid/'])('does not lead to %s', async (location) => {
    const server = await serving(() => toward(location))
    const lookUp: Lookup = (name) => (name === 'nobody.invalid' ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([name]))
    expect(await get(testWire({ lookUp }), server.url)).toMatchObject({ kind: 'answered', status: 302 })
  })
})

describe('private', () => {
  const nobody: Lookup = () => Promise.reject(new Error('an address is not looked up'))

  it.each([
    '127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255',
    '[::1]', '[::]', '[fe80::1]', '[fd12:3456::1]', '[fc00::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]',
  ])('%s', async (address) => {
    expect(await isPrivate(new URL(`http://${address}/`).hostname, nobody)).toBe(true)
  })

  it.each(['1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.1', '100.128.0.1', '[2606:4700::1111]', '[::ffff:1.1.1.1]'])('is not %s', async (address) => {
    expect(await isPrivate(new URL(`http://${address}/`).hostname, nobody)).toBe(false)
  })

  // WHATWG URL: a host that ends in a number is an IPv4 address, however it is spelled.
  it.each(['http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://127.1/'])('%s is spelled to hide it', async (url) => {
    expect(await isPrivate(new URL(url).hostname, nobody)).toBe(true)
  })
})

describe('when to come again', () => {
  // The three forms are the examples of RFC 9110, 5.6.7: all of them are 1994-11-06 08:49:37 UTC.
  const THEN = Date.UTC(1994, 10, 6, 8, 49, 37)

  it.each([
    ['120', 120_000],
    ['3600', 3_600_000],
    ['3601', 3_600_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 60_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 60_000],
    ['Sun Nov  6 08:49:37 1994', 60_000],
    ['1.5', null],
    ['0x10', null],
    ['1994-11-06T08:49:37Z', null],
    ['Sun, 99 Nov 1994 99:99:99 GMT', null],
    ['', null],
  ])('“%s”', (said, wait) => {
    expect(waitOf(new Headers({ 'retry-after': said }), THEN - 60_000)).toBe(wait)
  })

  it('is PagerDuty’s ratelimit-reset where there is no Retry-After', () => {
    expect(waitOf(new Headers({ 'ratelimit-reset': '20' }), NOW)).toBe(20_000)
    expect(waitOf(new Headers({ 'ratelimit-reset': '20', 'retry-after': '5' }), NOW)).toBe(5000)
  })
})

describe('a try', () => {
  it('has one deadline for all its calls, and makes none after it', async () => {
    const server = await forTest(startRaw(() => ({ bytes: '', then: 'silence' })))
    const before = performance.now()
    const replies = await testWire({ deadlineMs: 100 }).attempt(NEVER, async (call) => [
      await call({ method: 'POST', url: server.url, headers: {} }),
      await call({ method: 'POST', url: server.url, headers: {} }),
    ])
    expect(replies).toEqual([
      { kind: 'no answer', why: 'There was no answer in time.', ended: false },
      { kind: 'not sent', why: 'The time for it had run out.', forGood: false },
    ])
    expect(performance.now() - before).toBeLessThan(1500)
    expect(server.requests).toHaveLength(1)
  })

  it('is not begun where the app has ended', async () => {
    const server = await serving(() => response(200))
    const reply = await testWire().attempt(AbortSignal.abort(), (call) => call({ method: 'POST', url: server.url, headers: {} }))
    expect(reply).toEqual({ kind: 'not sent', why: 'Knowngood ended before it was sent.', forGood: false })
    expect(server.requests).toEqual([])
  })

  it('gives up before it has sent anything where the other side speaks no TLS', async () => {
    const plain = createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    onTestFinished(() => void plain.close())
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const url = `https://127.0.0.1:${String((plain.address() as AddressInfo).port)}`
    const reply = await testWire().attempt(NEVER, (call) => call({ method: 'POST', url, headers: {}, body: 'x' }))
    expect(reply).toEqual({ kind: 'not sent', why: 'It does not speak TLS. Does its address begin with https by mistake?', forGood: false })
  })

  it('a header that cannot be sent is a matter of the settings', async () => {
    const server = await serving(() => response(200))
    const reply = await testWire().attempt(NEVER, (call) => call({ method: 'POST', url: server.url, headers: { authorization: 'a key\nwith a line break' } }))
    expect(reply).toMatchObject({ kind: 'not sent', forGood: true })
    expect(JSON.stringify(reply)).not.toContain('a key')
  })

  it('reads a body up to the limit and says whether that was all', async () => {
    const server = await serving(() => response(200, 'x'.repeat(11)))
    expect(await get(testWire(), server.url, { most: 11 })).toMatchObject({ body: 'x'.repeat(11), whole: true })
    expect(await get(testWire(), server.url, { most: 10 })).toMatchObject({ body: 'x'.repeat(10), whole: false })
  })
})
