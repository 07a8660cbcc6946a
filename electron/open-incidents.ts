/** The incidents that are open at the desk: what is read of them is folded and passed on, and fresh stamps sort above it. */
import type { Fact } from '../shared/facts/fact.ts'
import { INITIAL_CLOCK, nextStamp, observeStamp } from '../shared/facts/stamp.ts'
import type { FoldedIncident } from '../shared/incident/evolve.ts'
import type { Clock } from './clock.ts'
import type { Finding } from './journal/finding.ts'
import { PART_LENGTH, type Loaded, type LoadPart } from './journal/load.ts'
import type { News, Stream } from './journal/stream.ts'
import { createLazyFold, type LazyFold } from './lazy-fold.ts'

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
  /** The same, with the JSON of every fact that is on disk. @param part is given the first of them while a long incident is being read */
  holdAndRead(id: string, part?: (text: string) => void): Promise<HeldAndRead>
  get(id: string): OpenIncident | null
  all(): readonly OpenIncident[]
  /** Reads what others have added since, and folds what was not folded yet without holding up the loop. */
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

export interface HeldAndRead {
  readonly incident: OpenIncident
  readonly loaded: Loaded
  /** the JSON of the facts that `part` was not given, one a line */
  readonly text: string
}

/** What names the playbook of an incident: it is wanted before anything is folded. */
const WANTED_AT_ONCE = ['IncidentDeclared', 'PlaybookChanged']

/** More than anybody switches between; each costs memory, and a journal of its own where it is written to. */
const MOST_OPEN = 8

interface Held extends OpenIncident {
  readonly fold: LazyFold
}

export function createOpenIncidents({ clock, open, events, follow }: OpenIncidentsOptions): OpenIncidents {
  /** in the order of their last use */
  const held = new Map<string, Held>()
  let stamps = INITIAL_CLOCK

  async function holdAndRead(id: string, part?: (text: string) => void): Promise<HeldAndRead & { incident: Held }> {
    const stream = open(id)
    const fold = createLazyFold()
    const texts: string[] = []
    const keep = ({ text, facts }: LoadPart): void => {
      fold.take(facts ?? text)
      if (part && text.length >= PART_LENGTH) part(text)
      else texts.push(text)
    }
    const loaded = await stream.load({ now: clock.now(), wanted: WANTED_AT_ONCE }, keep)
    const known = held.get(id)
    // Whoever opened it meanwhile, or long ago, has met all of it by its own polls.
    if (known) await stream.close()
    const incident = use(known ?? { id, stream, fold, folded: fold.now })
    if (!known) {
      // Known to nobody before its first poll is done: whoever polls is given the news, and all of it is wanted here.
      if (loaded.newest !== null) stamps = observeStamp(stamps, loaded.newest, clock.now())
      follow.begin(stream)
      fold.foldSoon()
    }
    return { incident, loaded, text: texts.join('\n') }
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
    incident.fold.take(facts)
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
    async refresh({ id, stream }) {
      absorb(stream, await stream.poll())
      await held.get(id)?.fold.settled()
    },
    absorb,
    recorded({ id }, facts) {
      held.get(id)?.fold.take(facts)
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
