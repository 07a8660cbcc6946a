/** Sets of facts as the world may hand them over: valid, damaged, newer, repeated, contradicting, acting on each other. */
import fc from 'fast-check'
import { canonicalJson } from '../../shared/facts/canonical.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import type { Folded } from '../../shared/facts/fold.ts'
import { INCIDENT_FACTS, type IncidentFactType } from '../../shared/incident/events.ts'
import { fact, futureStamp, stamp, utc } from './facts.ts'
import { inputsOf } from './from-schema.ts'

/** Few enough that facts meet: two writers, and a laptop whose clock is set to 2099. */
export const someId = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.integer({ min: 0, max: 15 }), fc.constantFrom('aaaaaaaa', 'bbbbbbbb')).map(([n, writer]) => stamp(n, writer)) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 }).map(futureStamp) },
)

const time = fc.constantFrom('13:50', '14:00', '14:05', '14:05', '14:20').map(utc)
const moment = fc.record(
  { time, precision: fc.constantFrom('exact', 'about', 'unknown'), zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Nowhere/At-All'), raw: fc.constant('@-5m') },
  { requiredKeys: ['time', 'precision', 'zone'], noNullPrototype: true },
)

type Body = readonly [type: string, data: unknown]

const known: fc.Arbitrary<Body> = fc.oneof(
  ...(Object.keys(INCIDENT_FACTS) as IncidentFactType[]).map((type) => inputsOf(INCIDENT_FACTS[type].data, someId).map((data) => [type, data] as const)),
)
const damaged: fc.Arbitrary<Body> = fc.tuple(fc.constantFrom(...Object.keys(INCIDENT_FACTS), 'EntryAmended', 'EntryStruck', 'Redacted'), fc.dictionary(fc.constantFrom('text', 'target', 'targets', 'page', 'extra'), fc.jsonValue({ maxDepth: 1 }), { noNullPrototype: true }))
const newer: fc.Arbitrary<Body> = fc.tuple(fc.constantFrom('SeanceHeld', 'constructor', '__proto__'), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true, maxKeys: 3 }))
const controls: fc.Arbitrary<Body> = fc.oneof(
  someId.map((target) => ['EntryStruck', { target }] as const),
  fc.tuple(someId, inputsOf(INCIDENT_FACTS.NoteAdded.data, someId)).map(([target, data]) => ['EntryAmended', { target, data }] as const),
  fc.tuple(someId, moment).map(([target, at]) => ['EntryAmended', { target, at }] as const),
  fc.array(someId, { minLength: 1, maxLength: 2 }).map((targets) => ['Redacted', { targets }] as const),
)

const someFact: fc.Arbitrary<Fact> = fc
  .record({
    id: someId,
    body: fc.oneof({ weight: 5, arbitrary: known }, { weight: 3, arbitrary: controls }, { weight: 1, arbitrary: damaged }, { weight: 1, arbitrary: newer }),
    extra: fc.record(
      {
        at: moment,
        knownAt: time,
        key: fc.constantFrom('alert:1', 'alert:2'),
        replaces: fc.array(someId, { maxLength: 2 }),
        evidence: fc.constant([{ url: 'https://example.org' }]),
        v: fc.constant(2),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    redacted: fc.integer({ min: 0, max: 19 }),
  })
  .map(({ id, body: [type, data], extra, redacted }) => freeze(fact(id, type, data as Fact['data'], { ...(extra as Partial<Fact>), ...(redacted === 0 && { redacted: true, data: {} }) })))

/** Frozen through and through: whoever writes to a fact throws. */
export const someFacts = fc.array(someFact, { maxLength: 30, size: 'max' })

export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze)
  return Object.freeze(value)
}

/** Everything that a fold says, as one text to compare; only `version` counts how often it was told. */
export function textOf<Draft>({ state, entries, entryOf, rivals }: Folded<Draft>): string {
  const named = [...entryOf].map(([id, entry]) => [id, entry.fact.id]).sort()
  return canonicalJson(plain({ state, entries, named, rivals }))
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, item]) => [plain(key), plain(item)])
  if (value instanceof Set) return [...(value as Set<unknown>)].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]))
  return value
}
