/** Facts that share a key are one fact: the lowest id counts, and every id of theirs still names it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { amendment, note, redaction, stamp, strike } from '../../helpers/facts.ts'

const first = note(1, 'disk full', { key: 'alert:42' })
const second = note(2, 'disk full, seen by the other laptop', { key: 'alert:42' })
const third = note(3, 'disk full, seen again', { key: 'alert:42' })

describe('a key race', () => {
  it('is won by the lowest id, whoever arrives first', () => {
    fc.assert(fc.property(fc.shuffledSubarray([first, second, third], { minLength: 3 }), (facts) => {
      const { entries, entryOf, state } = foldIncident(facts)
      expect(entries.map(({ fact }) => fact.id)).toEqual([stamp(1)])
      expect(itemsOf(state, 'NoteAdded').map(({ data }) => data.text)).toEqual(['disk full'])
      expect([1, 2, 3].map((n) => entryOf.get(stamp(n))!.fact.id)).toEqual([stamp(1), stamp(1), stamp(1)])
    }))
  })

  it.each([1, 2, 3])('a strike, an amendment and a redaction reach it through its id number %i', (n) => {
    const facts = [second, third, first]
    const struck = foldIncident([...facts, strike(9, stamp(n))])
    expect(struck.entryOf.get(stamp(1))!.struckBy!.id).toBe(stamp(9))
    expect(itemsOf(struck.state, 'NoteAdded')).toEqual([])

    const amended = foldIncident([...facts, amendment(9, stamp(n), { data: { text: 'disk nearly full' } })])
    expect(itemsOf(amended.state, 'NoteAdded').map(({ data }) => data.text)).toEqual(['disk nearly full'])

    const redacted = foldIncident([...facts, redaction(9, stamp(n))])
    expect(redacted.entryOf.get(stamp(1))!.fact).toMatchObject({ data: {}, redacted: true })
    expect(JSON.stringify(redacted.entries)).not.toContain('disk full')
  })

  it('of different keys is none', () => {
    expect(foldIncident([first, note(2, 'another', { key: 'alert:43' })]).entries).toHaveLength(2)
  })
})
