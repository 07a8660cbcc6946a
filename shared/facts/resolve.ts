/** Applies the facts that act on facts: one fact a key, then redactions, amendments and strikes. */
import { controlTargets, eraseFact, isControl, readControl } from './control.ts'
import type { Fact } from './fact.ts'
import { ITEMS_A_STEP } from './steps.ts'

/** A fact as it counts now, with what was done to it. */
export interface Entry {
  /** with its amendments applied, or erased */
  readonly fact: Fact
  /** as it was written (erased where it is redacted) */
  readonly written: Fact
  /** in id order; empty where the entry is redacted */
  readonly amendments: readonly Fact[]
  readonly struckBy: Fact | null
  /** null although `fact.redacted` is set: its `Redacted` fact has not arrived */
  readonly redactedBy: Fact | null
}

interface Resolved {
  entries: Entry[]
  /** by every id that names it, those of facts with the same key included */
  entryOf: Map<string, Entry>
  keys: Set<string>
  /** ids that control facts act on, arrived or not */
  targeted: Set<string>
  /** ids of the facts that a `Redacted` fact reaches, those that another with the same key stands for included */
  redacted: Set<string>
}

const NONE: readonly Fact[] = []

/**
 * @param facts one body an id, in id order
 * @param readable whether a fact's data fits its type; an amendment that breaks it is kept in the history, without effect
 */
export function* resolve(facts: readonly Fact[], readable: (fact: Fact) => boolean): Generator<void, Resolved, void> {
  const { counted, survivorOf, keys } = oneFactAKey(facts)
  const targeted = new Set<string>()
  const redactedBy = new Map<string, Fact>()
  const amendmentsOf = new Map<string, Fact[]>()
  const strikesOf = new Map<string, Fact[]>()
  const redactions = new Set<string>()
  yield

  for (const fact of counted) {
    if (!isControl(fact.type)) continue
    if (fact.type === 'Redacted') redactions.add(fact.id)
    for (const id of controlTargets(fact)) {
      targeted.add(id)
      const survivor = survivorOf.get(id) ?? id
      if (fact.type === 'Redacted') {
        if (!redactedBy.has(survivor)) redactedBy.set(survivor, fact)
      } else {
        push(fact.type === 'EntryAmended' ? amendmentsOf : strikesOf, survivor, fact)
      }
    }
  }

  yield
  // What amends a redacted fact says the same things again, so it is erased with it, and what amends that (the map grows as it is walked).
  for (const [id, redaction] of redactedBy) {
    if (redactions.has(id)) redactedBy.delete(id)
    else for (const amendment of amendmentsOf.get(id) ?? []) if (!redactedBy.has(amendment.id)) redactedBy.set(amendment.id, redaction)
  }

  const holding = standingStrikes(strikesOf)
  const isRedacted = (fact: Fact): boolean => redactedBy.has(fact.id) || fact.redacted === true
  const shown = (fact: Fact): Fact => (isRedacted(fact) ? eraseFact(fact) : fact)

  const entryFor = (fact: Fact): Entry => {
    const strike = fact.type === 'Redacted' ? undefined : holding.get(fact.id)
    const struckBy = strike ? shown(strike) : null
    if (isRedacted(fact)) {
      const erased = eraseFact(fact)
      return { fact: erased, written: erased, amendments: [], struckBy, redactedBy: redactedBy.get(fact.id) ?? null }
    }
    const amendments = amendmentsOf.get(fact.id)?.filter((amendment) => !isRedacted(amendment) && !holding.has(amendment.id)) ?? NONE
    return { fact: amend(fact, amendments, readable), written: fact, amendments, struckBy, redactedBy: null }
  }
  const entries: Entry[] = []
  const entryOf = new Map<string, Entry>()
  for (const fact of counted) {
    const entry = entryFor(fact)
    entries.push(entry)
    entryOf.set(fact.id, entry)
    if (entries.length % ITEMS_A_STEP === 0) yield
  }
  const redacted = new Set(redactedBy.keys())
  for (const [id, survivor] of survivorOf) {
    entryOf.set(id, entryOf.get(survivor)!)
    if (redacted.has(survivor)) redacted.add(id)
  }
  return { entries, entryOf, keys, targeted, redacted }
}

function oneFactAKey(facts: readonly Fact[]): { counted: Fact[]; survivorOf: Map<string, string>; keys: Set<string> } {
  const holder = new Map<string, string>()
  const survivorOf = new Map<string, string>()
  const counted = facts.filter((fact) => {
    if (fact.key === undefined) return true
    const first = holder.get(fact.key)
    if (first === undefined) {
      holder.set(fact.key, fact.id)
      return true
    }
    survivorOf.set(fact.id, first)
    return false
  })
  return { counted, survivorOf, keys: new Set(holder.keys()) }
}

/**
 * The strike that holds for each id: the lowest of those that were not struck themselves. Worked out inwards from the strikes
 * that nobody strikes, so that a clock set wrong and a chain of any length do no harm; strikes in a ring hold nothing.
 */
function standingStrikes(strikesOf: ReadonlyMap<string, readonly Fact[]>): Map<string, Fact> {
  const pending = new Map<string, { strike: Fact; target: string; strikers: number }>()
  for (const [target, strikes] of strikesOf) {
    for (const strike of strikes) pending.set(strike.id, { strike, target, strikers: strikesOf.get(strike.id)?.length ?? 0 })
  }
  const holding = new Map<string, Fact>()
  const standing = [...pending.values()].filter(({ strikers }) => strikers === 0)
  for (const { strike, target } of standing) {
    const first = holding.get(target)
    if (!first || strike.id < first.id) holding.set(target, strike)
    if (first) continue
    // The target is struck from here on. Where it is a strike, whatever it struck has one fewer against it.
    const restored = pending.get(pending.get(target)?.target ?? '')
    if (!restored) continue
    restored.strikers -= 1
    if (restored.strikers === 0) standing.push(restored)
  }
  return holding
}

function amend(fact: Fact, amendments: readonly Fact[], readable: (fact: Fact) => boolean): Fact {
  // What a control fact does was settled by its own words; a correction of it stands in the history alone.
  if (isControl(fact.type)) return fact
  let amended = fact
  for (const amendment of amendments) {
    const change = readControl(amendment, 'EntryAmended')
    if (!change) continue
    const next: Fact = {
      ...amended,
      at: change.at ?? amended.at,
      data: change.data ? merge(amended.data, change.data) : amended.data,
      ...(change.evidence && { evidence: change.evidence }),
    }
    if (readable(next) || !readable(amended)) amended = next
  }
  return amended
}

function merge(data: Fact['data'], change: Fact['data']): Fact['data'] {
  return Object.fromEntries(Object.entries({ ...data, ...change }).filter(([, value]) => value !== null))
}

function push(map: Map<string, Fact[]>, id: string, fact: Fact): void {
  const list = map.get(id)
  if (list) list.push(fact)
  else map.set(id, [fact])
}
