/** The timeline's order, kept up while facts come in: always what it would be if they had all been there from the start. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { createIncidentFold, foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { entryTeller, timelineOf } from '../../../shared/views/timeline.ts'
import { createTimelineOrder } from '../../../shared/views/timeline-order.ts'
import { at, note, stamp, strike } from '../../helpers/facts.ts'
import { someFacts } from '../../helpers/generated.ts'

const clock = (time: string): string => time.slice(11, 16)

/** The texts of the timeline after each batch, as the window comes to them. */
function keptUp(batches: readonly (readonly Fact[])[]): string[][] {
  const fold = createIncidentFold()
  const order = createTimelineOrder()
  return batches.map((batch) => {
    fold.add(batch)
    return order(fold.current).map(entryTeller(fold.current, BUILT_IN_PLAYBOOK, clock)).map((entry) => JSON.stringify(entry))
  })
}

const fromScratch = (facts: readonly Fact[]): string[] => timelineOf(foldIncident(facts), BUILT_IN_PLAYBOOK, clock).map((entry) => JSON.stringify(entry))

describe('the order of the timeline', () => {
  it('is the same however the facts came in: amended, struck, redacted, backdated, late, repeated', () => {
    const arrivals = someFacts.chain((facts) => fc.tuple(fc.shuffledSubarray([...facts, ...facts.slice(0, 3)], { minLength: facts.length }), fc.integer({ min: 1, max: 4 })))
    fc.assert(
      fc.property(arrivals, ([facts, size]) => {
        const batches = Array.from({ length: Math.ceil(facts.length / size) }, (_, index) => facts.slice(index * size, (index + 1) * size))
        keptUp(batches).forEach((texts, index) => expect(texts).toEqual(fromScratch(batches.slice(0, index + 1).flat())))
      }),
      { numRuns: 300 },
    )
  })

  it('puts what is backdated in its place, by hand', () => {
    const texts = keptUp([[note(1, 'first'), note(9, 'last')], [note(10, 'between', { at: at('14:00:05') })], [strike(11, stamp(1))], [note(12, 'the end')]])
    expect(texts.map((entries) => entries.map((entry) => (JSON.parse(entry) as { text: string }).text))).toEqual([
      ['first', 'last'],
      ['first', 'between', 'last'],
      ['first', 'between', 'last'],
      ['first', 'between', 'last', 'the end'],
    ])
  })

  it('leaves the lists that it gave before as they were', () => {
    const fold = createIncidentFold()
    const order = createTimelineOrder()
    fold.add([note(1, 'one')])
    const before = order(fold.current)
    fold.add([note(2, 'two')])
    const after = order(fold.current)
    expect([before.length, after.length]).toEqual([1, 2])
    expect(order(fold.current)).toBe(after)
  })
})
