/** Upcasting: older shapes are lifted on read, step by step; newer ones stay as they are. */
import { describe, expect, it } from 'vitest'
import { FACT_VERSION } from '../../../shared/facts/fact.ts'
import { upcast, UPCASTS, type Upcast } from '../../../shared/facts/upcast.ts'
import { note } from '../../helpers/facts.ts'

const rename = (from: string, to: string): Upcast => (fact) => ({ ...fact, data: { [to]: fact.data[from] } })
const steps = [rename('text', 'words'), rename('words', 'saying')]

describe('upcasting', () => {
  it('takes every step from the version that wrote the fact', () => {
    expect(upcast(note(1, 'x'), steps, 3)).toMatchObject({ v: 3, data: { saying: 'x' } })
    expect(upcast({ ...note(1, 'x'), v: 2, data: { words: 'x' } }, steps, 3)).toMatchObject({ v: 3, data: { saying: 'x' } })
  })

  it('leaves a fact of today and of a newer version as it is', () => {
    for (const v of [3, 4]) {
      const fact = { ...note(1, 'x'), v }
      expect(upcast(fact, steps, 3)).toBe(fact)
    }
  })

  it('has a step for every version before the current one', () => {
    expect(UPCASTS).toHaveLength(FACT_VERSION - 1)
  })
})
