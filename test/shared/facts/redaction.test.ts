/** Redaction: data, raw and evidence are gone, with every copy of the words that the fold knows of. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eraseFact } from '../../../shared/facts/control.ts'
import { createIncidentFold, foldIncident } from '../../../shared/incident/evolve.ts'
import { phaseOf } from '../../../shared/incident/status.ts'
import { amendment, at, fact, note, redaction, stamp, strike } from '../../helpers/facts.ts'
import { textOf } from '../../helpers/generated.ts'

const SECRET = 'hunter2'
const pasted = note(1, `the password is ${SECRET}`, { at: { ...at('14:00'), raw: `@14:00 ${SECRET}` }, evidence: [{ url: `https://example.org/${SECRET}` }] })

describe('a redacted fact', () => {
  it('keeps who, when and of what kind, and nothing that was said', () => {
    const { entryOf } = foldIncident([pasted, redaction(2, stamp(1))])
    const { fact: erased, written, redactedBy } = entryOf.get(stamp(1))!
    expect(erased).toEqual({ v: 1, id: stamp(1), type: 'NoteAdded', data: {}, at: at('14:00'), recordedAt: pasted.recordedAt, by: pasted.by, source: 'app', redacted: true })
    expect(written).toEqual(erased)
    expect(redactedBy!.id).toBe(stamp(2))
  })

  it('leaves no copy of the words, whatever order all of it arrives in', () => {
    const everything = [
      pasted,
      note(1, `another body, ${SECRET}`),
      note(5, `the same alert, ${SECRET}`, { key: 'alert:1' }),
      note(6, `seen by another laptop, ${SECRET}`, { key: 'alert:1' }),
      amendment(2, stamp(1), { data: { text: `changed to ${SECRET}` } }),
      amendment(3, stamp(2), { data: { text: `changed again to ${SECRET}` } }),
      fact(4, 'EntryStruck', { target: stamp(1), reason: `it said ${SECRET}` }),
      redaction(7, stamp(1), stamp(4), stamp(6)),
    ]
    fc.assert(fc.property(fc.shuffledSubarray(everything, { minLength: everything.length }), fc.nat(everything.length), (facts, cut) => {
      const growing = createIncidentFold()
      growing.add(facts.slice(0, cut))
      growing.add(facts.slice(cut))
      expect(textOf(growing.current)).not.toContain(SECRET)
    }))
  })

  it('that comes erased from one disk and whole from another is erased, and no rival, whichever would count', () => {
    fc.assert(fc.property(fc.string(), fc.boolean(), (text, erasedFirst) => {
      const whole = note(1, `${text} ${SECRET}`)
      const folded = foldIncident(erasedFirst ? [eraseFact(whole), whole] : [whole, eraseFact(whole)])
      expect(folded.entries).toMatchObject([{ fact: { redacted: true, data: {} }, redactedBy: null }])
      expect(folded.rivals).toEqual([])
      expect(textOf(folded)).not.toContain(SECRET)
    }))
  })

  it('is not brought back by an amendment', () => {
    const { entryOf } = foldIncident([pasted, redaction(2, stamp(1)), amendment(3, stamp(1), { data: { text: 'harmless' } })])
    expect(entryOf.get(stamp(1))!.fact.data).toEqual({})
  })

  it('that was an amendment leaves the entry as it was written', () => {
    for (const erase of [redaction(3, stamp(2)), note(4, 'elsewhere')]) {
      const changed = amendment(2, stamp(1), { data: { text: `changed to ${SECRET}` } })
      const folded = foldIncident([note(1, 'as said'), erase, erase.type === 'Redacted' ? changed : eraseFact(changed)])
      expect(folded.entryOf.get(stamp(1))).toMatchObject({ fact: { data: { text: 'as said' } }, amendments: [] })
      expect(textOf(folded)).not.toContain(SECRET)
    }
  })

  it('still strikes, if it was a strike', () => {
    const struck = [fact(0, 'IncidentDeclared', { title: 'x' }), fact(1, 'IncidentResolved')]
    expect(phaseOf(foldIncident([...struck, strike(2, stamp(1)), redaction(3, stamp(2))]).state)).toBe('declared')
    expect(phaseOf(foldIncident([...struck, eraseFact(strike(2, stamp(1)))]).state)).toBe('declared')
  })

  it('is never a redaction itself: not by another, not erased on disk', () => {
    const first = redaction(2, stamp(1))
    for (const facts of [[pasted, first, redaction(3, stamp(2))], [pasted, first, eraseFact(first)]]) {
      expect(textOf(foldIncident(facts))).not.toContain(SECRET)
    }
    const why = fact(2, 'Redacted', { targets: [stamp(1)], reason: 'a password' })
    expect(foldIncident([pasted, why, redaction(3, stamp(2))]).entryOf.get(stamp(2))).toMatchObject({ fact: why, redactedBy: null })
  })
})
