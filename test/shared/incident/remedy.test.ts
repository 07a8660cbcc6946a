/** IN5 to IN7: deciding, carrying it out, checking, mitigated, resolved, reopened. */
import { describe, expect, it } from 'vitest'
import { decisionsOf, phaseOf, promisesOf, remediationsOf, runningRemediations } from '../../../shared/incident/status.ts'
import { DECISION_KINDS } from '../../../shared/incident/words.ts'
import { given, on, type Step } from '../../helpers/given.ts'
import { utc } from '../../helpers/facts.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const
const MITIGATED: Step = { type: 'MarkMitigated' }
const RESOLVED: Step = on('15:00', { type: 'ResolveIncident' })

describe('IN5 a decision', () => {
  it.each(DECISION_KINDS)('can be to %s', (kind) => {
    given(DECLARED).when({ type: 'RecordDecision', kind, text: 'pause webhooks', reason: 'protect data', question: 'what first?', target: 'v1' })
      .thenFacts(['DecisionRecorded', { kind, text: 'pause webhooks', reason: 'protect data', question: 'what first?', target: 'v1' }])
      .thenState(({ state }) => { expect(phaseOf(state)).toBe('mitigating') })
  })

  it('says it all by its kind, unless that is "other"', () => {
    given(DECLARED).when({ type: 'RecordDecision', kind: 'roll back' }).thenFacts(['DecisionRecorded', { kind: 'roll back' }])
    given(DECLARED).when({ type: 'RecordDecision', kind: 'other' }).thenRefused('Say what was decided, in a few words.')
    given(DECLARED).when({ type: 'RecordDecision', kind: 'pray' } as never).thenRefused('The kind of decision is one of: roll back, fix forward, contain, restore, wait, other.')
  })

  it('can be taken instead of another, and as often as it needs', () => {
    given(DECLARED, { type: 'RecordDecision', kind: 'wait' }, { type: 'RecordDecision', kind: 'contain' })
      .when(({ facts }) => ({ type: 'RecordDecision', kind: 'roll back', insteadOf: facts[1]!.id }))
      .thenState(({ state }) => { expect(decisionsOf(state).map(({ decision, replacedBy }) => [decision.data.kind, replacedBy.length])).toEqual([['wait', 1], ['contain', 0], ['roll back', 0]]) })
    given(DECLARED).when({ type: 'RecordDecision', kind: 'wait', insteadOf: 'nothing' }).thenRefused('The decision that this one replaces is not in this incident.')
  })

  it('can promise to look again', () => {
    const { last } = given(DECLARED).when({ type: 'RecordDecision', kind: 'wait', text: 'for the failover', lookAgainAt: utc('14:30') })
      .thenState(({ state }) => {
        expect(promisesOf(state)).toMatchObject([{ promise: { data: { kind: 'look again', text: 'Look again at the decision: for the failover', dueAt: utc('14:30') } }, settled: null }])
      })
    expect(last('PromiseMade') > last('DecisionRecorded')).toBe(true)
  })

  it('however long, can be looked at again', () => {
    given(DECLARED).when({ type: 'RecordDecision', kind: 'wait', text: 'x'.repeat(20_000), lookAgainAt: utc('14:30') })
      .thenState(({ state }) => { expect(promisesOf(state)).toHaveLength(1) })
  })
})

describe('IN6 carrying it out', () => {
  const started: Step = { type: 'StartRemediation', kind: 'roll back', target: 'Dashboard v1' }

  it('starts, and completes what runs', () => {
    given(DECLARED).when(started).thenFacts(['RemediationStarted', { kind: 'roll back', target: 'Dashboard v1' }])
    given(DECLARED, started).when({ type: 'CompleteRemediation' }).thenState(({ state }) => {
      expect(remediationsOf(state)).toMatchObject([{ started: { data: { kind: 'roll back' } }, completed: { data: { outcome: 'done' } } }])
      expect(runningRemediations(state)).toEqual([])
    })
  })

  it('may fail, and completes the kind that is named', () => {
    given(DECLARED, started, { type: 'StartRemediation', kind: 'contain' }).when(({ facts }) => ({ type: 'CompleteRemediation', remediation: facts[1]!.id, outcome: 'failed' }))
      .thenState(({ state }) => { expect(runningRemediations(state).map(({ data }) => data.kind)).toEqual(['contain']) })
    given(DECLARED, started, { type: 'StartRemediation', kind: 'contain' }).when({ type: 'CompleteRemediation', kind: 'roll back' })
      .thenState(({ state }) => { expect(runningRemediations(state).map(({ data }) => data.kind)).toEqual(['contain']) })
  })

  it('may be written down complete, without a start', () => {
    given(DECLARED).when({ type: 'CompleteRemediation', kind: 'roll back' }).thenFacts(['RemediationCompleted', { kind: 'roll back', outcome: 'done' }])
    given(DECLARED).when({ type: 'CompleteRemediation' }).thenRefused('Nothing is under way. Say what was completed: roll back, fix forward or contain.')
    given(DECLARED, started).when({ type: 'CompleteRemediation', remediation: 'nothing' }).thenRefused('That is not under way in this incident.')
  })

  it('carries out a decision that there is', () => {
    given(DECLARED).when({ type: 'StartRemediation', kind: 'roll back', decision: 'nothing' }).thenRefused('That decision is not in this incident.')
    given(DECLARED).when({ type: 'StartRemediation', kind: 'wait' } as never).thenRefused('What is carried out is one of: roll back, fix forward, contain, restore, other.')
  })
})

describe('IN7 checking', () => {
  it('has a name and a verdict', () => {
    given(DECLARED).when({ type: 'RecordCheck', name: 'error rate', verdict: 'passed', reading: '0.2%', expected: 'below 1%' })
      .thenFacts(['CheckRecorded', { name: 'error rate', verdict: 'passed', reading: '0.2%', expected: 'below 1%' }])
    given(DECLARED).when({ type: 'RecordCheck', verdict: 'passed' } as never).thenRefused('A check needs a name, for instance: error rate.')
    given(DECLARED).when({ type: 'RecordCheck', name: 'login', verdict: 'good' } as never).thenRefused('The verdict is one of: passed, failed, unclear.')
  })
})

describe('the turns of an incident', () => {
  const phases = (...steps: Step[]) => phaseOf(given(DECLARED, ...steps).when({ type: 'RecordImpactStart' }).incident.state)

  it('is watched once mitigated, resolved once resolved, reviewed once the retro was held', () => {
    expect(phases(MITIGATED)).toBe('watching')
    expect(phases(MITIGATED, RESOLVED)).toBe('resolved')
    expect(phases(MITIGATED, RESOLVED, on('02-03 14:00', { type: 'HoldRetro' }))).toBe('reviewed')
    expect(phases(MITIGATED, on('02-03 14:00', { type: 'HoldRetro' }))).toBe('reviewed')
  })

  it('goes from declared over assessing and deciding to mitigating, whatever is skipped', () => {
    expect(phases()).toBe('declared')
    expect(phases({ type: 'Page', whom: 'Ana' })).toBe('assessing')
    expect(phases({ type: 'AssessImpact', users: 'some' })).toBe('deciding')
    expect(phases({ type: 'RecordDecision', kind: 'wait' })).toBe('mitigating')
    expect(phases({ type: 'StartRemediation', kind: 'contain' })).toBe('mitigating')
  })

  it('is resolved once, and must be reopened before it is mitigated again', () => {
    given(DECLARED, RESOLVED).when({ type: 'ResolveIncident' }).thenRefused('This incident is resolved already, since 2025-02-01 15:00.')
    given(DECLARED, RESOLVED).when({ type: 'MarkMitigated' }).thenRefused('This incident is resolved since 2025-02-01 15:00. Reopen it first.')
    given(DECLARED).when({ type: 'ReopenIncident' }).thenRefused('This incident is open.')
  })

  it('begins anew when it is reopened', () => {
    expect(phases({ type: 'RecordDecision', kind: 'wait' }, RESOLVED, on('15:10', { type: 'ReopenIncident' }))).toBe('deciding')
    expect(phases(RESOLVED, on('15:10', { type: 'ReopenIncident' }), on('15:12', { type: 'RecordDecision', kind: 'wait' }))).toBe('mitigating')
    expect(phases(RESOLVED, on('15:10', { type: 'ReopenIncident' }), on('15:20', { type: 'MarkMitigated' }))).toBe('watching')
  })

  it('stays resolved where nobody knows when it was mitigated', () => {
    const backfilled: Step[] = [{ type: 'DeclareIncident', title: 'API down', backfilled: true, at: utc('13:00') }, { type: 'MarkMitigated' }, { type: 'ResolveIncident', at: utc('13:30') }]
    expect(phaseOf(given(...backfilled).when({ type: 'RecordImpactStart' }).incident.state)).toBe('resolved')
  })

  it('is reopened by striking "resolved"', () => {
    expect(phases(MITIGATED, RESOLVED, ({ last }) => ({ type: 'StrikeEntry', target: last('IncidentResolved') }))).toBe('watching')
  })
})
