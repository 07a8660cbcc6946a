/** The incidents that are open at the desk: what is read of them is folded and passed on, and fresh stamps sort above it. */
import type { Fact } from '../shared/facts/fact.ts'
import { INITIAL_CLOCK, nextStamp, observeStamp } from '../shared/facts/stamp.ts'
import { createIncidentFold, type FoldedIncident } from '../shared/incident/evolve.ts'
import type { Clock } from './clock.ts'
import type { Finding } from './journal/finding.ts'
import type { News, Stream } from './journal/stream.ts'

export interface OpenIncident {
  readonly id: string
  readonly stream: Stream
  /** the incident as it stands */
  folded(): FoldedIncident
}

export interface IncidentEvents {
  /** facts that came to an open incident and are on disk, whoever wrote them; `texts` are their JSON */
  onFacts(incident: string, texts: readonly string[]): void
  /** everything that is wrong with an open incident, where that has changed */
  onFindings(incident: string, findings: readonly Finding[]): void
}

export interface OpenIncidentsOptions {
  readonly clock: Clock
  /** opens a stream by its id */
  open(id: string): Stream
  readonly events: IncidentEvents
  /** told of each stream from which news is wanted from now on, and of each that is let go */
  readonly follow: { begin(stream: Stream): void; end(stream: Stream): void }
}

export interface OpenIncidents {
  /** The incident as it was when it was opened, or last looked at. It stays open. */
  hold(id: string): Promise<OpenIncident>
  /** The same, with the JSON of every fact that is on disk. */
  holdAndRead(id: string): Promise<{ incident: OpenIncident; texts: readonly string[] }>
  get(id: string): OpenIncident | null
  all(): readonly OpenIncident[]
  /** Reads what others have added since. */
  refresh(incident: OpenIncident): Promise<void>
  /** Takes note of what another poll of the stream has met. */
  absorb(stream: Stream, news: News): void
  /** Takes note of facts that were appended, and are on disk. */
  recorded(incident: OpenIncident, facts: readonly Fact[]): void
  /**
   * A fresh id for a fact that is written at `now` (ms UTC), above every one that this process has met.
   * @param writer whom the id names, where that is not the journal's own writer
   */
  newId(incident: OpenIncident, now: number, writer?: string): string
  letGo(incident: OpenIncident): Promise<void>
  /** Waits for what is under way and closes every journal. */
  close(): Promise<void>
}

/** More than anybody switches between; each costs memory, and a journal of its own where it is written to. */
const MOST_OPEN = 8

interface Held extends OpenIncident {
  take(facts: readonly Fact[]): void
}

export function createOpenIncidents({ clock, open, events, follow }: OpenIncidentsOptions): OpenIncidents {
  /** in the order of their last use */
  const held = new Map<string, Held>()
  let stamps = INITIAL_CLOCK

  async function holdAndRead(id: string): Promise<{ incident: Held; texts: readonly string[] }> {
    const stream = open(id)
    const { facts, texts } = await stream.poll()
    const known = held.get(id)
    if (known) {
      await stream.close()
      return { incident: use(known), texts }
    }
    // Known to nobody before its first poll is done: whoever polls is given the news, and all of it is wanted here.
    const incident = use(heldIncident(stream))
    take(incident, facts)
    follow.begin(stream)
    return { incident, texts }
  }

  function use(incident: Held): Held {
    held.delete(incident.id)
    held.set(incident.id, incident)
    for (const unused of [...held.values()].slice(0, -MOST_OPEN)) void letGo(unused)
    return incident
  }

  function take(incident: Held, facts: readonly Fact[]): void {
    const now = clock.now()
    for (const { id } of facts) stamps = observeStamp(stamps, id, now)
    incident.take(facts)
  }

  function absorb({ id }: Stream, { facts, texts, findings, healed }: News): void {
    const incident = held.get(id)
    if (!incident) return
    take(incident, facts)
    if (facts.length > 0) events.onFacts(id, texts)
    if (findings.length > 0 || healed) events.onFindings(id, incident.stream.findings())
  }

  async function letGo({ id, stream }: OpenIncident): Promise<void> {
    held.delete(id)
    follow.end(stream)
    await stream.close()
  }

  return {
    async hold(id) {
      const known = held.get(id)
      return known ? use(known) : (await holdAndRead(id)).incident
    },
    holdAndRead,
    get: (id) => held.get(id) ?? null,
    all: () => [...held.values()],
    refresh: async ({ stream }) => absorb(stream, await stream.poll()),
    absorb,
    recorded({ id }, facts) {
      held.get(id)?.take(facts)
      events.onFacts(id, facts.map((fact) => JSON.stringify(fact)))
    },
    newId({ stream }, now, writer = stream.writer) {
      const next = nextStamp(stamps, now, writer)
      stamps = next.clock
      return next.id
    },
    letGo,
    async close() {
      await Promise.all([...held.values()].map(letGo))
    },
  }
}

function heldIncident(stream: Stream): Held {
  const fold = createIncidentFold()
  // Folded when somebody asks: the window gets its text before main spends time on a state of its own.
  let waiting: Fact[] = []
  return {
    id: stream.id,
    stream,
    take: (facts) => void (waiting = waiting.concat(facts)),
    folded() {
      const facts = waiting
      waiting = []
      fold.add(facts)
      if (facts.some(({ type }) => type === 'Redacted')) fold.forget()
      return fold.current
    },
  }
}
