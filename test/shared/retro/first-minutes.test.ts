/** What the document says of the first minutes: promises against what came of them, calls with their sending, severities with their reasons. */
import { describe, expect, it } from 'vitest'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import type { RetroDocument } from '../../../shared/retro/tree.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step, type Story } from '../../helpers/given.ts'
import { linesOf, tableOf } from '../../helpers/read-retro.ts'

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const retro = (...steps: Step[]): RetroDocument => retroOf({ id: 'inc-7kq2m9xa', incident: story(DECLARED, ...steps).incident, playbook: BUILT_IN_PLAYBOOK }, { zone: 'UTC' })
const eta = (clock: string, due: string, to?: string): Step => on(clock, { type: 'MakePromise', text: 'it works again', dueAt: utc(due), ...(to === undefined ? {} : { to }) })
const settle = (clock: string, outcome: 'kept' | 'revised' | 'dropped', due?: string): Step => ({ last }: Story) =>
  on(clock, { type: 'SettlePromise', promise: last('PromiseMade'), outcome, ...(due === undefined ? {} : { dueAt: utc(due) }) })
const RESOLVED: Step = on('15:30', { type: 'ResolveIncident' })
const promised = (...steps: Step[]): string[][] => tableOf(retro(...steps), 'promises')

describe('promised and actual', () => {
  it('is left out where nothing was promised', () => {
    expect(retro().sections.map(({ id }) => id)).not.toContain('promises')
  })

  it('says whether a promise was kept, and by how much it was late', () => {
    expect(promised(eta('14:10', '14:40', 'customers'), settle('14:38', 'kept'))).toEqual([['it works again', 'customers', '14:40', 'kept: 14:38']])
    expect(promised(eta('14:10', '14:40', 'customers'), settle('14:46', 'kept'))).toEqual([['it works again', 'customers', '14:40', 'late by 6 min: 14:46']])
  })

  it('follows a promise through its revisions', () => {
    expect(promised(eta('14:10', '14:40', 'internal'), settle('14:39', 'revised', '15:00'), settle('14:58', 'dropped'))).toEqual([
      ['it works again', 'internal', '14:40', 'revised to 15:00, said 14:39'],
      ['it works again', 'internal', '15:00', 'dropped: 14:58'],
    ])
  })

  it('says never, no longer due, or open', () => {
    expect(promised(eta('14:10', '14:40'), RESOLVED)).toEqual([['it works again', '–', '14:40', 'never']])
    expect(promised(eta('14:10', '16:00'), RESOLVED)).toEqual([['it works again', '–', '16:00', 'no longer due from 15:30']])
    expect(promised(eta('14:10', '14:40'))).toEqual([['it works again', '–', '14:40', 'open']])
  })

  it('holds every next update that was announced', () => {
    const update = (clock: string, next?: string): Step => on(clock, { type: 'PostUpdate', audience: 'customers', text: 'words', ...(next === undefined ? {} : { nextUpdateAt: utc(next) }) })
    expect(promised(update('14:10', '14:30'), update('14:29', '14:50'), update('15:00', '15:20'), RESOLVED)).toEqual([
      ['The next update', 'customers', '14:30', 'kept: 14:29'],
      ['The next update', 'customers', '14:50', 'late by 10 min: 15:00'],
      ['The next update', 'customers', '15:20', 'never'],
    ])
    expect(promised(update('15:20', '15:40'), RESOLVED)).toEqual([['The next update', 'customers', '15:40', 'no longer due from 15:30']])
  })
})

describe('pages', () => {
  const SENT: Step = on('14:02', { type: 'Page', whom: 'Bo', by: 'PagerDuty', send: [{ channel: 'ch-1', name: 'Ops PD', kind: 'PagerDuty' }] })
  const tried = (clock: string, number: number): Step => ({ last }: Story) => on(clock, { type: 'TryDelivery', delivery: last('DeliveryQueued'), number })
  const answered = (clock: string, number: number, result: 'try again' | 'accepted' | 'refused', text?: string): Step => ({ last }: Story) =>
    on(clock, { type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number, result, ...(text === undefined ? {} : { text }) })

  it('say how each was sent: by which channel, at which try, with what answer', () => {
    expect(tableOf(retro(SENT, tried('14:02', 1), answered('14:02', 1, 'try again'), tried('14:03', 2), answered('14:04', 2, 'accepted')), 'paging')).toEqual([
      ['14:02', 'Bo', 'PagerDuty', 'Ops PD: accepted at try 2, 14:04', 'sent, 14:04'],
    ])
    expect(tableOf(retro(SENT, answered('14:02', 0, 'refused', 'the key is unknown'), on('14:06', { type: 'Page', whom: 'Cy', by: 'phone' })), 'paging')).toEqual([
      ['14:02', 'Bo', 'PagerDuty', 'Ops PD: refused, 14:02: the key is unknown', 'failed, 14:02: the key is unknown'],
      ['14:06', 'Cy', 'phone', 'by hand', 'not recorded'],
    ])
  })
})

describe('notices and updates', () => {
  it('say by which channel they went out', () => {
    const taken: Step = ({ last }: Story) => on('14:25', { type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number: 1, result: 'accepted' })
    const document = retro(on('14:24', { type: 'NotifyStakeholders', groups: ['pm'], text: 'API is down', send: [{ channel: 'ch-1', name: '#ops', kind: 'Slack' }] }), taken)
    expect(tableOf(document, 'communication')).toEqual([['14:24', 'PM', 'API is down (#ops: accepted, 14:25)']])
  })
})

describe('severities', () => {
  it('stand with their reasons, and with what was proposed where something else was set', () => {
    const document = retro(
      on('14:01', { type: 'SetSeverity', severity: 'P2', reason: 'Some customers are affected', proposed: 'P2' }),
      on('14:09', { type: 'SetSeverity', severity: 'P1', proposed: 'P0' }),
      on('14:30', { type: 'SetSeverity', severity: 'P2' }),
    )
    expect(linesOf(document, 'impact')).toContain('Severity: P2 from 14:01 (Some customers are affected), P1 from 14:09 (P0 was proposed), P2 from 14:30')
  })
})
