/** Turns a set of facts into a state, ignoring the order in which they arrived and how often. */
import { canonicalJson, countsBefore } from './canonical.ts'
import { eraseFact, isControl } from './control.ts'
import type { Fact } from './fact.ts'
import type { ReadOnly } from './read-only.ts'
import { resolve, type Entry } from './resolve.ts'
import { upcast } from './upcast.ts'

/** What a kind of stream brings to the fold. */
export interface Reducer<Draft> {
  initial(): Draft
  /** Applies one fact to the draft. Total: it never throws, whatever the fact holds (law 1). */
  evolve(draft: Draft, fact: Fact): void
  /** Whether the fact's data can be read as its type; an amendment that would break this has no effect. */
  readable(fact: Fact): boolean
}

/** One id with two bodies: `counted` is what every machine uses, `others` are kept to be shown. */
export interface Rivals {
  readonly id: string
  readonly counted: Fact
  readonly others: readonly Fact[]
}

/** The result of a fold. `version` grows with every change, for whoever must notice one. */
export interface Folded<Draft> {
  readonly version: number
  readonly state: ReadOnly<Draft>
  /** every entry that stands, control facts included, in id order */
  readonly entries: readonly Entry[]
  readonly entryOf: ReadonlyMap<string, Entry>
  readonly rivals: readonly Rivals[]
}

/** A fold that can grow. */
export interface Fold<Draft> {
  readonly current: Folded<Draft>
  /** Adds facts, in any order, known ones included; answers whether anything changed. */
  add(facts: readonly Fact[]): boolean
  /** Drops the words of what is redacted from memory, as if all of it had been read from a disk on which they are erased. */
  forget(): void
}

/** Folds once. */
export function fold<Draft>(reducer: Reducer<Draft>, facts: readonly Fact[]): Folded<Draft> {
  const growing = createFold(reducer)
  growing.add(facts)
  return growing.current
}

/**
 * Starts an empty fold. A new last fact of an ordinary kind is reduced in place; anything else refolds the whole,
 * so that the result is always that of a fold from scratch (law 2).
 */
export function createFold<Draft>(reducer: Reducer<Draft>): Fold<Draft> {
  const bodies = new Map<string, Fact[]>()
  let built = build(reducer, bodies)
  let version = 0
  const publish = (): Folded<Draft> => ({
    version,
    state: built.state as ReadOnly<Draft>,
    entries: built.entries,
    entryOf: built.entryOf,
    rivals: built.rivals,
  })
  let current = publish()

  return {
    get current() {
      return current
    },
    add(facts) {
      const fresh: Fact[] = []
      for (const raw of facts) {
        const fact = upcast(raw)
        if (keep(bodies, fact)) fresh.push(fact)
      }
      if (fresh.length === 0) return false
      fresh.sort((a, b) => (a.id < b.id ? -1 : 1))
      for (const fact of fresh) {
        if (bodies.get(fact.id)!.length === 1 && appendable(built, fact)) {
          append(reducer, built, fact)
        } else {
          built = build(reducer, bodies)
          break
        }
      }
      version += 1
      current = publish()
      return true
    },
    forget() {
      for (const id of built.redacted) {
        const erased = new Map(bodies.get(id)?.map(eraseFact).map((fact) => [canonicalJson(fact), fact]))
        if (erased.size > 0) bodies.set(id, [...erased.values()].sort((a, b) => (bodyCountsBefore(a, b) ? -1 : 1)))
      }
    },
  }
}

interface Built<Draft> {
  state: Draft
  entries: Entry[]
  entryOf: Map<string, Entry>
  keys: Set<string>
  targeted: Set<string>
  /** ids of the facts that a redaction reaches */
  redacted: Set<string>
  rivals: Rivals[]
}

function build<Draft>(reducer: Reducer<Draft>, bodies: ReadonlyMap<string, Fact[]>): Built<Draft> {
  const facts = [...bodies.values()].map(([counted]) => counted!).sort((a, b) => (a.id < b.id ? -1 : 1))
  const { entries, entryOf, keys, targeted, redacted } = resolve(facts, reducer.readable)
  const rivals: Rivals[] = []
  for (const counted of facts) {
    const rivalling = bodies.get(counted.id)!
    // A fact with and without its data is a redaction that has not reached every copy, not a conflict; and what is redacted is not told here.
    const isErased = counted.redacted || entryOf.get(counted.id)!.fact.redacted
    if (rivalling.length > 1 && !isErased) rivals.push({ id: counted.id, counted, others: rivalling.slice(1) })
  }
  const state = reducer.initial()
  for (const entry of entries) if (hasEffect(entry)) reducer.evolve(state, entry.fact)
  return { state, entries, entryOf, keys, targeted, redacted, rivals }
}

/** Whether `fact` comes last and touches nothing that is there already. */
function appendable<Draft>(built: Built<Draft>, fact: Fact): boolean {
  const last = built.entries.at(-1)
  return (
    !isControl(fact.type) &&
    (last === undefined || fact.id > last.fact.id) &&
    (fact.key === undefined || !built.keys.has(fact.key)) &&
    !fact.redacted &&
    !built.targeted.has(fact.id)
  )
}

function append<Draft>(reducer: Reducer<Draft>, built: Built<Draft>, fact: Fact): void {
  const entry: Entry = { fact, written: fact, amendments: [], struckBy: null, redactedBy: null }
  built.entries.push(entry)
  built.entryOf.set(fact.id, entry)
  if (fact.key !== undefined) built.keys.add(fact.key)
  reducer.evolve(built.state, fact)
}

function hasEffect(entry: Entry): boolean {
  return entry.struckBy === null && !isControl(entry.fact.type)
}

/** Keeps a body of a fact unless the same is there; the one that counts stands first. */
function keep(bodies: Map<string, Fact[]>, fact: Fact): boolean {
  const present = bodies.get(fact.id)
  if (!present) {
    bodies.set(fact.id, [fact])
    return true
  }
  if (present.includes(fact)) return false
  const text = canonicalJson(fact)
  if (present.some((body) => canonicalJson(body) === text)) return false
  present.push(fact)
  present.sort((a, b) => (bodyCountsBefore(a, b) ? -1 : 1))
  return true
}

function bodyCountsBefore(a: Fact, b: Fact): boolean {
  if (a.redacted !== b.redacted) return a.redacted === true
  return countsBefore(canonicalJson(a), canonicalJson(b))
}
