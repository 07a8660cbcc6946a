/** Strikes: the entry stays visible without effect; striking the strike restores it. */
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { phaseOf } from '../../../shared/incident/status.ts'
import { amendment, fact, futureStamp, note, redaction, stamp, strike } from '../../helpers/facts.ts'

const declared = fact(0, 'IncidentDeclared', { title: 'API down' })
const resolved = fact(1, 'IncidentResolved')
const phase = (...facts: Parameters<typeof foldIncident>[0]) => phaseOf(foldIncident([declared, resolved, ...facts]).state)
const struck = (id: string, ...facts: Parameters<typeof foldIncident>[0]) => foldIncident(facts).entryOf.get(id)!.struckBy?.id ?? null

describe('a strike', () => {
  it('takes the effect away and leaves the entry: striking "resolved" reopens', () => {
    expect(phase()).toBe('resolved')
    expect(phase(strike(2, stamp(1)))).toBe('declared')
    expect(foldIncident([declared, resolved, strike(2, stamp(1))]).entries.map(({ fact: { type } }) => type)).toEqual(['IncidentDeclared', 'IncidentResolved', 'EntryStruck'])
  })

  it('that is struck restores, and that one struck strikes again', () => {
    expect(phase(strike(2, stamp(1)), strike(3, stamp(2)))).toBe('resolved')
    expect(phase(strike(2, stamp(1)), strike(3, stamp(2)), strike(4, stamp(3)))).toBe('declared')
  })

  it('holds although another of the same entry was struck', () => {
    expect(struck(stamp(1), resolved, strike(2, stamp(1)), strike(3, stamp(1)), strike(4, stamp(2)))).toBe(stamp(3))
  })

  it('is named where several hold: the first, restored ones too', () => {
    const both = [resolved, strike(2, stamp(1)), strike(3, stamp(1))]
    expect(struck(stamp(1), ...both, strike(4, stamp(2)), strike(5, stamp(4)))).toBe(stamp(2))
    expect(struck(stamp(1), ...both, strike(4, stamp(3)), strike(5, stamp(4)))).toBe(stamp(2))
  })

  it('that was struck twice stays struck until both are taken back', () => {
    const twice = [resolved, strike(2, stamp(1)), strike(3, stamp(2)), strike(4, stamp(2))]
    expect(struck(stamp(1), ...twice, strike(5, stamp(3)), strike(6, stamp(3)))).toBeNull()
    expect(struck(stamp(1), ...twice, strike(5, stamp(3)), strike(6, stamp(4)))).toBe(stamp(2))
  })

  it('works before what it strikes has arrived, and though its id is lower', () => {
    expect(struck(stamp(5), strike(2, stamp(5)), note(5, 'late'))).toBe(stamp(2))
  })

  it('by a machine whose clock is in 2099 can be taken back', () => {
    expect(struck(stamp(1), resolved, strike(futureStamp(0), stamp(1)))).toBe(futureStamp(0))
    expect(struck(stamp(1), resolved, strike(futureStamp(0), stamp(1)), strike(3, futureStamp(0)))).toBeNull()
  })

  it('of itself, or in a ring, holds nothing', () => {
    expect(struck(stamp(2), strike(2, stamp(2)))).toBeNull()
    expect(struck(stamp(1), resolved, strike(2, stamp(3)), strike(3, stamp(2)), strike(4, stamp(1)))).toBe(stamp(4))
  })

  it('of an amendment takes the amendment back', () => {
    const { entryOf } = foldIncident([note(1, 'as said'), amendment(2, stamp(1), { data: { text: 'as corrected' } }), strike(3, stamp(2))])
    expect(entryOf.get(stamp(1))).toMatchObject({ fact: { data: { text: 'as said' } }, amendments: [] })
    expect(entryOf.get(stamp(2))!.struckBy!.id).toBe(stamp(3))
  })

  it('of a redaction does nothing', () => {
    const { entryOf } = foldIncident([note(1, 'secret'), redaction(2, stamp(1)), strike(3, stamp(2))])
    expect(entryOf.get(stamp(2))!.struckBy).toBeNull()
    expect(entryOf.get(stamp(1))!.fact.data).toEqual({})
  })
})
