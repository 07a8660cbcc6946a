/** The comparison of the crash program complains about everything that it is there to find. */
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/facts/fact.ts'
import { fact, note, stamp } from '../helpers/facts.ts'
import type { Asked } from './asked.ts'
import { chanceOf } from './chance.ts'
import { compare } from './check.ts'

const INCIDENT = 'inc-7kq2m9xa'
const asked = (mark: string, types: readonly string[], told: Asked['told']): Asked => ({ mark, types, told, command: { type: 'AddNote', text: mark } })
const noteAsked = (mark: string, ...told: string[]): Asked => asked(mark, ['NoteAdded'], told.length > 0 ? { facts: told } : null)
const complaintsOf = (facts: readonly Fact[], ...ask: Asked[]): readonly string[] => compare(new Map([[INCIDENT, facts]]), ask).complaints

const DECISION = ['DecisionRecorded', 'PromiseMade']
const decided = fact(1, 'DecisionRecorded', { text: 'wait' })
const promised = fact(2, 'PromiseMade', { text: 'Look again' }, { cause: stamp(1) })

describe('nothing is said where', () => {
  it('all that was acknowledged is there, perhaps in two files', () => {
    expect(complaintsOf([note(1, 'a'), note(2, 'b'), note(1, 'a')], noteAsked('a', stamp(1)), noteAsked('b', stamp(2)))).toEqual([])
  })

  it('what nobody was told is there, or is not', () => {
    const { complaints, unannounced } = compare(new Map([[INCIDENT, [note(1, 'a')]]]), [noteAsked('a'), noteAsked('b')])
    expect([complaints, unannounced]).toEqual([[], 1])
  })

  it('a command of several facts is whole, though only its first id was told', () => {
    expect(complaintsOf([decided, promised], asked('wait', DECISION, { facts: [stamp(1)] }))).toEqual([])
  })

  it('an acknowledged fact was redacted since', () => {
    expect(complaintsOf([{ ...note(1, ''), data: {}, redacted: true }], noteAsked('a', stamp(1)))).toEqual([])
  })
})

describe('it is said where', () => {
  it('an acknowledged fact is missing', () => {
    expect(complaintsOf([note(1, 'a')], noteAsked('a', stamp(1)), noteAsked('b', stamp(2)))).toEqual([`“b” was acknowledged (${stamp(2)}) and is not there.`])
  })

  it('a declared incident is missing, or is in another place', () => {
    const declaration = asked('API errors', ['IncidentDeclared'], { incident: 'inc-00000000' })
    expect(complaintsOf([], declaration)).toHaveLength(1)
    expect(complaintsOf([fact(1, 'IncidentDeclared', { title: 'API errors' })], declaration)).toHaveLength(1)
  })

  it('a fact stands there twice, under two ids', () => {
    expect(complaintsOf([note(1, 'a'), note(2, 'a')], noteAsked('a', stamp(1)))).toEqual([`“a” stands there 2 times: ${stamp(1)}, ${stamp(2)}.`])
    expect(complaintsOf([note(1, 'a'), note(2, 'a')], noteAsked('a'))).toHaveLength(1)
  })

  it('a command is there by half: the others are missing, or the first', () => {
    for (const told of [{ facts: [stamp(1), stamp(2)] }, null]) expect(complaintsOf([decided], asked('wait', DECISION, told))).toContain(`“wait” (${stamp(1)}) is only half there: DecisionRecorded of DecisionRecorded, PromiseMade.`)
    expect(complaintsOf([promised])).toContain(`${stamp(2)} belong to ${stamp(1)}, which is not there.`)
  })

  it('the words are others, or the ids', () => {
    expect(complaintsOf([note(1, 'b')], noteAsked('a', stamp(1)))).toContain(`${stamp(1)} says “b”, not “a”.`)
    expect(complaintsOf([decided, promised], asked('wait', DECISION, { facts: [stamp(1), stamp(3)] }))).toHaveLength(1)
  })

  it('one id says two things', () => {
    expect(complaintsOf([note(1, 'a'), note(1, 'b')], noteAsked('a', stamp(1)))).toEqual([`${stamp(1)} says two things.`])
  })

  it('something is there that nobody asked for', () => {
    expect(complaintsOf([note(1, 'a')])).toEqual([`Nobody asked for NoteAdded “a” (${stamp(1)}).`])
    expect(complaintsOf([fact(1, 'ReminderShown', { text: 'Page on-call: due 14:02' })])).toEqual([])
  })
})

it('chance is the same for the same seed, and reaches both ends', () => {
  const draws = (seed: number): number[] => {
    const chance = chanceOf(seed)
    return Array.from({ length: 1000 }, () => chance.between(1, 6))
  }
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).not.toEqual(draws(8))
  expect([...new Set(draws(7))].sort()).toEqual([1, 2, 3, 4, 5, 6])
})
