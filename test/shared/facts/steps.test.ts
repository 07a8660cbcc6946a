/** A fold that is made a step at a time comes to the same as one that is made at once, and no step takes in much. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFold, type Reducer } from '../../../shared/facts/fold.ts'
import { ITEMS_A_STEP, sortById } from '../../../shared/facts/steps.ts'
import { createIncidentFold } from '../../../shared/incident/evolve.ts'
import { note, redaction, stamp, strike } from '../../helpers/facts.ts'
import { someFacts, textOf } from '../../helpers/generated.ts'

describe('adding in steps', () => {
  it('comes to what adding at once comes to', () => {
    fc.assert(
      fc.property(someFacts, someFacts, (first, second) => {
        const atOnce = createIncidentFold()
        const stepwise = createIncidentFold()
        for (const facts of [first, second]) {
          const changed = atOnce.add(facts)
          const steps = stepwise.addInSteps(facts)
          let step = steps.next()
          while (!step.done) step = steps.next()
          expect(step.value).toBe(changed)
          expect(textOf(stepwise.current)).toBe(textOf(atOnce.current))
        }
      }),
    )
  })

  it('reduces no more than a step’s worth of facts between two steps, corrections or not', () => {
    let reduced = 0
    const reducer: Reducer<{ count: number }> = {
      initial: () => ({ count: 0 }),
      evolve: (draft) => {
        draft.count += 1
        reduced += 1
      },
      readable: () => true,
      atAnyTurn: () => true,
    }
    const fold = createFold(reducer)
    const facts = [...Array.from({ length: 3000 }, (_, n) => note(n, 'x')), strike(3001, stamp(5)), redaction(3002, stamp(6))]
    let most = 0
    let steps = 0
    for (const _ of fold.addInSteps(facts.toReversed())) {
      most = Math.max(most, reduced)
      reduced = 0
      steps += 1
    }
    expect(most).toBeLessThanOrEqual(ITEMS_A_STEP)
    expect(steps).toBeGreaterThan(3000 / ITEMS_A_STEP)
    // The struck one has no effect, the redacted one still has a body; control facts are not reduced.
    expect(fold.current.state.count).toBe(2999)
  })

  it('sorts by id as sort does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 0, maxLength: 2500, size: 'max' }), (numbers) => {
        const items = [...new Set(numbers)].map((n) => ({ id: String(n).padStart(5, '0') }))
        const steps = sortById(items)
        let step = steps.next()
        while (!step.done) step = steps.next()
        expect(step.value).toEqual(items.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
      }),
      { numRuns: 30 },
    )
  })
})
