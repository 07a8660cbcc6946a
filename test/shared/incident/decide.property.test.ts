/** decide, on any incident and any command: facts that can be read, or a sentence; never a throw, never chance. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../shared/facts/canonical.ts'
import { isControl } from '../../../shared/facts/control.ts'
import { factSchema } from '../../../shared/facts/fact.ts'
import { COMMANDS, parseCommand, type CommandType } from '../../../shared/incident/commands.ts'
import { decide } from '../../../shared/incident/decide.ts'
import { isReadable } from '../../../shared/incident/events.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { fact, stamp, utc } from '../../helpers/facts.ts'
import { contextAt } from '../../helpers/given.ts'
import { freeze, someFacts, someId, textOf } from '../../helpers/generated.ts'
import { inputsOf } from '../../helpers/from-schema.ts'

const declared = fact(0, 'IncidentDeclared', { title: 'API down' })
const incidents = someFacts.map((facts) => [declared, ...facts.filter(({ id }) => id !== stamp(0))])
const inputs = fc.oneof(...(Object.keys(COMMANDS) as CommandType[]).map((type) => inputsOf(COMMANDS[type], someId)))

describe('decide', () => {
  it('answers every command on every incident with facts that can be read and kept, or with a sentence', () => {
    const accepted = new Set<string>()
    const refused = new Set<string>()
    fc.assert(fc.property(incidents, fc.array(inputs, { minLength: 5, maxLength: 10 }), (facts, given) => {
      const incident = foldIncident(facts)
      const before = textOf(incident)
      for (const input of given) {
        const checked = parseCommand(input)
        if (!checked.ok) {
          expect(checked.refusal).toMatch(/^[“A-Z].*\.$/s)
          continue
        }
        const command = freeze(checked.command)
        const decision = decide(incident, command, contextAt(utc('14:30'), facts))
        expect(decide(incident, command, contextAt(utc('14:30'), facts))).toEqual(decision)
        if (!decision.ok) {
          expect(decision.refusal).toMatch(/^[A-Z\d].*\.$/s)
          refused.add(command.type)
          continue
        }
        accepted.add(command.type)
        const last = facts.reduce((highest, { id }) => (id > highest && id < '2099' ? id : highest), '')
        for (const made of decision.facts) {
          expect(canonicalJson(factSchema.parse(JSON.parse(JSON.stringify(made))))).toBe(canonicalJson(made))
          expect([made.type, isReadable(made) || isControl(made.type)]).toEqual([made.type, true])
          expect(made.id > last).toBe(true)
        }
      }
      expect(textOf(incident)).toBe(before)
    }), { numRuns: 100 })
    expect(accepted.size).toBeGreaterThan(20)
    expect(refused.size).toBeGreaterThan(10)
  })

  it('reads anything at all as a command or says why not', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom(...Object.keys(COMMANDS)), at: fc.jsonValue(), text: fc.jsonValue(), whom: fc.jsonValue() })), (value) => {
      const checked = parseCommand(value)
      if (!checked.ok) expect(checked.refusal).toMatch(/^[“A-Z].*\.$/s)
    }))
  })
})
