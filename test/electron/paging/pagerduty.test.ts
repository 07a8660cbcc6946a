/** Pages by PagerDuty wake who they should, open no second alert, and what is answered on a phone is read back. */
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../electron/paging/adapter.ts'
import { pagerDutyAdapter, pagerDutyReader } from '../../../electron/paging/pagerduty.ts'
import type { ChannelOf } from '../../../shared/delivery/channel.ts'
import { ACCOUNT, startPagerDuty, type PagerDutyServer } from '../../helpers/pagerduty-server.ts'
import { response, startRaw } from '../../helpers/raw-server.ts'
import { forTest, NEVER, PAGE, pagerDutyAt, testWire } from './paging.ts'

const { routingKey, apiToken } = ACCOUNT
const SECRETS = { routingKey, apiToken }
const REST = { from: 'iris@example.com', service: 'SERVIC1' }

const there = (): Promise<PagerDutyServer> => forTest(startPagerDuty())
const send = (server: PagerDutyServer, message: Partial<Message>, { secrets = SECRETS, channel = REST }: { secrets?: Record<string, string>; channel?: Partial<ChannelOf<'PagerDuty'>> } = {}) =>
  pagerDutyAdapter(testWire()).send({ ...PAGE, ...message }, pagerDutyAt(server.url, channel), secrets, NEVER)
const reader = pagerDutyReader(testWire())
const sentTo = (server: PagerDutyServer): string[] => server.requests.map(({ method, path }) => `${method} ${path}`)

describe('a page to whoever is on call', () => {
  it('triggers the alert of the incident, as the Events API documents it', async () => {
    const server = await there()
    expect(await send(server, {})).toEqual({ result: 'accepted', status: 202 })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/v2/enqueue' })
    expect(server.requests[0]!.body).toEqual({
      routing_key: routingKey,
      event_action: 'trigger',
      dedup_key: 'kg-inc-7kq2m9xa',
      client: 'Knowngood',
      payload: {
        summary: 'P1: Checkout fails: Half of all payments fail since 11:40.',
        source: 'Knowngood INC-7KQ2M9XA',
        severity: 'error',
        timestamp: '2026-11-28T11:59:30.000Z',
        custom_details: {
          incident: 'INC-7KQ2M9XA',
          title: 'Checkout fails',
          severity: 'P1',
          paged: 'Malik Ahmed',
          message: 'Half of all payments fail since 11:40.',
          delivery: '2026-11-28T11:59:30.000Z-0000-k7f3q9a2',
        },
      },
    })
    expect(server.woken).toEqual([{ incident: server.incidents[0]!.id, whom: 'POLICY1' }])
  })

  it.each([
    ['P0', 'critical'],
    ['P1', 'error'],
    ['P2', 'warning'],
    ['P3', 'info'],
    [null, 'info'],
  ] as const)('%s is %s there', async (severity, theirs) => {
    const server = await there()
    await send(server, { incident: { ...PAGE.incident, severity } })
    expect(server.requests[0]!.body).toMatchObject({ payload: { severity: theirs } })
  })

  it('tried twice, it is one alert and wakes once', async () => {
    const server = await there()
    await send(server, {})
    expect(await send(server, {})).toMatchObject({ result: 'accepted' })
    expect(server.incidents).toHaveLength(1)
    expect(server.woken).toHaveLength(1)
  })

  it('keeps to 1,024 characters of summary and 512 KB of body, whatever was pasted', async () => {
    const server = await there()
    const hostile = '\u0001'.repeat(300_000)
    expect(await send(server, { text: `${'🔥'.repeat(600)}${hostile}`, whom: hostile, incident: { ...PAGE.incident, title: `Fire ${hostile}` } })).toMatchObject({ result: 'accepted' })
    expect(Number(server.requests[0]!.headers['content-length'])).toBeLessThan(512 * 1024)
    const { summary } = (server.requests[0]!.body as { payload: { summary: string } }).payload
    expect(summary.length).toBeLessThanOrEqual(1024)
    expect(summary).toMatch(/^P1: Fire/)
  })

  it('says PagerDuty’s own words of a refusal, without the key that it names', async () => {
    const server = await there()
    const sent = await send(server, {}, { secrets: { routingKey: 'wrong-key-0000000000000000000000' } })
    expect(sent).toEqual({ result: 'refused', status: 400, text: 'PagerDuty refused it (400): Event object is invalid; Invalid routing key' })
  })

  it('without an integration key, opens an incident on the service by the REST API, under the same key', async () => {
    const server = await there()
    const sent = await send(server, {}, { secrets: { apiToken } })
    expect(sent).toEqual({ result: 'accepted', remote: server.incidents[0]!.id })
    expect(server.incidents).toMatchObject([{ key: 'kg-inc-7kq2m9xa', service: 'SERVIC1' }])
    expect(server.woken).toEqual([{ incident: server.incidents[0]!.id, whom: 'POLICY1' }])
  })

  it('with no key of any kind, says what to set and calls nobody', async () => {
    const server = await there()
    expect(await send(server, {}, { secrets: {} })).toEqual({ result: 'refused', text: 'PagerDuty has no integration key yet. Set it in Settings, Channels.' })
    expect(server.requests).toEqual([])
  })
})

describe('a further page', () => {
  it('asks a user to respond, in the name of the user that the channel is from', async () => {
    const server = await there()
    const remote = server.open()
    expect(await send(server, { to: 'PMALIK1', remote })).toEqual({ result: 'accepted', remote })
    const last = server.requests.at(-1)!
    expect(last).toMatchObject({ method: 'POST', path: `/incidents/${remote}/responder_requests` })
    expect(last.headers).toMatchObject({ authorization: `Token token=${apiToken}`, accept: 'application/vnd.pagerduty+json;version=2', from: 'iris@example.com', 'content-type': 'application/json' })
    expect(last.body).toEqual({
      requester_id: 'PIRIS01',
      message: 'Half of all payments fail since 11:40.',
      responder_request_targets: [{ responder_request_target: { id: 'PMALIK1', type: 'user_reference' } }],
    })
    expect(server.woken).toEqual([{ incident: remote, whom: 'PMALIK1' }])
  })

  it('asks an escalation policy where the id is that of one', async () => {
    const server = await there()
    const remote = server.open()
    await send(server, { to: 'POLICY2', remote })
    expect(server.requests.at(-1)!.body).toMatchObject({ responder_request_targets: [{ responder_request_target: { id: 'POLICY2', type: 'escalation_policy_reference' } }] })
  })

  it('finds a user by exact e-mail address, whatever its case, and no other whose address is like it', async () => {
    const server = await there()
    const remote = server.open()
    expect(await send(server, { to: 'Malik@Example.com', remote })).toMatchObject({ result: 'accepted' })
    expect(server.woken).toEqual([{ incident: remote, whom: 'PMALIK1' }])
  })

  it('to nobody by name wakes the escalation policy of the incident, for another trigger would wake nobody', async () => {
    const server = await there()
    const remote = server.open()
    server.acknowledge(remote, 'Iris Commander')
    expect(await send(server, { remote })).toEqual({ result: 'accepted', remote })
    expect(server.woken).toEqual([{ incident: remote, whom: 'POLICY1' }])
  })

  it('opens no second alert in an incident that was adopted', async () => {
    const server = await there()
    const remote = server.open()
    for (const message of [{ remote }, { remote, to: 'PMALIK1' }, { remote, about: 'update' as const }, { remote, about: 'notice' as const }]) await send(server, message)
    expect(server.incidents).toHaveLength(1)
    expect(sentTo(server)).not.toContain('POST /v2/enqueue')
    expect(sentTo(server)).not.toContain('POST /incidents')
  })

  it.each([
    ['a token', { secrets: { routingKey } }, 'This incident is in PagerDuty already, and another alert would wake nobody. To page again, PagerDuty needs the REST API token. Set it in Settings, Channels.'],
    [
      'the address of a user',
      { channel: {} },
      'This incident is in PagerDuty already, and another alert would wake nobody. To page again, PagerDuty needs the e-mail address of a PagerDuty user. Set it in Settings, Channels.',
    ],
  ])('without %s is refused with what to set, and nothing is sent', async (_what, set, text) => {
    const server = await there()
    expect(await send(server, { remote: server.open() }, set)).toEqual({ result: 'refused', text })
    expect(server.requests).toEqual([])
  })

  it('is refused where PagerDuty knows no such person, policy or sender', async () => {
    const server = await there()
    const remote = server.open()
    expect(await send(server, { to: 'PNOBODY', remote })).toEqual({ result: 'refused', text: 'PagerDuty has no user and no escalation policy “PNOBODY”. Correct it in the playbook’s directory.' })
    expect(await send(server, { to: '../users', remote })).toMatchObject({ result: 'refused' })
    expect(await send(server, { to: 'PMALIK1', remote }, { channel: { ...REST, from: 'gone@example.com' } })).toEqual({
      result: 'refused',
      text: 'PagerDuty has no user with the address gone@example.com. Correct it in Settings, Channels.',
    })
    expect(server.woken).toEqual([])
  })

  it('is refused in PagerDuty’s words where the incident is over or unknown', async () => {
    const server = await there()
    const remote = server.open()
    server.resolve(remote)
    expect(await send(server, { to: 'PMALIK1', remote })).toEqual({ result: 'refused', status: 400, text: 'PagerDuty refused it (400): Incident Already Resolved' })
    expect(await send(server, { to: 'PMALIK1', remote: 'QGONE00' })).toEqual({ result: 'refused', status: 404, text: 'PagerDuty knows nothing by that id (404): Not Found' })
    expect(await send(server, { remote: '../abilities' })).toMatchObject({ result: 'refused', text: '“../abilities” is no id of a PagerDuty incident. Join the incident anew.' })
  })

  it('says so where the token is not taken', async () => {
    const server = await there()
    const sent = await send(server, { to: 'PMALIK1', remote: server.open() }, { secrets: { apiToken: 'stale-token' } })
    expect(sent).toEqual({ result: 'refused', status: 401, text: 'PagerDuty does not take the REST API token (401). Set another in Settings, Channels.' })
  })
})

describe('the first page, to somebody by name', () => {
  it('opens an incident that is theirs', async () => {
    const server = await there()
    expect(await send(server, { to: 'PMALIK1' })).toEqual({ result: 'accepted', remote: server.incidents[0]!.id })
    const last = server.requests.at(-1)!
    expect(last.headers.from).toBe('iris@example.com')
    expect(last.body).toEqual({
      incident: {
        type: 'incident',
        title: 'P1: Checkout fails: Half of all payments fail since 11:40.',
        service: { id: 'SERVIC1', type: 'service_reference' },
        incident_key: 'kg-inc-7kq2m9xa-2026-11-28T11:59:30.000Z-0000-k7f3q9a2',
        body: { type: 'incident_body', details: 'Half of all payments fail since 11:40.' },
        assignments: [{ assignee: { id: 'PMALIK1', type: 'user_reference' } }],
      },
    })
    expect(server.woken).toEqual([{ incident: server.incidents[0]!.id, whom: 'PMALIK1' }])
  })

  it('gives an escalation policy its place', async () => {
    const server = await there()
    await send(server, { to: 'POLICY2' })
    expect(server.requests.at(-1)!.body).toMatchObject({ incident: { escalation_policy: { id: 'POLICY2', type: 'escalation_policy_reference' } } })
    expect(server.woken).toEqual([{ incident: server.incidents[0]!.id, whom: 'POLICY2' }])
  })

  it('that came through, though nobody heard of it, is not opened a second time', async () => {
    const server = await there()
    await send(server, { to: 'PMALIK1' })
    expect(await send(server, { to: 'PMALIK1' })).toEqual({ result: 'accepted', remote: server.incidents[0]!.id, text: 'PagerDuty had it already.' })
    expect(server.incidents).toHaveLength(1)
    expect(server.woken).toHaveLength(1)
  })

  it('joins the alert that an earlier page opened', async () => {
    const server = await there()
    await send(server, {})
    const [first] = server.incidents
    expect(await send(server, { to: 'PMALIK1', delivery: '2026-11-28T12:05:00.000Z-0000-k7f3q9a2' })).toEqual({ result: 'accepted', remote: first!.id })
    expect(server.incidents).toHaveLength(1)
    expect(server.woken.map(({ whom }) => whom)).toEqual(['POLICY1', 'PMALIK1'])
  })

  it('is refused where it would wake nobody: an incident that a user opens for themselves begins as acknowledged', async () => {
    const server = await there()
    expect(await send(server, { to: 'PIRIS01' })).toMatchObject({ result: 'refused', text: expect.stringContaining('wakes nobody') as string })
    expect(server.incidents).toEqual([])
  })

  it('says all that is missing', async () => {
    const server = await there()
    expect(await send(server, { to: 'PMALIK1' }, { secrets: { routingKey }, channel: {} })).toEqual({
      result: 'refused',
      text: 'PagerDuty needs the REST API token, the e-mail address of a PagerDuty user, and the service to page somebody by name. Set it in Settings, Channels.',
    })
    expect(server.requests).toEqual([])
  })
})

describe('a notice or an update', () => {
  it('wakes nobody: it goes to the subscribers of the incident', async () => {
    const server = await there()
    const remote = server.open()
    expect(await send(server, { about: 'update', remote, text: 'Payments work again.' })).toEqual({ result: 'accepted', remote })
    expect(server.requests.at(-1)).toMatchObject({ path: `/incidents/${remote}/status_updates`, body: { message: 'Payments work again.' } })
    expect(server.woken).toEqual([])
  })

  it('finds the incident that a page opened', async () => {
    const server = await there()
    await send(server, {})
    expect(await send(server, { about: 'notice' })).toMatchObject({ result: 'accepted', remote: server.incidents[0]!.id })
    expect(server.woken).toHaveLength(1)
  })

  it('is refused where no incident is open there', async () => {
    const server = await there()
    expect(await send(server, { about: 'update' })).toMatchObject({ result: 'refused', text: expect.stringContaining('Send it by another channel.') as string })
    expect(sentTo(server)).not.toContain('POST /v2/enqueue')
  })
})

describe('read back', () => {
  it('an acknowledgement by phone has its name, its time and its way', async () => {
    const server = await there()
    const remote = server.open({ at: '2026-11-28T11:55:00Z' })
    const entry = server.acknowledge(remote, 'Malik Ahmed', { by: 'phone', at: '2026-11-28T12:03:04Z' })
    const read = await reader.answers(remote, '2026-11-28T11:59:30.000Z', pagerDutyAt(server.url), SECRETS, NEVER)
    expect(read).toEqual({
      ok: true,
      value: [{ id: entry, time: '2026-11-28T12:03:04.000Z', who: 'Malik Ahmed', by: 'phone', url: `https://example.pagerduty.com/incidents/${remote}/log_entries/${entry}` }],
    })
    const [{ path, query }] = server.requests as [PagerDutyServer['requests'][number]]
    expect(path).toBe(`/incidents/${remote}/log_entries`)
    expect(Object.fromEntries(query)).toEqual({ since: '2026-11-28T11:59:30.000Z', is_overview: 'false', 'include[]': 'channels', limit: '100', offset: '0' })
  })

  it('all acknowledgements of a long log are there, the oldest first', async () => {
    const server = await there()
    const remote = server.open({ at: '2026-11-28T10:00:00Z' })
    for (let minute = 0; minute < 250; minute += 1) {
      server.acknowledge(remote, `Person ${String(minute)}`, { at: new Date(Date.UTC(2026, 10, 28, 11, minute)).toISOString() })
    }
    const read = await reader.answers(remote, '2026-11-28T11:00:00.000Z', pagerDutyAt(server.url), SECRETS, NEVER)
    expect(read.ok && read.value.map(({ who }) => who)).toEqual(Array.from({ length: 250 }, (_, minute) => `Person ${String(minute)}`))
    expect(server.requests).toHaveLength(3)
  })

  it('lists what stands open on the service, the newest first', async () => {
    const server = await there()
    const old = server.open({ title: 'Old', at: '2026-11-28T09:00:00Z' })
    const over = server.open({ title: 'Over', at: '2026-11-28T10:00:00Z' })
    server.resolve(over)
    const young = server.open({ title: 'Young', at: '2026-11-28T11:00:00Z' })
    server.acknowledge(young, 'Malik Ahmed')
    const read = await reader.open(pagerDutyAt(server.url, { service: 'SERVIC1' }), SECRETS, NEVER)
    const url = (id: string) => `https://example.pagerduty.com/incidents/${id}`
    expect(read).toEqual({
      ok: true,
      value: [
        { id: young, title: 'Young', createdAt: '2026-11-28T11:00:00.000Z', status: 'acknowledged', service: 'Checkout', url: url(young) },
        { id: old, title: 'Old', createdAt: '2026-11-28T09:00:00.000Z', status: 'triggered', service: 'Checkout', url: url(old) },
      ],
    })
    expect(server.requests[0]!.query.getAll('statuses[]')).toEqual(['triggered', 'acknowledged'])
    expect(server.requests[0]!.query.get('service_ids[]')).toBe('SERVIC1')
    // Without it PagerDuty's default range of time would apply, and a long incident would be missing.
    expect(server.requests[0]!.query.get('date_range')).toBe('all')
  })

  it('finds the incident that a dedup key opened, and none where there is none', async () => {
    const server = await there()
    await send(server, {})
    expect(await reader.find('kg-inc-7kq2m9xa', pagerDutyAt(server.url), SECRETS, NEVER)).toMatchObject({ ok: true, value: { id: server.incidents[0]!.id } })
    expect(await reader.find('kg-inc-00000000', pagerDutyAt(server.url), SECRETS, NEVER)).toEqual({ ok: true, value: null })
  })

  it('an entry that is not as it should be costs no other', async () => {
    const good = { id: 'R1', type: 'acknowledge_log_entry', created_at: '2026-11-28T14:03:04+02:00', agent: null, channel: { type: 7 }, html_url: 'javascript:alert(1)' }
    const entries = [null, 7, {}, { ...good, id: 9 }, { ...good, created_at: 'soon' }, { ...good, type: 'notify_log_entry' }, good]
    const server = await forTest(startRaw(() => ({ bytes: response(200, JSON.stringify({ log_entries: entries })), then: 'end' })))
    expect(await reader.answers('Q1', '2026-11-28T11:00:00.000Z', pagerDutyAt(server.url), SECRETS, NEVER)).toEqual({
      ok: true,
      value: [{ id: 'R1', time: '2026-11-28T12:03:04.000Z', who: 'Somebody in PagerDuty', by: null, url: '' }],
    })
  })

  it('a list without end is left at 1,000 entries', async () => {
    const entries = Array.from({ length: 100 }, (_, index) => ({ id: `R${String(index)}`, type: 'acknowledge_log_entry', created_at: '2026-11-28T12:00:00Z' }))
    const server = await forTest(startRaw(() => ({ bytes: response(200, JSON.stringify({ log_entries: entries, more: true })), then: 'end' })))
    const read = await reader.answers('Q1', '2026-11-28T11:00:00.000Z', pagerDutyAt(server.url), SECRETS, NEVER)
    expect(read.ok && read.value).toHaveLength(1000)
    expect(server.requests).toHaveLength(10)
  })

  it('without a token, says so and asks nobody', async () => {
    const server = await there()
    for (const read of [reader.open(pagerDutyAt(server.url), {}, NEVER), reader.find('kg', pagerDutyAt(server.url), {}, NEVER), reader.answers('Q1', '', pagerDutyAt(server.url), {}, NEVER)]) {
      expect(await read).toEqual({ ok: false, text: 'PagerDuty has no REST API token yet. Set it in Settings, Channels.' })
    }
    expect(server.requests).toEqual([])
  })

  it('says when to come again where there were too many questions', async () => {
    const server = await forTest(startRaw(() => ({ bytes: response(429, '{"error":{"message":"Rate Limit Exceeded","code":2020}}', { 'ratelimit-reset': '20' }), then: 'end' })))
    expect(await reader.open(pagerDutyAt(server.url), SECRETS, NEVER)).toEqual({ ok: false, after: 20_000, text: 'PagerDuty takes no more just now (429).' })
  })
})
