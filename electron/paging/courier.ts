/** Carries out what is to be sent by a channel of this machine: the try is on disk before the wire is touched, and its answer after. */
import type { Answer } from '../../shared/api.ts'
import { isPage, lastMoment, nextStep, subjectOf, tooLate, waitBefore, type NextStep } from '../../shared/delivery/plan.ts'
import { lackingOf } from '../../shared/delivery/lacking.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { deliveriesOf, type DeliveryStatus } from '../../shared/incident/delivery.ts'
import { titleOf } from '../../shared/incident/status.ts'
import type { DeliveryResult } from '../../shared/incident/words.ts'
import { isoTime, type Clock } from '../clock.ts'
import type { Desk, ReadIncident } from '../desk.ts'
import type { IncidentSummary } from '../incident-summary.ts'
import { KNOWNGOOD } from '../people.ts'
import { LONGEST_SLEEP_MS } from '../timers.ts'
import type { Adapter, Adapters, PagerDutyReader, Secrets, Sent } from './adapter.ts'
import { bounded } from './bounded.ts'
import type { Channels, UsableChannel } from './channels.ts'
import { messageOf } from './message.ts'
import { linkOwn, pagesAgain, remoteOfDelivery } from './remote.ts'
import { isRepeatable } from './repeatable.ts'
import { withoutSecrets } from './without-secrets.ts'

/** ms; a try that has had no answer for this long is ended */
export const SEND_MS = 30_000
/** ms; nobody waits longer than this for the app to quit */
export const AT_QUIT_MS = 3000
/** ms after which what the disk did not take is tried again */
export const DISK_AGAIN_MS = 5000
/** ms between two looks at least: the summaries learn a moment later of what was done */
const SHORTEST_SLEEP_MS = 250
/** ms for adapters that were told to end, and for their answers to be written */
const LAST_WORDS_MS = 1000

/** characters that a fact takes of what was said, and of what the other side calls it */
const MOST_TEXT = 2000
const MOST_NAME = 500

/** what is said aloud where it was a page */
const UNSENT: ReadonlySet<DeliveryResult> = new Set<DeliveryResult>(['refused', 'expired', 'unclear'])

export interface CourierOptions {
  readonly clock: Clock
  /** what is known of all incidents, now */
  summaries(): readonly IncidentSummary[]
  readonly desk: Pick<Desk, 'read' | 'dispatch'>
  readonly channels: Pick<Channels, 'has' | 'use'>
  readonly adapters: Adapters
  /** finds the incident that an own page opened in PagerDuty */
  readonly reader: Pick<PagerDutyReader, 'find'>
  /** Tells the person, wherever they are, of a page that nobody may have got. */
  raise(notice: { readonly incident: string; readonly title: string; readonly body: string }): void
  /** from 0 up to 1 */
  random(): number
  /** ms from some moment on, which no change of the wall clock moves */
  elapsed(): number
  /** Runs once after ms; answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

export interface Courier {
  /** Begins whatever is due now, and sets the next wake-up. Called whenever the time or the facts may have moved. */
  look(): void
  /** A person says that something is to be sent again, although it may have arrived. Answers once it is on its way, or why it is not. */
  sendAgain(incident: string, delivery: string): Promise<Begun>
  /** Calls off what waits for a channel that is about to be removed; the sentence where the disk does not take it. */
  callOff(channel: string): Promise<string | null>
  /** Waits until nothing is on its way. */
  settled(): Promise<void>
  /** Begins nothing more, and waits a bounded time for what is on its way. */
  close(): Promise<void>
}

export type Begun = { readonly ok: true } | { readonly ok: false; readonly sentence: string }
type AnswerCommand = Extract<CommandInput, { type: 'AnswerDelivery' }>
type Ended = Omit<AnswerCommand, 'type' | 'delivery'>

/** A delivery of one of this machine's channels, as it stands on disk. */
interface Found {
  readonly read: ReadIncident
  readonly delivery: DeliveryStatus
  readonly own: UsableChannel
}

export function createCourier({ clock, summaries, desk, channels, adapters, reader, raise, random, elapsed, after }: CourierOptions): Courier {
  /** by delivery: one is never on its way twice */
  const busy = new Map<string, Promise<void>>()
  /** answers that the disk has not taken yet */
  const unwritten = new Map<string, AnswerCommand>()
  /** ms UTC, by delivery: not looked at again before */
  const rests = new Map<string, number>()
  /** by delivery: when it was met first, by both clocks */
  const met = new Map<string, { readonly wall: number; readonly elapsed: number }>()
  const quitting = new AbortController()
  let closed = false
  let callOffLook = (): void => undefined

  /** The time (ms UTC) by which a delivery grows old: a wall clock that is set back makes nothing younger. */
  function timeFor(delivery: string): number {
    const first = met.get(delivery) ?? { wall: clock.now(), elapsed: elapsed() }
    met.set(delivery, first)
    return Math.max(clock.now(), first.wall + elapsed() - first.elapsed)
  }

  const record = (incident: string, command: CommandInput): Promise<Answer> => desk.dispatch(incident, command, { by: KNOWNGOOD })

  function look(): void {
    if (closed) return
    callOffLook()
    let sleep = LONGEST_SLEEP_MS
    for (const { row, outgoing } of summaries()) {
      for (const { delivery, channel, due } of outgoing) {
        if (!channels.has(channel) || busy.has(delivery)) continue
        const wait = Math.max(Date.parse(due), rests.get(delivery) ?? 0) - timeFor(delivery)
        if (wait > 0) sleep = Math.min(sleep, wait)
        else void begin(delivery, () => carry(row.id, delivery))
      }
    }
    callOffLook = after(Math.max(sleep, SHORTEST_SLEEP_MS), look)
  }

  function begin<T>(delivery: string, run: () => Promise<T>): Promise<T> {
    const running = run().finally(() => {
      busy.delete(delivery)
      rests.set(delivery, Math.max(rests.get(delivery) ?? 0, timeFor(delivery) + SHORTEST_SLEEP_MS))
      look()
    })
    busy.set(delivery, running.then(() => undefined))
    return running
  }

  async function find(incident: string, id: string): Promise<Found | null> {
    const read = await desk.read(incident)
    const delivery = read && deliveriesOf(read.incident.state).find(({ queued }) => queued.id === id)
    const own = delivery && channels.use(delivery.queued.data.channel)
    return own ? { read, delivery, own } : null
  }

  async function carry(incident: string, id: string): Promise<void> {
    const owed = unwritten.get(id)
    if (owed) return answer(incident, owed)
    const found = await find(incident, id)
    if (!found || closed) return
    const step = stepOf(found)
    const ready = step.do === 'send' ? await joined(found) : found
    if (ready && !closed) await take(ready, step)
  }

  /** @param onBegun told as soon as the try is on disk */
  async function take(found: Found, step: NextStep, onBegun: () => void = () => undefined): Promise<Begun> {
    const { delivery, own } = found
    if (step.do === 'wait' || step.do === 'nothing') return { ok: true }
    if (step.do === 'answer') {
      const { number, result, text } = step
      await end(found, { number, result, text })
      return { ok: false, sentence: text }
    }
    const lacking = lackingOf(own.channel, Object.keys(own.secrets)).toSend
    if (lacking !== null) {
      await end(found, { number: delivery.tries, result: 'refused', text: `${lacking} Give it in Settings, then send anew.` })
      return { ok: false, sentence: lacking }
    }
    return send(found, step.number, onBegun)
  }

  async function send(found: Found, number: number, onBegun: () => void): Promise<Begun> {
    const { read, delivery } = found
    const id = delivery.queued.id
    const { state } = read.incident
    const tried = await record(read.id, { type: 'TryDelivery', delivery: id, number })
    if (!tried.ok) {
      rests.set(id, timeFor(id) + DISK_AGAIN_MS)
      return tried
    }
    onBegun()
    // The disk may have taken long, or the machine may have slept over it.
    const last = lastMoment(state, delivery, read.playbook)
    const sent = isoTime(timeFor(id)) >= last ? null : await post(found)
    await end(found, { number, ...(sent ? fieldsOf(sent, found, number) : tooLate(state, delivery)) })
    return { ok: true }
  }

  async function post({ read, delivery, own }: Found): Promise<Sent> {
    const { state } = read.incident
    const message = messageOf(read, delivery, subjectOf(state, delivery.queued.data.subject)!, remoteOfDelivery(state, delivery, channels))
    const adapter: Adapter = adapters[own.channel.kind]
    const sent = await bounded(SEND_MS, { after, quitting: quitting.signal }, (signal) => adapter.send(message, own.channel, own.secrets, signal))
    return cleaned(sent, own.secrets)
  }

  /** What an answer of the other side becomes as a fact. */
  function fieldsOf(sent: Sent, found: Found, number: number): Omit<Ended, 'number'> {
    const { read, delivery } = found
    const { state } = read.incident
    const { result, status, text } = sent
    const said = { ...(status !== undefined && { status }), ...(text !== undefined && { text }) }
    if (result === 'accepted') return { result, ...said, ...(sent.remote !== undefined && { remote: sent.remote }) }
    if (result === 'refused' || (result === 'unclear' && !canRepeat(found))) return { result, ...said }
    const wait = waitBefore(number, isPage(state, delivery.queued) ? 'page' : 'notice', random(), result === 'try again' ? sent.after : 0)
    const retryAt = isoTime(timeFor(delivery.queued.id) + wait)
    // Known now, it is said now: nobody has to wait for a moment at which nothing will be sent.
    if (retryAt >= lastMoment(state, delivery, read.playbook)) return { ...said, ...tooLate(state, delivery, text) }
    return { result: 'try again', ...said, retryAt }
  }

  /** Writes down what a try came to, and says it where a page may have reached nobody. */
  async function end({ read, delivery: { queued } }: Found, ended: Ended): Promise<void> {
    const { state } = read.incident
    const subject = subjectOf(state, queued.data.subject)
    if (subject?.about === 'page' && UNSENT.has(ended.result)) {
      const page = `The page to ${subject.item.data.whom.name} by ${queued.data.name}`
      raise({ incident: read.id, title: titleOf(state), body: [ended.result === 'unclear' ? `${page} may not have arrived.` : `${page} was not sent.`, ended.text].filter(Boolean).join(' ') })
    }
    await answer(read.id, { type: 'AnswerDelivery', delivery: queued.id, ...ended })
  }

  async function answer(incident: string, command: AnswerCommand): Promise<void> {
    const { delivery } = command
    const answered = await record(incident, command)
    // Refused, it has an end already that a person gave it.
    if (answered.ok || answered.kind === 'refused') {
      unwritten.delete(delivery)
      return
    }
    unwritten.set(delivery, command)
    rests.set(delivery, timeFor(delivery) + DISK_AGAIN_MS)
  }

  function canRepeat({ read: { incident }, delivery, own }: Found): boolean {
    const { subject, to = null } = delivery.queued.data
    const about = subjectOf(incident.state, subject)?.about
    return about !== undefined && isRepeatable(own.channel.kind, { about, to, remote: remoteOfDelivery(incident.state, delivery, channels) })
  }

  /** Whoever is paged next joins the incident that the first page opened: a second alert under its key would wake nobody. Null where it has been answered that this cannot be. */
  async function joined(found: Found): Promise<Found | null> {
    const { read, delivery, own } = found
    const { channel, secrets } = own
    if (channel.kind !== 'PagerDuty' || !pagesAgain(read.incident.state, delivery, channel)) return found
    if (secrets['apiToken'] === undefined) {
      await end(found, { number: delivery.tries, result: 'refused', text: 'PagerDuty has an alert of this incident already, and a second one would wake nobody. Give the channel its REST API token in Settings, then page anew.' })
      return null
    }
    const linked = await bounded(SEND_MS, { after, quitting: quitting.signal }, (signal) => linkOwn(read, { channel, secrets }, { reader, desk, signal }))
    if (linked.ok) return linked.value === null ? found : find(read.id, delivery.queued.id)
    const number = delivery.tries
    await answer(read.id, { type: 'AnswerDelivery', delivery: delivery.queued.id, number, ...fieldsOf({ result: 'try again', text: withoutSecrets(linked.text, secrets), ...(linked.after !== undefined && { after: linked.after }) }, found, number + 1) })
    return null
  }

  const stepOf = (found: Found, wanted = false): NextStep =>
    nextStep(found.read.incident.state, found.delivery, found.read.playbook, { now: isoTime(timeFor(found.delivery.queued.id)), repeatable: canRepeat(found), wanted })

  async function again(incident: string, id: string, onBegun: () => void): Promise<Begun> {
    const found = await find(incident, id)
    if (!found) return { ok: false, sentence: 'It belongs to a channel that is not on this machine, so it cannot be sent from here.' }
    const step = stepOf(found, true)
    // Under way and cut short, it is still the person's word that sends it: there is nothing to answer first.
    if (step.do !== 'nothing') return take(found, step, onBegun)
    return { ok: false, sentence: found.delivery.state === 'unclear' ? 'Its time is over: page or send anew instead.' : `That was ${found.delivery.state} already.` }
  }

  async function settled(): Promise<void> {
    while (busy.size > 0) await Promise.all(busy.values())
  }

  return {
    look,
    sendAgain(incident, delivery) {
      if (closed) return Promise.resolve({ ok: false, sentence: 'Knowngood is being closed.' })
      if (busy.has(delivery)) return Promise.resolve({ ok: false, sentence: 'It is being sent now.' })
      return new Promise((resolve, reject) => {
        begin(delivery, () => again(incident, delivery, () => resolve({ ok: true }))).then(resolve, reject)
      })
    },
    async callOff(channel) {
      for (const { row, outgoing } of summaries()) {
        for (const { delivery, channel: by } of outgoing) {
          if (by !== channel) continue
          const called = await record(row.id, { type: 'AnswerDelivery', delivery, number: 0, result: 'called off', text: 'Its channel was removed.' })
          if (!called.ok && called.kind === 'fault') return called.sentence
        }
      }
      return null
    },
    settled,
    async close() {
      closed = true
      callOffLook()
      const within = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve))
      await Promise.race([settled(), within(AT_QUIT_MS)])
      quitting.abort()
      await Promise.race([settled(), within(LAST_WORDS_MS)])
    },
  }
}

/** No secret gets into a fact, whatever the other side says. */
function cleaned<T extends Sent>(sent: T, secrets: Secrets): T {
  return {
    ...sent,
    ...(sent.text !== undefined && { text: withoutSecrets(sent.text, secrets).slice(0, MOST_TEXT) }),
    ...('remote' in sent && sent.remote !== undefined && { remote: withoutSecrets(sent.remote, secrets).slice(0, MOST_NAME) }),
  }
}
