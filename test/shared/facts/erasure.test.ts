/** What is to be erased on disk is what the fold shows as redacted, in whatever order the facts are met. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createErasure } from '../../../shared/facts/erasure.ts'
import { eraseFact } from '../../../shared/facts/control.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import { createIncidentFold, foldIncident } from '../../../shared/incident/evolve.ts'
import { amendment, fact, note, redaction, stamp, strike } from '../../helpers/facts.ts'
import { someFacts, textOf } from '../../helpers/generated.ts'

function erasureOf(facts: readonly Fact[]) {
  const erasure = createErasure()
  for (const each of facts) erasure.take(each)
  return { facts: [...erasure.facts].sort(), files: [...erasure.files].sort() }
}

const FILE = 'ab'.repeat(32)

describe('what is to be erased', () => {
  it('is what is named, what shares a key with it, and what amends either, over any distance', () => {
    const facts = [
      note(1, 'alert', { key: 'alert:1' }),
      note(2, 'the same alert', { key: 'alert:1' }),
      amendment(3, stamp(2), {}),
      amendment(4, stamp(3), {}),
      note(5, 'another'),
      strike(6, stamp(1)),
      redaction(7, stamp(1)),
    ]
    fc.assert(fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (met) => {
      expect(erasureOf(met).facts).toEqual([stamp(1), stamp(2), stamp(3), stamp(4)])
      expect(erasureOf(met.map((each) => (each.type === 'Redacted' ? each : eraseFact(each)))).facts).toEqual([stamp(1), stamp(2), stamp(3), stamp(4)])
    }))
  })

  it('is named before it arrives, and never a redaction', () => {
    expect(erasureOf([redaction(2, stamp(1), stamp(3))]).facts).toEqual([stamp(1), stamp(3)])
    expect(erasureOf([redaction(2, stamp(1), stamp(3)), redaction(3, stamp(0))]).facts).toEqual([stamp(0), stamp(1)])
    expect(erasureOf([amendment(4, stamp(3), {}), redaction(2, stamp(1), stamp(3)), redaction(3, stamp(0))]).facts).toEqual([stamp(0), stamp(1)])
  })

  it('are the files that the redaction lists, though the fact that attached them is erased, and those that a named fact attaches', () => {
    const attached = fact(1, 'FileAttached', { name: 'screen.png', size: 3, sha256: FILE })
    const listed = fact(2, 'Redacted', { targets: [stamp(1)], files: [FILE] })
    for (const facts of [[attached, redaction(2, stamp(1))], [redaction(2, stamp(1)), attached], [eraseFact(attached), listed], [eraseFact(listed)]]) {
      expect(erasureOf(facts).files).toEqual([FILE])
    }
    expect(erasureOf([attached, redaction(2, stamp(3))]).files).toEqual([])
    expect(erasureOf([fact(2, 'Redacted', { targets: [stamp(1)], files: ['../../etc/passwd'] })])).toEqual({ facts: [stamp(1)], files: [] })
  })

  it('says when there is more of it', () => {
    const erasure = createErasure()
    expect(erasure.take(note(1, 'x'))).toBe(false)
    expect(erasure.take(redaction(2, stamp(1)))).toBe(true)
    expect(erasure.take(redaction(3, stamp(1)))).toBe(false)
    expect(erasure.take(amendment(4, stamp(1), {}))).toBe(true)
  })

  it('is never less than what the fold shows as redacted', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      // One body an id, and no key on a redaction: nobody writes such a thing, and what it would mean matters to nobody.
      const one = facts.filter((each, index) => facts.findIndex(({ id }) => id === each.id) === index && !(each.type === 'Redacted' && each.key !== undefined))
      const { facts: erased } = erasureOf(one)
      const shown = foldIncident(one).entries.filter(({ redactedBy }) => redactedBy !== null).map(({ fact: { id } }) => id)
      expect(erased).toEqual(expect.arrayContaining(shown))
    }))
  })
})

describe('a fold that forgets', () => {
  it('shows the same, and keeps no word of what was redacted', () => {
    const secret = 'hunter2'
    const facts = [note(1, secret), note(1, `${secret}!`), note(2, secret, { key: 'k' }), note(3, secret, { key: 'k' }), note(4, 'plain'), amendment(5, stamp(1), { data: { text: secret } }), redaction(6, stamp(1), stamp(3))]
    const growing = createIncidentFold()
    growing.add(facts)
    const before = textOf(growing.current)
    growing.forget()
    expect(textOf(growing.current)).toBe(before)
    expect(growing.add([note(7, 'later')])).toBe(true)
    expect(textOf(growing.current)).toBe(textOf(foldIncident([...facts, note(7, 'later')])))
    expect(textOf(growing.current)).not.toContain(secret)
    // Only what it holds of those facts now would stand out as new: the words are gone.
    expect(growing.add([note(1, secret)])).toBe(true)
    expect(textOf(growing.current)).not.toContain(secret)
  })
})
