/** Alertmanager polled over a real connection with the time in hand: what is proposed, what is recorded, and what is said where it fails. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Alerts } from '../../../shared/api.ts'
import type { AlertGroup } from '../../../shared/alerts/alert.ts'
import { firedCommand } from '../../../shared/alerts/record-alerts.ts'
import { createAlertInbox } from '../../../electron/alerts/inbox.ts'
import { openVault } from '../../../electron/paging/vault.ts'
import { digestAlerts } from '../../../electron/alerts/digest.ts'
import { LONGEST_WAIT_MS, POLL_EVERY_MS, SETTLING_MS } from '../../../electron/alerts/poller.ts'
import { isoTime } from '../../../electron/clock.ts'
import { summaryOf, type IncidentSummary } from '../../../electron/incident-summary.ts'
import { webhook, type SentAlert } from '../../helpers/alerts.ts'
import { deskOn } from '../../helpers/desk.ts'
import { utc } from '../../helpers/facts.ts'
import { ANSWER_WITHIN_MS } from '../../../electron/alerts/ask-alertmanager.ts'
import { handTimers } from '../hand-timers.ts'
import { tempFolder } from '../journal/facts.ts'
import { alertmanagerServer, json } from './alertmanager-server.ts'

const labels = { alertname: 'HighErrorRate', service: 'webhooks', severity: 'critical' }
const errors: SentAlert = { labels, startsAt: utc('14:15'), summary: 'API error rate up to 15%' }
const queue: SentAlert = { labels: { alertname: 'QueueLong', service: 'mail' }, startsAt: utc('14:20') }

/** An inbox over a desk and a server, at 14:30. */
async function inbox() {
  const server = await alertmanagerServer()
  const { timers, pass } = handTimers()
  /** waits between two questions, as opposed to those for an answer */
  const pauses = new Set<object>()
  const folder = await tempFolder()
  const test = deskOn(folder)
  let now = Date.parse(utc('14:30'))
  test.clock.now = () => now
  let alertmanager = { url: '', on: false }
  const told: Alerts[] = []
  const incidents = new Map<string, IncidentSummary>()
  let file: string | null = null
  const refresh = async (): Promise<void> => {
    const listed = await test.desk.list()
    for (const id of listed.ok ? listed.ids : []) incidents.set(id, summaryOf((await test.desk.read(id))!))
    alerts.look()
  }
  const vault = openVault(folder, { isEncryptionAvailable: () => false, encryptString: () => Buffer.of(), decryptString: () => '' })
  const alerts = createAlertInbox({
    desk: test.desk,
    settings: {
      get alertmanager() {
        return alertmanager
      },
      change: (fields) => {
        alertmanager = fields.alertmanager ?? alertmanager
        return Promise.resolve({ ok: true })
      },
    },
    vault: () => vault,
    clock: test.clock,
    after(ms, run) {
      const pause = {}
      if (ms !== ANSWER_WITHIN_MS) pauses.add(pause)
      const callOff = timers.after(ms, () => {
        pauses.delete(pause)
        run()
      })
      return () => {
        pauses.delete(pause)
        callOff()
      }
    },
    digest: (bytes, now) => Promise.resolve(digestAlerts(bytes, now)),
    summaries: () => [...incidents.values()],
    zone: () => 'UTC',
    askForFile: () => Promise.resolve(file),
    onAlerts: (alerts) => told.push(alerts),
  })
  onTestFinished(() => alerts.stop())
  return {
    alerts,
    server,
    folder,
    told,
    file: (path: string | null) => void (file = path),
    refresh,
    desk: test.desk,
    names: () => alerts.current.groups.map(({ name }) => name),
    /** Waits for what main says to be so. */
    until: (look: (alerts: Alerts) => void) => vi.waitFor(() => look(alerts.current), { timeout: 5000 }),
    watch: () => alerts.change({ url: server.url, on: true }),
    /** The next question, ms later; answers once it was answered. */
    async next(ms = POLL_EVERY_MS) {
      await vi.waitFor(() => expect(pauses.size).toBe(1), { timeout: 5000 })
      now += ms
      const before = server.asked.length
      pass(ms)
      await vi.waitFor(() => expect(pauses.size).toBe(1), { timeout: 5000 })
      await refresh()
      return server.asked.slice(before)
    },
    async declares(group: AlertGroup): Promise<string> {
      const declared = await test.desk.dispatch(null, { type: 'DeclareIncident', title: group.name })
      if (!declared.ok) throw new Error(declared.sentence)
      const added = await test.desk.dispatch(declared.incident, firedCommand(group))
      if (!added.ok) throw new Error(added.sentence)
      await refresh()
      return declared.incident
    },
    /** the ends that an incident was told of: when, how exactly, and by whom */
    async ends(incident: string) {
      const read = (await test.desk.read(incident))!
      return read.incident.entries.flatMap(({ fact: { type, at, by, source } }) => (type === 'AlertResolved' ? [[at.time, at.precision, by.name, source]] : []))
    },
    nowText: () => isoTime(now),
  }
}

/** The alert fires, is in an incident, and was seen at 14:30:10. */
async function inIncident(alert: SentAlert) {
  const test = await inbox()
  test.server.fires([alert])
  await test.watch()
  await test.until(({ total }) => expect(total).toBe(1))
  const incident = await test.declares(test.alerts.current.groups[0]!)
  await test.next()
  return { ...test, incident }
}

describe('what fires is proposed', () => {
  it('only where somebody wants Alertmanager to be asked', async () => {
    const { alerts, server, names, until, watch } = await inbox()
    server.fires([errors])
    alerts.begin()
    expect(alerts.current).toMatchObject({ watch: { state: 'off' }, total: 0 })
    expect(server.asked).toEqual([])
    await watch()
    await until(({ watch }) => expect(watch).toEqual({ state: 'watching' }))
    expect(names()).toEqual(['HighErrorRate'])
    expect(alerts.current.groups[0]!.links.at(-1)).toEqual({ url: `${server.url}/#/alerts`, title: 'Alertmanager' })
    expect(server.asked).toEqual(['/api/v2/alerts?active=true&silenced=false&inhibited=false'])
    await alerts.change({ on: false })
    await until(({ watch, total }) => expect([watch.state, total]).toEqual(['off', 0]))
  })

  it('until a live incident has it; another one is still proposed', async () => {
    const { server, names, watch, until, declares, alerts } = await inbox()
    server.fires([errors, queue])
    await watch()
    await until(({ total }) => expect(total).toBe(2))
    await declares(alerts.current.groups[0]!)
    expect(names()).toEqual(['QueueLong'])
  })

  it('not after it was dismissed, until it fires anew or is wanted back', async () => {
    const { alerts, server, names, until, watch, next } = await inbox()
    server.fires([errors])
    await watch()
    await until(({ total }) => expect(total).toBe(1))
    const [group] = alerts.current.groups
    alerts.dismiss(group!)
    await next()
    expect([names(), alerts.current.dismissed]).toEqual([[], 1])
    alerts.restore()
    expect(names()).toEqual(['HighErrorRate'])
    alerts.dismiss(group!)
    server.fires([])
    await next()
    server.fires([{ ...errors, startsAt: utc('14:31') }])
    await next()
    expect(names()).toEqual(['HighErrorRate'])
  })

  it('as one episode, although the first of its alerts ends and another goes on', async () => {
    const { alerts, server, watch, until, next } = await inbox()
    const second = { labels: { ...labels, instance: 'b' }, startsAt: utc('14:25') }
    server.fires([errors, second])
    await watch()
    await until(({ total }) => expect(total).toBe(1))
    server.fires([second])
    await next()
    expect(alerts.current.groups).toMatchObject([{ startsAt: utc('14:15'), count: 1 }])
  })
})

describe('an alert of a live incident that is over is recorded', () => {
  it('once, as of when it was last seen, by Knowngood', async () => {
    const { server, next, ends, incident } = await inIncident(errors)
    server.fires([])
    const asked = await next()
    expect(asked.map((path) => path.includes('silenced=true'))).toEqual([false, true])
    await next()
    // Seen at 14:30:10, and not at 14:30:20.
    expect(await ends(incident)).toEqual([[utc('14:30:10'), 'about', 'Knowngood', 'alert']])
  })

  it('as of the end that Alertmanager foresaw, where that time has come', async () => {
    const { server, next, ends, incident } = await inIncident({ ...errors, endsAt: utc('14:30:15') })
    server.fires([])
    await next()
    expect(await ends(incident)).toEqual([[utc('14:30:15'), 'exact', 'Knowngood', 'alert']])
  })

  it('not where somebody only silenced it', async () => {
    const { server, next, ends, incident } = await inIncident(errors)
    server.fires([], [errors])
    await next()
    expect(await ends(incident)).toEqual([])
  })

  it('not while an Alertmanager that was away may know of nothing yet', async () => {
    const { server, next, ends, incident } = await inIncident(errors)
    server.answer(json({}, 503))
    await next()
    server.fires([])
    await next(2 * POLL_EVERY_MS)
    await next()
    expect(await ends(incident)).toEqual([])
    await next(SETTLING_MS)
    expect(await ends(incident)).toHaveLength(1)
  })

  it('not where it came from somewhere else, unless the incident says that it came from here', async () => {
    const { server, watch, until, next, declares, ends } = await inbox()
    const pasted = { ...(await readGroup(errors)), links: [{ url: 'http://other.example.org:9093', title: 'Alertmanager' }] }
    const other = await declares(pasted)
    const here = await declares({ ...pasted, links: [{ url: server.url, title: 'Alertmanager' }] })
    await watch()
    await until(({ watch }) => expect(watch.state).toBe('watching'))
    await next()
    expect(await ends(other)).toEqual([])
    expect(await ends(here)).toHaveLength(1)
  })
})

describe('an Alertmanager that fails', () => {
  it('is said since when and why, is asked less and less often, and keeps what was last known', async () => {
    const { alerts, server, watch, until, next, names, nowText } = await inbox()
    server.fires([errors])
    await watch()
    await until(({ total }) => expect(total).toBe(1))
    server.answer(json({ status: 'success' }))
    await next()
    const since = nowText()
    expect(alerts.current.watch).toEqual({
      state: 'failing',
      since,
      sentence: 'It answered with something other than its alerts, so that this is hardly Alertmanager’s address. These are no alerts that Knowngood can read: it is neither a webhook’s body, with its list “alerts”, nor a list of alerts.',
    })
    expect(names()).toEqual(['HighErrorRate'])
    await server.goes()
    // Nobody asks before the wait is over: 20 s, 40 s, 80 s, then two minutes each.
    for (const wait of [20_000, 40_000, 80_000, LONGEST_WAIT_MS, LONGEST_WAIT_MS]) await next(wait)
    expect(alerts.current.watch).toEqual({ state: 'failing', since, sentence: 'Nothing answers at that address.' })
    await server.comesBack()
    server.fires([queue])
    await next(LONGEST_WAIT_MS)
    expect(alerts.current.watch).toEqual({ state: 'watching' })
    expect(names()).toEqual(['QueueLong'])
  })
})

it('a flood of ten thousand alerts in a thousand groups is counted, and a hundred of the groups cross', async () => {
  const { alerts, server, watch, until, told } = await inbox()
  server.fires(Array.from({ length: 10_000 }, (_, index) => ({ labels: { alertname: 'Down', service: `s${String(index % 1000)}`, instance: String(index) }, startsAt: utc('14:15') })))
  await watch()
  await until(({ total }) => expect(total).toBe(1000))
  expect(alerts.current).toMatchObject({ total: 1000, count: 10_000 })
  expect(alerts.current.groups).toHaveLength(100)
  expect(JSON.stringify(told.at(-1)).length).toBeLessThan(100_000)
})

describe('alerts as a file or a text', () => {
  it('are proposed, over ones too, and what a live incident has is not', async () => {
    const { alerts, folder, file, names, declares } = await inbox()
    const path = join(folder, 'alerts.json')
    await writeFile(path, JSON.stringify(webhook([errors, { ...queue, endsAt: utc('14:25') }])))
    file(path)
    await declares(await readGroup(errors))
    expect(await alerts.openFile()).toEqual({ ok: true, sentence: 'Read 2 alerts of Alertmanager. A live incident has 1 of the groups already.' })
    expect(names()).toEqual(['QueueLong'])
  })

  it('that nobody chose, that cannot be read, that are too many, or that are none, say so', async () => {
    const { alerts, folder, file } = await inbox()
    expect(await alerts.openFile()).toEqual({ ok: false, cancelled: true, sentence: 'Nothing was opened.' })
    file(join(folder, 'gone.json'))
    expect(await alerts.openFile()).toEqual({ ok: false, cancelled: false, sentence: 'gone.json could not be read (ENOENT).' })
    const large = join(folder, 'large.json')
    await writeFile(large, Buffer.alloc(10 * 1024 * 1024 + 1, ' '))
    file(large)
    expect(await alerts.openFile()).toEqual({ ok: false, cancelled: false, sentence: 'large.json is larger than 10 MB, which is more than is read as alerts.' })
    expect(await alerts.offer('{}')).toMatchObject({ ok: false, cancelled: false })
  })
})

describe('the settings', () => {
  it('refuse an address that cannot be asked, and keep the one before', async () => {
    const { alerts } = await inbox()
    expect(await alerts.change({ url: 'alerts', on: true })).toEqual({ ok: false, sentence: '“alerts” is not an address. Write it as in http://alertmanager.example.org:9093.' })
    expect(alerts.current.alertmanager).toEqual({ url: '', on: false, token: null })
  })

  it('check an address at once, with the token that is kept among the secrets, and never said back', async () => {
    const { alerts, server } = await inbox()
    server.answer((request, response) => json([], request.headers.authorization === 'Bearer right' ? 200 : 403)(request, response))
    expect(await alerts.check({ url: server.url })).toEqual({ ok: false, sentence: 'It does not let Knowngood in (403). Give a token that it takes.' })
    expect(await alerts.check({ url: server.url, token: 'right' })).toEqual({ ok: true, sentence: 'Alertmanager answers: no alert fires.' })
    await alerts.change({ url: server.url, token: 'right' })
    expect(alerts.current.alertmanager).toEqual({ url: server.url, on: false, token: 'session' })
    expect(JSON.stringify(alerts.current)).not.toContain('right')
    server.fires([errors, queue, { ...queue, labels: { ...queue.labels, instance: 'b' } }])
    expect(await alerts.check({ url: server.url })).toEqual({ ok: true, sentence: 'Alertmanager answers: 3 alerts in 2 groups fire.' })
  })
})

/** The group that one alert makes. */
function readGroup(alert: SentAlert): Promise<AlertGroup> {
  const read = digestAlerts(Buffer.from(JSON.stringify(webhook([alert]))), utc('14:30'))
  return read.ok ? Promise.resolve(read.groups[0]!) : Promise.reject(new Error(read.sentence))
}
