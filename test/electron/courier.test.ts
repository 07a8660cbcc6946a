/** What is sent: each try is on disk before the wire is touched, nothing goes out twice unasked, and nothing after its time. */
import { describe, expect, it, test } from 'vitest'
import type { Sent } from '../../electron/paging/adapter.ts'
import { AT_QUIT_MS, SEND_MS } from '../../electron/paging/courier.ts'
import { utc } from '../helpers/facts.ts'
import { brittleDisk } from './journal/brittle-disk.ts'
import { holding, tempFolder } from './journal/facts.ts'
import { by, HOOK, PAGER, pagingDesk, SECRETS, SLACK, type PagingDeskOptions } from './paging-desk.ts'

const TRY_AGAIN: Sent = { result: 'try again', status: 500, text: 'It is down.' }
const UNCLEAR: Sent = { result: 'unclear', text: 'No answer came.' }

async function started(options: Partial<PagingDeskOptions> = {}) {
  const dataDir = options.dataDir ?? (await tempFolder())
  const started = pagingDesk({ dataDir, ...options })
  return { dataDir, ...started }
}

describe('a page by a channel of this machine', () => {
  it('goes out once, after its try is on disk, and what came of it is written down', async () => {
    const { declared, does, look, sent, facts } = await started()
    const id = await declared({ severity: 'P1' })
    await does(id, { type: 'Page', whom: 'Bo', by: 'PagerDuty', text: 'The database is down', send: by(PAGER, { to: 'bo@example.org' }) })
    await look()
    await look()
    expect(sent).toHaveLength(1)
    const { message, onDisk } = sent[0]!
    expect(message).toMatchObject({ incident: { id, title: 'API errors', severity: 'P1' }, about: 'page', whom: 'Bo', to: 'bo@example.org', text: 'The database is down', remote: null })
    expect(onDisk).toEqual([`${message.delivery} 1`])
    expect((await facts(id)).slice(-3)).toMatchObject([
      { type: 'DeliveryTried', data: { delivery: message.delivery, number: 1 } },
      { type: 'DeliveryAnswered', data: { delivery: message.delivery, number: 1, result: 'accepted', status: 202 } },
      { type: 'PageOutcomeRecorded', data: { outcome: 'sent' } },
    ])
  })

  it('says the incident’s title where nobody wrote anything', async () => {
    const { declared, does, look, sent } = await started()
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    expect(sent[0]!.message).toMatchObject({ text: 'API errors', to: null })
  })

  it('of a channel that another machine has is left to that one', async () => {
    const { declared, does, look, sent, facts } = await started({ channels: [SLACK] })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    expect(sent).toEqual([])
    expect((await facts(id)).at(-1)!.type).toBe('DeliveryQueued')
  })

  it('is not tried while the disk does not take the try', async () => {
    const { disk, failNext } = brittleDisk()
    const { declared, does, look, pass, sent } = await started({ disk })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    failNext('write', 'ENOSPC')
    await look()
    expect(sent).toEqual([])
    await pass(5000)
    expect(sent).toHaveLength(1)
  })

  it('whose answer the disk does not take is not sent again: the answer follows when there is room', async () => {
    const { disk, failNext } = brittleDisk()
    const { declared, does, look, pass, sent, answers } = await started({
      disk,
      answer() {
        failNext('write', 'ENOSPC')
        return { result: 'accepted', status: 202 }
      },
    })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    expect(await answers(id)).toEqual([])
    await pass(5000)
    await pass(5000)
    expect(sent).toHaveLength(1)
    expect(await answers(id)).toMatchObject([{ result: 'accepted', number: 1 }])
  })

  it.each([
    ['in practice', { practice: true }, 'This is practice: nothing is sent.'],
    ['in an incident that is written down afterwards', { backfilled: true }, 'This incident is written down afterwards: nothing is sent.'],
  ])('%s is not sent', async (_, declaration, text) => {
    const { declared, does, look, sent, answers } = await started()
    const id = await declared(declaration)
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    expect(sent).toEqual([])
    expect(await answers(id)).toMatchObject([{ result: 'called off', text }])
  })

  it('that was taken back, answered or overtaken by the end before it could be sent is called off', async () => {
    const { declared, does, look, sent, facts, answers } = await started()
    const id = await declared()
    for (const whom of ['Bo', 'Cleo', 'Dee']) await does(id, { type: 'Page', whom, send: by(SLACK) })
    const [bo, cleo] = (await facts(id)).filter(({ type }) => type === 'DeliveryQueued').map(({ data }) => data['subject'] as string)
    await does(id, { type: 'StrikeEntry', target: bo! })
    await does(id, { type: 'AcknowledgePage', page: cleo! })
    await does(id, { type: 'ResolveIncident' })
    await look()
    expect(sent).toEqual([])
    expect((await answers(id)).map(({ text }) => text)).toEqual(['It was taken back before it was sent.', 'The page was answered before it was sent.', 'The incident was resolved before the page was sent.'])
  })

  it('by a channel whose secret is missing is refused at once, and says what to do', async () => {
    const { declared, does, look, sent, answers, facts } = await started({ secrets: {} })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    expect(sent).toEqual([])
    expect(await answers(id)).toMatchObject([{ result: 'refused', text: 'Its integration key is missing. Give it in Settings, then send anew.' }])
    expect((await facts(id)).at(-1)).toMatchObject({ type: 'PageOutcomeRecorded', data: { outcome: 'failed' } })
  })
})

describe('a channel that says no for now', () => {
  it('is asked again after 2 s, 4 s, 8 s … and 30 s at the longest, a half of it by chance', async () => {
    const { declared, does, look, answers, pass } = await started({ answer: () => TRY_AGAIN, random: () => 1 - Number.EPSILON })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    for (const ms of [2000, 4000, 8000, 16_000, 30_000]) await pass(ms)
    const at = (await answers(id)).map(({ retryAt }) => (Date.parse(retryAt as string) - Date.parse(utc('14:18'))) / 1000)
    expect(at).toEqual([2, 6, 14, 30, 60, 90])
  })

  it('is not asked sooner than it says', async () => {
    const { declared, does, look, sent, pass } = await started({ answer: () => ({ ...TRY_AGAIN, status: 429, after: 120_000 }) })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    await pass(119_000)
    expect(sent).toHaveLength(1)
    await pass(1000)
    expect(sent).toHaveLength(2)
  })

  it('for longer than the page may wait ends it at once, loudly', async () => {
    const { declared, does, look, answers, facts } = await started({ answer: () => ({ ...TRY_AGAIN, after: 3_600_000 }) })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    expect(await answers(id)).toMatchObject([{ result: 'expired', number: 1, text: 'It could not be sent in time, and nobody is woken late. It is down.' }])
    expect((await facts(id)).at(-1)).toMatchObject({ type: 'PageOutcomeRecorded', data: { outcome: 'failed' } })
  })

  it('keeps a notice trying for an hour, and then gives it up with a sentence', async () => {
    const { declared, does, look, answers, pass } = await started({ answer: () => TRY_AGAIN })
    const id = await declared()
    await does(id, { type: 'NotifyStakeholders', groups: ['pm'], text: 'Errors', send: by(SLACK) })
    await look()
    for (let minutes = 0; minutes < 60; minutes += 5) await pass(5 * 60_000)
    expect((await answers(id)).at(-1)).toMatchObject({ result: 'refused', text: 'It could not be sent in time. Send it anew if it still holds. It is down.' })
  })

  it('takes it the second time', async () => {
    const came: Sent[] = [TRY_AGAIN, { result: 'accepted', status: 200 }]
    const { declared, does, look, answers, pass } = await started({ answer: () => came.shift()! })
    const id = await declared()
    await does(id, { type: 'PostUpdate', audience: 'internal', text: 'Rolling back', send: by(SLACK) })
    await look()
    await pass(1000)
    expect((await answers(id)).map(({ result, number }) => [result, number])).toEqual([['try again', 1], ['accepted', 2]])
  })
})

describe('a page that waited too long', () => {
  it('is not sent after a sleep: ten minutes are the playbook’s', async () => {
    const { declared, does, look, sent, answers, sleeps } = await started()
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    sleeps(10 * 60_000)
    await look()
    expect(sent).toEqual([])
    expect(await answers(id)).toMatchObject([{ result: 'expired', number: 0 }])
  })

  it('is sent a moment before', async () => {
    const { declared, does, look, sent, sleeps } = await started()
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    sleeps(10 * 60_000 - 1)
    await look()
    expect(sent).toHaveLength(1)
  })

  it('has its own time where it says one', async () => {
    const { declared, does, look, sent, sleeps } = await started()
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER, { expiresAt: utc('14:20') }) })
    sleeps(2 * 60_000)
    await look()
    expect(sent).toEqual([])
  })

  it('grows old although the clock is set back, and is tried on time until then', async () => {
    const { declared, does, look, pass, sets, sent, answers } = await started({ answer: () => TRY_AGAIN })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    sets(-60 * 60_000)
    await pass(1000)
    expect(sent).toHaveLength(2)
    for (let minutes = 0; minutes < 10; minutes++) await pass(60_000)
    expect((await answers(id)).at(-1)).toMatchObject({ result: 'expired' })
    const tries = sent.length
    await pass(60 * 60_000)
    expect(sent).toHaveLength(tries)
  })

  it('is not sent where the machine slept between its try and the wire', async () => {
    let sleep = (): void => undefined
    const { declared, does, look, sent, answers, sleeps } = await started({ step: (what) => Promise.resolve(what === 'dispatched' ? sleep() : undefined) })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    sleep = () => sleeps(60 * 60_000)
    await look()
    expect(sent).toEqual([])
    expect(await answers(id)).toMatchObject([{ result: 'expired', number: 1 }])
  })
})

describe('after a crash between a try and its answer', () => {
  /** A page whose sender died with the message on the wire, and the desk that comes after it. */
  async function crashed(channel: typeof PAGER, options: Partial<PagingDeskOptions> = {}) {
    const dataDir = await tempFolder()
    const before = pagingDesk({ dataDir, answer: () => new Promise<never>(() => undefined) })
    const id = await before.declared()
    await before.does(id, { type: 'Page', whom: 'Bo', send: by(channel) })
    void before.look()
    await expect.poll(() => before.sent.length).toBe(1)
    const after = pagingDesk({ dataDir, now: Date.parse(utc('14:19')), ...options })
    await after.look()
    return { id, ...after }
  }

  it('Slack may have it: it is not sent again, and that is said', async () => {
    const { id, sent, answers } = await crashed(SLACK)
    expect(sent).toEqual([])
    expect(await answers(id)).toMatchObject([{ result: 'unclear', number: 1, text: 'Knowngood was ended while it was sent: it may have arrived.' }])
  })

  it('a person has the last word: it is sent again as a try of its own', async () => {
    const { id, sent, answers, courier, facts, look } = await crashed(SLACK)
    const delivery = (await facts(id)).find(({ type }) => type === 'DeliveryTried')!.data['delivery'] as string
    expect(await courier.sendAgain(id, delivery)).toEqual({ ok: true })
    await look()
    expect(sent.map(({ message, onDisk }) => [message.delivery, onDisk])).toEqual([[delivery, [`${delivery} 1`, `${delivery} 2`]]])
    expect((await answers(id)).at(-1)).toMatchObject({ result: 'accepted', number: 2 })
    expect(await courier.sendAgain(id, delivery)).toEqual({ ok: false, sentence: 'That was accepted already.' })
  })

  it.each([PAGER, HOOK])('$kind tells that it has it: it is sent again by itself', async (channel) => {
    const { id, sent, answers } = await crashed(channel)
    expect(sent.map(({ onDisk }) => onDisk.length)).toEqual([2])
    expect(await answers(id)).toMatchObject([{ result: 'accepted', number: 2 }])
  })

  it('nothing is sent again after its time, and nobody claims to know', async () => {
    const { id, sent, answers, courier, facts } = await crashed(PAGER, { now: Date.parse(utc('14:28')) })
    expect(sent).toEqual([])
    expect(await answers(id)).toMatchObject([{ result: 'unclear', number: 1 }])
    const delivery = (await facts(id)).find(({ type }) => type === 'DeliveryTried')!.data['delivery'] as string
    expect(await courier.sendAgain(id, delivery)).toEqual({ ok: false, sentence: 'Its time is over: page or send anew instead.' })
    expect(sent).toEqual([])
  })
})

describe('a try without an answer', () => {
  it('is ended after 30 s; by Slack it may have arrived, and waits for a person', async () => {
    const { declared, does, courier, look, pass, sent, answers } = await started({
      answer: (_, __, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(UNCLEAR))),
    })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(SLACK) })
    const looked = look()
    await expect.poll(() => sent.length).toBe(1)
    expect(await courier.sendAgain(id, sent[0]!.message.delivery)).toEqual({ ok: false, sentence: 'It is being sent now.' })
    await Promise.all([looked, pass(SEND_MS)])
    await pass(60_000)
    expect(sent).toHaveLength(1)
    expect(await answers(id)).toMatchObject([{ result: 'unclear' }])
  })

  it('by a channel that tells two of the same apart is repeated', async () => {
    const came: Sent[] = [UNCLEAR, { result: 'accepted' }]
    const { declared, does, look, pass, answers } = await started({ answer: () => came.shift()! })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(HOOK) })
    await look()
    await pass(1000)
    expect((await answers(id)).map(({ result }) => result)).toEqual(['try again', 'accepted'])
  })

  it('holds up the end of the app for a bounded time, and is written down as what it is', async () => {
    const { declared, does, courier, look, pass, sent, answers } = await started({
      answer: (_, __, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(UNCLEAR))),
    })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(SLACK) })
    void look()
    await expect.poll(() => sent.length).toBe(1)
    const closing = courier.close()
    await pass(AT_QUIT_MS)
    await closing
    expect(await answers(id)).toMatchObject([{ result: 'unclear', number: 1 }])
  })
})

describe('the words of a person', () => {
  it('that it arrived end the question', async () => {
    const { declared, does, look, pass, sent, answers } = await started({ answer: () => UNCLEAR })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(SLACK) })
    await look()
    expect(await does(id, { type: 'AnswerDelivery', delivery: sent[0]!.message.delivery, number: 1, result: 'accepted' })).toMatchObject({ ok: true })
    await pass(60_000)
    expect(sent).toHaveLength(1)
    expect((await answers(id)).map(({ result }) => result)).toEqual(['unclear', 'accepted'])
  })

  it('call off what waits for its next try', async () => {
    const { declared, does, look, pass, sent } = await started({ answer: () => TRY_AGAIN })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(SLACK) })
    await look()
    await does(id, { type: 'AnswerDelivery', delivery: sent[0]!.message.delivery, number: 1, result: 'called off' })
    await pass(60_000)
    expect(sent).toHaveLength(1)
  })

  it('that remove a channel call off what waits for it', async () => {
    const { declared, does, look, answers, courier } = await started({ answer: () => TRY_AGAIN })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(SLACK) })
    await look()
    expect(await courier.callOff(SLACK.id)).toBeNull()
    expect((await answers(id)).at(-1)).toMatchObject({ result: 'called off', text: 'Its channel was removed.' })
  })
})

test('a page joins the incident of PagerDuty that was linked', async () => {
  const { declared, does, look, sent } = await started()
  const id = await declared()
  await does(id, { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q1', channel: PAGER.id })
  await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
  await look()
  expect(sent.map(({ message }) => message.remote)).toEqual(['Q1'])
})

describe('who is paged after the first', () => {
  const OPENED = { id: 'Q7', title: 'API errors', createdAt: utc('14:18'), status: 'acknowledged', service: 'API', url: 'https://pd.example/Q7' } as const
  const find = () => Promise.resolve({ ok: true, value: OPENED } as const)

  it('joins the incident that the first page opened: a second alert under its key wakes nobody', async () => {
    const { declared, does, look, sent, facts } = await started({ reader: { find } })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    await does(id, { type: 'Page', whom: 'Cy', send: by(PAGER) })
    await look()
    expect(sent.map(({ message }) => [message.whom, message.remote])).toEqual([['Bo', null], ['Cy', 'Q7']])
    expect((await facts(id)).filter(({ type }) => type === 'RemoteLinked').map(({ data }) => data['remote'])).toEqual(['Q7'])
  })

  it('is not told that they were paged where nothing can reach them', async () => {
    const { declared, does, look, sent, answers } = await started({ reader: { find }, secrets: { ...SECRETS, [PAGER.id]: { routingKey: 'R' } } })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    await does(id, { type: 'Page', whom: 'Cy', send: by(PAGER) })
    await look()
    expect(sent.map(({ message }) => message.whom)).toEqual(['Bo'])
    expect((await answers(id)).map(({ result }) => result)).toEqual(['accepted', 'refused'])
    expect((await answers(id)).at(-1)!.text).toContain('would wake nobody')
  })

  it('waits until PagerDuty says what the first page opened', async () => {
    const found = [{ ok: false, text: 'PagerDuty takes no more just now (429).' }, { ok: true, value: OPENED }] as const
    let asked = 0
    const { declared, does, look, pass, sent, answers } = await started({ reader: { find: () => Promise.resolve(sent.length === 0 ? { ok: true, value: null } : found[Math.min(asked++, 1)]!) } })
    const id = await declared()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await does(id, { type: 'AcknowledgePage' })
    await look()
    await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
    await look()
    await does(id, { type: 'AcknowledgePage' })
    await does(id, { type: 'Page', whom: 'Cy', send: by(PAGER) })
    await look()
    expect((await answers(id)).at(-1)).toMatchObject({ result: 'try again', text: 'PagerDuty takes no more just now (429).' })
    await pass(2500)
    expect(sent.map(({ message }) => [message.whom, message.remote])).toEqual([['Bo', null], ['Cy', 'Q7']])
  })
})

test('a page that was tried before its incident was linked goes on as it began, or it would page twice', async () => {
  let tries = 0
  const { declared, does, look, pass, sent } = await started({ answer: () => (tries++ === 0 ? TRY_AGAIN : { result: 'accepted', status: 202 }) })
  const id = await declared()
  await does(id, { type: 'Page', whom: 'Bo', send: by(PAGER) })
  await look()
  await does(id, { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q1', channel: PAGER.id })
  await pass(60_000)
  expect(sent.map(({ message }) => message.remote)).toEqual([null, null])
})

test('a page that was not sent, or may not have arrived, is told wherever the person is; a notice is not', async () => {
  const { declared, does, look, raised } = await started({ answer: (_, { kind }) => (kind === 'Slack' ? UNCLEAR : { result: 'refused', status: 400, text: 'No such key.' }) })
  const id = await declared()
  await does(id, { type: 'Page', whom: 'Bo', send: [...by(PAGER), ...by(SLACK)] })
  await does(id, { type: 'NotifyStakeholders', groups: ['pm'], send: by(HOOK) })
  await look()
  expect(raised.sort()).toEqual(['API errors: The page to Bo by Database on-call was not sent. No such key.', 'API errors: The page to Bo by Team Slack may not have arrived. No answer came.'])
})

test('linking sends nothing', async () => {
  const { declared, does, look, sent, facts } = await started()
  const id = await declared()
  await does(id, { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q1', channel: PAGER.id })
  await look()
  expect(sent).toEqual([])
  expect((await facts(id)).map(({ type }) => type)).toEqual(['IncidentDeclared', 'RemoteLinked'])
})

test('no secret is in the store, even where the other side says it back', async () => {
  const { dataDir, declared, does, look } = await started({ answer: (_, channel) => ({ result: 'refused', status: 400, text: `No: ${Object.values(SECRETS[channel.id]!).join(' ')}` }) })
  const id = await declared()
  for (const channel of [PAGER, SLACK, HOOK]) await does(id, { type: 'Page', whom: 'Bo', send: by(channel) })
  await look()
  expect((await holding(dataDir, 'No: …')).length).toBeGreaterThan(0)
  for (const secret of Object.values(SECRETS).flatMap((secrets) => Object.values(secrets))) expect(await holding(dataDir, secret)).toEqual([])
})
