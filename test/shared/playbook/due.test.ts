/** Clocks as a whole: the guide's example judged, what runs live, and that any set of facts can be judged. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIncidentFold, foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { clocksOf, runningClocks, type DueRule } from '../../../shared/playbook/due.ts'
import { clockText, running } from '../../helpers/clocks.ts'
import { fact, strike, utc } from '../../helpers/facts.ts'
import { on, story, type Step } from '../../helpers/given.ts'
import { someFacts } from '../../helpers/generated.ts'
import { guideExample } from '../../helpers/guide-example.ts'

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down', severity: 'P1' })

describe("the guide's example", () => {
  const judged = (rule: DueRule) => clocksOf(guideExample().incident.state, BUILT_IN_PLAYBOOK).filter((clock) => clock.rule === rule).map(clockText)

  it('told its stakeholders 3 min after detection, inside 15', () => {
    expect(judged('stakeholders')).toEqual(['14:15 → 14:30, met 14:18'])
  })

  it('held its retro 47 h 30 min after mitigation, inside 48', () => {
    expect(judged('retro-held')).toEqual(['14:30 → 02-03 14:30, met 02-03 14:00'])
  })

  it('never says that it scheduled the retro, was answered, or watched', () => {
    expect(judged('retro-scheduled')).toEqual(['14:30 → 18:30, late 02-03 14:00'])
    expect(judged('answer')).toEqual(['14:18 → 14:23, running'])
    expect(judged('watch')).toEqual(['14:30 → 15:00, ended 02-02 10:00', '02-02 10:00 → 02-02 10:30, running'])
  })
})

describe('what runs live', () => {
  it('is what is neither met nor ended, the soonest first', () => {
    expect(running(DECLARED)).toEqual(['page 14:02', 'stakeholders 14:15', 'update 14:20'])
    expect(running(DECLARED, on('14:01', { type: 'Page', whom: 'Ana' }))).toEqual(['answer 14:06', 'stakeholders 14:15', 'update 14:20'])
  })

  it('is the retro alone once it is resolved, and nothing once that was held', () => {
    const resolved = [DECLARED, on('14:10', { type: 'ResolveIncident' })]
    expect(running(...resolved)).toEqual(['retro-scheduled 18:10', 'retro-held 02-03 14:10'])
    expect(running(...resolved, on('15:00', { type: 'HoldRetro' }))).toEqual([])
    expect(running(DECLARED, on('14:10', { type: 'MarkMitigated' }), on('15:00', { type: 'HoldRetro' }))).toEqual([])
  })

  it('is nothing in a backfilled incident, whose clocks are judged all the same', () => {
    const { incident } = story({ type: 'DeclareIncident', title: 'API down', severity: 'P1', backfilled: true, at: utc('13:00') }, { type: 'Page', whom: 'Ana', at: utc('13:05') })
    expect(runningClocks(incident.state, BUILT_IN_PLAYBOOK)).toEqual([])
    expect(clocksOf(incident.state, BUILT_IN_PLAYBOOK).filter(({ rule }) => rule === 'page').map(clockText)).toEqual(['13:00 → 13:02, late 13:05'])
  })

  it('follows the facts: a backdated page meets its deadline, a struck one meets nothing', () => {
    expect(running(DECLARED, on('14:10', { type: 'AddNote', text: 'x' }), { type: 'Page', whom: 'Ana', at: utc('14:01') })).not.toContain('page 14:02')
    expect(running(DECLARED, { type: 'Page', whom: 'Ana' }, ({ last }) => ({ type: 'StrikeEntry', target: last('Paged') }))).toContain('page 14:02')
  })

  it('is nothing before the declaration has arrived', () => {
    expect(running(fact(1, 'SeverityChanged', { severity: 'P0' }), strike(2, 'gone'))).toEqual([])
  })
})

describe('any set of facts', () => {
  it('is judged without a throw; a clock has one key, and is met, ended or running', () => {
    const declared = fact(0, 'IncidentDeclared', { title: 'API down' })
    fc.assert(fc.property(someFacts, (facts) => {
      const { state } = foldIncident([declared, ...facts])
      const clocks = clocksOf(state, BUILT_IN_PLAYBOOK)
      const keys = clocks.map(({ key }) => key)
      expect(keys).toEqual([...new Set(keys)])
      for (const { rule, start, due, key, metAt, endedAt, late } of clocks) {
        expect(key).toBe(`${rule}:${start}:${due}`)
        expect(metAt === null || endedAt === null).toBe(true)
        expect(late && metAt === null).toBe(false)
      }
      expect(clocks.map(({ due }) => due)).toEqual(clocks.map(({ due }) => due).toSorted())
    }))
  })

  it('is judged the same live and afterwards', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const growing = createIncidentFold()
      for (const each of facts) growing.add([each])
      expect(clocksOf(growing.current.state, BUILT_IN_PLAYBOOK)).toEqual(clocksOf(foldIncident(facts).state, BUILT_IN_PLAYBOOK))
    }), { numRuns: 50 })
  })
})
