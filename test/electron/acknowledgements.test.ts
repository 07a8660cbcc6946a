/** An answer that is given on a phone is in the incident within 15 s, with the name and the time of whoever gave it. */
import { expect, test } from 'vitest'
import type { Read, RemoteAnswer, RemoteIncident } from '../../electron/paging/adapter.ts'
import { utc } from '../helpers/facts.ts'
import { tempFolder } from './journal/facts.ts'
import { by, HOOK, PAGER, pagingDesk, SLACK, type PagingDeskOptions } from './paging-desk.ts'

const THERE: RemoteIncident = { id: 'Q1', title: 'API errors', createdAt: utc('14:18'), status: 'triggered', service: 'Database', url: 'https://team.pagerduty.example/incidents/Q1' }

function answered(clock: string, who = 'Bo', id = 'R1'): RemoteAnswer {
  return { id, time: utc(clock), who, by: 'mobile', url: 'https://team.pagerduty.example/incidents/Q1' }
}

/** A desk that paged Bo by PagerDuty at 14:18, where the answers are what the test puts there. */
async function paged(options: Partial<PagingDeskOptions> = {}) {
  const asked: string[] = []
  const there: { answers: RemoteAnswer[]; found: Read<RemoteIncident | null>; fails: (Read<never> & { ok: false }) | null } = { answers: [], found: { ok: true, value: THERE }, fails: null }
  const opened = pagingDesk({
    dataDir: await tempFolder(),
    reader: {
      find(key) {
        asked.push(`find ${key}`)
        return Promise.resolve(there.fails ?? there.found)
      },
      answers(remote, since) {
        asked.push(`answers of ${remote} since ${since}`)
        return Promise.resolve(there.fails ?? { ok: true, value: there.answers })
      },
    },
    ...options,
  })
  const id = await opened.declared()
  await opened.does(id, { type: 'Page', whom: 'Bo', by: 'PagerDuty', send: by(PAGER) })
  await opened.look()
  await opened.look()
  const acknowledged = async (): Promise<unknown[]> => (await opened.desk.facts(id)).filter(({ type }) => type === 'PageAcknowledged').map(({ data, at, by: { person }, evidence }) => ({ who: data['who'], at: at.time, by: person, evidence }))
  return { ...opened, id, there, asked, acknowledged }
}

test('the incident is found by its key once, and linked, so that a further page joins it', async () => {
  const { id, asked, facts, pass, does, sent } = await paged()
  await pass(8000)
  await pass(8000)
  expect(asked).toEqual([`find kg-${id}`, `answers of Q1 since ${utc('14:17')}`, `answers of Q1 since ${utc('14:17')}`, `answers of Q1 since ${utc('14:17')}`])
  expect((await facts(id)).filter(({ type }) => type === 'RemoteLinked')).toMatchObject([{ data: { kind: 'PagerDuty', remote: 'Q1', channel: PAGER.id, title: 'API errors', url: THERE.url } }])
  await does(id, { type: 'Page', whom: 'Cleo', send: by(PAGER, { to: 'cleo@example.org' }) })
  await pass(250)
  expect(sent.map(({ message: { whom, remote } }) => [whom, remote])).toEqual([['Bo', null], ['Cleo', 'Q1']])
})

test('an answer is written down once, as of its own time, with a link to it', async () => {
  const { there, acknowledged, pass } = await paged()
  await pass(60_000)
  there.answers = [answered('14:18:50', 'Cleo Costa')]
  await pass(8000)
  const once = [{ who: { name: 'Cleo Costa' }, at: utc('14:18:50'), by: 'knowngood', evidence: [{ url: THERE.url, title: 'PagerDuty log entry R1' }] }]
  expect(await acknowledged()).toEqual(once)
  await pass(8000)
  await pass(60_000)
  expect(await acknowledged()).toEqual(once)
})

test('what is asked is never more than 15 s old', async () => {
  const { asked, pass } = await paged()
  const before = asked.length
  for (let seconds = 0; seconds < 60; seconds++) await pass(1000)
  expect(asked.length - before).toBeGreaterThanOrEqual(60 / 15)
})

test('nothing is asked once everybody has answered, nor after the end', async () => {
  const { id, there, asked, pass, does } = await paged()
  there.answers = [answered('14:18:05')]
  await pass(8000)
  const answeredAt = asked.length
  await pass(120_000)
  expect(asked).toHaveLength(answeredAt)
  await does(id, { type: 'Page', whom: 'Cleo', send: by(PAGER) })
  await does(id, { type: 'ResolveIncident' })
  await pass(120_000)
  expect(asked).toHaveLength(answeredAt)
})

test('an acknowledgement that was taken back by hand does not come back', async () => {
  const { id, desk, there, pass, does } = await paged()
  there.answers = [answered('14:18:05')]
  await pass(8000)
  const read = (await desk.facts(id)).find(({ type }) => type === 'PageAcknowledged')!
  await does(id, { type: 'StrikeEntry', target: read.id })
  await pass(8000)
  expect((await desk.facts(id)).filter(({ type }) => type === 'PageAcknowledged')).toHaveLength(1)
})

test('an answer to the page before is not one to the next, however close they are', async () => {
  const { id, there, pass, does, acknowledged } = await paged()
  there.answers = [answered('14:18:05')]
  await pass(8000)
  await does(id, { type: 'Page', whom: 'Cleo', send: by(PAGER) })
  await pass(250)
  await pass(8000)
  expect(await acknowledged()).toHaveLength(1)
  there.answers.push(answered('14:18:20', 'Cleo', 'R2'))
  await pass(8000)
  expect(await acknowledged()).toMatchObject([{ who: { name: 'Bo' } }, { who: { name: 'Cleo' }, at: utc('14:18:20') }])
})

test('a clock there that goes a little behind ours does not lose an answer; it is not before its page', async () => {
  const { there, pass, acknowledged } = await paged()
  there.answers = [answered('14:17:30')]
  await pass(8000)
  expect(await acknowledged()).toMatchObject([{ at: utc('14:18') }])
})

test('an answer from before the page is none', async () => {
  const { there, pass, acknowledged } = await paged()
  there.answers = [answered('14:16')]
  await pass(8000)
  expect(await acknowledged()).toEqual([])
})

test('a reader that fails is asked more and more rarely, says why, and is asked as ever once it works', async () => {
  const { there, asked, pass, troubles } = await paged()
  there.fails = { ok: false, text: 'The token is not taken (401): api-token-that-nobody-may-see' }
  const before = asked.length
  for (const ms of [8000, 16_000, 32_000, 60_000]) await pass(ms)
  expect(asked).toHaveLength(before + 4)
  expect(troubles.at(-1)).toEqual([PAGER.id, 'Answers cannot be read back: The token is not taken (401): …'])
  there.fails = null
  await pass(60_000)
  expect(troubles.at(-1)).toEqual([PAGER.id, null])
  await pass(8000)
  expect(asked).toHaveLength(before + 6)
})

test('it is not asked sooner than it says', async () => {
  const { there, asked, pass } = await paged()
  there.fails = { ok: false, text: 'Too often', after: 90_000 }
  await pass(8000)
  const before = asked.length
  await pass(89_000)
  expect(asked).toHaveLength(before)
  await pass(1000)
  expect(asked).toHaveLength(before + 1)
})

test('without a token, by another channel, and in practice nothing is asked', async () => {
  const { id, asked } = await paged({ secrets: { [PAGER.id]: { routingKey: 'k' } } })
  expect(id).toBeTruthy()
  expect(asked).toEqual([])
  const other = pagingDesk({ dataDir: await tempFolder(), channels: [SLACK, HOOK], reader: { find: () => Promise.reject(new Error('asked')) } })
  await other.does(await other.declared(), { type: 'Page', whom: 'Bo', send: by(SLACK) })
  await other.look()
  await other.pass(8000)
})

test('an incident that monitoring opened is asked by its own id, also for a page that was made there by hand', async () => {
  const asked: string[] = []
  const { declared, does, look, facts } = pagingDesk({
    dataDir: await tempFolder(),
    reader: {
      find: () => Promise.reject(new Error('there is nothing to find')),
      answers(remote) {
        asked.push(remote)
        return Promise.resolve({ ok: true, value: [answered('14:18:30', 'Dee')] })
      },
    },
  })
  const id = await declared()
  await does(id, { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q7', channel: PAGER.id })
  await does(id, { type: 'Page', whom: 'On-call', by: 'PagerDuty' })
  await look()
  expect(asked).toEqual(['Q7'])
  expect((await facts(id)).at(-1)).toMatchObject({ type: 'PageAcknowledged', data: { who: { name: 'Dee' } } })
})
