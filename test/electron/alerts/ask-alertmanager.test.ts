/** Whatever the other side does, the question ends, with alerts or with a sentence. */
import { describe, expect, it } from 'vitest'
import { alertsUrl, ANSWER_WITHIN_MS, askAlertmanager, MOST_BYTES, refuseUrl, type Body } from '../../../electron/alerts/ask-alertmanager.ts'
import { handTimers } from '../hand-timers.ts'
import { alertmanagerServer, json, type Answerer } from './alertmanager-server.ts'

async function asked(answer: Answerer, token: string | null = null): Promise<{ body: Body; waiting: number }> {
  const server = await alertmanagerServer()
  server.answer(answer)
  const { timers, waiting } = handTimers()
  const body = await askAlertmanager({ url: server.url, token }, 'active', timers.after)
  return { body, waiting: waiting() }
}

it('asks for what fires and nobody has silenced, below the path that the address has', () => {
  expect(alertsUrl('http://alerts.example.org:9093', 'active')).toBe('http://alerts.example.org:9093/api/v2/alerts?active=true&silenced=false&inhibited=false')
  expect(alertsUrl(' https://example.org/am/ ', 'silenced too')).toBe('https://example.org/am/api/v2/alerts?active=true&silenced=true&inhibited=true')
})

it('gives the bytes of the answer, and leaves no timer behind', async () => {
  const { body, waiting } = await asked(json([]))
  expect(body).toMatchObject({ ok: true })
  expect(body.ok && new TextDecoder().decode(body.bytes)).toBe('[]')
  expect(waiting).toBe(0)
})

it('takes a token along, and to nowhere else', async () => {
  const headers: (string | undefined)[] = []
  const elsewhere = await alertmanagerServer()
  const { body } = await asked((request, response) => {
    headers.push(request.headers.authorization)
    response.writeHead(302, { location: `${elsewhere.url}/api/v2/alerts` })
    response.end()
  }, 'secret')
  expect(headers).toEqual(['Bearer secret'])
  expect(elsewhere.asked).toEqual([])
  expect(body).toEqual({ ok: false, sentence: `It leads on to ${elsewhere.url}/api/v2/alerts. Where that is right, write that address.` })
})

describe('says why there are no alerts', () => {
  it.each<[string, Answerer, string]>([
    ['an error', json({}, 500), 'It answered with an error (500).'],
    ['too many questions', json({}, 429), 'It answered with an error (429).'],
    ['no way in', json({}, 401), 'It does not let Knowngood in (401). Give a token that it takes.'],
    ['another place', json({}, 404), 'There is no Alertmanager at that address (404). Where it has a path of its own, write that too.'],
    [
      'more than is read',
      (_, response) => {
        response.writeHead(200)
        const megabyte = Buffer.alloc(1024 * 1024, ' ')
        for (let sent = 0; sent <= MOST_BYTES; sent += megabyte.length) response.write(megabyte)
      },
      'It answers with more than 32 MB, which is not read.',
    ],
    ['half an answer', (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('[{"labels":', () => response.destroy())
    }, 'The connection failed (UND_ERR_SOCKET).'],
  ])('%s', async (_, answer, sentence) => {
    const { body, waiting } = await asked(answer)
    expect(body).toEqual({ ok: false, sentence })
    expect(waiting).toBe(0)
  })

  it('nobody there', async () => {
    const server = await alertmanagerServer()
    await server.goes()
    expect(await askAlertmanager({ url: server.url, token: null }, 'active', handTimers().timers.after)).toEqual({ ok: false, sentence: 'Nothing answers at that address.' })
    await server.comesBack()
  })

  it('silence, after eight seconds and not before', async () => {
    const server = await alertmanagerServer()
    const { timers, pass, waiting } = handTimers()
    const heard = new Promise<void>((resolve) => server.answer(() => resolve()))
    const asking = askAlertmanager({ url: server.url, token: null }, 'active', timers.after)
    await heard
    pass(ANSWER_WITHIN_MS - 1)
    expect(waiting()).toBe(1)
    pass(1)
    expect(await asking).toEqual({ ok: false, sentence: 'It did not answer within 8 seconds.' })
  })
})

it.each([
  ['', '“” is not an address. Write it as in http://alertmanager.example.org:9093.'],
  ['alerts.example.org', '“alerts.example.org” is not an address. Write it as in http://alertmanager.example.org:9093.'],
  ['file:///etc/passwd', 'The address begins with http:// or https://. Write it as in http://alertmanager.example.org:9093.'],
  ['http://ana:secret@alerts.example.org', 'Leave the name and the password out of the address: it is shown and kept as it is.'],
  ['https://alerts.example.org/am', null],
])('the address %j: %s', (url, sentence) => expect(refuseUrl(url)).toBe(sentence))
