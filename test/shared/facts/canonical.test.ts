/** One text for one value, and the body that every machine counts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, checksum, countsBefore } from '../../../shared/facts/canonical.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { note } from '../../helpers/facts.ts'

describe('canonical JSON', () => {
  it('sorts keys, at every depth, and leaves out what JSON leaves out', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined })).toBe('{"b":[{"c":null,"d":1}]}')
  })

  it('says the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }))
  })

  it('does not care in which order fields were written', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value))
    }))
  })
})

describe('two bodies under one id', () => {
  // FNV-1a's published test vectors (32 bits).
  it.each([['', 0x811c9dc5], ['a', 0xe40c292c], ['foobar', 0xbf9cf968]])('the checksum of %j is FNV-1a', (text, sum) => {
    expect(checksum(text)).toBe(sum)
  })

  it('the lower checksum counts; both are kept and reported', () => {
    const bodies = [note(1, 'one'), note(1, 'two'), note(1, 'three')].sort((a, b) => checksum(canonicalJson(a)) - checksum(canonicalJson(b)))
    fc.assert(fc.property(fc.shuffledSubarray(bodies, { minLength: 3 }), (facts) => {
      const { entries, rivals } = foldIncident(facts)
      expect(entries.map(({ fact }) => fact)).toEqual([bodies[0]])
      expect(rivals).toEqual([{ id: bodies[0]!.id, counted: bodies[0], others: bodies.slice(1) }])
    }))
  })

  it('one body, written with its fields in another order, is no rival', () => {
    const body = note(1, 'one')
    expect(foldIncident([body, Object.fromEntries(Object.entries(body).reverse()) as unknown as typeof body]).rivals).toEqual([])
  })

  it('are put in one order by every machine', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
      expect(countsBefore(a, b)).toBe(a !== b && !countsBefore(b, a))
    }))
  })
})
