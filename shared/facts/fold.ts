/** Turns a set of facts into a state, ignoring the order in which they arrived and how often. */
import { canonicalJson, countsBefore } from './canonical.ts'
import { eraseFact, isControl } from './control.ts'
import type { Fact } from './fact.ts'
import type { ReadOnly } from './read-only.ts'
import { resolve, type Entry } from './resolve.ts'
import { finish, ITEMS_A_STEP, sortById } from './steps.ts'
import { upcast } from './upcast.ts'

/** What a kind of stream brings to the fold. */
export interface Reducer<Draft> {
  initial(): Draft
  /** Applies one fact to the draft. Total: it never throws, whatever the fact holds (law 1). */
  evolve(draft: Draft, fact: Fact): void
  /** Whether the fact's data can be read as its type; an amendment that would break this has no effect. */
  readable(fact: Fact): boolean
  /** Whether it makes no difference when in the order of ids `evolve` is given this fact. */
  atAnyTurn(fact: Fact): boolean
}

/** So many facts of one batch are put between others one by one; from there on it is quicker to fold anew. */
const MOST_BETWEEN = 50

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
  /** Does the same a step at a time. Until the last one, `current` is not to be looked at, nor anything else to be added. */
  addInSteps(facts: readonly Fact[]): Generator<void, boolean, void>
}

/** Folds once. */
export function fold<Draft>(reducer: Reducer<Draft>, facts: readonly Fact[]): Folded<Draft> {
  const growing = createFold(reducer)
  growing.add(facts)
  return growing.current
}

/**
 * Starts an empty fold. A fact of an ordinary kind is reduced in place, whether it comes last or, where the reducer does not mind,
 * between others; anything else refolds the whole, so that the result is always that of a fold from scratch (law 2).
 */
export function createFold<Draft>(reducer: Reducer<Draft>): Fold<Draft> {
  const bodies = new Map<string, Fact[]>()
  let built = finish(build(reducer, bodies))
  let version = 0
  const publish = (): Folded<Draft> => ({
    version,
    // The lists in it are changed in place; the state itself is another one with every change, so that it can be remembered by.
    state: { ...(built.state as object) } as ReadOnly<Draft>,
    entries: built.entries,
    entryOf: built.entryOf,
    rivals: built.rivals,
  })
  let current = publish()

  function* addInSteps(facts: readonly Fact[]): Generator<void, boolean, void> {
    const fresh: Fact[] = []
    for (const [index, raw] of facts.entries()) {
      const fact = upcast(raw)
      if (keep(bodies, fact)) fresh.push(fact)
      if (index % ITEMS_A_STEP === ITEMS_A_STEP - 1) yield
    }
    if (fresh.length === 0) return false
    const sorted = yield* sortById(fresh)
    let between = 0
    for (const [index, fact] of sorted.entries()) {
      const ordinary = bodies.get(fact.id)!.length === 1 && isOrdinary(built, fact)
      if (ordinary && comesLast(built, fact)) append(reducer, built, fact)
      else if (ordinary && reducer.atAnyTurn(fact) && between < MOST_BETWEEN) {
        between += 1
        insert(reducer, built, fact)
      } else {
        built = yield* build(reducer, bodies)
        break
      }
      if (index % ITEMS_A_STEP === ITEMS_A_STEP - 1) yield
    }
    version += 1
    current = publish()
    return true
  }

  return {
    get current() {
      return current
    },
    add: (facts) => finish(addInSteps(facts)),
    addInSteps,
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

function* build<Draft>(reducer: Reducer<Draft>, bodies: ReadonlyMap<string, readonly Fact[]>): Generator<void, Built<Draft>, void> {
  const facts = yield* sortById(Array.from(bodies.values(), ([counted]) => counted!))
  const { entries, entryOf, keys, targeted, redacted } = yield* resolve(facts, reducer.readable)
  const rivals: Rivals[] = []
  for (const counted of facts) {
    const rivalling = bodies.get(counted.id)!
    // A fact with and without its data is a redaction that has not reached every copy, not a conflict; and what is redacted is not told here.
    const isErased = rivalling.length === 1 || counted.redacted || entryOf.get(counted.id)!.fact.redacted
    if (!isErased) rivals.push({ id: counted.id, counted, others: rivalling.slice(1) })
  }
  yield
  const state = reducer.initial()
  for (const [index, entry] of entries.entries()) {
    if (hasEffect(entry)) reducer.evolve(state, entry.fact)
    if (index % ITEMS_A_STEP === ITEMS_A_STEP - 1) yield
  }
  return { state, entries, entryOf, keys, targeted, redacted, rivals }
}

/** Whether `fact` touches nothing that is there already. */
function isOrdinary<Draft>(built: Built<Draft>, fact: Fact): boolean {
  return !isControl(fact.type) && (fact.key === undefined || !built.keys.has(fact.key)) && !fact.redacted && !built.targeted.has(fact.id)
}

function comesLast<Draft>({ entries }: Built<Draft>, fact: Fact): boolean {
  const last = entries.at(-1)
  return last === undefined || fact.id > last.fact.id
}

function append<Draft>(reducer: Reducer<Draft>, built: Built<Draft>, fact: Fact): void {
  const entry = entryOfItsOwn(fact)
  built.entries.push(entry)
  take(reducer, built, entry)
}

/** The list of entries is made anew: whoever follows it knows one that has only grown from one that has not. */
function insert<Draft>(reducer: Reducer<Draft>, built: Built<Draft>, fact: Fact): void {
  const entry = entryOfItsOwn(fact)
  // Two machines that write at the same time differ by seconds: the place is near the end.
  let place = built.entries.length
  while (place > 0 && built.entries[place - 1]!.fact.id > fact.id) place -= 1
  built.entries = built.entries.toSpliced(place, 0, entry)
  take(reducer, built, entry)
}

function entryOfItsOwn(fact: Fact): Entry {
  return { fact, written: fact, amendments: [], struckBy: null, redactedBy: null }
}

function take<Draft>(reducer: Reducer<Draft>, built: Built<Draft>, entry: Entry): void {
  const { fact } = entry
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
