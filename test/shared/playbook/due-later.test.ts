/** The deadlines that follow, worked by hand from the table in design section 4: updates, promises, the watch, the retro. */
import { describe, expect, it } from 'vitest'
import { clocks } from '../../helpers/clocks.ts'
import { on, type Step } from '../../helpers/given.ts'

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const updated = (clock: string, next?: string): Step => on(clock, { type: 'PostUpdate', text: 'still at it', ...(next && { nextUpdateAt: `2025-02-01T${next}:00Z` }) })
const mitigated = (clock: string): Step => on(clock, { type: 'MarkMitigated' })
const resolved = (clock: string): Step => on(clock, { type: 'ResolveIncident' })
const reopened = (clock: string): Step => on(clock, { type: 'ReopenIncident' })
const severity = (clock: string, to: 'P1' | 'P2' | 'P3'): Step => on(clock, { type: 'SetSeverity', severity: to })

describe('the next status update', () => {
  const update = (...steps: Step[]) => clocks('update', DECLARED, ...steps)

  it('is due by the severity: P0 and P1 20 min, P2 an hour, P3 four, unset 30 min', () => {
    expect(update()).toEqual(['14:00 → 14:30, running'])
    expect(update(severity('14:01', 'P1'))).toEqual(['14:00 → 14:20, running'])
    expect(update(severity('14:01', 'P2'))).toEqual(['14:00 → 15:00, running'])
    expect(update(severity('14:01', 'P3'))).toEqual(['14:00 → 18:00, running'])
  })

  it('is due when the last one promised, before all else', () => {
    expect(update(severity('14:01', 'P1'), updated('14:10', '14:55'))).toEqual(['14:00 → 14:20, met 14:10', '14:10 → 14:55, running'])
  })

  it('is met by the next one, in time or late, and starts the next clock', () => {
    expect(update(updated('14:30'), updated('15:01'))).toEqual(['14:00 → 14:30, met 14:30', '14:30 → 15:00, late 15:01', '15:01 → 15:31, running'])
  })

  it('is judged by the severity that held when it came, not by a later one', () => {
    expect(update(severity('14:01', 'P2'), updated('14:50'), severity('15:00', 'P1'))).toEqual(['14:00 → 15:00, met 14:50', '14:50 → 15:10, running'])
  })

  it('ends when it is resolved; the last update after that starts nothing', () => {
    expect(update(resolved('14:10'), updated('14:15'))).toEqual(['14:00 → 14:30, ended 14:10'])
  })

  it('starts again when it is reopened', () => {
    expect(update(resolved('14:10'), reopened('16:00'))).toEqual(['14:00 → 14:30, ended 14:10', '16:00 → 16:30, running'])
  })
})

describe('a promise', () => {
  const promised: Step = on('14:05', { type: 'MakePromise', text: 'the graphs', dueAt: '2025-02-01T14:20:00Z' })
  const promise = (...steps: Step[]) => clocks('promise', DECLARED, promised, ...steps)
  const settled = (clock: string, outcome: 'kept' | 'dropped' | 'revised', dueAt?: string): Step => ({ last }) =>
    on(clock, { type: 'SettlePromise', promise: last('PromiseMade'), outcome, ...(dueAt && { dueAt: `2025-02-01T${dueAt}:00Z` }) })

  it('is due as said, and kept in time or late', () => {
    expect(promise()).toEqual(['14:05 → 14:20, running'])
    expect(promise(settled('14:20', 'kept'))).toEqual(['14:05 → 14:20, met 14:20'])
    expect(promise(settled('14:21', 'kept'))).toEqual(['14:05 → 14:20, late 14:21'])
  })

  it('ends when it is dropped or revised; a revised one has a new clock', () => {
    expect(promise(settled('14:15', 'dropped'))).toEqual(['14:05 → 14:20, ended 14:15'])
    expect(promise(settled('14:15', 'revised', '14:40'))).toEqual(['14:05 → 14:20, ended 14:15', '14:15 → 14:40, running'])
  })

  it('ends when the incident is resolved', () => {
    expect(promise(resolved('14:10'))).toEqual(['14:05 → 14:20, ended 14:10'])
  })

  it('to look again counts like any other', () => {
    expect(clocks('promise', DECLARED, on('14:05', { type: 'RecordDecision', kind: 'wait', lookAgainAt: '2025-02-01T14:35:00Z' }))).toEqual(['14:05 → 14:35, running'])
  })
})

describe('IN7, DP7 the watch: 30 min from mitigated or deployed', () => {
  const watch = (...steps: Step[]) => clocks('watch', DECLARED, ...steps)
  const check = (clock: string, verdict: 'passed' | 'failed' | 'unclear'): Step => on(clock, { type: 'RecordCheck', name: 'error rate', verdict })
  const deployed = (clock: string, environment?: string): Step => on(clock, { type: 'RecordDeployment', release: 'v2.1', ...(environment && { environment }) })

  it('is met by a check that passed at its end: up to 5 min later is in time', () => {
    expect(watch(mitigated('14:30'))).toEqual(['14:30 → 15:00, running'])
    expect(watch(mitigated('14:30'), check('14:45', 'passed'))).toEqual(['14:30 → 15:00, running'])
    expect(watch(mitigated('14:30'), check('15:00', 'passed'))).toEqual(['14:30 → 15:00, met 15:00'])
    expect(watch(mitigated('14:30'), check('15:05', 'passed'))).toEqual(['14:30 → 15:00, met 15:05'])
    expect(watch(mitigated('14:30'), check('15:06', 'passed'))).toEqual(['14:30 → 15:00, late 15:06'])
    expect(watch(mitigated('14:30'), check('15:00', 'unclear'))).toEqual(['14:30 → 15:00, running'])
  })

  it('starts again at a failed check, also after it was met', () => {
    expect(watch(mitigated('14:30'), check('14:40', 'failed'))).toEqual(['14:30 → 15:00, ended 14:40', '14:40 → 15:10, running'])
    expect(watch(mitigated('14:30'), check('14:40', 'failed'), check('15:10', 'passed'))).toEqual(['14:30 → 15:00, ended 14:40', '14:40 → 15:10, met 15:10'])
    expect(watch(mitigated('14:30'), check('15:00', 'passed'), check('15:20', 'failed'))).toEqual(['14:30 → 15:00, met 15:00', '15:20 → 15:50, running'])
  })

  it('starts anew when it is mitigated again, and ends with the incident', () => {
    expect(watch(mitigated('14:30'), mitigated('14:50'))).toEqual(['14:30 → 15:00, ended 14:50', '14:50 → 15:20, running'])
    expect(watch(mitigated('14:30'), resolved('14:40'))).toEqual(['14:30 → 15:00, ended 14:40'])
    expect(watch(mitigated('14:30'), reopened('14:40'))).toEqual(['14:30 → 15:00, ended 14:40'])
    expect(watch(mitigated('14:30'), resolved('15:00'), reopened('16:00'), mitigated('16:10'))).toEqual(['14:30 → 15:00, ended 15:00', '16:10 → 16:40, running'])
  })

  it('starts at a deployment of the remedy, not at the one that did the harm, nor on staging', () => {
    expect(watch(deployed('14:20'))).toEqual(['14:20 → 14:50, running'])
    expect(watch(mitigated('14:30'), deployed('14:45'))).toEqual(['14:30 → 15:00, ended 14:45', '14:45 → 15:15, running'])
    expect(watch({ type: 'LinkRelease', name: 'v2', deployedAt: '2025-02-01T13:30:00Z' })).toEqual([])
    expect(watch(deployed('14:20', 'staging'))).toEqual([])
  })

  it('is one watch where the remedy was deployed and mitigated at once, and none once it is over', () => {
    expect(watch(deployed('14:30'), mitigated('14:30'))).toEqual(['14:30 → 15:00, running'])
    expect(watch(resolved('14:30'), deployed('15:00'))).toEqual([])
  })
})

describe('IN11 the retro: reminded after 4 h until it is scheduled, held within 48 h', () => {
  const scheduled = (...steps: Step[]) => clocks('retro-scheduled', DECLARED, ...steps)
  const held = (...steps: Step[]) => clocks('retro-held', DECLARED, ...steps)
  const schedule = (clock: string, time: string): Step => on(clock, { type: 'ScheduleRetro', time: `2025-${time}:00Z` })
  const hold = (clock: string): Step => on(clock, { type: 'HoldRetro' })

  it('counts from mitigated, else from resolved', () => {
    expect([scheduled(), held()]).toEqual([[], []])
    expect([scheduled(mitigated('14:30')), held(mitigated('14:30'))]).toEqual([['14:30 → 18:30, running'], ['14:30 → 02-03 14:30, running']])
    expect(held(mitigated('14:30'), resolved('15:00'))).toEqual(['14:30 → 02-03 14:30, running'])
    expect([scheduled(resolved('15:00')), held(resolved('15:00'))]).toEqual([['15:00 → 19:00, running'], ['15:00 → 02-03 15:00, running']])
  })

  it('is scheduled by a time within the 48 h; a later one does not count', () => {
    expect(scheduled(mitigated('14:30'), schedule('18:30', '02-03T14:30'))).toEqual(['14:30 → 18:30, met 18:30'])
    expect(scheduled(mitigated('14:30'), schedule('19:00', '02-03T14:00'))).toEqual(['14:30 → 18:30, late 19:00'])
    expect(scheduled(mitigated('14:30'), schedule('15:00', '02-03T14:31'))).toEqual(['14:30 → 18:30, running'])
    expect(scheduled(schedule('14:10', '02-03T10:00'), mitigated('14:30'))).toEqual(['14:30 → 18:30, met 14:10'])
  })

  it('is held in time up to the last minute, or late', () => {
    expect(held(mitigated('14:30'), hold('02-03 14:30'))).toEqual(['14:30 → 02-03 14:30, met 02-03 14:30'])
    expect(held(mitigated('14:30'), hold('02-03 14:31'))).toEqual(['14:30 → 02-03 14:30, late 02-03 14:31'])
    expect(scheduled(mitigated('14:30'), hold('17:00'))).toEqual(['14:30 → 18:30, met 17:00'])
  })

  it('is owed again after a reopening: an earlier time and an earlier retro do not count', () => {
    const again: Step[] = [mitigated('14:30'), schedule('15:00', '02-02T10:00'), hold('02-02 10:00'), resolved('02-02 11:00'), reopened('02-04 09:00'), mitigated('02-04 10:00')]
    expect(held(...again.slice(0, 5))).toEqual([])
    expect([scheduled(...again), held(...again)]).toEqual([['02-04 10:00 → 02-04 14:00, running'], ['02-04 10:00 → 02-06 10:00, running']])
    expect(held(...again, hold('02-05 10:00'))).toEqual(['02-04 10:00 → 02-06 10:00, met 02-05 10:00'])
  })
})
