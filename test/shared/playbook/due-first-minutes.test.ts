/** The deadlines of the first minutes, worked by hand from the table in design section 4: paging and notices. */
import { describe, expect, it } from 'vitest'
import { clocks } from '../../helpers/clocks.ts'
import { on, type Step } from '../../helpers/given.ts'

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const DECLARED_P1: Step = on('14:00', { type: 'DeclareIncident', title: 'API down', severity: 'P1' })
const paged = (clock: string, whom = 'Ana'): Step => on(clock, { type: 'Page', whom })
const severity = (clock: string, to: 'P0' | 'P1' | 'P2' | 'P3' | null): Step => on(clock, { type: 'SetSeverity', severity: to })
const notified = (clock: string, ...groups: string[]): Step => on(clock, { type: 'NotifyStakeholders', groups })
const resolved = (clock: string): Step => on(clock, { type: 'ResolveIncident' })

describe('IN2 page on-call: P0 and P1, 2 min from the declaration', () => {
  const page = (...steps: Step[]) => clocks('page', ...steps)

  it('runs for P0 and P1 alone', () => {
    expect(page(DECLARED_P1)).toEqual(['14:00 → 14:02, running'])
    expect(page(DECLARED, severity('14:00', 'P0'))).toEqual(['14:00 → 14:02, running'])
    for (const steps of [[DECLARED], [DECLARED, severity('14:00', 'P2')], [DECLARED, severity('14:00', null)]]) expect(page(...steps)).toEqual([])
  })

  it('is met by a page, in time to the very second, or late', () => {
    expect(page(DECLARED_P1, paged('14:01'))).toEqual(['14:00 → 14:02, met 14:01'])
    expect(page(DECLARED_P1, paged('14:02'))).toEqual(['14:00 → 14:02, met 14:02'])
    expect(page(DECLARED_P1, paged('14:02:01'))).toEqual(['14:00 → 14:02, late 14:02:01'])
  })

  it('is met by a page that went out before anybody declared', () => {
    expect(page(DECLARED_P1, { type: 'Page', whom: 'Ana', at: '2025-02-01T13:55:00Z' })).toEqual(['14:00 → 14:02, met 13:55'])
  })

  it('ends when the severity falls below P1, and a page after that meets nothing', () => {
    expect(page(DECLARED_P1, severity('14:01', 'P2'))).toEqual(['14:00 → 14:02, ended 14:01'])
    expect(page(DECLARED_P1, severity('14:01', null))).toEqual(['14:00 → 14:02, ended 14:01'])
    expect(page(DECLARED_P1, severity('14:01', 'P0'), paged('14:02'))).toEqual(['14:00 → 14:02, met 14:02'])
    expect(page(DECLARED_P1, severity('14:01', 'P3'), paged('14:02'))).toEqual(['14:00 → 14:02, ended 14:01'])
  })

  it('starts when the severity is raised, not before', () => {
    expect(page(DECLARED, severity('14:10', 'P2'), severity('14:20', 'P1'))).toEqual(['14:20 → 14:22, running'])
    expect(page(DECLARED_P1, severity('14:01', 'P3'), severity('14:20', 'P1'), paged('14:23'))).toEqual(['14:00 → 14:02, ended 14:01', '14:20 → 14:22, late 14:23'])
  })

  it('is one clock, though a severity of before the declaration was written down more than once', () => {
    const early = (clock: string, to: 'P1' | 'P2'): Step => ({ type: 'SetSeverity', severity: to, at: `2025-02-01T${clock}:00Z` })
    expect(page(DECLARED, early('13:50', 'P1'), early('13:52', 'P2'), early('13:54', 'P1'))).toEqual(['14:00 → 14:02, running'])
  })
})

describe("a page's answer: 5 min from the page", () => {
  const answer = (...steps: Step[]) => clocks('answer', DECLARED, paged('14:10'), ...steps)

  it('runs until it is acknowledged, in time or late', () => {
    expect(answer()).toEqual(['14:10 → 14:15, running'])
    expect(answer(on('14:15', { type: 'AcknowledgePage' }))).toEqual(['14:10 → 14:15, met 14:15'])
    expect(answer(on('14:16', { type: 'AcknowledgePage' }))).toEqual(['14:10 → 14:15, late 14:16'])
  })

  it('ends when the page is escalated, and the next page has a clock of its own', () => {
    expect(answer(on('14:13', { type: 'EscalatePage', to: 'Ben' }))).toEqual(['14:10 → 14:15, ended 14:13', '14:13 → 14:18, running'])
  })

  it('ends with an outcome, but not while the page is only on its way', () => {
    expect(answer(on('14:11', { type: 'RecordPageOutcome', outcome: 'delivered' }))).toEqual(['14:10 → 14:15, running'])
    expect(answer(on('14:12', { type: 'RecordPageOutcome', outcome: 'no answer' }))).toEqual(['14:10 → 14:15, ended 14:12'])
    expect(answer(on('14:11', { type: 'RecordPageOutcome', outcome: 'sent' }), on('14:12', { type: 'AcknowledgePage' }))).toEqual(['14:10 → 14:15, met 14:12'])
  })

  it('ends when the incident is resolved', () => {
    expect(answer(resolved('14:12'))).toEqual(['14:10 → 14:15, ended 14:12'])
  })
})

describe('IN3 stakeholders: 15 min from detection, else the declaration', () => {
  const stakeholders = (...steps: Step[]) => clocks('stakeholders', ...steps)
  const detected = (clock: string): Step => ({ type: 'RecordDetection', text: 'alert', at: `2025-02-01T${clock}:00Z` })

  it('counts from detection where that is known', () => {
    expect(stakeholders(DECLARED)).toEqual(['14:00 → 14:15, running'])
    expect(stakeholders(DECLARED, detected('13:50'))).toEqual(['13:50 → 14:05, running'])
  })

  it('is met when the last of the groups was told, by id or by name', () => {
    expect(stakeholders(DECLARED, notified('14:05', 'pm', 'product-lead'))).toEqual(['14:00 → 14:15, running'])
    expect(stakeholders(DECLARED, notified('14:05', 'pm', 'product-lead'), notified('14:15', 'relevant-teams'))).toEqual(['14:00 → 14:15, met 14:15'])
    expect(stakeholders(DECLARED, notified('14:05', 'PM', 'Product lead', 'Relevant Teams'))).toEqual(['14:00 → 14:15, met 14:05'])
    expect(stakeholders(DECLARED, notified('14:05', 'pm', 'product-lead'), notified('14:16', 'relevant-teams'))).toEqual(['14:00 → 14:15, late 14:16'])
  })

  it('ends when the incident is resolved', () => {
    expect(stakeholders(DECLARED, resolved('14:10'), notified('14:12', 'pm', 'product-lead', 'relevant-teams'))).toEqual(['14:00 → 14:15, ended 14:10'])
  })
})

describe('IN4 Customer Success: 2 min from the first "customers affected"', () => {
  const customers = (...steps: Step[]) => clocks('customer-success', DECLARED, ...steps)
  const assessed = (clock: string, users: 'none' | 'internal' | 'some' | 'all'): Step => on(clock, { type: 'AssessImpact', users })

  it('runs from the first assessment that says so', () => {
    expect(customers(assessed('14:05', 'internal'))).toEqual([])
    expect(customers(assessed('14:05', 'internal'), assessed('14:10', 'some'), assessed('14:20', 'all'))).toEqual(['14:10 → 14:12, running'])
  })

  it('is met by a notice to it, in time or late', () => {
    expect(customers(assessed('14:05', 'all'), notified('14:06', 'pm'), notified('14:07', 'customer-success'))).toEqual(['14:05 → 14:07, met 14:07'])
    expect(customers(assessed('14:05', 'all'), notified('14:08', 'Customer Success'))).toEqual(['14:05 → 14:07, late 14:08'])
    expect(customers(notified('14:01', 'customer-success'), assessed('14:05', 'all'))).toEqual(['14:05 → 14:07, met 14:01'])
  })

  it('ends when customers turn out not to be affected, or with the incident', () => {
    expect(customers(assessed('14:05', 'all'), assessed('14:06', 'none'))).toEqual(['14:05 → 14:07, ended 14:06'])
    expect(customers(assessed('14:05', 'all'), on('14:06', { type: 'AssessImpact', effect: 'degraded' }))).toEqual(['14:05 → 14:07, running'])
    expect(customers(assessed('14:05', 'all'), resolved('14:06'))).toEqual(['14:05 → 14:07, ended 14:06'])
  })
})
