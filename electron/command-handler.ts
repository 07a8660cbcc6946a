/** Carries out commands, one at a time: reads what others wrote, folds, decides, appends, and passes on what is on disk. */
import type { Answer, Fault } from '../shared/api.ts'
import type { Actor, Fact } from '../shared/facts/fact.ts'
import { parseStamp } from '../shared/facts/stamp.ts'
import { parseCommand, type Command } from '../shared/incident/commands.ts'
import { decide, type CommandContext } from '../shared/incident/decide.ts'
import { shownId } from '../shared/incident/words.ts'
import { isoTime, type Clock } from './clock.ts'
import { newStreamId, streamNamed } from './journal/layout.ts'
import { createQueue } from './journal/queue.ts'
import type { OpenIncident, OpenIncidents } from './open-incidents.ts'

export interface CommandHandlerOptions {
  readonly incidents: OpenIncidents
  readonly clock: Clock
  /** who sits here, now */
  actor(): Actor
  readonly source: string
  /** the zone that times are meant in, now; IANA */
  zone(): string
  /** Stores the playbook that a new incident begins with; answers its hash. */
  keepPlaybook(): Promise<{ ok: true; hash: string } | { ok: false; fault: Fault }>
  /** told while writing fails, and null once it works again */
  onFault(fault: Fault | null): void
  /** everything that an incident's journals hold, as it was written */
  stored(incident: string): Promise<readonly Fact[]>
}

/** Where a command comes from, as far as that is not the desk itself. */
export interface Origin {
  /** where it is not the person who sits here */
  readonly by?: Actor
  readonly source?: string
  /** IANA */
  readonly zone?: string
  /** eight base32 characters, drawn for this command alone: its facts' stamps carry them as their writer, and a new incident is called by them */
  readonly name?: string
  /** It was asked under this name before, of a process that ended: what that one has written is kept, and nothing is decided again. */
  readonly askedBefore?: boolean
}

export interface CommandHandler {
  /**
   * Answers once the facts are on disk, or with the sentence that says why they are not.
   * @param incident null to declare a new one
   * @param input anything: it is checked here
   */
  dispatch(incident: string | null, input: unknown, origin?: Origin): Promise<Answer>
  /** Waits until every command that was given has been answered. */
  settled(): Promise<void>
}

/** Facts that a fault left in doubt: the disk may hold them although it failed. */
interface InDoubt {
  readonly asked: string
  readonly incident: OpenIncident
  readonly facts: readonly Fact[]
}

export function createCommandHandler(options: CommandHandlerOptions): CommandHandler {
  const { incidents, clock } = options
  const enqueue = createQueue()
  let inDoubt: InDoubt | null = null
  let failing = false

  async function handle(id: string | null, command: Command, asked: string, origin: Origin): Promise<Answer> {
    const doubtful = inDoubt?.asked === asked ? inDoubt : null
    const { name } = origin
    const incident = await incidents.hold(doubtful?.incident.id ?? id ?? (name === undefined ? newStreamId('incident') : streamNamed('incident', name)))
    await incidents.refresh(incident)
    const absent = id === null ? null : whyAbsent(incident)
    if (absent) {
      await incidents.letGo(incident)
      return absent
    }
    const kept = doubtful ? keptOf(doubtful, incident) : await writtenBefore(incident, origin)
    const decision = kept ? { ok: true as const, facts: kept } : await decideOn(incident, command, origin)
    if (!decision.ok) {
      if (id === null) await incidents.letGo(incident)
      return decision
    }
    return record(incident, decision.facts, asked)
  }

  /** What a process that ended has written of this command, once each. It may not have synced it: written again, it is safe. */
  async function writtenBefore({ id }: OpenIncident, { name, askedBefore = false }: Origin): Promise<readonly Fact[] | null> {
    if (!askedBefore || name === undefined) return null
    const facts = new Map((await options.stored(id)).filter((fact) => parseStamp(fact.id)?.writer === name).map((fact) => [fact.id, fact]))
    return facts.size > 0 ? [...facts.values()] : null
  }

  async function decideOn(incident: OpenIncident, command: Command, origin: Origin): Promise<{ ok: true; facts: readonly Fact[] } | Refused> {
    const playbook = command.type === 'DeclareIncident' ? await options.keepPlaybook() : null
    if (playbook?.ok === false) return fail(playbook.fault)
    const now = clock.now()
    const context: CommandContext = {
      now: isoTime(now),
      by: origin.by ?? options.actor(),
      source: origin.source ?? options.source,
      zone: origin.zone ?? options.zone(),
      playbook: playbook?.hash,
      newId: () => incidents.newId(incident, now, origin.name),
    }
    const decision = decide(incident.folded(), command, context)
    return decision.ok ? decision : refused(decision.refusal)
  }

  async function record(incident: OpenIncident, facts: readonly Fact[], asked: string): Promise<Answer> {
    const appended = await incident.stream.append(facts)
    if (!appended.ok) {
      inDoubt = { asked, incident, facts }
      return fail(appended.fault)
    }
    inDoubt = null
    if (failing) {
      failing = false
      options.onFault(null)
    }
    incidents.recorded(incident, facts)
    return { ok: true, incident: incident.id, facts: facts.map(({ id }) => id) }
  }

  function fail(fault: Fault): Refused {
    failing = true
    options.onFault(fault)
    return { ok: false, kind: 'fault', sentence: fault.sentence }
  }

  return {
    async dispatch(incident, input, origin = {}) {
      const checked = parseCommand(input)
      if (!checked.ok) return refused(checked.refusal)
      const { by = options.actor(), source = options.source } = origin
      const asked = JSON.stringify([incident, input, by, source])
      return enqueue(() => handle(incident, checked.command, asked, { ...origin, by }))
    },
    settled: () => enqueue(() => Promise.resolve()),
  }
}

type Refused = Extract<Answer, { ok: false }>

function refused(sentence: string): Refused {
  return { ok: false, kind: 'refused', sentence }
}

/** Asked again after a fault, and the disk had kept them after all: the same facts, so that nothing stands there twice. */
function keptOf({ facts }: InDoubt, incident: OpenIncident): readonly Fact[] | null {
  return facts.every((fact) => incident.folded().entryOf.has(fact.id)) ? facts : null
}

/** Why nothing can be added to an incident that was named; null where it is there. */
function whyAbsent(incident: OpenIncident): Refused | null {
  if (incident.folded().entries.length > 0) return null
  const unreadable = incident.stream.findings().find(({ code }) => code === 'unreadable-file')
  if (unreadable) return { ok: false, kind: 'fault', sentence: unreadable.sentence }
  return refused(`There is no incident ${shownId(incident.id)}.`)
}
