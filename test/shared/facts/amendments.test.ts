/** Amendments: a correction is a new fact; the old wording stays for whoever asks. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { amendment, at, fact, note, stamp, utc } from '../../helpers/facts.ts'

const paged = fact(1, 'Paged', { whom: { name: 'Ana' }, text: 'twice' })
const entry = (...facts: Parameters<typeof foldIncident>[0]) => foldIncident(facts).entryOf.get(stamp(1))!

describe('an amendment', () => {
  it('changes words, time and links, and keeps what was written', () => {
    const change = { data: { text: 'once' }, at: at('13:50', 'about'), evidence: [{ url: 'https://example.org/a' }] }
    const amended = entry(paged, amendment(2, stamp(1), change))
    expect(amended.fact).toEqual({ ...paged, data: { whom: { name: 'Ana' }, text: 'once' }, at: change.at, evidence: change.evidence })
    expect(amended.written).toEqual(paged)
    expect(amended.amendments.map(({ id }) => id)).toEqual([stamp(2)])
  })

  it('moves the entry in the state to its new time', () => {
    const { state } = foldIncident([note(1, 'first'), note(2, 'second'), amendment(3, stamp(2), { at: at('13:00') })])
    expect(itemsOf(state, 'NoteAdded').map(({ data, time }) => [data.text, time])).toEqual([['second', utc('13:00')], ['first', utc('14:00:01')]])
  })

  it('takes a field away with null', () => {
    expect(entry(paged, amendment(2, stamp(1), { data: { text: null } })).fact.data).toEqual({ whom: { name: 'Ana' } })
  })

  it('is followed by later ones, in the order in which they were written, whenever they arrive', () => {
    const facts = [note(1, 'one'), amendment(2, stamp(1), { data: { text: 'two' } }), amendment(3, stamp(1), { data: { text: 'three' } })]
    fc.assert(fc.property(fc.shuffledSubarray(facts, { minLength: 3 }), (arriving) => {
      expect(entry(...arriving).fact.data).toEqual({ text: 'three' })
    }))
  })

  it.each([{ whom: null }, { whom: 'Ana' }, { text: 7 }])('that would break the entry (%j) has no effect and stands in its history', (data) => {
    const amended = entry(paged, amendment(2, stamp(1), { data }))
    expect(amended.fact).toEqual(paged)
    expect(amended.amendments.map(({ id }) => id)).toEqual([stamp(2)])
  })

  it('may mend an entry that could not be read', () => {
    const { state } = foldIncident([fact(1, 'NoteAdded', { words: 'lost' }), amendment(2, stamp(1), { data: { text: 'found' } })])
    expect(itemsOf(state, 'NoteAdded').map(({ data }) => data.text)).toEqual(['found'])
  })

  it('that cannot be read, or names nothing that is here, changes nothing', () => {
    expect(entry(paged, fact(2, 'EntryAmended', { target: stamp(1), at: 'yesterday' }), amendment(3, stamp(8), { data: { text: 'lost' } })).fact).toEqual(paged)
  })

  it('of a strike does not turn the strike elsewhere', () => {
    const facts = [note(1, 'struck'), note(2, 'safe'), fact(3, 'EntryStruck', { target: stamp(1) }), amendment(4, stamp(3), { data: { target: stamp(2) } })]
    const { entryOf } = foldIncident(facts)
    expect(entryOf.get(stamp(3))!.fact.data).toEqual({ target: stamp(1) })
    expect([entryOf.get(stamp(1))!.struckBy?.id, entryOf.get(stamp(2))!.struckBy]).toEqual([stamp(3), null])
  })
})
