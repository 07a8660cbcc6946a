/** A desk, its channels and a courier over adapters that answer as the test says, under a clock and timers that the test moves. */
import { onTestFinished } from 'vitest'
import type { ChannelKind } from '../../shared/incident/words.ts'
import type { Channel } from '../../shared/delivery/channel.ts'
import type { Answer } from '../../shared/api.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { openDesk, type Desk } from '../../electron/desk.ts'
import type { IncidentSummary } from '../../electron/incident-summary.ts'
import type { Disk } from '../../electron/journal/disk.ts'
import { nodeDisk } from '../../electron/journal/disk.ts'
import type { Adapter, Adapters, Message, PagerDutyReader, Secrets, Sent } from '../../electron/paging/adapter.ts'
import { createAcknowledgements, type Acknowledgements } from '../../electron/paging/acknowledgements.ts'
import type { Channels } from '../../electron/paging/channels.ts'
import { createCourier, type Courier } from '../../electron/paging/courier.ts'
import { ANA, utc } from '../helpers/facts.ts'
import { handTimers } from './hand-timers.ts'

export const PAGER: Channel = { id: 'ch-pager000', name: 'Database on-call', kind: 'PagerDuty', eventsUrl: 'https://events.example', restUrl: 'https://api.example', from: 'ana@example.org' }
export const SLACK: Channel = { id: 'ch-slack000', name: 'Team Slack', kind: 'Slack' }
export const HOOK: Channel = { id: 'ch-hook0000', name: 'Status page', kind: 'webhook', url: 'https://hook.example' }
export const SECRETS: Readonly<Record<string, Secrets>> = {
  [PAGER.id]: { routingKey: 'routing-key-that-nobody-may-see', apiToken: 'api-token-that-nobody-may-see' },
  [SLACK.id]: { url: 'https://hooks.example/secret-that-nobody-may-see' },
  [HOOK.id]: { signingKey: 'signing-key-that-nobody-may-see' },
}

/** What a channel is sent by, as a command names it. */
export function by({ id, name, kind }: Channel, more: { to?: string; expiresAt?: string } = {}) {
  return [{ channel: id, name, kind, ...more }]
}

export interface PagingDesk {
  readonly desk: Desk
  readonly courier: Courier
  readonly acknowledgements: Acknowledgements
  /** every message that reached the wire, with the facts that were on disk by then */
  readonly sent: { message: Message; channel: Channel; onDisk: readonly string[]; signal: AbortSignal }[]
  /** what the person was told, wherever they were */
  readonly raised: string[]
  /** what is wrong with which channel, as it was told */
  readonly troubles: (readonly [channel: string, trouble: string | null])[]
  declared(declared?: Partial<Extract<CommandInput, { type: 'DeclareIncident' }>>): Promise<string>
  does(incident: string, command: CommandInput): Promise<Answer>
  /** Looks, and waits until nothing is on its way. */
  look(): Promise<void>
  /** Lets time pass, timers included, and waits until nothing is on its way. */
  pass(ms: number): Promise<void>
  /** Lets time pass while the machine sleeps: no timer runs. */
  sleeps(ms: number): void
  /** Sets the wall clock to another time. */
  sets(ms: number): void
  /** type and data of the facts on disk */
  facts(incident: string): Promise<{ type: string; data: Readonly<Record<string, unknown>> }[]>
  /** the answers on disk, as "result" with its text */
  answers(incident: string): Promise<{ result: unknown; number: unknown; text?: unknown; retryAt?: unknown }[]>
}

export interface PagingDeskOptions {
  readonly dataDir: string
  readonly channels?: readonly Channel[]
  /** what the next message comes to; asked once a try */
  readonly answer?: (message: Message, channel: Channel, signal: AbortSignal) => Sent | Promise<Sent>
  readonly reader?: Partial<PagerDutyReader>
  readonly disk?: Disk
  readonly now?: number
  /** told before each step that touches the disk or the wire; never resolves where the process is gone */
  readonly step?: (what: 'dispatch' | 'dispatched' | 'wire' | 'sent') => Promise<void>
  readonly random?: () => number
  readonly secrets?: Readonly<Record<string, Secrets>>
}

export function pagingDesk({ dataDir, channels = [PAGER, SLACK, HOOK], answer = () => ({ result: 'accepted', status: 202 }), reader = {}, disk = nodeDisk, now: first = Date.parse(utc('14:18')), step = () => Promise.resolve(), random = () => 0, secrets = SECRETS }: PagingDeskOptions): PagingDesk {
  let now = first
  /** ms by which the wall clock was set */
  let stepped = 0
  const hand = handTimers()
  const clock = { now: () => now }
  const summaries = new Map<string, IncidentSummary>()
  const open = openDesk({ dataDir, clock, actor: () => ANA, source: 'app', zone: () => 'UTC', disk })
  onTestFinished(() => open.close())
  const sent: PagingDesk['sent'] = []
  const troubles: PagingDesk['troubles'] = []
  const raised: string[] = []
  const ids = new Set<string>()

  async function refresh(): Promise<void> {
    const listed = await open.list()
    if (listed.ok) for (const id of listed.ids) ids.add(id)
    for (const id of ids) {
      const summary = await open.summary(id)
      if (summary) summaries.set(id, summary)
    }
  }

  const desk: Desk = {
    ...open,
    async dispatch(incident, command, origin) {
      await step('dispatch')
      const answered = await open.dispatch(incident, command, origin)
      await step('dispatched')
      return answered
    },
  }
  const adapter: Adapter = {
    async send(message, channel, _, signal) {
      const onDisk = (await open.facts(message.incident.id)).filter(({ type }) => type === 'DeliveryTried').map(({ data }) => `${String(data['delivery'])} ${String(data['number'])}`).sort()
      await step('wire')
      sent.push({ message, channel, onDisk, signal })
      const came = await answer(message, channel, signal)
      await step('sent')
      return came
    },
  }
  const adapters = { PagerDuty: adapter, Slack: adapter, webhook: adapter } satisfies { [K in ChannelKind]: Adapter } as Adapters
  const own: Pick<Channels, 'has' | 'use' | 'tell'> = {
    has: (id) => channels.some((channel) => channel.id === id),
    use(id) {
      const channel = channels.find((other) => other.id === id)
      return channel ? { channel, secrets: secrets[id] ?? {} } : null
    },
    tell: (channel, trouble) => void troubles.push([channel, trouble]),
  }
  const nobody: PagerDutyReader = { open: () => Promise.resolve({ ok: true, value: [] }), find: () => Promise.resolve({ ok: true, value: null }), answers: () => Promise.resolve({ ok: true, value: [] }), ...reader }
  const options = { clock, summaries: () => [...summaries.values()], desk, channels: own, after: hand.timers.after }
  const courier = createCourier({ ...options, adapters, reader: nobody, raise: ({ title, body }) => raised.push(`${title}: ${body}`), random, elapsed: () => now - stepped })
  const acknowledgements = createAcknowledgements({ ...options, reader: nobody })

  async function look(): Promise<void> {
    await refresh()
    courier.look()
    acknowledgements.look()
    await Promise.all([courier.settled(), acknowledgements.settled()])
    await refresh()
  }

  const stored = async (incident: string): Promise<readonly Fact[]> => (await open.facts(incident)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    desk: open,
    courier,
    acknowledgements,
    sent,
    raised,
    troubles,
    async declared(declared = {}) {
      const answered = await open.dispatch(null, { type: 'DeclareIncident', title: 'API errors', ...declared })
      if (!answered.ok) throw new Error(answered.sentence)
      return answered.incident
    },
    does: (incident, command) => open.dispatch(incident, command),
    look,
    async pass(ms) {
      now += ms
      hand.pass(ms)
      await look()
    },
    sleeps: (ms) => void (now += ms),
    sets(ms) {
      now += ms
      stepped += ms
    },
    facts: async (incident) => (await stored(incident)).map(({ type, data }) => ({ type, data })),
    answers: async (incident) => (await stored(incident)).filter(({ type }) => type === 'DeliveryAnswered').map(({ data }) => ({ ...data, result: data['result'], number: data['number'] })),
  }
}
