/** However many alerts there are, in whatever order and however often they were told of: the same few groups, each with its start and its end. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Alert, AlertGroup } from '../../../shared/alerts/alert.ts'
import { alertsText } from '../../../shared/alerts/alert.ts'
import { groupAlerts } from '../../../shared/alerts/group-alerts.ts'
import { readAlerts } from '../../../shared/alerts/read-alerts.ts'
import { webhook, type SentAlert } from '../../helpers/alerts.ts'
import { utc } from '../../helpers/facts.ts'

function alerts(...sent: SentAlert[]): readonly Alert[] {
  const reading = readAlerts(webhook(sent), utc('15:00'))
  if (!reading.ok) throw new Error(reading.sentence)
  return reading.alerts
}
const spans = (groups: readonly AlertGroup[]): unknown[] => groups.map(({ group, startsAt, endsAt, count }) => [group, startsAt, endsAt, count])
const on = (instance: string, more: Record<string, string> = {}): Record<string, string> => ({ alertname: 'HighErrorRate', service: 'webhooks', instance, ...more })

describe('a group', () => {
  it('is one name that hurts one thing, wherever it runs; it begins with the first alert and says what all have in common', () => {
    const [group, ...others] = groupAlerts(alerts({ labels: on('b', { severity: 'warning' }), startsAt: utc('14:16'), summary: 'second' }, { labels: on('a', { severity: 'critical' }), startsAt: utc('14:15'), summary: 'first' }))
    expect(others).toEqual([])
    expect(group).toMatchObject({ name: 'HighErrorRate', group: 'HighErrorRate{service="webhooks"}', startsAt: utc('14:15'), endsAt: null, count: 2, text: 'first', severity: 'critical' })
    expect(group!.labels).toEqual({ alertname: 'HighErrorRate', service: 'webhooks' })
  })

  it('of another service, job, namespace or cluster is another one', () => {
    const groups = groupAlerts(alerts({ labels: on('a'), startsAt: utc('14:15') }, { labels: on('a', { service: 'mail' }), startsAt: utc('14:15') }, { labels: on('a', { namespace: 'eu', cluster: 'c1', job: 'api' }), startsAt: utc('14:15') }))
    expect(groups.map(({ group }) => group)).toEqual(['HighErrorRate{cluster="c1",namespace="eu",service="webhooks",job="api"}', 'HighErrorRate{service="mail"}', 'HighErrorRate{service="webhooks"}'])
  })

  it('is over once all of its alerts are, at the end of the last', () => {
    const a = { labels: on('a'), startsAt: utc('14:15'), endsAt: utc('14:40') }
    const b = { labels: on('b'), startsAt: utc('14:20') }
    expect(spans(groupAlerts(alerts(a, b)))).toEqual([['HighErrorRate{service="webhooks"}', utc('14:15'), null, 2]])
    expect(spans(groupAlerts(alerts(a, { ...b, endsAt: utc('14:35') })))).toEqual([['HighErrorRate{service="webhooks"}', utc('14:15'), utc('14:40'), 2]])
  })

  it('that fires anew after a pause is a new episode', () => {
    const groups = groupAlerts(alerts({ labels: on('a'), startsAt: utc('14:15'), endsAt: utc('14:20') }, { labels: on('a'), startsAt: utc('14:30') }))
    expect(spans(groups)).toEqual([
      ['HighErrorRate{service="webhooks"}', utc('14:30'), null, 1],
      ['HighErrorRate{service="webhooks"}', utc('14:15'), utc('14:20'), 1],
    ])
  })

  it('told of as firing and as over is one, and over', () => {
    const fired = { labels: on('a'), startsAt: utc('14:15') }
    expect(spans(groupAlerts(alerts(fired, { ...fired, endsAt: utc('14:20') }, fired)))).toEqual([['HighErrorRate{service="webhooks"}', utc('14:15'), utc('14:20'), 1]])
  })

  it('comes in the order of its urgency: what fires, the worst, the newest', () => {
    const named = (alertname: string, severity: string, startsAt: string, endsAt?: string): SentAlert => ({ labels: { alertname, severity }, startsAt: utc(startsAt), ...(endsAt && { endsAt: utc(endsAt) }) })
    const groups = groupAlerts(alerts(named('Over', 'critical', '14:50', '14:55'), named('Info', 'info', '14:50'), named('Old', 'page', '14:00'), named('Warn', 'warning', '14:40'), named('New', 'CRITICAL', '14:30'), named('Own', 'strange', '14:30')))
    expect(groups.map(({ name }) => name)).toEqual(['New', 'Old', 'Warn', 'Own', 'Info', 'Over'])
  })

  it('fits into a command, however long its labels are', () => {
    const [group] = groupAlerts(alerts({ labels: { alertname: 'A', service: 's'.repeat(5000), ['n'.repeat(300)]: 'x' }, startsAt: utc('14:15') }))
    expect(group!.group.length).toBeLessThanOrEqual(2000)
    expect(group!.labels['service']).toHaveLength(2000)
    expect(Object.keys(group!.labels)).toEqual(['alertname', 'service'])
  })
})

it('order and repetition change nothing', () => {
  const sent = fc.record(
    { name: fc.constantFrom('A', 'B'), instance: fc.constantFrom('a', 'b', 'c'), start: fc.integer({ min: 0, max: 9 }), length: fc.option(fc.integer({ min: 0, max: 5 })), summary: fc.constantFrom('one', 'two') },
  )
  const toAlert = ({ name, instance, start, length, summary }: { name: string; instance: string; start: number; length: number | null; summary: string }): SentAlert => ({
    labels: { alertname: name, instance },
    startsAt: utc(`14:0${String(start)}`),
    ...(length !== null && { endsAt: utc(`14:${String(start + length).padStart(2, '0')}`) }),
    summary,
  })
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 12 }).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }))), ([all, shuffled]) => {
      const once = groupAlerts(alerts(...all.map(toAlert)))
      expect(groupAlerts(alerts(...shuffled.map(toAlert)))).toEqual(once)
    }),
    { numRuns: 300 },
  )
})

it('ten thousand alerts of three names on two services are six groups', () => {
  const flood = Array.from({ length: 10_000 }, (_, index): SentAlert => ({ labels: { alertname: `Name${String(index % 3)}`, service: `s${String(index % 2)}`, instance: String(index) }, startsAt: utc('14:15') }))
  const groups = groupAlerts(alerts(...flood))
  expect(groups).toHaveLength(6)
  // Every sixth: 10,000 = 6 × 1,666 + 4.
  expect(groups.map(({ count }) => count).sort()).toEqual([1666, 1666, 1667, 1667, 1667, 1667])
})

it.each([
  [1, 1, '1 alert'],
  [3, 1, '3 alerts'],
  [2, 2, '2 alerts'],
  [14, 3, '14 alerts in 3 groups'],
])('%i in %i is said as “%s”', (count, groups, text) => expect(alertsText(count, groups)).toBe(text))
