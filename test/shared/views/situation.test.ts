/** The situation: five lines that a chat can take, true at any moment. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { situationOf, situationText } from '../../../shared/views/situation.ts'
import { on, story, type Step, type Story } from '../../helpers/given.ts'
import { someFacts } from '../../helpers/generated.ts'
import { guideExample } from '../../helpers/guide-example.ts'

const text = ({ incident }: Story): string => situationText(situationOf(incident, BUILT_IN_PLAYBOOK, (time) => time.slice(11, 16)))
const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })

describe('the situation', () => {
  it('says what is not known yet', () => {
    expect(text(story(DECLARED))).toBe(['Impact: not assessed yet', 'Theory: none yet', 'Doing: nothing handed out', 'Decided: nothing yet', 'Update: first due 14:30'].join('\n'))
  })

  it('of an incident in full swing', () => {
    const swing: Step[] = [
      DECLARED,
      { type: 'LinkRelease', name: 'v2', knownGood: 'v1' },
      on('14:02', { type: 'AssessImpact', users: 'all', effect: 'degraded' }),
      on('14:03', { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' }),
      on('14:04', { type: 'StateHypothesis', text: 'the pool is empty' }),
      on('14:05', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear' }),
      on('14:06', { type: 'StartRemediation', kind: 'roll back', target: 'v1' }),
      on('14:07', { type: 'MakePromise', text: 'the graphs', who: 'Ana', dueAt: '2025-02-01T14:20:00Z' }),
      on('14:08', { type: 'PostUpdate', text: 'We are on it.', nextUpdateAt: '2025-02-01T14:25:00Z' }),
    ]
    expect(text(story(...swing)).split('\n')).toEqual([
      'Impact: error rate 15% · all customers affected, degraded',
      'Theory: the pool is empty · open',
      'Doing: Rollback under way to v1 · Ana: the graphs, until 14:20',
      'Decided: roll back (cause unclear), 14:05 · release v2, known good v1',
      'Update: last sent 14:08 · next due 14:25',
    ])
  })

  it("of the guide's example at 14:30", () => {
    const lines = text(guideExample('14:30')).split('\n')
    expect(lines[0]).toBe('Impact: API error rate 0.2%')
    expect(lines[3]).toBe('Decided: roll back (cause unclear, user impact high), 14:22 · release Dashboard v2, known good Dashboard v1')
  })

  it('gives the last decision that still holds, not one that another was taken instead of', () => {
    const decided: Step[] = [DECLARED, on('14:10', { type: 'RecordDecision', kind: 'roll back' }), ({ last }) => ({ type: 'RecordDecision', kind: 'wait', insteadOf: last('DecisionRecorded'), at: '2025-02-01T14:08:00Z' })]
    expect(text(story(...decided)).split('\n')[3]).toBe('Decided: wait, 14:08')
  })

  it('asks for no update once it is over', () => {
    expect(text(story(DECLARED, on('14:10', { type: 'ResolveIncident' }))).split('\n')[4]).toBe('Update: none due: the incident is over')
  })

  it('has five lines with words in them, whatever the facts', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const lines = situationOf(foldIncident(facts), BUILT_IN_PLAYBOOK, (time) => time)
      expect(lines.map(({ label }) => label)).toEqual(['Impact', 'Theory', 'Doing', 'Decided', 'Update'])
      for (const line of lines) expect(line.text).not.toMatch(/^$|undefined|\bnull\b/)
    }))
  })
})
