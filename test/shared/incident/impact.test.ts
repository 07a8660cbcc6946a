/** IN1 and what came before: detection, impact, metric readings, the release that the incident follows. */
import { describe, expect, it } from 'vitest'
import { itemsOf } from '../../../shared/incident/state.ts'
import { customersAffected, impactAt, phaseOf, releaseOf } from '../../../shared/incident/status.ts'
import { given, on } from '../../helpers/given.ts'
import { utc } from '../../helpers/facts.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const

describe('IN1 assess impact', () => {
  it('takes any answer that there is', () => {
    given(DECLARED).when({ type: 'AssessImpact', users: 'all', effect: 'blocked', scope: 'widespread', dataAtRisk: 'unknown', customersAffected: 'yes', text: ' checkout ' })
      .thenFacts(['ImpactAssessed', { users: 'all', effect: 'blocked', scope: 'widespread', dataAtRisk: 'unknown', customersAffected: 'yes', text: 'checkout' }])
      .thenState(({ state }) => { expect(phaseOf(state)).toBe('deciding') })
    given(DECLARED).when({ type: 'AssessImpact', text: 'hard to say' }).thenFacts(['ImpactAssessed', { text: 'hard to say' }])
  })

  it('needs none: what was answered before holds on', () => {
    given(DECLARED).when({ type: 'AssessImpact', text: ' ' }).thenFacts(['ImpactAssessed', {}])
    given(DECLARED, { type: 'AssessImpact', users: 'all', text: 'checkout' }).when({ type: 'AssessImpact' }).thenFacts(['ImpactAssessed', { users: 'all' }])
  })

  it('takes no answer but its own', () => {
    given(DECLARED).when({ type: 'AssessImpact', users: 'many' } as never).thenRefused('Who is affected is one of: none, internal, some, all.')
  })

  it('stands as of the moment that one asks for', () => {
    given(DECLARED, on('14:05', { type: 'AssessImpact', users: 'all' })).when(on('14:20', { type: 'AssessImpact', users: 'none' })).thenState(({ state }) => {
      expect([impactAt(state)?.data.users, impactAt(state, utc('14:10'))?.data.users, impactAt(state, utc('14:00'))]).toEqual(['none', 'all', null])
    })
  })

  it.each([
    [{ customersAffected: 'yes', users: 'none' }, true],
    [{ customersAffected: 'no' }, false],
    [{ customersAffected: 'unknown' }, null],
    [{ customersAffected: 'unknown', users: 'some' }, true],
    [{ users: 'all' }, true],
    [{ users: 'internal' }, false],
    [{ users: 'none' }, false],
    [{ effect: 'blocked' }, null],
  ] as const)('says whether customers are hurt: %j', (assessed, hurt) => {
    expect(customersAffected(assessed)).toBe(hurt)
  })
})

describe('detection and the start of the impact', () => {
  it('are facts of their own', () => {
    given(DECLARED).when({ type: 'RecordDetection', text: 'monitoring alerts', by: 'alert' }).thenFacts(['Detected', { text: 'monitoring alerts', by: 'alert' }])
    given(DECLARED).when({ type: 'RecordImpactStart', text: 'first errors' }).thenFacts(['ImpactStarted', { text: 'first errors' }])
    given(DECLARED).when({ type: 'RecordDetection', text: '' }).thenRefused('Say what was noticed.')
  })
})

describe('a metric reading', () => {
  it('is a name, a number and a unit', () => {
    given(DECLARED).when({ type: 'ReadMetric', metric: 'error rate', value: 0, unit: '%' }).thenFacts(['MetricRead', { metric: 'error rate', value: 0, unit: '%' }])
    given(DECLARED).when({ type: 'ReadMetric', metric: 'queue', value: -1.5 }).thenFacts(['MetricRead', { metric: 'queue', value: -1.5 }])
  })

  it.each([NaN, Infinity, '15%', undefined])('is no reading with %j', (value) => {
    given(DECLARED).when({ type: 'ReadMetric', metric: 'error rate', value } as never).thenRefused('A reading needs a number, as in: error rate 15%.')
  })
})

describe('the release that it follows', () => {
  const linked = { type: 'LinkRelease', name: 'Dashboard v2', knownGood: 'Dashboard v1', deployedAt: utc('13:30') } as const

  it('has a name, a known good before it, and was deployed when it was', () => {
    const { made } = given(DECLARED).when(linked)
      .thenFacts(['ReleaseLinked', { name: 'Dashboard v2', knownGood: 'Dashboard v1' }], ['Deployed', { release: 'Dashboard v2' }])
      .thenState(({ state }) => { expect([releaseOf(state)?.data.name, itemsOf(state, 'Deployed')[0]!.time]).toEqual(['Dashboard v2', utc('13:30')]) })
    expect(made.map(({ at }) => at.time)).toEqual([utc('14:00'), utc('13:30')])
  })

  it('can turn out to be another', () => {
    const { made } = given(DECLARED, linked).when({ type: 'LinkRelease', name: 'Billing v7' }).thenState(({ state }) => { expect(releaseOf(state)?.data).toEqual({ name: 'Billing v7' }) })
    expect(made[0]!.replaces).toHaveLength(1)
  })

  it('is redeployed under its own name, another, or in words', () => {
    given(DECLARED, linked).when({ type: 'RecordDeployment' }).thenFacts(['Deployed', { release: 'Dashboard v2' }])
    given(DECLARED, linked).when({ type: 'RecordDeployment', release: 'v2.1', environment: 'staging' }).thenFacts(['Deployed', { release: 'v2.1', environment: 'staging' }])
    given(DECLARED, linked).when({ type: 'RecordDeployment', text: 'fix redeployed' }).thenFacts(['Deployed', { text: 'fix redeployed' }])
    given(DECLARED).when({ type: 'RecordDeployment' }).thenFacts(['Deployed', {}])
    given(DECLARED).when({ type: 'LinkRelease', name: '' }).thenRefused('A release needs a name or a number.')
  })
})
