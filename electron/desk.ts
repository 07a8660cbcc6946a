/** The desk: the incidents of one store, read and written the same way by the window and by the command line. */
import type { Answer, Fault } from '../shared/api.ts'
import type { Actor, Fact } from '../shared/facts/fact.ts'
import { foldIncident, type FoldedIncident } from '../shared/incident/evolve.ts'
import { playbookOf } from '../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../shared/playbook/built-in.ts'
import { parsePlaybook, type Playbook } from '../shared/playbook/schema.ts'
import type { Clock } from './clock.ts'
import { createCommandHandler } from './command-handler.ts'
import { nodeDisk, type Disk } from './journal/disk.ts'
import type { Erased } from './journal/erase-journals.ts'
import type { Finding } from './journal/finding.ts'
import { kindOf, listStreams } from './journal/layout.ts'
import { keepPlaybook, readPlaybook } from './journal/playbooks.ts'
import { openStream, type Stream } from './journal/stream.ts'
import { watchStore, type Watch } from './journal/watch.ts'
import { createOpenIncidents, type IncidentEvents } from './open-incidents.ts'
import type { Place } from './redaction/place.ts'
import { createRedactor } from './redaction/redactor.ts'

export interface DeskOptions {
  readonly dataDir: string
  readonly clock: Clock
  /** who sits here, asked at every command */
  actor(): Actor
  /** what facts say they come from: app, cli */
  readonly source: string
  /** the zone that times are meant in, asked at every command; IANA */
  zone(): string
  readonly events?: DeskEvents
  readonly disk?: Disk
  /** where words are kept besides the journals, so that a redaction reaches them */
  readonly places?: readonly Place[]
}

export interface DeskEvents extends IncidentEvents {
  /** others have changed incidents that are not open here */
  onChanged(ids: readonly string[]): void
  /** the disk's state: a fault while writing fails, null once it works again */
  onFault(fault: Fault | null): void
}

/** An incident as it was read. */
export interface ReadIncident {
  readonly id: string
  readonly incident: FoldedIncident
  readonly playbook: Playbook
  readonly findings: readonly Finding[]
}

export interface Desk {
  /** The ids of all incidents of the store, in id order. */
  list(): Promise<{ ok: true; ids: readonly string[] } | { ok: false; fault: Fault }>
  /** An incident as it stands; null where there is none of this id. */
  read(id: string): Promise<ReadIncident | null>
  /** Everything that the journals of an incident hold, in no order, repeated or not. */
  facts(id: string): Promise<readonly Fact[]>
  /** As {@link read}, with the JSON of every fact, and kept open: what is added from now on is passed on within a second. */
  open(id: string): Promise<(ReadIncident & { readonly texts: readonly string[] }) | null>
  dispatch(incident: string | null, command: unknown, by?: Actor): Promise<Answer>
  /** Erases again, wherever words still stand, what is redacted of an incident; null where there is none of this id. */
  eraseAgain(id: string): Promise<Erased | null>
  /** Looks after what could not be erased in an earlier run, in every stream. */
  sweep(): Promise<void>
  /** Starts to notice what other processes write, and to erase what they bring back of what was redacted. */
  watch(): void
  /** Answers what was asked, stops watching, and closes every journal. */
  close(): Promise<void>
}

const SILENT: DeskEvents = { onFacts: () => undefined, onFindings: () => undefined, onChanged: () => undefined, onFault: () => undefined }

/** Opens the desk. Nothing is read before it is asked for, and nothing made before the first command. */
export function openDesk({ dataDir, clock, actor, source, zone, events = SILENT, disk = nodeDisk, places = [] }: DeskOptions): Desk {
  const playbooks = new Map<string, Playbook>()
  let watch: Watch | null = null
  const open = (id: string): Stream => openStream(dataDir, id, disk)
  const redactor = createRedactor({ dataDir, disk, places, open })
  const incidents = createOpenIncidents({
    clock,
    open,
    events,
    follow: { begin: (stream) => watch?.follow(stream), end: (stream) => watch?.unfollow(stream) },
  })
  const handler = createCommandHandler({
    incidents,
    clock,
    actor,
    source,
    zone,
    keepPlaybook: () => keepPlaybook(dataDir, JSON.stringify(BUILT_IN_PLAYBOOK), disk),
    onFault: (fault) => events.onFault(fault),
    redactor,
  })

  async function described(id: string, incident: FoldedIncident, findings: readonly Finding[]): Promise<ReadIncident | null> {
    if (incident.entries.length === 0 && !findings.some(({ grave }) => grave)) return null
    return { id, incident, findings, playbook: await playbookFor(incident) }
  }

  /** The playbook in force. One that is missing here is replaced by the built-in one: an incident without deadlines helps nobody. */
  async function playbookFor({ state }: FoldedIncident): Promise<Playbook> {
    const hash = playbookOf(state)
    if (hash === null) return BUILT_IN_PLAYBOOK
    const known = playbooks.get(hash)
    if (known) return known
    const stored = await readPlaybook(dataDir, hash, disk)
    const parsed = stored.ok ? parsePlaybook(JSON.parse(stored.text)) : null
    if (!parsed?.ok) return BUILT_IN_PLAYBOOK
    playbooks.set(hash, parsed.playbook)
    return parsed.playbook
  }

  return {
    list: () => listStreams(dataDir, 'incident', disk),
    async read(id) {
      const held = incidents.get(id)
      if (held) {
        await incidents.refresh(held)
        return described(id, held.folded(), held.stream.findings())
      }
      const stream = open(id)
      const { facts } = await stream.poll()
      // Only where somebody watches over the store: the command line writes nothing when it was asked to read.
      if (watch && stream.needsErasing()) void redactor.sweep(stream)
      return described(id, foldIncident(facts), stream.findings())
    },
    facts: async (id) => (await open(id).poll()).facts,
    async open(id) {
      const { incident, texts } = await incidents.holdAndRead(id)
      const read = await described(id, incident.folded(), incident.stream.findings())
      if (read) return { ...read, texts }
      await incidents.letGo(incident)
      return null
    },
    dispatch: (incident, command, by) => handler.dispatch(incident, command, by),
    async eraseAgain(id) {
      const incident = await incidents.hold(id)
      await incidents.refresh(incident)
      if (incident.folded().entries.length > 0) return redactor.erase(incident.stream)
      await incidents.letGo(incident)
      return null
    },
    sweep: () => redactor.sweepStore(),
    watch() {
      watch = watchStore(
        dataDir,
        {
          onNews: (stream, news) => incidents.absorb(stream, news),
          onChanged: (ids) => events.onChanged(ids.filter((id) => kindOf(id) === 'incident')),
          onUnerased: (stream) => void redactor.sweep(stream),
        },
        disk,
      )
      for (const { stream } of incidents.all()) watch.follow(stream)
    },
    async close() {
      await watch?.stop()
      await handler.settled()
      await redactor.close()
      await incidents.close()
    },
  }
}
