/** Redactions as they are shown: which entries hold the words that should go, and what a `Redacted` fact says. */
import { readControl } from '../facts/control.ts'
import type { Fact } from '../facts/fact.ts'
import type { FoldedIncident } from './evolve.ts'

/**
 * The entries of an incident that hold these words anywhere: in their text, a link, a field, an earlier wording.
 * Ids in the incident's order; what is redacted already holds nothing.
 */
export function entriesHolding({ entries }: FoldedIncident, words: string): string[] {
  const needle = words.trim().toLowerCase()
  if (needle === '') return []
  const holding = entries.filter(({ fact, written, amendments }) => !fact.redacted && fact.type !== 'Redacted' && [fact, written, ...amendments].some((each) => holds(each, needle)))
  const ids = new Set(holding.map(({ fact }) => fact.id))
  // A correction goes with the entry that it corrects; named beside it, it would only be counted twice.
  return holding.filter(({ fact }) => !ids.has(readControl(fact, 'EntryAmended')?.target ?? '')).map(({ fact }) => fact.id)
}

function holds({ data, evidence, at }: Fact, needle: string): boolean {
  return [data, evidence, at.raw].some((value) => isIn(value, needle))
}

function isIn(value: unknown, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle)
  return typeof value === 'object' && value !== null && Object.values(value).some((item) => isIn(item, needle))
}

/** What a `Redacted` fact says, in the timeline and beside what it erased. */
export function redactionText(fact: Fact): string {
  const redacted = readControl(fact, 'Redacted')
  const what = redacted && redacted.targets.length > 1 ? `${String(redacted.targets.length)} entries` : 'an entry'
  return `${fact.by.name} redacted ${what}${redacted?.reason ? `: ${redacted.reason}` : ''}`
}
