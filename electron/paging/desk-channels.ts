/** What the window asks of the channels: to keep, to remove and to try them, and what stands open in PagerDuty. */
import type { Replies } from '../../shared/api.ts'
import { lackingOf } from '../../shared/delivery/lacking.ts'
import type { Channel } from '../../shared/delivery/channel.ts'
import { isoTime, type Clock } from '../clock.ts'
import type { Adapter, Adapters, PagerDutyReader, Read, RemoteIncident, Secrets } from './adapter.ts'
import { bounded, type Bounds } from './bounded.ts'
import type { Channels, UsableChannel } from './channels.ts'
import type { Courier } from './courier.ts'
import { testMessage } from './message.ts'
import { withoutSecrets } from './without-secrets.ts'

/** ms; a person waits for the answer */
const ASK_MS = 15_000

export interface DeskChannelsOptions {
  readonly channels: Channels
  readonly courier: Pick<Courier, 'callOff' | 'sendAgain'>
  readonly adapters: Adapters
  readonly reader: PagerDutyReader
  readonly clock: Clock
  /** eight characters of base32 */
  newId(): string
  after: Bounds['after']
}

export interface DeskChannels extends Pick<Channels, 'list'> {
  save(...wanted: Parameters<Channels['save']>): Promise<Replies['saveChannel']>
  remove(id: string): Promise<Replies['removeChannel']>
  test(id: string): Promise<Replies['testChannel']>
  sendAgain(incident: string, delivery: string): Promise<Replies['sendAgain']>
  findRemote(id: string): Promise<Replies['findRemote']>
  /** Ends what is being asked. */
  close(): void
}

const GONE = 'That channel is not on this machine any more.'

export function createDeskChannels({ channels, courier, adapters, reader, clock, newId, after }: DeskChannelsOptions): DeskChannels {
  const ending = new AbortController()
  const within = <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => bounded(ASK_MS, { after, quitting: ending.signal }, run)

  async function send({ channel, secrets }: UsableChannel): Promise<Replies['testChannel']> {
    const adapter: Adapter = adapters[channel.kind]
    const sent = await within((signal) => adapter.send(testMessage(channel, `test-${newId()}`, isoTime(clock.now())), channel, secrets, signal))
    if (sent.result === 'accepted') return { ok: true, sentence: `${channel.name} took the test message. Look whether it is there.` }
    return { ok: false, sentence: withoutSecrets(`${channel.name}: ${sent.text}`, secrets) }
  }

  async function open(channel: Channel, secrets: Secrets): Promise<Read<readonly RemoteIncident[]>> {
    if (channel.kind !== 'PagerDuty') return { ok: false, text: `${channel.name} is not of PagerDuty, so it has no incidents.` }
    if (secrets['apiToken'] === undefined) return { ok: false, text: 'Open incidents are read by the REST API, whose token is missing. Give it in Settings.' }
    const read = await within((signal) => reader.open(channel, secrets, signal))
    return read.ok ? read : { ok: false, text: withoutSecrets(read.text, secrets) }
  }

  return {
    list: channels.list,
    save: channels.save,
    async remove(id) {
      if (!channels.has(id)) return { ok: false, sentence: GONE }
      const sentence = await courier.callOff(id)
      return sentence === null ? channels.remove(id) : { ok: false, sentence }
    },
    async test(id) {
      const own = channels.use(id)
      if (!own) return { ok: false, sentence: GONE }
      const { channel, secrets } = own
      const { toSend } = lackingOf(channel, Object.keys(secrets))
      if (toSend !== null) return { ok: false, sentence: toSend }
      if (channel.kind !== 'PagerDuty') return send(own)
      // A test that opened an alert would wake somebody.
      if (secrets['apiToken'] === undefined) return { ok: true, sentence: 'Nothing was sent: a test would wake whoever is on call. The integration key is tried with the first page.' }
      const read = await open(channel, secrets)
      if (!read.ok) return { ok: false, sentence: read.text }
      return { ok: true, sentence: `PagerDuty takes the REST API token: ${countText(read.value.length)} there. The integration key is tried with the first page.` }
    },
    sendAgain: (incident, delivery) => courier.sendAgain(incident, delivery),
    async findRemote(id) {
      const own = channels.use(id)
      if (!own) return { ok: false, sentence: GONE }
      const read = await open(own.channel, own.secrets)
      return read.ok ? { ok: true, incidents: read.value } : { ok: false, sentence: read.text }
    },
    close: () => ending.abort(),
  }
}

function countText(incidents: number): string {
  return incidents === 0 ? 'no incident is open' : incidents === 1 ? '1 incident is open' : `${String(incidents)} incidents are open`
}
