/** Polls Alertmanager while somebody wants it: keeps what fires now, and notices what in an incident has ended. */
import type { AlertWatch } from '../../shared/api.ts'
import type { AlertGroup } from '../../shared/alerts/alert.ts'
import type { IncidentAlert } from '../../shared/alerts/record-alerts.ts'
import type { When } from '../../shared/facts/fact.ts'
import { isoTime, type Clock } from '../clock.ts'
import { createQueue } from '../journal/queue.ts'
import { askAlertmanager, type After, type AlertmanagerPlace, type Which } from './ask-alertmanager.ts'
import type { Digest } from './digest.ts'
import type { ReadDigest } from './digest-elsewhere.ts'

/** ms between two questions while all is well */
export const POLL_EVERY_MS = 10_000
/** ms; no longer between two questions, however long it has failed */
export const LONGEST_WAIT_MS = 120_000
/** ms; an Alertmanager that was started anew knows of no alert until Prometheus tells it again, once a minute: it is not believed that one ended */
export const SETTLING_MS = 120_000

/** An alert of a live incident. */
export interface LiveAlert extends IncidentAlert {
  readonly incident: string
}

export interface PollerOptions {
  readonly clock: Clock
  readonly after: After
  /** where to ask; null: nowhere */
  place(): AlertmanagerPlace | null
  readonly digest: ReadDigest
  /** the alerts of live incidents that are not over */
  liveAlerts(): readonly LiveAlert[]
  /** the zone of what is recorded; IANA */
  zone(): string
  /** An alert of an incident is over. */
  onOver(alert: LiveAlert, at: When): Promise<unknown>
  /** What it knows may have changed. */
  onChange(): void
}

export interface Polled {
  readonly watch: AlertWatch
  /** what fires; the most urgent first */
  readonly groups: readonly AlertGroup[]
  /** what there is beside those */
  readonly rest: { readonly groups: number; readonly alerts: number }
}

export interface Poller {
  readonly current: Polled
  /** Asks now, and goes on from there; called whenever where to ask may have changed. */
  begin(): Promise<void>
  stop(): void
}

const NOTHING = { groups: [], rest: { groups: 0, alerts: 0 } } as const

type Fresh = Extract<Digest, { ok: true }>

interface Seen {
  readonly atMs: number
  /** see {@link AlertGroup} */
  readonly expiresAt: string | null
}

export function createPoller({ clock, after, place, digest, liveAlerts, zone, onOver, onChange }: PollerOptions): Poller {
  const enqueue = createQueue()
  let current: Polled = { watch: { state: 'off' }, ...NOTHING }
  let where: AlertmanagerPlace | null = null
  let callOff = (): void => undefined
  let calling = new AbortController()
  let failures = 0
  /** ms; from then on an alert that it does not know of is over */
  let believedFrom = 0
  /** by group, since when it fires: what fired first may have ended, and it is still the same episode */
  let starts = new Map<string, string>()
  /** by group, for those in incidents: when it was last seen */
  const seen = new Map<string, Seen>()

  function set(next: Polled): void {
    current = next
    onChange()
  }

  async function ask(at: AlertmanagerPlace, which: Which): Promise<Digest> {
    const body = await askAlertmanager(at, which, after, calling.signal)
    if (!body.ok) return body
    const read = await digest(body.bytes, isoTime(clock.now()))
    if (read.ok) return read
    return { ok: false, sentence: `It answered with something other than its alerts, so that this is hardly Alertmanager’s address. ${read.sentence}` }
  }

  async function poll(): Promise<void> {
    callOff()
    const at = where
    if (at === null) return
    const fresh = await ask(at, 'active')
    // Somebody changed or ended it meanwhile.
    if (at !== where) return
    if (fresh.ok) await take(at, fresh)
    else fail(fresh.sentence)
    if (at !== where) return
    callOff = after(Math.min(POLL_EVERY_MS * 2 ** failures, LONGEST_WAIT_MS), () => void enqueue(poll))
  }

  function fail(sentence: string): void {
    failures += 1
    believedFrom = Infinity
    const { watch } = current
    set({ ...current, watch: { state: 'failing', since: watch.state === 'failing' ? watch.since : isoTime(clock.now()), sentence } })
  }

  async function take(at: AlertmanagerPlace, fresh: Fresh): Promise<void> {
    failures = 0
    if (believedFrom === Infinity) believedFrom = clock.now() + SETTLING_MS
    // The link leads people there, and says after a restart where the alert came from.
    const home = { url: `${baseOf(at)}/#/alerts`, title: 'Alertmanager' }
    const firing = fresh.groups
      .filter(({ endsAt }) => endsAt === null)
      .map((group) => ({ ...group, startsAt: earlier(group.startsAt, starts.get(group.group)), links: [...group.links, home] }))
    starts = new Map(firing.map(({ group, startsAt }) => [group, startsAt]))
    set({ watch: { state: 'watching' }, groups: firing, rest: fresh.rest })
    await noticeEnds(at, fresh)
  }

  async function noticeEnds(at: AlertmanagerPlace, fresh: Fresh): Promise<void> {
    const now = clock.now()
    const firing = new Set(fresh.firing)
    const expiries = new Map(fresh.groups.map(({ group, expiresAt }) => [group, expiresAt]))
    const alerts = liveAlerts().filter(({ source }) => source === 'Alertmanager')
    for (const { group } of alerts) if (firing.has(group)) seen.set(group, { atMs: now, expiresAt: expiries.get(group) ?? null })
    // What was pasted from another Alertmanager is none of this one's.
    const missing = alerts.filter((alert) => !firing.has(alert.group) && (seen.has(alert.group) || isFrom(alert, at)))
    if (missing.length === 0 || now < believedFrom) return
    // Silenced is not over.
    const all = await ask(at, 'silenced too')
    if (!all.ok || at !== where) return
    const muted = new Set(all.firing)
    for (const alert of missing) {
      if (at !== where) return
      if (!muted.has(alert.group)) await onOver(alert, endOf(seen.get(alert.group), now, zone()))
    }
  }

  return {
    get current() {
      return current
    },
    begin() {
      callOff()
      calling.abort()
      calling = new AbortController()
      const next = place()
      if (next?.url !== where?.url) seen.clear()
      where = next
      failures = 0
      believedFrom = 0
      starts.clear()
      set({ watch: { state: next === null ? 'off' : 'starting' }, ...NOTHING })
      return enqueue(poll)
    },
    stop() {
      where = null
      callOff()
      calling.abort()
    },
  }
}

function earlier(a: string, b: string | undefined): string {
  return b !== undefined && b < a ? b : a
}

/** Whether the incident says that it came from there. */
function isFrom({ links }: LiveAlert, place: AlertmanagerPlace): boolean {
  const base = baseOf(place)
  return links.some((link) => link === base || link.startsWith(`${base}/`))
}

function baseOf({ url }: AlertmanagerPlace): string {
  return url.trim().replace(/\/+$/, '')
}

/** When it was over: as its system foresaw, where that time has come; else it was last seen then, and is over since. */
function endOf(seen: Seen | undefined, now: number, zone: string): When {
  const expiry = seen?.expiresAt == null ? NaN : Date.parse(seen.expiresAt)
  // By a clock that differs from ours it may seem to lie before we saw the alert fire.
  if (seen && expiry >= seen.atMs && expiry <= now) return { time: isoTime(expiry), precision: 'exact', zone }
  return { time: isoTime(seen?.atMs ?? now), precision: 'about', zone }
}
