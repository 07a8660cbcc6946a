/** What a redaction takes with it: the entries that were named, and whatever else of the incident says the same words on its own account. */
import { readControl } from '../facts/control.ts'
import { attachmentOf } from '../facts/erasure.ts'
import type { Fact, When } from '../facts/fact.ts'
import type { Entry } from '../facts/resolve.ts'
import { isStamp } from '../facts/stamp.ts'
import type { CommandOf } from './commands.ts'
import type { Write } from './decide.ts'
import { readData } from './events.ts'
import type { FoldedIncident } from './evolve.ts'

/** Shorter words than this (characters) stand in many entries without being a copy of each other. */
const SHORTEST_COPY = 4
/** From here on (characters) words that stand within a longer text are a piece of it, and no coincidence. */
const SURE_COPY = 12
const BEGINNING = 200
/** Fields whose words come from a fixed list: two entries that say "roll back" do not repeat each other. */
const FIXED_WORDS: ReadonlySet<string> = new Set(['kind', 'outcome', 'verdict', 'audience', 'by', 'severity', 'users', 'effect', 'scope', 'dataAtRisk', 'customersAffected', 'role', 'field', 'rule', 'zone', 'start', 'due', 'dueAt', 'time', 'nextUpdateAt'])

/** Writes the `Redacted` fact, or answers why not. @param at now, as the person's clock and zone have it */
export function decideRedaction(incident: FoldedIncident, { targets, reason }: CommandOf<'Redact'>, write: Write, at: When): string | undefined {
  const named: Entry[] = []
  for (const target of targets) {
    const entry = incident.entryOf.get(target)
    if (!entry) return 'That entry is not in this incident.'
    if (entry.fact.type === 'Redacted') return 'A redaction cannot be redacted: it says who erased what, and stays.'
    if (entry.fact.type === 'ExportRecorded') return 'The record of an export cannot be redacted: it holds no words, only how the files were.'
    named.push(entry)
  }
  const open = named.filter(({ redactedBy }) => redactedBy === null)
  if (open.length === 0) return named.length === 1 ? 'That entry is redacted already.' : 'Those entries are redacted already.'
  const facts = withCompanions(incident, open)
  const files = [...new Set(facts.flatMap((fact) => attachmentOf(fact) ?? []))]
  write('Redacted', { targets: facts.map(({ id }) => id), ...(reason !== undefined && { reason }), ...(files.length > 0 && { files }) }, { at })
  keepPlaybook(incident, facts, write, at)
  return undefined
}

/** The playbook that the incident began with is named by its declaration alone; erased there, it is named again. */
function keepPlaybook({ state }: FoldedIncident, erased: readonly Fact[], write: Write, at: When): void {
  for (const fact of erased) {
    const playbook = readData(fact, 'IncidentDeclared')?.playbook
    if (playbook !== undefined && (state.heads.get('playbook')?.standing.length ?? 0) === 0) write('PlaybookChanged', { playbook }, { at })
  }
}

/**
 * The facts and, with them, those that copied their words: what the same command wrote, what names them (a promise its decision, a reminder
 * its promise), each only where it really repeats them; and every other entry with the same attachment, for the file goes.
 */
function withCompanions({ entries }: FoldedIncident, named: readonly Entry[]): Fact[] {
  const reached = new Map(named.map((entry) => [entry.fact.id, entry]))
  const candidates = entries.filter(({ fact }) => !fact.redacted && fact.type !== 'Redacted')
  // The map grows as it is walked: a revised promise was copied from one that was copied from a decision.
  for (const [, entry] of reached) {
    const words = wordsOf(entry)
    for (const other of candidates) {
      // A correction goes with what it corrects.
      if (reached.has(other.fact.id) || reached.has(readControl(other.fact, 'EntryAmended')?.target ?? '')) continue
      if (hasSameFile(entry, other) || (areLinked(entry.written, other.written) && repeats(words, other.written))) reached.set(other.fact.id, other)
    }
  }
  return [...reached.values()].map(({ fact }) => fact)
}

function hasSameFile({ written }: Entry, other: Entry): boolean {
  const file = attachmentOf(written)
  return file !== null && attachmentOf(other.written) === file
}

/** Of one command, or one names the other. */
function areLinked(a: Fact, b: Fact): boolean {
  return commandOf(a) === commandOf(b) || mentions(a, b.id) || mentions(b, a.id)
}

function commandOf({ id, cause }: Fact): string {
  return cause ?? id
}

function mentions({ data }: Fact, id: string): boolean {
  return Object.values(data).includes(id)
}

/** Copies may be cut (a promise names only the beginning of its decision), and a command gives its links to every fact that it makes. */
function repeats(words: readonly string[], other: Fact): boolean {
  const theirs = textsOf(other)
  return words.some((text) => theirs.some((copy) => copy.includes(text.slice(0, BEGINNING)) || (copy.length >= SURE_COPY && text.includes(copy.slice(0, BEGINNING)))))
}

/** Everything that an entry says or said. */
function wordsOf({ fact, written, amendments }: Entry): string[] {
  return [fact, written, ...amendments].flatMap(textsOf)
}

function textsOf({ data, evidence }: Fact): string[] {
  return textsIn([data, evidence])
}

/** The words in a value that a person chose, long enough to be told apart. */
function textsIn(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return value.trim().length >= SHORTEST_COPY && !FIXED_WORDS.has(field) && !isStamp(value) ? [value.trim()] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, Array.isArray(value) ? field : name))
}
