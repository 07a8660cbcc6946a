/** What to do next: at most three, an unanswered page first, then by due time, then the guide's order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { pagesOf } from '../../../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { guidanceOf, type Guidance, type Step as NextStep } from '../../../shared/playbook/guidance.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step, type Story } from '../../helpers/given.ts'
import { someFacts } from '../../helpers/generated.ts'
import { guideExample } from '../../helpers/guide-example.ts'
import { guideWrittenDown } from '../../helpers/guide-written-down.ts'

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const DECLARED_P1: Step = on('14:00', { type: 'DeclareIncident', title: 'API down', severity: 'P1' })
const paged = (clock: string, whom: string): Step => on(clock, { type: 'Page', whom })

const guidance = ({ incident }: Story): Guidance => guidanceOf(incident.state, BUILT_IN_PLAYBOOK)
const lines = (owed: Guidance['owed']): string[] => owed.map(({ text }) => text)
const does = (steps: readonly NextStep[]): string[] => steps.map((step) => step.does)
const now = (...steps: Step[]): string[] => does(guidance(story(...steps)).now)

describe('what is next', () => {
  it('after a P1 is declared: page, notify, update, each with its clock; assessing waits below', () => {
    const { now: steps, later } = guidance(story(DECLARED_P1))
    expect(steps.map(({ id, does: what, clock }) => [id, what, clock?.due])).toEqual([
      ['IN2', 'page', utc('14:02')], ['IN3', 'notify stakeholders', utc('14:15')], ['IN10', 'update', utc('14:20')],
    ])
    expect(does(later)).toContain('assess')
  })

  it('puts unanswered pages before every deadline, each with its own clock', () => {
    const { now: steps } = guidance(story(DECLARED_P1, paged('14:01', 'Ana'), paged('14:03', 'Ben')))
    expect(steps.map(({ does: what, detail, clock }) => [what, detail, clock?.due])).toEqual([
      ['page next', 'Ana: no answer yet.', utc('14:06')], ['page next', 'Ben: no answer yet.', utc('14:08')], ['notify stakeholders', 'PM, Product Lead, relevant teams', utc('14:15')],
    ])
  })

  it('keeps a page that was declined before those that may still be answered', () => {
    expect(now(DECLARED_P1, paged('14:01', 'Ana'), on('14:02', { type: 'RecordPageOutcome', outcome: 'declined' }))[0]).toBe('page next')
  })

  it('lets a page go once it is answered, passed on, or the incident is over', () => {
    expect(now(DECLARED_P1, paged('14:01', 'Ana'), on('14:02', { type: 'AcknowledgePage' }))).not.toContain('page next')
    expect(guidance(story(DECLARED_P1, paged('14:01', 'Ana'), on('14:02', { type: 'EscalatePage', to: 'Ben' }))).now.filter((step) => step.does === 'page next').map(({ detail }) => detail)).toEqual(['Ben: no answer yet.'])
    expect(now(DECLARED_P1, paged('14:01', 'Ana'), on('14:02', { type: 'ResolveIncident' }))).not.toContain('page next')
  })

  it('pages nobody about an incident that is written down after it was over', () => {
    const { incident } = guideWrittenDown()
    expect(pagesOf(incident.state).map(({ acknowledged }) => acknowledged)).toEqual([null])
    expect(guidanceOf(incident.state, BUILT_IN_PLAYBOOK).now.map(({ does }) => does)).not.toContain('page next')
  })

  it('asks for Customer Success once customers are known to be hurt, and no longer once it was told by name', () => {
    const hurt = on('14:05', { type: 'AssessImpact', users: 'all' })
    expect(now(DECLARED, hurt)[0]).toBe('notify customer group')
    expect(does(guidance(story(DECLARED, hurt, on('14:06', { type: 'NotifyStakeholders', groups: ['Customer Success'] }))).done)).toContain('notify customer group')
    expect(does(guidance(story(DECLARED)).later)).toContain('notify customer group')
    const unhurt = guidance(story(DECLARED, on('14:05', { type: 'AssessImpact', users: 'none' })))
    expect(does([...unhurt.now, ...unhurt.later, ...unhurt.done])).not.toContain('notify customer group')
  })

  it('is the retro that is owed again, after a reopening', () => {
    const steps: Step[] = [DECLARED, on('14:10', { type: 'ResolveIncident' }), on('15:00', { type: 'HoldRetro' }), on('16:00', { type: 'ReopenIncident' }), on('16:30', { type: 'ResolveIncident' })]
    expect(does(guidance(story(...steps.slice(0, 3))).done)).toContain('hold retro')
    expect(now(...steps)).toContain('schedule retro')
  })
})

describe("the guide's example, as it goes on", () => {
  // Nobody acknowledges in the guide, so "page next" stands first until the incident is over.
  it.each([
    ['14:15', ['notify stakeholders', 'update', 'assess'], []],
    ['14:18', ['page next', 'update', 'assess'], ['page', 'notify stakeholders']],
    ['14:22', ['page next', 'update', 'assess'], ['decide']],
    ['14:30', ['page next', 'update', 'check'], ['start remediation']],
    ['14:45', ['page next', 'update', 'check'], ['investigate']],
    ['02-03 14:00', [], ['page', 'notify stakeholders', 'decide', 'start remediation', 'investigate', 'action', 'hold retro']],
  ])('at %s', (clock, next, done) => {
    const told = guidance(guideExample(clock))
    expect(does(told.now)).toEqual(next)
    expect(does(told.done)).toEqual(expect.arrayContaining(done))
  })

  it('has every step of the guide, wherever it stands', () => {
    const { now: next, later, done } = guidance(guideExample('14:22'))
    const ids = new Set([...next, ...later, ...done].map(({ id }) => id))
    for (let step = 1; step <= 11; step++) expect(ids).toContain(`IN${String(step)}`)
  })

  it('offers the rollback once it is decided, to the known good release', () => {
    const rollback = guidance(guideExample('14:22')).later.find((step) => step.does === 'start remediation')
    expect(rollback).toMatchObject({ state: 'now', title: 'Roll back to known good', detail: 'Dashboard v2; known good: Dashboard v1' })
  })
})

describe('what is owed', () => {
  it('is listed, as reasons, owners and numbers that were left blank', () => {
    const steps: Step[] = [DECLARED_P1, { type: 'RecordDecision', kind: 'contain', text: 'pause webhooks' }, { type: 'AddAction', text: 'Size the pool' }, { type: 'AddAction', text: 'Alert on it' }]
    expect(lines(guidance(story(...steps)).owed)).toEqual(['Why P1', 'When the impact started', 'Why: pause webhooks', 'Owners for 2 action items'])
    expect(lines(guidance(story(DECLARED)).owed)).toContain('The severity')
  })

  it('names a figure where customers are hurt and none was read', () => {
    const hurt: Step[] = [DECLARED, { type: 'AssessImpact', users: 'all' }]
    expect(lines(guidance(story(...hurt)).owed)).toContain('A figure for the impact')
    expect(lines(guidance(story(...hurt, { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' })).owed)).not.toContain('A figure for the impact')
    expect(lines(guidance(story(DECLARED, { type: 'AssessImpact', users: 'internal' })).owed)).not.toContain('A figure for the impact')
  })

  it('says which fact each line belongs to', () => {
    const told = story(DECLARED_P1, { type: 'RecordDecision', kind: 'wait' }, { type: 'AddAction', text: 'Size the pool' })
    expect(guidance(told).owed.map(({ fill, about }) => [fill, about])).toEqual([
      ['reason', told.last('SeverityChanged')],
      ['began', null],
      ['reason', told.last('DecisionRecorded')],
      ['owner', told.last('ActionItemAdded')],
    ])
  })

  it('is nothing where all of it was said', () => {
    const steps: Step[] = [DECLARED, { type: 'SetSeverity', severity: 'P1', reason: 'checkout' }, { type: 'RecordImpactStart' }, { type: 'RecordDecision', kind: 'wait', reason: 'failover runs' }, { type: 'AddAction', text: 'x', owner: 'Ana' }]
    expect(guidance(story(...steps)).owed).toEqual([])
  })
})

describe('any set of facts', () => {
  it('has at most three steps now, none of them done, all with words', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const { now: steps, later, done, owed } = guidanceOf(foldIncident(facts).state, BUILT_IN_PLAYBOOK)
      expect(steps.length).toBeLessThanOrEqual(3)
      expect(steps.every(({ state }) => state === 'now') && done.every(({ state, doneAt }) => state === 'done' && doneAt !== null)).toBe(true)
      const unanswered = [...steps, ...later].filter((step) => step.does === 'page next').length
      expect(does(steps.slice(0, unanswered)).every((what) => what === 'page next')).toBe(true)
      for (const text of [...steps, ...later, ...done].map(({ title, detail }) => `${title} ${detail}`).concat(lines(owed))) expect(text).not.toMatch(/undefined|null|NaN|^ /)
    }))
  })
})
