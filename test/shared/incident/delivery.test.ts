/** What is sent by a channel: intent, tries and answers, and when it really went out. Worked by hand. */
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { deliveriesOf, sentAt } from '../../../shared/incident/delivery.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { pagesOf } from '../../../shared/incident/status.ts'
import type { DeliveryResult } from '../../../shared/incident/words.ts'
import { clocks } from '../../helpers/clocks.ts'
import { given, on, story, type Step, type Story } from '../../helpers/given.ts'

const DECLARED = on('14:00', { type: 'DeclareIncident', title: 'API down', severity: 'P1' })
const by = (name: string) => ({ channel: `ch-${name}`, name, kind: 'PagerDuty' as const })
const paged = (...names: string[]): Step => on('14:01', { type: 'Page', whom: 'Ana', by: 'PagerDuty', send: names.map(by) })
const named = ({ incident }: Story, name: string): string => deliveriesOf(incident.state).find(({ queued }) => queued.data.name === name)!.queued.id
const tried = (clock: string, number: number): Step => (story) => on(clock, { type: 'TryDelivery', delivery: named(story, 'A'), number })
const answered = (clock: string, number: number, result: DeliveryResult, name = 'A'): Step => (story) => on(clock, { type: 'AnswerDelivery', delivery: named(story, name), number, result })

describe('a page that a channel carries', () => {
  const standing = (...steps: Step[]) => deliveriesOf(story(DECLARED, paged('A'), ...steps).incident.state).map(({ state, tries }) => `${state} ${String(tries)}`)

  it('is queued, under way, and then what its channel answered', () => {
    expect(standing()).toEqual(['queued 0'])
    expect(standing(tried('14:01', 1))).toEqual(['under way 1'])
    expect(standing(tried('14:01', 1), answered('14:02', 1, 'try again'))).toEqual(['try again 1'])
    expect(standing(tried('14:01', 1), answered('14:02', 1, 'try again'), tried('14:03', 2))).toEqual(['under way 2'])
    expect(standing(tried('14:01', 1), answered('14:02', 1, 'try again'), tried('14:03', 2), answered('14:03', 2, 'accepted'))).toEqual(['accepted 2'])
  })

  it('has gone out when the channel took it, not when it was asked for', () => {
    const { state } = story(DECLARED, paged('A'), tried('14:01', 1), answered('14:04', 1, 'accepted')).incident
    expect(sentAt(state, itemsOf(state, 'Paged')[0]!)).toBe('2025-02-01T14:04:00.000Z')
    expect(clocks('page', DECLARED, paged('A'), tried('14:01', 1))).toEqual(['14:00 → 14:02, running'])
    expect(clocks('page', DECLARED, paged('A'), tried('14:01', 1), answered('14:04', 1, 'accepted'))).toEqual(['14:00 → 14:02, late 14:04'])
    expect(clocks('page', DECLARED, paged())).toEqual(['14:00 → 14:02, met 14:01'])
  })

  it('has failed only when no channel is left that may reach anybody', () => {
    const outcome = (...steps: Step[]) => pagesOf(story(DECLARED, paged('A', 'B'), ...steps).incident.state)[0]!.outcome?.data.outcome ?? null
    expect(outcome(answered('14:02', 1, 'refused'))).toBeNull()
    expect(outcome(answered('14:02', 1, 'refused'), answered('14:03', 1, 'expired', 'B'))).toBe('failed')
    expect(outcome(answered('14:02', 1, 'refused'), answered('14:03', 1, 'accepted', 'B'))).toBe('sent')
    expect(outcome(answered('14:02', 1, 'accepted'), answered('14:03', 1, 'refused', 'B'))).toBe('sent')
    expect(outcome(answered('14:02', 1, 'unclear'), answered('14:03', 1, 'refused', 'B'))).toBeNull()
  })

  it('is not sent again once it came to its end, and what was taken after it was called off is kept', () => {
    const refusal = (command: (delivery: string) => CommandInput, ...steps: Step[]) => given(DECLARED, paged('A'), ...steps).when((told) => command(named(told, 'A'))).refusal
    const again = (delivery: string): CommandInput => ({ type: 'TryDelivery', delivery, number: 2 })
    const taken = (delivery: string): CommandInput => ({ type: 'AnswerDelivery', delivery, number: 1, result: 'accepted' })
    expect(refusal(again, tried('14:01', 1), answered('14:02', 1, 'refused'))).toBe('That was refused already.')
    expect(refusal((delivery) => ({ type: 'TryDelivery', delivery, number: 1 }), tried('14:01', 1))).toBe('That try is written down already.')
    expect(refusal(taken, tried('14:01', 1), answered('14:02', 1, 'accepted'))).toBe('That was accepted already.')
    expect(standing(tried('14:01', 1), answered('14:02', 1, 'called off'), answered('14:03', 1, 'accepted'))).toEqual(['accepted 1'])
  })
})

describe('a status update that a channel carries', () => {
  const update = on('14:05', { type: 'PostUpdate', text: 'We are on it.', send: [{ ...by('A'), kind: 'Slack' as const }] })

  it('starts the next clock only once it was sent', () => {
    expect(clocks('update', DECLARED, update)).toEqual(['14:00 → 14:20, running'])
    expect(clocks('update', DECLARED, update, answered('14:06', 1, 'refused'))).toEqual(['14:00 → 14:20, running'])
    expect(clocks('update', DECLARED, update, answered('14:07', 1, 'accepted'))).toEqual(['14:00 → 14:20, met 14:07', '14:07 → 14:27, running'])
  })

  it('is due less often once two hours have passed', () => {
    const posted = (clock: string): Step => on(clock, { type: 'PostUpdate', text: 'Still on it.' })
    expect(clocks('update', DECLARED, posted('15:59'))).toEqual(['14:00 → 14:20, late 15:59', '15:59 → 16:19, running'])
    expect(clocks('update', DECLARED, posted('16:00'))).toEqual(['14:00 → 14:20, late 16:00', '16:00 → 17:00, running'])
  })
})
