/** What the person wrote last: the entry that Ctrl+Z strikes. */
import { isControl } from '../../../shared/facts/control.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import type { FoldedIncident } from '../../../shared/incident/evolve.ts'

const NOT_STRUCK: ReadonlySet<string> = new Set(['IncidentDeclared', 'EntryStarred', 'ReminderShown', 'ExportRecorded'])

/** Every fact of the person's last command that still stands, oldest first; a command may write several. */
export function lastOwnFacts({ entries }: FoldedIncident, person: string): Fact[] {
  const isOwn = ({ fact, struckBy }: FoldedIncident['entries'][number]): boolean =>
    fact.by.person === person && struckBy === null && !fact.redacted && !isControl(fact.type) && !NOT_STRUCK.has(fact.type)
  let index = entries.findLastIndex(isOwn)
  if (index < 0) return []
  const facts = [entries[index]!.fact]
  while (--index >= 0 && isOwn(entries[index]!) && isOneCommand(entries[index]!.fact, facts[0]!)) facts.unshift(entries[index]!.fact)
  return facts
}

function isOneCommand(before: Fact, fact: Fact): boolean {
  return fact.cause !== undefined && (before.id === fact.cause || before.cause === fact.cause)
}
