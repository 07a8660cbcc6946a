/** Compares what is on disk with what was acknowledged: every acknowledged fact is there, once; a command's facts whole or not at all. */
import type { Fact } from '../../shared/facts/fact.ts'
import type { Asked } from './asked.ts'

/** Everything that the journals hold, by incident, as it was read, repeated or not. */
export type Stored = ReadonlyMap<string, readonly Fact[]>

export interface Comparison {
  /** a sentence each; empty where every promise was kept */
  readonly complaints: readonly string[]
  /** facts that were acknowledged */
  readonly acknowledged: number
  /** facts that are there although nobody was told: written, then killed before the answer. No promise speaks of them. */
  readonly unannounced: number
}

/** @param expected types of facts that nobody asked for and that may be there: what the app notices by itself */
export function compare(stored: Stored, asked: readonly Asked[], expected: ReadonlySet<string> = new Set(['ReminderShown', 'ClockStepped'])): Comparison {
  const complaints: string[] = []
  const commands = [...stored].flatMap(([incident, facts]) => commandsIn(incident, facts, complaints))
  const byWords = new Map<string, Command[]>()
  for (const command of commands) byWords.set(command.words, [...(byWords.get(command.words) ?? []), command])
  const byId = new Map(commands.map((command) => [command.ids[0], command]))
  let acknowledged = 0
  let unannounced = 0

  for (const one of asked) {
    const found = byWords.get(one.mark) ?? []
    byWords.delete(one.mark)
    if (found.length > 1) complaints.push(`“${one.mark}” stands there ${String(found.length)} times: ${found.map(({ ids }) => ids[0]).join(', ')}.`)
    const { told } = one
    if (told === null) {
      for (const command of found) unannounced += command.ids.length
      for (const command of found) complain(one, command)
      continue
    }
    // A redacted fact has lost its words, and still has its id.
    const command = 'facts' in told ? byId.get(told.facts[0] ?? '') : found.find(({ incident }) => incident === told.incident)
    acknowledged += one.types.length
    if (!command) complaints.push(`“${one.mark}” was acknowledged (${'facts' in told ? told.facts.join(', ') : told.incident}) and is not there.`)
    else {
      complain(one, command)
      if (!command.redacted && command.words !== one.mark) complaints.push(`${command.ids[0]!} says “${command.words}”, not “${one.mark}”.`)
      // Ids are printed one by one: of a process that was killed meanwhile only the first may have been told.
      if ('facts' in told && told.facts.join() !== command.ids.slice(0, told.facts.length).join()) complaints.push(`“${one.mark}” was acknowledged as ${told.facts.join(', ')}, and is ${command.ids.join(', ')}.`)
    }
  }
  for (const left of [...byWords.values()].flat()) {
    if (!left.redacted && !expected.has(left.types[0]!)) complaints.push(`Nobody asked for ${left.types.join(', ')} “${left.words}” (${left.ids[0]!}).`)
  }
  return { complaints, acknowledged, unannounced }

  function complain(one: Asked, { types, ids }: Command): void {
    if (types.join() !== one.types.join()) complaints.push(`“${one.mark}” (${ids[0]!}) is only half there: ${types.join(', ')} of ${one.types.join(', ')}.`)
  }
}

/** The facts of one command, as they were found. */
interface Command {
  readonly incident: string
  readonly ids: readonly string[]
  readonly types: readonly string[]
  readonly words: string
  readonly redacted: boolean
}

function commandsIn(incident: string, facts: readonly Fact[], complaints: string[]): Command[] {
  const bodies = new Map<string, string>()
  const groups = new Map<string, Fact[]>()
  for (const fact of facts.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const body = JSON.stringify(fact)
    const known = bodies.get(fact.id)
    if (known !== undefined && known !== body && !fact.redacted) complaints.push(`${fact.id} says two things.`)
    if (known !== undefined) continue
    bodies.set(fact.id, body)
    groups.set(fact.cause ?? fact.id, [...(groups.get(fact.cause ?? fact.id) ?? []), fact])
  }
  return [...groups].flatMap(([first, group]) => {
    const begun = group.find(({ id }) => id === first)
    if (!begun) complaints.push(`${group.map(({ id }) => id).join(', ')} belong to ${first}, which is not there.`)
    const words = begun?.data['text'] ?? begun?.data['title'] ?? begun?.data['name'] ?? begun?.data['reason']
    return [{ incident, ids: group.map(({ id }) => id), types: group.map(({ type }) => type), words: typeof words === 'string' ? words : '', redacted: begun?.redacted === true }]
  })
}
