/** The envelope: what is read as a fact, the time that replay cuts by, the order of the timeline. */
import { describe, expect, it } from 'vitest'
import { byTimeThenId, knownTime, parseFact } from '../../../shared/facts/fact.ts'
import { at, note, utc } from '../../helpers/facts.ts'

describe('reading a fact', () => {
  it('takes one as it was written, fields of a newer version included', () => {
    const newer = { ...note(1, 'x'), v: 9, mood: 'calm', at: { ...at('14:00'), mood: 'calm' } }
    expect(parseFact(JSON.parse(JSON.stringify(newer)))).toEqual({ ok: true, fact: newer })
  })

  it.each([
    ['id', 'NoteAdded', /^id: /],
    ['at', { time: 'today', precision: 'exact', zone: 'UTC' }, /^at\.time: /],
    ['data', 'words', /^data: /],
    ['recordedAt', '2025-02-01T14:00:00Z', /^recordedAt: /],
    ['by', { name: 'Ana' }, /^by\.person: /],
  ])('names the field that is wrong: %s', (field, value, reason) => {
    const read = parseFact({ ...note(1, 'x'), [field]: value })
    expect(read).toMatchObject({ ok: false })
    expect(!read.ok && read.reason).toMatch(reason)
  })

  it.each([null, 7, 'text', [], undefined])('says so of what is none: %j', (value) => {
    expect(parseFact(value)).toMatchObject({ ok: false })
  })
})

describe('the time that the team knew', () => {
  const backdated = note(1, 'x', { at: at('13:00'), recordedAt: utc('14:30') })
  it('is when it was written down', () => expect(knownTime(backdated, false)).toBe(utc('14:30')))
  it('is when it happened, in a backfilled incident', () => expect(knownTime(backdated, true)).toBe(utc('13:00')))
  it('is what the fact says of it, before all else', () => {
    for (const backfilled of [true, false]) expect(knownTime({ ...backdated, knownAt: utc('14:05') }, backfilled)).toBe(utc('14:05'))
  })
  it('is when it was written down where nobody knows when it happened', () => {
    expect(knownTime({ ...backdated, at: at('13:00', 'unknown') }, true)).toBe(utc('14:30'))
  })
})

describe('the order of the timeline', () => {
  it('is by time, then id; an unknown time stands where it was written down', () => {
    const facts = [
      note(4, 'written fourth, happened first', { at: at('13:00') }),
      note(3, 'same moment, later id', { at: at('14:00') }),
      note(2, 'same moment, lower id', { at: at('14:00') }),
      note(5, 'nobody knows when', { at: at('12:00', 'unknown'), recordedAt: utc('14:05') }),
      note(1, 'last', { at: at('14:10', 'about') }),
    ]
    expect(facts.sort(byTimeThenId).map(({ data }) => data['text'])).toEqual([
      'written fourth, happened first', 'same moment, lower id', 'same moment, later id', 'nobody knows when', 'last',
    ])
  })
})
