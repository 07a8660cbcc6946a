/** The alerts that could be incidents: what Alertmanager says now and what was opened, but for what is in a live incident or was dismissed. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { MOST_ALERT_GROUPS, MOST_ALERT_TEXT, type Alerts, type AlertsRead, type Offered, type Replies, type RequestInput } from '../../shared/api.ts'
import { alertKey, alertsText, type AlertGroup } from '../../shared/alerts/alert.ts'
import { byUrgency } from '../../shared/alerts/group-alerts.ts'
import { continuedBy, overCommand, withNewer } from '../../shared/alerts/record-alerts.ts'
import { isOverPhase } from '../../shared/incident/words.ts'
import { isoTime, type Clock } from '../clock.ts'
import type { Desk } from '../desk.ts'
import type { IncidentSummary } from '../incident-summary.ts'
import { systemCode } from '../journal/fault.ts'
import { KNOWNGOOD } from '../people.ts'
import type { Vault } from '../paging/vault.ts'
import type { SettingsStore } from '../settings.ts'
import { alertsUrl, askAlertmanager, refuseUrl, type After } from './ask-alertmanager.ts'
import { countOf, type Digest } from './digest.ts'
import type { ReadDigest } from './digest-elsewhere.ts'
import { createPoller, type LiveAlert } from './poller.ts'

export interface AlertInboxOptions {
  readonly desk: Pick<Desk, 'dispatch'>
  readonly settings: Pick<SettingsStore, 'alertmanager' | 'change'>
  /** Opened once an address is there: asking the system for its safe place may take a while. */
  vault(): Pick<Vault, 'kept' | 'secretsOf' | 'keep'>
  readonly clock: Clock
  readonly after: After
  readonly digest: ReadDigest
  /** what is known of all incidents, now */
  summaries(): readonly IncidentSummary[]
  /** IANA, asked each time */
  zone(): string
  /** The person is asked for a file with alerts; null where there is none. */
  askForFile(): Promise<string | null>
  onAlerts(alerts: Alerts): void
}

export interface AlertInbox {
  readonly current: Alerts
  /** Not shown any more until the group begins anew, or the app does. */
  dismiss(alert: RequestInput<'dismissAlert'>): void
  restore(): void
  read(text: string): Promise<AlertsRead>
  offer(text: string): Promise<Offered>
  openFile(): Promise<Offered>
  change(fields: RequestInput<'changeAlertmanager'>): Promise<Replies['changeAlertmanager']>
  check(place: RequestInput<'checkAlertmanager'>): Promise<Replies['checkAlertmanager']>
  /** The incidents may have changed. */
  look(): void
  /** Asks Alertmanager from now on, where somebody wants that. */
  begin(): void
  stop(): void
}

/** whose the token is in the vault */
const OWNER = 'alertmanager'
/** What was opened and led to nothing: the oldest go. */
const MOST_OFFERED = 1000

export function createAlertInbox({ desk, settings, vault, clock, after, digest, summaries, zone, askForFile, onAlerts }: AlertInboxOptions): AlertInbox {
  let offered: readonly AlertGroup[] = []
  const dismissed = new Set<string>()
  let told = ''

  const token = (): string | null => (settings.alertmanager.url === '' ? null : (vault().secretsOf(OWNER)['token'] ?? null))
  const live = (): LiveAlert[] =>
    summaries().flatMap(({ row, alerts }) => (isOverPhase(row.phase) ? [] : alerts.map((alert) => ({ ...alert, incident: row.id }))))

  const poller = createPoller({
    clock,
    after,
    place: () => (settings.alertmanager.on ? { url: settings.alertmanager.url, token: token() } : null),
    digest,
    liveAlerts: () => live().filter(({ over }) => !over),
    zone,
    onOver: (alert, at) => desk.dispatch(alert.incident, overCommand(alert, at), { by: KNOWNGOOD, source: 'alert' }),
    onChange: look,
  })

  function current(): Alerts {
    const known = live()
    const { watch, groups, rest } = poller.current
    const news = withNewer(offered, groups).filter((group) => continuedBy(known, group) === null)
    const wanted = news.filter((group) => !dismissed.has(alertKey(group))).sort(byUrgency)
    return {
      alertmanager: { ...settings.alertmanager, token: token() === null ? null : vault().kept },
      watch,
      groups: wanted.slice(0, MOST_ALERT_GROUPS),
      total: wanted.length + rest.groups,
      count: countOf(wanted) + rest.alerts,
      dismissed: news.length - wanted.length,
    }
  }

  function look(): void {
    const alerts = current()
    const text = JSON.stringify(alerts)
    if (text === told) return
    told = text
    onAlerts(alerts)
  }

  async function offerBytes(bytes: Uint8Array): Promise<Offered> {
    const read = await digest(bytes, isoTime(clock.now()))
    if (!read.ok) return { ok: false, cancelled: false, sentence: read.sentence }
    offered = withNewer(offered, read.groups).slice(-MOST_OFFERED)
    for (const group of read.groups) dismissed.delete(alertKey(group))
    look()
    const known = live()
    return { ok: true, sentence: offeredSentence(read, read.groups.filter((group) => continuedBy(known, group) !== null).length) }
  }

  return {
    get current() {
      return current()
    },
    dismiss(alert) {
      dismissed.add(alertKey(alert))
      look()
    },
    restore() {
      dismissed.clear()
      look()
    },
    async read(text) {
      const read = await digest(Buffer.from(text), isoTime(clock.now()))
      if (!read.ok) return read
      const { source, groups, rest, leftOut } = read
      return { ok: true, source, groups: groups.slice(0, MOST_ALERT_GROUPS), total: groups.length + rest.groups, count: countOf(groups) + rest.alerts, leftOut }
    },
    offer: (text) => offerBytes(Buffer.from(text)),
    async openFile() {
      const path = await askForFile()
      if (path === null) return { ok: false, cancelled: true, sentence: 'Nothing was opened.' }
      const file = await readAlertFile(path)
      return file.ok ? offerBytes(file.bytes) : { ok: false, cancelled: false, sentence: file.sentence }
    },
    async change({ token: given, ...fields }) {
      const next = { ...settings.alertmanager, ...(fields.url !== undefined && { url: fields.url.trim() }), ...(fields.on !== undefined && { on: fields.on }) }
      const refusal = next.on || next.url !== '' ? refuseUrl(next.url) : null
      if (refusal !== null) return { ok: false, sentence: refusal }
      const kept = await settings.change({ alertmanager: next })
      if (!kept.ok) return kept
      const unkept = given === undefined ? null : await vault().keep(OWNER, { token: given || null })
      if (unkept !== null) return { ok: false, sentence: unkept }
      look()
      void poller.begin()
      return { ok: true }
    },
    async check({ url, token: given }) {
      const refusal = refuseUrl(url)
      if (refusal !== null) return { ok: false, sentence: refusal }
      const body = await askAlertmanager({ url, token: given === undefined ? token() : given || null }, 'active', after)
      if (!body.ok) return body
      const read = await digest(body.bytes, isoTime(clock.now()))
      if (!read.ok) return { ok: false, sentence: `What answers at ${alertsUrl(url, 'active')} is hardly Alertmanager. ${read.sentence}` }
      const count = countOf(read.groups) + read.rest.alerts
      return { ok: true, sentence: `Alertmanager answers: ${count === 0 ? 'no alert fires' : `${alertsText(count, read.groups.length + read.rest.groups)} fire`}.` }
    },
    look,
    begin: () => void poller.begin(),
    stop: () => poller.stop(),
  }
}

function offeredSentence({ source, groups, rest, leftOut }: Extract<Digest, { ok: true }>, inIncidents: number): string {
  const total = groups.length + rest.groups
  if (total === 0) return `${source} lists no alert there.`
  const left = leftOut === 0 ? '' : ` ${source} left out ${String(leftOut)} more.`
  const known = inIncidents === 0 ? '' : inIncidents === total ? ' A live incident has them already.' : ` A live incident has ${String(inIncidents)} of the groups already.`
  return `Read ${alertsText(countOf(groups) + rest.alerts, total)} of ${source}.${left}${known}`
}

async function readAlertFile(path: string): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly sentence: string }> {
  const name = basename(path)
  try {
    // Before it is in memory.
    const { size } = await stat(path)
    if (size > MOST_ALERT_TEXT) return { ok: false, sentence: `${name} is larger than ${String(MOST_ALERT_TEXT / 1024 / 1024)} MB, which is more than is read as alerts.` }
    return { ok: true, bytes: await readFile(path) }
  } catch (error) {
    const code = systemCode(error)
    if (code === null) throw error
    return { ok: false, sentence: `${name} could not be read (${code}).` }
  }
}
