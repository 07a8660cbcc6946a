/** Who must know at which severity, by when; and customers, who hear of the end as they heard of the problem. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { clocksOf, groupsDue } from '../../../shared/playbook/due.ts'
import { guidanceOf } from '../../../shared/playbook/guidance.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { utc } from '../../helpers/facts.ts'
import { clockText } from '../../helpers/clocks.ts'
import { someFacts } from '../../helpers/generated.ts'
import { on, story, type Step } from '../../helpers/given.ts'

/** PM always; Legal at P0 alone; the Product Lead at P0 and P1. */
const PLAYBOOK: Playbook = {
  ...BUILT_IN_PLAYBOOK,
  groups: [
    { id: 'pm', name: 'PM', stakeholder: true, severities: ['P0', 'P1', 'P2', 'P3'], channels: [] },
    { id: 'product-lead', name: 'Product Lead', stakeholder: true, severities: ['P0', 'P1'], channels: [] },
    { id: 'legal', name: 'Legal', stakeholder: true, severities: ['P0'], channels: [] },
    { id: 'customer-success', name: 'Customer Success', stakeholder: false, severities: ['P0', 'P1', 'P2', 'P3'], channels: [] },
  ],
}
const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const severity = (clock: string, to: 'P0' | 'P1' | 'P2' | 'P3'): Step => on(clock, { type: 'SetSeverity', severity: to })
const told = (clock: string, ...groups: string[]): Step => on(clock, { type: 'NotifyStakeholders', groups })

const due = (...steps: Step[]): string[] => groupsDue(story(...steps).incident.state, PLAYBOOK)
const clocks = (...steps: Step[]): string[] => clocksOf(story(...steps).incident.state, PLAYBOOK).filter(({ rule }) => rule === 'stakeholders').map(clockText)

describe('who is due', () => {
  it('is everybody while no severity is set, and those of the severity once it is', () => {
    expect(due(DECLARED)).toEqual(['pm', 'product-lead', 'legal'])
    expect(due(DECLARED, severity('14:01', 'P2'))).toEqual(['pm'])
    expect(due(DECLARED, severity('14:01', 'P1'))).toEqual(['pm', 'product-lead'])
    expect(due(DECLARED, severity('14:01', 'P2'), severity('14:10', 'P0'))).toEqual(['pm', 'product-lead', 'legal'])
  })

  it('is nobody who was told, by id or by name in any case', () => {
    expect(due(DECLARED, told('14:03', 'pm', 'product lead'))).toEqual(['legal'])
  })

  it('is Customer Success as soon as customers are affected', () => {
    expect(due(DECLARED, severity('14:01', 'P2'), on('14:02', { type: 'AssessImpact', users: 'some' }))).toEqual(['pm', 'customer-success'])
  })

  it('is nobody whom a message is on its way to, until every channel has failed', () => {
    const queued = on('14:03', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'legal'], send: [{ channel: 'ch-1', name: 'ops', kind: 'Slack' }] })
    const refused: Step = ({ last }) => ({ type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number: 0, result: 'refused' })
    expect(due(DECLARED, queued)).toEqual([])
    expect(due(DECLARED, queued, refused)).toEqual(['pm', 'product-lead', 'legal'])
  })

  it('is nobody once it is over', () => {
    expect(due(DECLARED, on('14:40', { type: 'ResolveIncident' }))).toEqual([])
  })
})

describe('the 15 minutes', () => {
  it('are kept once all whom the severity asks for were told', () => {
    expect(clocks(DECLARED, severity('14:01', 'P2'), told('14:05', 'pm'))).toEqual(['14:00 → 14:15, met 14:05'])
    expect(clocks(DECLARED, severity('14:01', 'P1'), told('14:05', 'pm'))).toEqual(['14:00 → 14:15, running'])
    expect(clocks(DECLARED, severity('14:01', 'P1'), told('14:05', 'pm'), told('14:17', 'product-lead'))).toEqual(['14:00 → 14:15, late 14:17'])
  })

  it('count anew, for those alone whom a higher severity asks for, from that severity on', () => {
    expect(clocks(DECLARED, severity('14:00', 'P2'), told('14:05', 'pm'), severity('14:30', 'P0'))).toEqual(['14:00 → 14:15, met 14:05', '14:30 → 14:45, running'])
    expect(clocks(DECLARED, severity('14:00', 'P2'), told('14:05', 'pm'), severity('14:30', 'P0'), told('14:50', 'legal', 'product-lead'))).toEqual(['14:00 → 14:15, met 14:05', '14:30 → 14:45, late 14:50'])
  })

  it('do not count for whom knew already', () => {
    expect(clocks(DECLARED, severity('14:00', 'P2'), told('14:05', 'pm', 'legal', 'product-lead'), severity('14:30', 'P0'))).toEqual(['14:00 → 14:15, met 14:05'])
  })

  it('end where the severity falls and asks for nobody of them any more', () => {
    expect(clocks(DECLARED, severity('14:00', 'P2'), told('14:05', 'pm'), severity('14:30', 'P1'), severity('14:40', 'P2'))).toEqual(['14:00 → 14:15, met 14:05', '14:30 → 14:45, ended 14:40'])
  })
})

it('whatever the facts are, each need has one clock, and none that is met or ended still runs', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const own = clocksOf(foldIncident(facts).state, PLAYBOOK).filter(({ rule }) => rule === 'stakeholders')
      expect(new Set(own.map(({ key }) => key)).size).toBe(own.length)
      for (const { metAt, endedAt } of own) expect(metAt === null || endedAt === null).toBe(true)
    }),
  )
})

describe('customers', () => {
  const HURT: Step[] = [DECLARED, on('14:05', { type: 'AssessImpact', users: 'all' })]
  const update = (clock: string, audience: 'internal' | 'customers' | 'public'): Step => on(clock, { type: 'PostUpdate', audience, text: 'words' })
  const END: Step[] = [on('14:40', { type: 'MarkMitigated' }), on('15:10', { type: 'ResolveIncident' })]
  const step = (...steps: Step[]): string => {
    const { now, later, done } = guidanceOf(story(...steps).incident.state, BUILT_IN_PLAYBOOK)
    const found = [...now, ...later, ...done].find(({ does }) => does === 'update customers')
    return found ? `${found.state}: ${found.title}${found.doneAt === null ? '' : ` ${found.doneAt}`}` : 'none'
  }

  it('are told of the end, though they were told of the problem', () => {
    expect(step(...HURT, update('14:20', 'customers'), ...END)).toBe('now: Tell customers it is resolved')
    expect(step(...HURT, ...END, update('15:12', 'internal'))).toBe('now: Tell customers it is resolved')
  })

  it('know of it by an update at the mitigation or after', () => {
    expect(step(...HURT, ...END, update('15:12', 'public'))).toBe(`done: Update customers ${utc('15:12')}`)
    expect(step(...HURT, END[0]!, update('14:40', 'customers'), END[1]!)).toBe(`done: Update customers ${utc('14:40')}`)
  })

  it('are still to be told where the update did not get out', () => {
    const queued = on('15:12', { type: 'PostUpdate', audience: 'customers', text: 'over', send: [{ channel: 'ch-1', name: 'status', kind: 'webhook' }] })
    const taken: Step = ({ last }) => ({ type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number: 1, result: 'accepted' })
    expect(step(...HURT, ...END, queued)).toBe('now: Tell customers it is resolved')
    expect(step(...HURT, ...END, queued, taken)).toMatch(/^done: Update customers/)
  })

  it('need hear nothing where none was ever hurt, and do where the last assessment says that nobody is any more', () => {
    expect(step(DECLARED, on('14:05', { type: 'AssessImpact', users: 'internal' }), ...END)).toBe('none')
    expect(step(...HURT, on('14:45', { type: 'AssessImpact', users: 'none' }), ...END)).toBe('now: Tell customers it is resolved')
  })
})
