/** Carries out commands, one at a time: reads what others wrote, folds, decides, appends, and passes on what is on disk. */
import type { Answer, Fault } from '../shared/api.ts'
import type { Actor, Fact } from '../shared/facts/fact.ts'
import { parseCommand, type Command } from '../shared/incident/commands.ts'
import { decide, type CommandContext } from '../shared/incident/decide.ts'
import { shownId } from '../shared/incident/words.ts'
import { isoTime, type Clock } from './clock.ts'
import { newStreamId } from './journal/layout.ts'
import { createQueue } from './journal/queue.ts'
import type { OpenIncident, OpenIncidents } from './open-incidents.ts'
import type { Redactor } from './redaction/redactor.ts'

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
  /** Erases what is redacted of an incident, once the fact that says so is on disk. */
  readonly redactor: Pick<Redactor, 'erase' | 'sweep'>
}

export interface CommandHandler {
  /**
   * Answers once the facts are on disk, or with the sentence that says why they are not.
   * @param incident null to declare a new one
   * @param input anything: it is checked here
   * @param by where it is not the person who sits here
   */
  dispatch(incident: string | null, input: unknown, by?: Actor): Promise<Answer>
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

  async function handle(id: string | null, command: Command, asked: string, by: Actor): Promise<Answer> {
    const doubtful = inDoubt?.asked === asked ? inDoubt : null
    const incident = await incidents.hold(doubtful?.incident.id ?? id ?? newStreamId('incident'))
    await incidents.refresh(incident)
    const absent = id === null ? null : whyAbsent(incident)
    if (absent) {
      await incidents.letGo(incident)
      return absent
    }
    // Asked again after a fault, and the disk had kept them after all: the same facts, so that nothing stands there twice.
    const kept = doubtful?.facts.every((fact) => incident.folded().entryOf.has(fact.id)) ? doubtful.facts : null
    const decision = kept ? { ok: true as const, facts: kept } : await decideOn(incident, command, by)
    if (!decision.ok) {
      if (id === null) await incidents.letGo(incident)
      return decision
    }
    return record(incident, decision.facts, asked)
  }

  async function decideOn(incident: OpenIncident, command: Command, by: Actor): Promise<{ ok: true; facts: readonly Fact[] } | Refused> {
    const playbook = command.type === 'DeclareIncident' ? await options.keepPlaybook() : null
    if (playbook?.ok === false) return fail(playbook.fault)
    const now = clock.now()
    const context: CommandContext = {
      now: isoTime(now),
      by,
      source: options.source,
      zone: options.zone(),
      playbook: playbook?.hash,
      newId: () => incidents.newId(incident, now),
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

  /** Outside of the queue: a journal that is written anew holds nobody up who has something to record. */
  async function withErasing(answer: Recorded, wasAsked: boolean): Promise<Answer> {
    const stream = incidents.get(answer.incident)?.stream
    if (!stream) return answer
    if (!wasAsked) {
      if (stream.needsErasing()) void options.redactor.sweep(stream)
      return answer
    }
    const { lines, journals, notices } = await options.redactor.erase(stream)
    return { ...answer, erased: { lines, journals }, ...(notices.length > 0 && { notices }) }
  }

  function fail(fault: Fault): Refused {
    failing = true
    options.onFault(fault)
    return { ok: false, kind: 'fault', sentence: fault.sentence }
  }

  return {
    async dispatch(incident, input, by = options.actor()) {
      const checked = parseCommand(input)
      if (!checked.ok) return refused(checked.refusal)
      const asked = JSON.stringify([incident, input, by])
      const answer = await enqueue(() => handle(incident, checked.command, asked, by))
      return answer.ok ? withErasing(answer, checked.command.type === 'Redact') : answer
    },
    settled: () => enqueue(() => Promise.resolve()),
  }
}

type Refused = Extract<Answer, { ok: false }>
type Recorded = Extract<Answer, { ok: true }>

function refused(sentence: string): Refused {
  return { ok: false, kind: 'refused', sentence }
}

/** Why nothing can be added to an incident that was named; null where it is there. */
function whyAbsent(incident: OpenIncident): Refused | null {
  if (incident.folded().entries.length > 0) return null
  const unreadable = incident.stream.findings().find(({ code }) => code === 'unreadable-file')
  if (unreadable) return { ok: false, kind: 'fault', sentence: unreadable.sentence }
  return refused(`There is no incident ${shownId(incident.id)}.`)
}
