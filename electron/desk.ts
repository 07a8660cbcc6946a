/** The desk: the incidents of one store, read and written the same way by the window and by the command line. */
import type { Answer, Fault } from '../shared/api.ts'
import type { Actor, Fact } from '../shared/facts/fact.ts'
import { foldIncident, type FoldedIncident } from '../shared/incident/evolve.ts'
import { playbookOf, titleOf } from '../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../shared/playbook/built-in.ts'
import { parsePlaybook, type Playbook } from '../shared/playbook/schema.ts'
import type { Deletion } from '../shared/views/deletion.ts'
import { createAttachmentPlace } from './attachments/erase.ts'
import { holdsFile } from './attachments/read.ts'
import { systemClock, type Clock } from './clock.ts'
import { createCommandHandler, type Origin } from './command-handler.ts'
import { contentsOf, deleteFolder, finishDeletions } from './deletion/delete-incident.ts'
import { createDiskHealth } from './disk-health.ts'
import { nodeDisk, type Disk } from './journal/disk.ts'
import type { Erased } from './journal/erase-journals.ts'
import { faultOf } from './journal/fault.ts'
import type { Finding } from './journal/finding.ts'
import { fingerprintOf, type Fingerprint } from './journal/fingerprint.ts'
import { kindOf, listStreams, streamFolder } from './journal/layout.ts'
import { keepPlaybook, readPlaybook } from './journal/playbooks.ts'
import { openStream, type ReadElsewhere, type Stream } from './journal/stream.ts'
import { watchStore, type Watch } from './journal/watch.ts'
import { summaryOf, type IncidentSummary } from './incident-summary.ts'
import { createOpenIncidents, type IncidentEvents } from './open-incidents.ts'
import { openPlaybookFile } from './playbook/playbook-file.ts'
import type { Place } from './redaction/place.ts'
import { createRedactor } from './redaction/redactor.ts'
import { createStorePresence } from './store-presence.ts'
import type { Remembered } from './summary/summary-file.ts'

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
  /** the store held incidents when this machine last saw it: that it is empty now means that it is away */
  readonly expected?: boolean
  /** somebody named this folder, so that it is not made where the folder above it is missing */
  readonly named?: boolean
  readonly disk?: Disk
  /** where words are kept besides the journals and the attached files, so that a redaction reaches them */
  readonly places?: readonly Place[]
  /** reads long incidents in another thread; without it, they are read in this one */
  readonly readElsewhere?: ReadElsewhere
  /** what the list said last; what holds of it need not be read. Asked once it matters */
  readonly remembered?: () => ReadonlyMap<string, Remembered>
  /** the playbook that new incidents begin with, asked at every one; without it, the store's file is read */
  readonly playbook?: () => Promise<Playbook>
}

export interface DeskEvents extends IncidentEvents {
  /** others have changed incidents that are not open here */
  onChanged(ids: readonly string[]): void
  /** how the journals of every incident stood at a look, the first included */
  onLook?(prints: ReadonlyMap<string, Fingerprint>): void
  /** an incident was deleted by a command that came here */
  onDeleted?(id: string): void
  /** the disk's state: a fault while writing fails, null once it works again */
  onFault(fault: Fault | null): void
}

/** An incident as it was read. */
export interface ReadIncident {
  readonly id: string
  readonly incident: FoldedIncident
  readonly playbook: Playbook
  /** the playbook that it names is not in the store, so the built-in one stands in for it; that may change without a new fact */
  readonly lacksPlaybook?: boolean
  /** words stand in its journals that were redacted */
  readonly hasRedactedWords?: boolean
  readonly findings: readonly Finding[]
}

/** An incident as it was opened. */
export interface OpenedIncident {
  readonly id: string
  readonly playbook: Playbook
  readonly findings: readonly Finding[]
  /** the JSON of its facts, one a line, but for what was passed on while it was read */
  readonly text: string
}

export interface Desk {
  /** The ids of all incidents of the store, in id order. */
  list(): Promise<{ ok: true; ids: readonly string[] } | { ok: false; fault: Fault }>
  /** An incident as it stands; null where there is none of this id. */
  read(id: string): Promise<ReadIncident | null>
  /** An incident's line in the list: from what is remembered, where its journals are unchanged. Null where there is none of this id. */
  summary(id: string): Promise<IncidentSummary | null>
  /** Everything that the journals of an incident hold, in no order, repeated or not. */
  facts(id: string): Promise<readonly Fact[]>
  /**
   * An incident with the JSON of every fact, kept open: what is added from now on is passed on within a second. Null where there is none of this id.
   * @param part is given the facts of a long incident as they are read, but for the last of them
   */
  open(id: string, part?: (text: string) => void): Promise<OpenedIncident | null>
  /** Whether an incident is open here, so that what is asked of it needs no reading. */
  isOpen(id: string): boolean
  /** How an incident's journals stand, without reading them. */
  look(id: string): Promise<Fingerprint>
  /** What would go if it were deleted; null where there is none of this id. Rejects with the system's error. */
  deletion(id: string): Promise<Deletion | null>
  /** The playbook that an incident goes by now; null where there is none of this id. */
  playbookOf(id: string): Promise<Playbook | null>
  /** Has an incident go by the playbook that new ones begin with. */
  usePlaybook(incident: string): Promise<Answer>
  /** See {@link CommandHandler.dispatch}. `DeleteIncident` is no fact: it takes the whole folder away. */
  dispatch(incident: string | null, command: unknown, origin?: Origin): Promise<Answer>
  /** The fault where the store is not where it was; null where it is. */
  away(): Promise<Fault | null>
  /** Begins an empty store where one was missed, because somebody says so; the fault where that fails. */
  beginEmpty(): Promise<Fault | null>
  /** Erases again, wherever words still stand, what is redacted of an incident; null where there is none of this id. */
  eraseAgain(id: string): Promise<Erased | null>
  /** Looks after what could not be erased in an earlier run, in every stream. */
  sweep(): Promise<void>
  /** Starts to notice what other processes write, to erase what they bring back of what was redacted, and to see when a disk that failed can be written again. */
  watch(): void
  /** Answers what was asked, stops watching, and closes every journal. */
  close(): Promise<void>
}

const SILENT: DeskEvents = { onFacts: () => undefined, onFindings: () => undefined, onChanged: () => undefined, onFault: () => undefined }

function isDeletion(command: unknown): boolean {
  return typeof command === 'object' && command !== null && 'type' in command && command.type === 'DeleteIncident'
}

/** Opens the desk. Nothing is read before it is asked for, and nothing made before the first command. */
export function openDesk({
  dataDir,
  clock,
  actor,
  source,
  zone,
  events = SILENT,
  expected = false,
  named = false,
  disk = nodeDisk,
  places = [],
  readElsewhere,
  remembered,
  playbook,
}: DeskOptions): Desk {
  const presence = createStorePresence({ dataDir, expected, named, disk })
  const health = createDiskHealth({
    disk,
    onFault: (fault) => events.onFault(fault),
    isGone: async () => (await presence.look('nothing was recorded')) !== null,
  })
  const playbooks = new Map<string, Playbook>()
  const file = openPlaybookFile({ dataDir, disk })
  const forNew = playbook ?? (() => file.look().then(() => file.current()))
  let watch: Watch | null = null
  const open = (id: string): Stream => openStream(dataDir, id, disk, zone, readElsewhere)
  const redactor = createRedactor({ dataDir, disk, places: [createAttachmentPlace(dataDir, () => systemClock.now(), disk), ...places], open })
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
    keepPlaybook: async () => keep(await forNew()),
    redactor,
    stored,
    dataDir,
    presence,
    health,
    holdsFile: (incident, file) => holdsFile(dataDir, incident, file, disk),
  })

  const keep = (current: Playbook): ReturnType<typeof keepPlaybook> => keepPlaybook(dataDir, JSON.stringify(current), disk)

  async function stored(id: string): Promise<readonly Fact[]> {
    return (await openStream(dataDir, id, disk).poll()).facts
  }

  async function described(id: string, incident: FoldedIncident, findings: readonly Finding[]): Promise<ReadIncident | null> {
    // Whatever is wrong with its files, an incident never vanishes without a word.
    if (incident.entries.length === 0 && findings.length === 0) return null
    return { id, incident, findings, ...(await playbookFor(incident)) }
  }

  /** The playbook in force. One that is missing here is replaced by the built-in one: an incident without deadlines helps nobody. */
  async function playbookFor({ state }: Pick<FoldedIncident, 'state'>): Promise<{ playbook: Playbook; lacksPlaybook: boolean }> {
    const hash = playbookOf(state)
    if (hash === null) return { playbook: BUILT_IN_PLAYBOOK, lacksPlaybook: false }
    const known = playbooks.get(hash)
    if (known) return { playbook: known, lacksPlaybook: false }
    const stored = await readPlaybook(dataDir, hash, disk)
    const parsed = stored.ok ? parsePlaybook(JSON.parse(stored.text)) : null
    if (!parsed?.ok) return { playbook: BUILT_IN_PLAYBOOK, lacksPlaybook: true }
    playbooks.set(hash, parsed.playbook)
    return { playbook: parsed.playbook, lacksPlaybook: false }
  }

  const look = (id: string): Promise<Fingerprint> => fingerprintOf(streamFolder(dataDir, id), disk)

  async function read(id: string): Promise<ReadIncident | null> {
    const held = incidents.get(id)
    if (held) {
      await incidents.refresh(held)
      return described(id, held.folded(), held.stream.findings())
    }
    const stream = open(id)
    const { facts: found } = await stream.poll()
    // Empty, or ended within its first line: only a second look says that something is wrong with it.
    const facts = found.length > 0 ? found : (await stream.poll()).facts
    // Only where somebody watches over the store: the command line writes nothing when it was asked to read.
    if (watch && stream.needsErasing()) void redactor.sweep(stream)
    const read = await described(id, foldIncident(facts), stream.findings())
    return read && { ...read, hasRedactedWords: stream.needsErasing() }
  }

  async function remove(id: string): Promise<Answer> {
    const away = await presence.look('nothing was deleted')
    if (away) return { ok: false, kind: 'fault', sentence: away.sentence }
    // Nothing may go on writing into a folder that is on its way out.
    const held = incidents.get(id)
    if (held) await incidents.letGo(held)
    const answer = await deleteFolder(dataDir, id, disk)
    if (answer.ok) events.onDeleted?.(id)
    return answer
  }

  return {
    async list() {
      const fault = await presence.look('no incident can be shown')
      return fault ? { ok: false, fault } : listStreams(dataDir, 'incident', disk)
    },
    read,
    async summary(id) {
      const kept = remembered?.().get(id)
      if (kept && kept.print === (await look(id)).print) return kept.summary
      const whole = await read(id)
      return whole && summaryOf(whole)
    },
    async facts(id) {
      const facts = await stored(id)
      // What is on the screen can be exported while its disk is away.
      const there = new Set(facts.map((fact) => fact.id))
      const known = incidents.get(id)?.folded().entries.map(({ written }) => written) ?? []
      return [...facts, ...known.filter((fact) => !there.has(fact.id))]
    },
    async open(id, part) {
      const { incident, loaded, text } = await incidents.holdAndRead(id, part)
      if (loaded.count === 0) {
        await incidents.refresh(incident)
        if (!(await described(id, incident.folded(), incident.stream.findings()))) {
          await incidents.letGo(incident)
          return null
        }
      }
      if (watch) void redactor.lookElsewhere(incident.stream)
      // The few facts that name a playbook are folded here; main folds the rest when the window has its text.
      const { playbook } = await playbookFor(foldIncident(loaded.facts))
      return { id, playbook, findings: incident.stream.findings(), text }
    },
    isOpen: (id) => incidents.get(id) !== null,
    look,
    async deletion(id) {
      const found = await read(id)
      return found && { title: titleOf(found.incident.state), entries: found.incident.entries.length, ...(await contentsOf(dataDir, id, disk)) }
    },
    playbookOf: async (id) => (await read(id))?.playbook ?? null,
    async usePlaybook(incident) {
      const away = await presence.look('nothing was recorded')
      if (away) return { ok: false, kind: 'fault', sentence: away.sentence }
      const current = await forNew()
      const kept = await keep(current)
      return kept.ok ? handler.dispatch(incident, { type: 'UsePlaybook', playbook: kept.hash, name: current.name }) : { ok: false, kind: 'fault', sentence: kept.fault.sentence }
    },
    dispatch: (incident, command, origin) =>
      incident !== null && isDeletion(command) ? handler.alone(() => remove(incident)) : handler.dispatch(incident, command, origin),
    async eraseAgain(id) {
      const incident = await incidents.hold(id)
      await incidents.refresh(incident)
      if (incident.folded().entries.length > 0) return redactor.erase(incident.stream)
      await incidents.letGo(incident)
      return null
    },
    async sweep() {
      // What cannot be removed now is no part of any incident: it is tried again at the next start.
      await finishDeletions(dataDir, disk)
      await redactor.sweepStore()
    },
    away: () => presence.look('nothing can be recorded'),
    async beginEmpty() {
      try {
        await presence.beginEmpty()
        return null
      } catch (error) {
        return faultOf(error, { doing: 'write to', where: dataDir, outcome: 'no store was begun' })
      }
    },
    watch() {
      health.watch()
      watch = watchStore(
        dataDir,
        {
          onNews: (stream, news) => incidents.absorb(stream, news),
          onChanged: (ids) => events.onChanged(ids.filter((id) => kindOf(id) === 'incident')),
          onUnerased: (stream) => void redactor.sweep(stream),
          onLook: (prints) => events.onLook?.(new Map([...prints].filter(([id]) => kindOf(id) === 'incident'))),
        },
        disk,
      )
      for (const { stream } of incidents.all()) watch.follow(stream)
    },
    async close() {
      await health.stop()
      await watch?.stop()
      await handler.settled()
      await redactor.close()
      await incidents.close()
    },
  }
}
