/** The quick look at a fact says yes to nothing that the schema refuses or would change, and to what the app itself writes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factSchema, type Fact } from '../../../shared/facts/fact.ts'
import { isOrdinaryFact } from '../../../shared/facts/ordinary.ts'
import { fact, note } from '../../helpers/facts.ts'
import { someFacts } from '../../helpers/generated.ts'
import { guideExample } from '../../helpers/guide-example.ts'

/** A fact with one field, at any depth, replaced, taken away or added. */
const twisted = fc
  .tuple(
    fc.constantFrom('v', 'id', 'type', 'data', 'at', 'recordedAt', 'knownAt', 'by', 'source', 'key', 'cause', 'replaces', 'evidence', 'redacted', 'extra', '__proto__', 'at.time', 'at.until', 'at.precision', 'at.zone', 'at.raw', 'at.extra', 'by.person', 'by.name', 'by.role', 'by.extra', 'data.__proto__', 'data.constructor'),
    fc.oneof(
      fc.constantFrom(undefined, null, '', 'text', 0, 1, -1, 1.5, 2 ** 53, true, false, {}, [], ['a'], [1], 'exact', '2025-02-29T00:00:00.000Z', '2024-02-29T00:00:00.000Z', '1900-02-29T00:00:00.000Z', '2000-02-29T23:59:59.999Z'),
      fc.constantFrom('2025-02-01T24:00:00.000Z', '2025-02-01T23:60:00.000Z', '2025-04-31T00:00:00.000Z', '2025-13-01T00:00:00.000Z', '2025-00-01T00:00:00.000Z', '2025-02-01T00:00:00Z', '2025-02-01T00:00:00.000+00:00', '2025-02-01t00:00:00.000z', ' 2025-02-01T00:00:00.000Z'),
      fc.constantFrom('2025-02-01T14:00:00.000Z-0000-aaaaaaaa', '2025-02-01T14:00:00.000Z-000g-aaaaaaaa', '2025-02-01T14:00:00.000Z-0000-aaaaaaal', '2025-02-29T14:00:00.000Z-0000-aaaaaaaa', '2025-02-01T14:00:00.000Z-0000-aaaaaaaaa', '2025-02-01T14:00:00.000Z_0000_aaaaaaaa'),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  )
  .map(([path, value]) => {
    const [first = '', second] = path.split('.')
    const base = JSON.parse(JSON.stringify(note(1, 'said', { knownAt: '2025-02-01T14:00:00.000Z', key: 'k', cause: 'c', replaces: ['x'] }))) as Record<string, unknown>
    const target = second === undefined ? base : (base[first] as Record<string, unknown>)
    Object.defineProperty(target, second ?? first, { value, enumerable: true, configurable: true, writable: true })
    // As it comes from a journal: what JSON cannot say is gone.
    return JSON.parse(JSON.stringify(base)) as unknown
  })

describe('the quick look at a fact', () => {
  it('never takes what the schema refuses, nor what it would change', () => {
    fc.assert(
      fc.property(fc.oneof(twisted, fc.jsonValue()), (value) => {
        if (!isOrdinaryFact(value)) return
        const parsed = factSchema.safeParse(value)
        expect(parsed.error?.issues ?? []).toEqual([])
        expect(parsed.data).toEqual(value)
      }),
      { numRuns: 5000 },
    )
  })

  it('takes what the app writes, so that it is worth having', () => {
    const written = guideExample().facts.filter(({ evidence, redacted }) => !evidence && !redacted)
    expect(written.filter((each) => !isOrdinaryFact(JSON.parse(JSON.stringify(each))))).toEqual([])
    expect(isOrdinaryFact(fact(1, 'NoteAdded', { text: 'x' }))).toBe(true)
    const refused = (facts: readonly Fact[]): Fact[] => facts.filter((each) => !each.evidence && !each.redacted && !Object.hasOwn(each.data, '__proto__') && !isOrdinaryFact(each))
    fc.assert(fc.property(someFacts, (facts) => void expect(refused(facts)).toEqual([])))
  })
})
