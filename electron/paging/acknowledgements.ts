/** Reads back from PagerDuty who has answered a page: what somebody presses on a phone is in the incident seconds later. */
import type { ChannelOf } from '../../shared/delivery/channel.ts'
import { awaitedPages, type AwaitedPage } from '../../shared/delivery/awaited.ts'
import { isoTime, type Clock } from '../clock.ts'
import type { Desk, ReadIncident } from '../desk.ts'
import type { IncidentSummary } from '../incident-summary.ts'
import { KNOWNGOOD } from '../people.ts'
import type { PagerDutyReader, Read, RemoteAnswer, Secrets } from './adapter.ts'
import { bounded } from './bounded.ts'
import type { Channels } from './channels.ts'
import { linkOwn, remoteFor } from './remote.ts'
import { withoutSecrets } from './without-secrets.ts'

/** ms between two questions about one incident: with the time that they take, an answer shows within 15 s */
export const EVERY_MS = 8000
/** ms; the longest wait while the questions fail */
export const LONGEST_WAIT_MS = 60_000
/** ms; a question that has had no answer for this long has failed */
const ASK_MS = 6000
/** ms for what was asked to end when the app does */
const LAST_WORDS_MS = 1000
/** ms; as long as the other side may ask us to wait */
const LONGEST_ASKED_MS = 5 * 60_000
/** ms by which the clocks of the two may differ */
const SKEW_MS = 60_000

export interface AcknowledgementsOptions {
  readonly clock: Clock
  summaries(): readonly IncidentSummary[]
  readonly desk: Pick<Desk, 'read' | 'dispatch'>
  readonly channels: Pick<Channels, 'has' | 'use' | 'tell'>
  readonly reader: PagerDutyReader
  after(ms: number, run: () => void): () => void
}

export interface Acknowledgements {
  /** Asks about every incident whose turn it is, and sets the next wake-up. Called whenever the time or the facts may have moved. */
  look(): void
  settled(): Promise<void>
  /** Asks nothing more, and ends what is asked. */
  close(): Promise<void>
}

/** A PagerDuty channel whose log entries can be read. */
interface Readable {
  readonly channel: ChannelOf<'PagerDuty'>
  readonly secrets: Secrets
}

/** What a round of questions came to; `after` is ms where the other side says when to ask again. */
type Round = { readonly ok: true } | { readonly ok: false; readonly after?: number }

export function createAcknowledgements({ clock, summaries, desk, channels, reader, after }: AcknowledgementsOptions): Acknowledgements {
  const busy = new Map<string, Promise<void>>()
  /** by incident: when it is asked about next, ms UTC, and how often that has failed in a row */
  const turns = new Map<string, { readonly at: number; readonly failures: number }>()
  const ending = new AbortController()
  let closed = false
  let callOff = (): void => undefined

  function readable(id: string): Readable | null {
    const own = channels.use(id)
    return own?.channel.kind === 'PagerDuty' && own.secrets['apiToken'] !== undefined ? { channel: own.channel, secrets: own.secrets } : null
  }

  function look(): void {
    if (closed) return
    callOff()
    let next: number | null = null
    for (const { row, awaited } of summaries()) {
      if (!awaited.some(({ channel }) => readable(channel))) turns.delete(row.id)
      else if (!busy.has(row.id)) {
        const wait = (turns.get(row.id)?.at ?? 0) - clock.now()
        // A clock that was set back must not keep anybody waiting.
        if (wait <= 0 || wait > LONGEST_ASKED_MS) begin(row.id)
        else next = Math.min(next ?? wait, wait)
      }
    }
    callOff = next === null ? () => undefined : after(next, look)
  }

  function begin(incident: string): void {
    const running = ask(incident).then((round) => {
      busy.delete(incident)
      const failures = round.ok ? 0 : (turns.get(incident)?.failures ?? 0) + 1
      const wait = round.ok ? EVERY_MS : Math.min(EVERY_MS * 2 ** failures, LONGEST_WAIT_MS)
      turns.set(incident, { at: clock.now() + Math.max(wait, round.ok ? 0 : Math.min(round.after ?? 0, LONGEST_ASKED_MS)), failures })
      look()
    })
    busy.set(incident, running)
  }

  async function ask(incident: string): Promise<Round> {
    const read = await desk.read(incident)
    if (!read) return { ok: true }
    let round: Round = { ok: true }
    const pages = awaitedPages(read.incident.state)
    for (const id of new Set(pages.map(({ channel }) => channel))) {
      const own = readable(id)
      if (!own) continue
      const asked = await askOne(read, own, pages.filter(({ channel }) => channel === id))
      if (!asked.ok) round = asked
    }
    return round
  }

  async function askOne(read: ReadIncident, own: Readable, pages: readonly AwaitedPage[]): Promise<Round> {
    const remote = await remoteOfPages(read, own)
    if (!remote.ok) return failed(own, remote)
    if (remote.value === null) return worked(own)
    const since = pages.reduce((first, page) => (page.since < first ? page.since : first), pages[0]!.since)
    const { value: incident } = remote
    const answers = await within((signal) => reader.answers(incident, isoTime(Date.parse(since) - SKEW_MS), own.channel, own.secrets, signal))
    if (!answers.ok) return failed(own, answers)
    // As all times are written here: others leave out the ms.
    const inUtc = answers.value.map((answer) => ({ ...answer, time: isoTime(Date.parse(answer.time)) }))
    for (const page of pages) await acknowledge(read, page, inUtc)
    return worked(own)
  }

  /** The incident there; one that our own page opened is found by its key, and linked, so that a further page joins it. */
  async function remoteOfPages(read: ReadIncident, own: Readable): Promise<Read<string | null>> {
    const linked = remoteFor(read.incident.state, own.channel.id, channels)
    if (linked !== null) return { ok: true, value: linked }
    return within((signal) => linkOwn(read, own, { reader, desk, signal }))
  }

  async function acknowledge({ id, incident }: ReadIncident, { page, since }: AwaitedPage, answers: readonly RemoteAnswer[]): Promise<void> {
    const written = incident.entries.flatMap(({ written: fact }) => (fact.type === 'PageAcknowledged' ? [{ page: fact.data['page'], links: fact.evidence ?? [] }] : []))
    const isRead = (answer: RemoteAnswer, of: (other: unknown) => boolean): boolean => written.some((known) => of(known.page) && known.links.some(({ title }) => title === titleOf(answer)))
    const answer = answers.find((candidate) => {
      // Taken back by hand, it is not written a second time.
      if (isRead(candidate, (other) => other === page)) return false
      if (candidate.time >= since) return true
      // A little older than the page by our clock, it may be to this one, unless it was to another.
      return Date.parse(candidate.time) >= Date.parse(since) - SKEW_MS && !isRead(candidate, () => true)
    })
    if (!answer) return
    const { time, who, by, url } = answer
    const earliest = time < since ? since : time
    const at = earliest > isoTime(clock.now()) ? isoTime(clock.now()) : earliest
    const text = `Acknowledged in PagerDuty${by === null ? '' : ` (${by})`}`
    // Where the disk does not take it, it is read again at the next turn.
    await desk.dispatch(id, { type: 'AcknowledgePage', page, who: { name: who }, at, text, evidence: [{ url, title: titleOf(answer) }] }, { by: KNOWNGOOD })
  }

  const within = <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => bounded(ASK_MS, { after, quitting: ending.signal }, run)

  function failed({ channel, secrets }: Readable, { text, after: wait }: { readonly text: string; readonly after?: number }): Round {
    channels.tell(channel.id, `Answers cannot be read back: ${withoutSecrets(text, secrets)}`)
    return { ok: false, ...(wait !== undefined && { after: wait }) }
  }

  function worked({ channel }: Readable): Round {
    channels.tell(channel.id, null)
    return { ok: true }
  }

  async function settled(): Promise<void> {
    while (busy.size > 0) await Promise.all(busy.values())
  }

  return {
    look,
    settled,
    async close() {
      closed = true
      callOff()
      ending.abort()
      await Promise.race([settled(), new Promise<void>((resolve) => void after(LAST_WORDS_MS, resolve))])
    },
  }
}

/** What names a log entry in the evidence of an acknowledgement: the same however often it is read. */
function titleOf({ id }: RemoteAnswer): string {
  return `PagerDuty log entry ${id}`
}
