/** The channels of this machine: what the window is told of them, what is refused and where, and that no secret leaves main. */
import { describe, expect, it } from 'vitest'
import type { ChannelStatus } from '../../shared/delivery/channel.ts'
import type { Adapter, PagerDutyReader, Sent } from '../../electron/paging/adapter.ts'
import { createChannels } from '../../electron/paging/channels.ts'
import { createDeskChannels } from '../../electron/paging/desk-channels.ts'
import { openVault } from '../../electron/paging/vault.ts'
import type { Stored } from '../../electron/settings-file.ts'
import { holding, tempFolder } from './journal/facts.ts'

const SLACK = { id: '', kind: 'Slack', name: 'Team Slack' }
const URL = 'https://hooks.slack.example/services/hunter2'

/** The channels of a profile without a safe place, over an adapter and a reader that answer as the test says. */
async function channelsOf({ sent = { result: 'accepted' }, open = { ok: true, value: [] } }: { sent?: Sent; open?: Awaited<ReturnType<PagerDutyReader['open']>> } = {}) {
  const profile = await tempFolder()
  let kept: Stored['channels'] = []
  let refusal: string | null = null
  let drawn = 0
  let unrecorded: string | null = null
  const pushed: (readonly ChannelStatus[])[] = []
  const messages: string[] = []
  const channels = createChannels({
    settings: {
      get channels() {
        return kept
      },
      change(fields) {
        if (refusal !== null) return Promise.resolve({ ok: false, sentence: refusal })
        kept = fields.channels!
        return Promise.resolve({ ok: true })
      },
    },
    openVault: () => openVault(profile, { isEncryptionAvailable: () => false, encryptString: () => Buffer.alloc(0), decryptString: () => '' }),
    newId: () => String(drawn++).padStart(8, '0'),
    onChange: (changed) => pushed.push(changed),
  })
  const adapter: Adapter = {
    send(message) {
      messages.push(message.text)
      return Promise.resolve(sent)
    },
  }
  const nothing = (): void => undefined
  const desk = createDeskChannels({
    channels,
    courier: { callOff: () => Promise.resolve(unrecorded), sendAgain: () => Promise.resolve({ ok: true }) },
    adapters: { PagerDuty: adapter, Slack: adapter, webhook: adapter },
    reader: { open: () => Promise.resolve(open), find: () => Promise.reject(new Error('asked')), answers: () => Promise.reject(new Error('asked')) },
    clock: { now: () => 0 },
    newId: () => 'aaaaaaaa',
    after: () => nothing,
  })
  return { desk, channels, pushed, messages, profile, kept: () => kept, settingsFail: (sentence: string) => void (refusal = sentence), recordingFails: (sentence: string) => void (unrecorded = sentence) }
}

describe('a channel', () => {
  it('is added with an id of its own; the window is told which secrets there are, and none of them', async () => {
    const { desk, pushed, kept } = await channelsOf()
    expect(await desk.save(SLACK, { url: URL })).toEqual({ ok: true, id: 'ch-00000000' })
    expect(pushed).toEqual([[{ channel: { id: 'ch-00000000', kind: 'Slack', name: 'Team Slack' }, secrets: ['url'], kept: 'session' }]])
    expect(JSON.stringify([pushed, desk.list(), kept()])).not.toContain('hunter2')
  })

  it('is changed; a secret that is left empty stays, and null takes it away', async () => {
    const { desk, channels } = await channelsOf()
    await desk.save(SLACK, { url: URL })
    expect(await desk.save({ ...SLACK, id: 'ch-00000000', name: 'War room' }, { url: '' })).toEqual({ ok: true, id: 'ch-00000000' })
    expect(channels.use('ch-00000000')).toEqual({ channel: { id: 'ch-00000000', kind: 'Slack', name: 'War room' }, secrets: { url: URL } })
    await desk.save({ ...SLACK, id: 'ch-00000000' }, { url: null })
    expect(desk.list()).toMatchObject([{ channel: { name: 'Team Slack' }, secrets: [] }])
  })

  it('is removed with its secrets', async () => {
    const { desk, channels } = await channelsOf()
    await desk.save(SLACK, { url: URL })
    expect(await desk.remove('ch-00000000')).toEqual({ ok: true })
    expect([desk.list(), channels.use('ch-00000000')]).toEqual([[], null])
    expect(await desk.remove('ch-00000000')).toEqual({ ok: false, sentence: 'That channel is not on this machine any more.' })
  })

  it('stays, with its secrets, where it cannot be written down that what waits for it is called off', async () => {
    const { desk, recordingFails } = await channelsOf()
    await desk.save(SLACK, { url: URL })
    recordingFails('The disk is full.')
    expect(await desk.remove('ch-00000000')).toEqual({ ok: false, sentence: 'The disk is full.' })
    expect(desk.list()).toMatchObject([{ secrets: ['url'] }])
  })

  it.each([
    ['without a name', { ...SLACK, name: ' ' }, {}, 'name', 'Give the channel a name, as your team says it.'],
    ['with a webhook that is no URL', { id: '', kind: 'webhook', name: 'Hook', url: 'hook.example' }, {}, 'url', 'A webhook needs its URL.'],
    ['with a wrong address to page from', { id: '', kind: 'PagerDuty', name: 'Pager', from: 'ana' }, {}, 'from', 'PagerDuty wants the e-mail address of one of its users.'],
    ['with a secret that is no URL', SLACK, { url: 'hunter2' }, 'url', 'That is no URL. Slack shows it as “Webhook URL”, beginning with https://.'],
    ['with a secret that no header takes', { id: '', kind: 'PagerDuty', name: 'Pager' }, { apiToken: 'hunter 2' }, 'apiToken', 'It holds blanks or signs that no key has. Copy it anew.'],
  ])('%s is refused beside the field', async (_, channel, secrets, field, sentence) => {
    const { desk } = await channelsOf()
    expect(await desk.save(channel, secrets)).toEqual({ ok: false, field, sentence })
    expect(desk.list()).toEqual([])
  })

  it('that the disk does not take is not there, and neither are its secrets', async () => {
    const { desk, channels, settingsFail } = await channelsOf()
    settingsFail('The disk is full.')
    expect(await desk.save(SLACK, { url: URL })).toEqual({ ok: false, field: null, sentence: 'The disk is full.' })
    expect(channels.use('ch-00000000')).toBeNull()
  })

  it('has its trouble said until it works again', async () => {
    const { desk, channels, pushed } = await channelsOf()
    await desk.save(SLACK, { url: URL })
    channels.tell('ch-00000000', 'Down.')
    channels.tell('ch-00000000', 'Down.')
    channels.tell('ch-00000000', null)
    expect(pushed.map(([status]) => status!.trouble)).toEqual([undefined, 'Down.', undefined])
  })
})

describe('a test of a channel', () => {
  it('sends what says of itself that it is a test', async () => {
    const { desk, messages } = await channelsOf()
    await desk.save(SLACK, { url: URL })
    expect(await desk.test('ch-00000000')).toEqual({ ok: true, sentence: 'Team Slack took the test message. Look whether it is there.' })
    expect(messages).toEqual(['This is a test of Knowngood. Nothing is wrong, and there is nothing to do.'])
  })

  it('says why it failed, without the secret', async () => {
    const { desk } = await channelsOf({ sent: { result: 'refused', status: 404, text: `no_service at ${URL}` } })
    await desk.save(SLACK, { url: URL })
    expect(await desk.test('ch-00000000')).toEqual({ ok: false, sentence: 'Team Slack: no_service at …' })
  })

  it('says what is missing', async () => {
    const { desk, messages } = await channelsOf()
    await desk.save(SLACK, {})
    expect(await desk.test('ch-00000000')).toEqual({ ok: false, sentence: 'Its webhook URL is missing.' })
    expect(messages).toEqual([])
  })

  it('wakes nobody by PagerDuty: it reads, where it has a token', async () => {
    const { desk, messages } = await channelsOf({ open: { ok: true, value: [] } })
    await desk.save({ id: '', kind: 'PagerDuty', name: 'Pager' }, { routingKey: 'hunter2' })
    expect(await desk.test('ch-00000000')).toEqual({ ok: true, sentence: 'Nothing was sent: a test would wake whoever is on call. The integration key is tried with the first page.' })
    await desk.save({ id: 'ch-00000000', kind: 'PagerDuty', name: 'Pager' }, { apiToken: 'hunter3' })
    expect(await desk.test('ch-00000000')).toEqual({ ok: true, sentence: 'PagerDuty takes the REST API token: no incident is open there. The integration key is tried with the first page.' })
    expect(messages).toEqual([])
  })
})

describe('open incidents', () => {
  it('are read by a channel of PagerDuty with a token; otherwise it says what is missing', async () => {
    const { desk } = await channelsOf({ open: { ok: false, text: 'Not taken: hunter3' } })
    expect(await desk.findRemote('ch-00000000')).toEqual({ ok: false, sentence: 'That channel is not on this machine any more.' })
    await desk.save(SLACK, { url: URL })
    expect(await desk.findRemote('ch-00000000')).toEqual({ ok: false, sentence: 'Team Slack is not of PagerDuty, so it has no incidents.' })
    await desk.save({ id: '', kind: 'PagerDuty', name: 'Pager' }, { routingKey: 'hunter2' })
    expect(await desk.findRemote('ch-00000001')).toEqual({ ok: false, sentence: 'Open incidents are read by the REST API, whose token is missing. Give it in Settings.' })
    await desk.save({ id: 'ch-00000001', kind: 'PagerDuty', name: 'Pager' }, { apiToken: 'hunter3' })
    expect(await desk.findRemote('ch-00000001')).toEqual({ ok: false, sentence: 'Not taken: …' })
  })
})

it('no secret is anywhere in the profile where the system has no safe place', async () => {
  const { desk, profile } = await channelsOf()
  await desk.save(SLACK, { url: URL })
  expect(await holding(profile, 'hunter2')).toEqual([])
})
