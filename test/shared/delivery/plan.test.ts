/** What is next for something that is to be sent. Times worked by hand: ten minutes for a page, an hour for a notice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awaitedPages } from '../../../shared/delivery/awaited.ts'
import { lackingOf } from '../../../shared/delivery/lacking.ts'
import { nextStep, outgoingOf, waitBefore, type Asked, type NextStep } from '../../../shared/delivery/plan.ts'
import type { Channel } from '../../../shared/delivery/channel.ts'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { deliveriesOf } from '../../../shared/incident/delivery.ts'
import type { DeliveryResult } from '../../../shared/incident/words.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step } from '../../helpers/given.ts'

const DECLARED = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const BY_PAGER = [{ channel: 'ch-1', name: 'Pager', kind: 'PagerDuty' as const }]
const PAGED = on('14:01', { type: 'Page', whom: 'Ana', send: BY_PAGER })
const NOTIFIED = on('14:01', { type: 'NotifyStakeholders', groups: ['pm'], send: BY_PAGER })
const tried = (clock: string, number: number): Step => ({ last }) => on(clock, { type: 'TryDelivery', delivery: last('DeliveryQueued'), number })
const answered = (clock: string, number: number, result: DeliveryResult, retryAt?: string): Step => ({ last }) =>
  on(clock, { type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number, result, ...(retryAt !== undefined && { retryAt: utc(retryAt) }) })

function next(steps: readonly Step[], clock: string, asked: Partial<Asked> = {}): NextStep {
  const { state } = story(DECLARED, ...steps).incident
  return nextStep(state, deliveriesOf(state)[0]!, BUILT_IN_PLAYBOOK, { now: utc(clock), repeatable: false, ...asked })
}

describe('what is queued', () => {
  it('is sent at once', () => expect(next([PAGED], '14:01')).toEqual({ do: 'send', number: 1 }))
  it('runs out ten minutes later, a page', () => {
    expect(next([PAGED], '14:10:59')).toEqual({ do: 'send', number: 1 })
    expect(next([PAGED], '14:11')).toMatchObject({ do: 'answer', number: 0, result: 'expired' })
  })
  it('is given up an hour later, a notice', () => {
    expect(next([NOTIFIED], '15:00:59')).toEqual({ do: 'send', number: 1 })
    expect(next([NOTIFIED], '15:01')).toMatchObject({ do: 'answer', number: 0, result: 'refused' })
  })
})

describe('what was told to come back', () => {
  it('waits until then, and no longer than it may', () => {
    expect(next([PAGED, tried('14:01', 1), answered('14:02', 1, 'try again', '14:05')], '14:04')).toEqual({ do: 'wait', until: utc('14:05') })
    expect(next([PAGED, tried('14:01', 1), answered('14:02', 1, 'try again', '14:30')], '14:04')).toEqual({ do: 'wait', until: utc('14:11') })
    expect(next([PAGED, tried('14:01', 1), answered('14:02', 1, 'try again', '14:05')], '14:05')).toEqual({ do: 'send', number: 2 })
  })
  it('goes out at a person’s word', () => expect(next([PAGED, tried('14:01', 1), answered('14:02', 1, 'try again', '14:05')], '14:03', { wanted: true })).toEqual({ do: 'send', number: 2 }))
})

describe('what may have arrived', () => {
  const unclear = [PAGED, tried('14:01', 1), answered('14:02', 1, 'unclear')]
  it('waits for a person, however harmless a copy is', () => {
    expect(next(unclear, '14:03', { repeatable: true })).toEqual({ do: 'nothing' })
    expect(next(unclear, '14:03', { wanted: true })).toEqual({ do: 'send', number: 2 })
    expect(next(unclear, '14:11', { wanted: true })).toEqual({ do: 'nothing' })
  })
  it('is said to be so after a crash, or is sent again where a copy does no harm', () => {
    expect(next([PAGED, tried('14:01', 1)], '14:03')).toMatchObject({ do: 'answer', number: 1, result: 'unclear' })
    expect(next([PAGED, tried('14:01', 1)], '14:03', { repeatable: true })).toEqual({ do: 'send', number: 2 })
    expect(next([PAGED, tried('14:01', 1)], '14:11', { repeatable: true })).toMatchObject({ do: 'answer', result: 'unclear' })
  })
})

it.each<DeliveryResult>(['accepted', 'refused', 'expired', 'called off'])('what was %s has ended, whatever a person wants', (result) => {
  expect(next([PAGED, tried('14:01', 1), answered('14:02', 1, result)], '14:03', { wanted: true, repeatable: true })).toEqual({ do: 'nothing' })
})

it('main hears of what waits, with its time, and not of what waits for a person', () => {
  const due = (...steps: Step[]) => outgoingOf(story(DECLARED, ...steps).incident.state, BUILT_IN_PLAYBOOK).map(({ channel, due }) => `${channel} ${due}`)
  expect(due(PAGED)).toEqual([`ch-1 ${utc('14:01')}`])
  expect(due(PAGED, tried('14:01', 1), answered('14:02', 1, 'try again', '14:05'))).toEqual([`ch-1 ${utc('14:05')}`])
  expect(due(PAGED, tried('14:01', 1), answered('14:02', 1, 'try again', '14:30'))).toEqual([`ch-1 ${utc('14:11')}`])
  expect(due(PAGED, tried('14:01', 1), answered('14:02', 1, 'unclear'))).toEqual([])
  expect(due(PAGED, tried('14:01', 1), answered('14:02', 1, 'accepted'))).toEqual([])
})

it('the wait before a further try grows, never shorter than asked and never longer than 30 s for a page, 5 min for a notice', () => {
  expect([1, 2, 3, 4, 5, 6].map((number) => waitBefore(number, 'page', 1))).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000])
  expect(waitBefore(40, 'notice', 1)).toBe(300_000)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.constantFrom('page' as const, 'notice' as const), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(600_000), (number, about, chance, after) => {
      const wait = waitBefore(number, about, chance, after)
      expect(wait).toBeGreaterThanOrEqual(Math.max(after, 1000))
      expect(wait).toBeLessThanOrEqual(Math.max(after, about === 'page' ? 30_000 : 300_000))
    }),
  )
})

describe('an answer is awaited from PagerDuty', () => {
  const awaited = (...steps: Step[]) => awaitedPages(story(DECLARED, ...steps).incident.state).map(({ channel, since }) => `${channel} ${since}`)
  const sent = [PAGED, tried('14:01', 1), answered('14:02', 1, 'accepted')]

  it('from when the page was taken until somebody answers, it is passed on, or the incident is over', () => {
    expect(awaited(PAGED)).toEqual([])
    expect(awaited(...sent)).toEqual([`ch-1 ${utc('14:02')}`])
    expect(awaited(...sent, { type: 'AcknowledgePage' })).toEqual([])
    expect(awaited(...sent, { type: 'EscalatePage', to: 'Bo' })).toEqual([])
    expect(awaited(...sent, { type: 'ResolveIncident' })).toEqual([])
  })
  it('also where it may have arrived, and after somebody wrote down that nobody answered', () => {
    expect(awaited(PAGED, tried('14:01', 1), answered('14:02', 1, 'unclear'))).toEqual([`ch-1 ${utc('14:01')}`])
    expect(awaited(...sent, { type: 'RecordPageOutcome', outcome: 'no answer' })).toEqual([`ch-1 ${utc('14:02')}`])
  })
  it('not of a page by phone', () => {
    const link: CommandInput = { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q1', channel: 'ch-1' }
    expect(awaited(link, on('14:01', { type: 'Page', whom: 'Ana', by: 'phone' }))).toEqual([])
    expect(awaited(link, on('14:01', { type: 'Page', whom: 'Ana', by: 'PagerDuty' }))).toEqual([`ch-1 ${utc('14:01')}`])
  })
})

describe('what a channel lacks', () => {
  const pager: Channel = { id: 'ch-00000000', kind: 'PagerDuty', name: 'Pager', eventsUrl: 'https://events.pagerduty.com', restUrl: 'https://api.pagerduty.com' }
  it.each<[Channel, string[], string | null]>([
    [pager, [], 'Its integration key is missing.'],
    [pager, ['apiToken'], 'Its integration key is missing.'],
    [{ ...pager, from: 'ana@example.org' }, ['apiToken'], null],
    [pager, ['routingKey'], null],
    [{ id: 'ch-00000000', kind: 'Slack', name: 'Slack' }, [], 'Its webhook URL is missing.'],
    [{ id: 'ch-00000000', kind: 'Slack', name: 'Slack' }, ['url'], null],
    [{ id: 'ch-00000000', kind: 'webhook', name: 'Hook', url: 'https://hook.example' }, [], 'Its signing key is missing.'],
  ])('before it can send: %o with %j', (channel, secrets, sentence) => expect(lackingOf(channel, secrets).toSend).toBe(sentence))

  it('before it can do more', () => {
    expect(lackingOf(pager, ['routingKey']).toDoMore).toContain('REST API token')
    expect(lackingOf(pager, ['routingKey', 'apiToken']).toDoMore).toContain('e-mail address')
    expect(lackingOf({ ...pager, from: 'ana@example.org' }, ['routingKey', 'apiToken']).toDoMore).toBeNull()
  })
})
