/** IN8, IN9 and IN11: theories, factors, action items, promises, the retro. */
import { describe, expect, it } from 'vitest'
import { actionsOf, promisesOf, retroPlan, workingTheory } from '../../../shared/incident/status.ts'
import { given, on, type Step } from '../../helpers/given.ts'
import { utc } from '../../helpers/facts.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const

describe('IN8 triage', () => {
  const theories: Step[] = [{ type: 'StateHypothesis', text: 'a leak' }, { type: 'StateHypothesis', text: 'the pool' }]

  it('begins, and names factors: contributing ones and triggers', () => {
    given(DECLARED).when({ type: 'StartInvestigation', text: 'three of us' }).thenFacts(['InvestigationStarted', { text: 'three of us' }])
    given(DECLARED).when({ type: 'NameFactor', text: 'pool exhausted', kind: 'trigger' }).thenFacts(['ContributingFactorNamed', { text: 'pool exhausted', kind: 'trigger' }])
    given(DECLARED).when({ type: 'NameFactor' } as never).thenRefused('A contributing factor needs its words.')
    given(DECLARED).when({ type: 'NameFactor', text: 'x', kind: 'root cause' } as never).thenRefused('The kind of factor is one of: contributing, trigger.')
  })

  it('works on the last theory that is not ruled out', () => {
    given(DECLARED, ...theories).when({ type: 'AddNote', text: 'x' }).thenState(({ state }) => { expect(workingTheory(state)).toMatchObject({ item: { data: { text: 'the pool' } }, verdict: 'open' }) })
    given(DECLARED, ...theories).when(({ last }) => ({ type: 'JudgeHypothesis', hypothesis: last('HypothesisStated'), verdict: 'ruled out', text: 'pool is fine' }))
      .thenState(({ state }) => { expect(workingTheory(state)).toMatchObject({ item: { data: { text: 'a leak' } } }) })
    given(DECLARED).when({ type: 'JudgeHypothesis', hypothesis: 'nothing', verdict: 'supported' }).thenRefused('That theory is not in this incident.')
    given(DECLARED).when({ type: 'StateHypothesis', text: ' ' }).thenRefused('A theory needs its words.')
  })
})

describe('IN9 an action item', () => {
  const added: Step = { type: 'AddAction', text: 'Alert on pool use' }

  it('takes its words alone; the rest may follow', () => {
    given(DECLARED).when({ type: 'AddAction', text: 'Alert on pool use' }).thenFacts(['ActionItemAdded', { text: 'Alert on pool use' }])
      .thenState(({ state }) => {
        expect(actionsOf(state)).toMatchObject([{ text: 'Alert on pool use', owner: null, due: null, type: null, priority: null, tracker: null, state: 'open' }])
      })
    given(DECLARED).when({ type: 'AddAction', text: '' }).thenRefused('An action item needs its words: a verb, an object, an end state.')
  })

  it('keeps each field by itself', () => {
    given(DECLARED, { ...added, owner: 'Ana', due: '2025-02-10', actionType: 'detect', priority: 'high', tracker: 'OPS-7' })
      .when(({ last }) => ({ type: 'ChangeAction', action: last('ActionItemAdded'), field: 'owner', value: 'Ben' }))
      .thenState(({ state }) => { expect(actionsOf(state)).toMatchObject([{ owner: 'Ben', due: '2025-02-10', type: 'detect', priority: 'high', tracker: 'OPS-7' }]) })
  })

  it('can lose a field, but not its words', () => {
    for (const value of [null, '', '  ']) {
      given(DECLARED, { ...added, owner: 'Ana' }).when(({ last }) => ({ type: 'ChangeAction', action: last('ActionItemAdded'), field: 'owner', value }))
        .thenState(({ state }) => { expect(actionsOf(state)[0]!.owner).toBeNull() })
      given(DECLARED, added).when(({ last }) => ({ type: 'ChangeAction', action: last('ActionItemAdded'), field: 'text', value }))
        .thenRefused('An action item needs its words: a verb, an object, an end state.')
    }
  })

  it('has a state and a type that there are', () => {
    const change = (field: 'state' | 'type', value: string) => given(DECLARED, added).when(({ last }) => ({ type: 'ChangeAction', action: last('ActionItemAdded'), field, value }))
    expect([change('state', 'done').refusal, change('type', 'prevent').refusal]).toEqual([null, null])
    change('state', 'finished').thenRefused('The state of an action item is one of: open, done, dropped.')
    change('type', 'someday').thenRefused('The type of an action item is one of: detect, mitigate, prevent, process, investigate.')
  })

  it('must be there', () => {
    given(DECLARED, added).when({ type: 'ChangeAction', action: 'nothing', field: 'owner', value: 'Ana' }).thenRefused('That action item is not in this incident.')
  })
})

describe('a promise', () => {
  const made: Step = { type: 'MakePromise', kind: 'eta', text: 'a fix', dueAt: '2025-02-01T14:30:00Z', who: 'Ana' }

  it('is settled once', () => {
    given(DECLARED, made).when(({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'kept' })).thenState(({ state }) => { expect(promisesOf(state)[0]!.settled).not.toBeNull() })
    given(DECLARED, made, ({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'dropped' }))
      .when(({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'kept' })).thenRefused('That promise is settled already.')
    given(DECLARED).when({ type: 'SettlePromise', promise: 'nothing', outcome: 'kept' }).thenRefused('That promise is not in this incident.')
  })

  it('that is revised is a new one, from whoever made it', () => {
    given(DECLARED, made).when(({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'revised', dueAt: utc('15:00') }))
      .thenState(({ state }) => { expect(promisesOf(state).map(({ promise: { data }, settled }) => [data.text, data.who, data.dueAt, settled?.data.outcome])).toEqual([['a fix', 'Ana', utc('14:30'), 'revised'], ['a fix', 'Ana', utc('15:00'), undefined]]) })
    given(DECLARED, made).when(({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'revised' })).thenRefused('A revised promise needs its new time.')
  })

  it('says what, and by when', () => {
    given(DECLARED).when({ type: 'MakePromise', text: 'a fix' } as never).thenRefused('A promise needs a time, as in 2026-11-22T14:40:00Z.')
    given(DECLARED).when({ type: 'MakePromise', text: '', dueAt: utc('14:30') }).thenRefused('A promise needs its words.')
  })
})

describe('IN11 the retro', () => {
  it('has a time in the zone in which it was meant, and can be moved', () => {
    given(DECLARED, on('14:40', { type: 'ScheduleRetro', time: utc('02-03 14:00'), where: 'room 3' })).when({ type: 'ScheduleRetro', time: '2025-02-03T16:00:00+01:00' }, { zone: 'Europe/Berlin' })
      .thenState(({ state }) => { expect(retroPlan(state)?.data).toEqual({ time: utc('02-03 15:00'), zone: 'Europe/Berlin' }) })
    given(DECLARED).when({ type: 'ScheduleRetro' } as never).thenRefused('The retro needs a time, as in 2026-11-24T14:00:00Z.')
  })

  it('is held', () => {
    given(DECLARED).when({ type: 'HoldRetro' }).thenFacts(['RetroHeld', {}])
    given(DECLARED).when({ type: 'HoldRetro', at: utc('02-03 14:00') }).thenRefused('That time is in the future (2025-02-03 14:00); what has not happened yet cannot be recorded.')
  })
})
