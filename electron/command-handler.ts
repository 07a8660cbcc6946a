/** Carries out commands, one at a time: reads what others wrote, folds, decides, appends, and passes on what is on disk. */
import { dirname } from 'node:path'
import type { Answer, Fault } from '../shared/api.ts'
import type { Actor, Fact } from '../shared/facts/fact.ts'
import { parseStamp } from '../shared/facts/stamp.ts'
import { parseCommand, type Command } from '../shared/incident/commands.ts'
import { decide, type CommandContext } from '../shared/incident/decide.ts'
import { shownId } from '../shared/incident/words.ts'
import { createAttempts, type Asked, type Doubt } from './attempts.ts'
import { isoTime, type Clock } from './clock.ts'
import type { DiskHealth } from './disk-health.ts'
import { newStreamId, streamFolder, streamNamed } from './journal/layout.ts'
import { createQueue } from './journal/queue.ts'
import type { OpenIncident, OpenIncidents } from './open-incidents.ts'
import type { Redactor } from './redaction/redactor.ts'
import type { StorePresence } from './store-presence.ts'

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
  readonly dataDir: string
  /** erases what is redacted of an incident, once the fact that says so is on disk */
  readonly redactor: Pick<Redactor, 'erase' | 'sweep'>
  readonly presence: StorePresence
  readonly health: DiskHealth
  /** Whether the file that is to be named by a fact is in the incident's folder. */
  holdsFile(incident: string, file: { readonly sha256: string; readonly size: number }): Promise<boolean>
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
  /** one press of Enter: sent again under it, after a fault or an answer that was lost, it is recorded once, as of the first time */
  readonly attempt?: string
}

export interface CommandHandler {
  /**
   * Answers once the facts are on disk, or with the sentence that says why they are not.
   * @param incident null to declare a new one
   * @param input anything: it is checked here
   */
  dispatch(incident: string | null, input: unknown, origin?: Origin): Promise<Answer>
  /** Runs after every command that was given before, and before every one that is given later. */
  alone<T>(run: () => Promise<T>): Promise<T>
  /** Waits until every command that was given has been answered. */
  settled(): Promise<void>
}

export function createCommandHandler(options: CommandHandlerOptions): CommandHandler {
  const { incidents, clock } = options
  const enqueue = createQueue()
  const attempts = createAttempts(clock)

  async function handle(id: string | null, command: Command, asked: Asked, origin: Origin): Promise<Answer> {
    const answered = attempts.answered(asked)
    if (answered) return answered
    const doubt = attempts.doubt(asked)
    const { name } = origin
    const gone = await options.presence.look('nothing was recorded')
    const incident = await incidents.hold(doubt?.incident ?? id ?? (name === undefined ? newStreamId('incident') : streamNamed('incident', name)))
    await incidents.refresh(incident)
    const absent = id === null ? null : whyAbsent(incident)
    if (absent) {
      await incidents.letGo(incident)
      return gone ? fail(gone, incident, []) : absent
    }
    const kept = doubt ? keptOf(doubt, incident) : await writtenBefore(incident, origin)
    const decision = kept ? { ok: true as const, facts: kept } : await decideOn(incident, command, origin, gone)
    if (!decision.ok) {
      if (id === null) await incidents.letGo(incident)
      return decision
    }
    if (command.type === 'RecordExport') return recordQuietly(incident, decision.facts, gone)
    // What the disk says it did not take may still turn up: it is tried again under its own ids, as of the first try.
    const isSame = doubt !== null && name === undefined && isAlike(doubt.facts, decision.facts)
    return record(incident, isSame ? doubt.facts : decision.facts, asked, gone)
  }

  /** What a process that ended has written of this command, once each. It may not have synced it: written again, it is safe. */
  async function writtenBefore({ id }: OpenIncident, { name, askedBefore = false }: Origin): Promise<readonly Fact[] | null> {
    if (!askedBefore || name === undefined) return null
    const facts = new Map((await options.stored(id)).filter((fact) => parseStamp(fact.id)?.writer === name).map((fact) => [fact.id, fact]))
    return facts.size > 0 ? [...facts.values()] : null
  }

  /** Of what nobody typed nothing is owed: where the disk says no, the answer says so, and no banner asks to record it again. */
  async function recordQuietly(incident: OpenIncident, facts: readonly Fact[], gone: Fault | null): Promise<Answer> {
    const appended = gone ? { ok: false as const, fault: gone } : await incident.stream.append(facts)
    if (!appended.ok) return { ok: false, kind: 'fault', sentence: appended.fault.sentence }
    incidents.recorded(incident, facts)
    return { ok: true, incident: incident.id, facts: facts.map(({ id }) => id) }
  }

  async function decideOn(incident: OpenIncident, command: Command, origin: Origin, gone: Fault | null): Promise<{ ok: true; facts: readonly Fact[] } | Refused> {
    if (command.type === 'DeclareIncident' && gone) return fail(gone, incident, [])
    const playbook = command.type === 'DeclareIncident' ? await options.keepPlaybook() : null
    if (playbook?.ok === false) return fail(playbook.fault, incident, [])
    if (command.type === 'AttachFile' && !gone && !(await options.holdsFile(incident.id, command))) {
      return refused('That file is not in the incident’s folder. Attach it in the window, or with `knowngood attach`.')
    }
    const now = clock.now()
    const context: CommandContext = {
      now: isoTime(now),
      by: origin.by ?? options.actor(),
      source: origin.source ?? options.source,
      zone: origin.zone ?? options.zone(),
      playbook: playbook?.hash,
      heads: command.type === 'RecordExport' ? incident.stream.heads() : undefined,
      newId: () => incidents.newId(incident, now, origin.name),
    }
    const decision = decide(incident.folded(), command, context)
    return decision.ok ? decision : refused(decision.refusal)
  }

  async function record(incident: OpenIncident, facts: readonly Fact[], asked: Asked, gone: Fault | null): Promise<Answer> {
    const appended = gone ? { ok: false as const, fault: gone } : await incident.stream.append(facts)
    if (!appended.ok) {
      attempts.failed(asked, { incident: incident.id, facts })
      return fail(appended.fault, incident, facts)
    }
    options.health.worked()
    incidents.recorded(incident, facts)
    const answer = { ok: true as const, incident: incident.id, facts: facts.map(({ id }) => id) }
    attempts.recorded(asked, answer)
    return answer
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

  function fail(fault: Fault, { id, folded }: OpenIncident, facts: readonly Fact[]): Refused {
    const folder = streamFolder(options.dataDir, id)
    // An incident that was there is waited for; for a new one the store is enough, or what will hold it.
    const folders = folded().entries.length > 0 ? [folder] : [folder, options.dataDir, dirname(options.dataDir)]
    options.health.failed(fault, { folders, bytes: 2 * Buffer.byteLength(JSON.stringify(facts)) })
    return { ok: false, kind: 'fault', sentence: fault.sentence }
  }

  return {
    async dispatch(incident, input, origin = {}) {
      const checked = parseCommand(input)
      if (!checked.ok) return refused(checked.refusal)
      const { by = options.actor(), source = options.source } = origin
      const asked = { what: JSON.stringify([incident, input, by, source]), attempt: origin.attempt }
      const answer = await enqueue(() => handle(incident, checked.command, asked, { ...origin, by }))
      return answer.ok ? withErasing(answer, checked.command.type === 'Redact') : answer
    },
    alone: (run) => enqueue(run),
    settled: () => enqueue(() => Promise.resolve()),
  }
}

type Refused = Extract<Answer, { ok: false }>
type Recorded = Extract<Answer, { ok: true }>

function refused(sentence: string): Refused {
  return { ok: false, kind: 'refused', sentence }
}

/** Asked again after a fault, and the disk had kept them after all: the same facts, so that nothing stands there twice. */
function keptOf({ facts }: Doubt, incident: OpenIncident): readonly Fact[] | null {
  return facts.every((fact) => incident.folded().entryOf.has(fact.id)) ? facts : null
}

/** Whether two tries made facts of the same kinds: then they are the same facts, but for their ids and their moment. */
function isAlike(a: readonly Fact[], b: readonly Fact[]): boolean {
  return a.length === b.length && a.every(({ type }, index) => type === b[index]!.type)
}

/** Why nothing can be added to an incident that was named; null where it is there. */
function whyAbsent(incident: OpenIncident): Refused | null {
  if (incident.folded().entries.length > 0) return null
  const unreadable = incident.stream.findings().find(({ code }) => code === 'unreadable-file')
  if (unreadable) return { ok: false, kind: 'fault', sentence: `${unreadable.sentence} ${unreadable.advice}` }
  return refused(`There is no incident ${shownId(incident.id)}.`)
}
