/** The brief of a hand-over: situation, decisions, running clocks, open questions; one page, whatever the incident. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { briefMarkdown, briefOf } from '../../../shared/views/brief.ts'
import { someFacts } from '../../helpers/generated.ts'
import { on, story, type Step } from '../../helpers/given.ts'

const brief = (...steps: Step[]) => briefOf(story(...steps).incident, BUILT_IN_PLAYBOOK, (time) => time.slice(11, 16))
const linesOf = (title: string, ...steps: Step[]): readonly string[] => brief(...steps).sections.find((section) => section.title === title)!.lines
const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down', severity: 'P1' })

describe('the brief', () => {
  const swing: Step[] = [
    DECLARED,
    { type: 'AssignRole', role: 'incident commander', to: 'Ana' },
    on('14:02', { type: 'Page', whom: 'on-call' }),
    on('14:04', { type: 'StateHypothesis', text: 'the pool is empty' }),
    on('14:05', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear' }),
    on('14:06', { type: 'MakePromise', kind: 'task', who: 'Cy', text: 'pool metrics', dueAt: '2025-02-01T14:09:00Z' }),
  ]

  it('says what was decided, what runs, what is open and who does what', () => {
    expect(brief(...swing).title).toBe('P1 · API down · mitigating')
    expect(linesOf('Decisions', ...swing)).toEqual(['14:05 roll back (cause unclear)'])
    expect(linesOf('Running clocks', ...swing)).toEqual(['due 14:07: Answer from on-call', 'due 14:09: Cy: pool metrics', 'due 14:15: Notify stakeholders', 'due 14:20: Post a status update'])
    expect(linesOf('Open questions', ...swing)).toEqual(['Will on-call answer the page of 14:02?', 'Is it so: the pool is empty?', 'Owed: Why P1', 'Owed: When the impact started'])
    expect(linesOf('Who does what', ...swing)).toEqual(['incident commander: Ana'])
    expect(linesOf('Situation', ...swing)[2]).toBe('Doing: Cy: pool metrics, until 14:09')
  })

  it('stays one page: of many decisions the last, and how many came before', () => {
    const many = Array.from({ length: 9 }, (_, index): Step => ({ type: 'RecordDecision', kind: 'other', text: `step ${String(index + 1)}`, reason: 'so' }))
    const lines = linesOf('Decisions', DECLARED, ...many)
    expect([lines.length, lines[0]]).toEqual([7, '3 before these'])
    expect(lines.at(-1)).toContain('step 9')
  })

  it('is Markdown in which what people typed stays text', () => {
    const text = briefMarkdown(brief(on('14:00', { type: 'DeclareIncident', title: 'API *down* <b>' })))
    expect(text.split('\n')[0]).toBe('# Hand-over: API \\*down\\* \\<b\\> · declared')
    expect(text).toContain('## Running clocks\n\n- due 14:15: Notify stakeholders\n')
  })

  it('is short and has words in it, whatever the facts', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const { sections } = briefOf(foldIncident(facts), BUILT_IN_PLAYBOOK, (time) => time)
      for (const { lines } of sections) {
        expect(lines.length).toBeGreaterThan(0)
        expect(lines.length).toBeLessThanOrEqual(7)
        for (const line of lines) expect(line).not.toMatch(/^$|undefined|\n/)
      }
    }), { numRuns: 30 })
  })
})
