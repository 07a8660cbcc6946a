/** The two laws: evolve accepts everything and drops nothing; fold ignores arrival order and duplicates. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../shared/facts/canonical.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import { createIncidentFold, foldIncident } from '../../../shared/incident/evolve.ts'
import { titleOf } from '../../../shared/incident/status.ts'
import { fact, strike, stamp, note } from '../../helpers/facts.ts'
import { someFacts, textOf } from '../../helpers/generated.ts'

const shuffled = (facts: readonly Fact[]): fc.Arbitrary<Fact[]> => fc.shuffledSubarray([...facts], { minLength: facts.length })
/** A set, and the same set as it may arrive: in another order, some twice, in batches. */
const arrivals = someFacts.chain((facts) =>
  fc.tuple(fc.constant(facts), shuffled([...facts, ...facts.slice(0, 5)]), fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 })),
)

function inBatches(facts: readonly Fact[], sizes: readonly number[]): Fact[][] {
  const batches: Fact[][] = []
  for (let from = 0, turn = 0; from < facts.length; turn++) {
    const size = sizes[turn % sizes.length]!
    batches.push(facts.slice(from, from + size))
    from += size
  }
  return batches
}

describe('law 1: evolve accepts', () => {
  it('every set of facts, and drops none', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const { entries, entryOf, rivals } = foldIncident(facts)
      const told = [...entries.map(({ written }) => written), ...rivals.flatMap(({ counted, others }) => [counted, ...others])].map(canonicalJson)
      for (const fact of facts) {
        const entry = entryOf.get(fact.id)!
        expect(entries).toContain(entry)
        const countsAsAnother = entry.fact.id !== fact.id
        expect(told.includes(canonicalJson(fact)) || countsAsAnother || entry.fact.redacted).toBe(true)
      }
    }))
  })

  it('a strike of a strike of a strike, twenty thousand deep', () => {
    const facts = [note(0, 'said'), ...Array.from({ length: 20_000 }, (_, index) => strike(index + 1, stamp(index)))]
    const { entryOf } = foldIncident(facts)
    // The last strike holds, so the one before does not, and so on down: an even number of them leaves the note standing.
    expect(entryOf.get(stamp(0))!.struckBy).toBeNull()
    expect(entryOf.get(stamp(1))!.struckBy!.id).toBe(stamp(2))
  })
})

describe('law 2: fold ignores', () => {
  it('that of two standing heads the first arrived last', () => {
    const fold = createIncidentFold()
    for (const n of [1, 9, 5, 3]) fold.add([fact(n, 'TitleChanged', { title: `the ${String(n)}th` })])
    expect(titleOf(fold.current.state)).toBe('the 9th')
    expect(fold.current.state.heads.get('title')!.standing.map(({ id }) => id)).toEqual([1, 3, 5, 9].map((n) => stamp(n)))
  })

  it('the order of arrival, duplicates and how it was split into batches', () => {
    fc.assert(fc.property(arrivals, ([facts, arriving, sizes]) => {
      const growing = createIncidentFold()
      for (const batch of inBatches(arriving, sizes)) growing.add(batch)
      expect(textOf(growing.current)).toBe(textOf(foldIncident(facts)))
    }), { numRuns: 100 })
  })

  it('what it knows already: nothing changes, and it says so', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const growing = createIncidentFold()
      growing.add(facts)
      const { version } = growing.current
      expect(growing.add(facts.map((fact) => structuredClone(fact)))).toBe(false)
      expect(growing.current.version).toBe(version)
    }))
  })

  it('whether it grew: each step is the fold of what had arrived', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const inOrder = [...facts].sort((a, b) => (a.id < b.id ? -1 : 1))
      const growing = createIncidentFold()
      inOrder.forEach((fact, index) => {
        growing.add([fact])
        expect(textOf(growing.current)).toBe(textOf(foldIncident(inOrder.slice(0, index + 1))))
      })
    }), { numRuns: 50 })
  })
})
