/** What the systems send is read as they mean it; what is none of it is answered with a sentence that names the field. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupAlerts } from '../../../shared/alerts/group-alerts.ts'
import { looksLikeAlerts, readAlerts, readAlertText, type AlertReading } from '../../../shared/alerts/read-alerts.ts'
import { apiAlert, webhook } from '../../helpers/alerts.ts'
import { utc } from '../../helpers/facts.ts'

const NOW = utc('15:00')
const labels = { alertname: 'HighErrorRate', service: 'webhooks', severity: 'critical' }

function alertsOf(reading: AlertReading) {
  if (!reading.ok) throw new Error(reading.sentence)
  return reading.alerts
}

describe('Alertmanager’s webhook', () => {
  it('says what fires and what is over; the year 1 is no end', () => {
    const reading = readAlerts(webhook([{ labels, startsAt: '2025-02-01T14:15:00.123456789Z', summary: '15% fail' }, { labels: { alertname: 'Queue' }, startsAt: utc('14:16'), endsAt: '2025-02-01T15:40:00+01:00' }]), NOW)
    expect(reading).toMatchObject({ ok: true, source: 'Alertmanager', leftOut: 0 })
    expect(alertsOf(reading)).toMatchObject([
      { name: 'HighErrorRate', labels, annotations: { summary: '15% fail' }, startsAt: '2025-02-01T14:15:00.123Z', endsAt: null, status: 'firing', url: 'http://prometheus.example.org/graph?g0.expr=up' },
      { name: 'Queue', startsAt: utc('14:16'), endsAt: utc('14:40'), status: 'resolved' },
    ])
    expect(alertsOf(reading)[0]!.links).toEqual([
      { url: 'http://prometheus.example.org/graph?g0.expr=up', title: 'Source of the alert' },
      { url: 'http://alerts.example.org:9093', title: 'Alertmanager' },
    ])
  })

  it('counts what it left out, and may carry fields that nobody knows yet', () => {
    const reading = readAlerts(webhook([{ labels, startsAt: utc('14:15') }], { truncatedAlerts: 7, notification_reason: 'new', weather: ['rain'] }), NOW)
    expect(reading).toMatchObject({ ok: true, leftOut: 7 })
  })

  it('needs no fingerprint: the same labels are the same alert, in whatever order', () => {
    const bare = (labels: object): unknown => ({ version: '4', alerts: [{ status: 'firing', labels, startsAt: utc('14:15') }] })
    const [one] = alertsOf(readAlerts(bare({ alertname: 'A', job: 'b' }), NOW))
    const [other] = alertsOf(readAlerts(bare({ job: 'b', alertname: 'A' }), NOW))
    expect(one!.fingerprint).toBe(other!.fingerprint)
  })
})

it('Grafana’s webhook is told by its version, and leads to the dashboard, the panel and the picture', () => {
  const body = {
    version: '1',
    orgId: 1,
    title: '[FIRING:1] HighErrorRate',
    state: 'alerting',
    message: 'text',
    externalURL: 'https://grafana.example.org/',
    truncatedAlerts: 0,
    alerts: [
      {
        status: 'firing',
        labels,
        annotations: { summary: '15% fail', runbook_url: 'https://runbooks.example.org/errors' },
        startsAt: '2025-02-01T14:15:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        values: { B: 44.2 },
        generatorURL: 'https://grafana.example.org/alerting/1/edit',
        fingerprint: '57c6d9296de2ad39',
        silenceURL: 'https://grafana.example.org/silence',
        dashboardURL: 'https://grafana.example.org/d/1',
        panelURL: 'https://grafana.example.org/d/1?viewPanel=1',
        imageURL: 'javascript:alert(1)',
      },
    ],
  }
  const reading = readAlerts(body, NOW)
  expect(reading).toMatchObject({ ok: true, source: 'Grafana' })
  expect(alertsOf(reading)[0]!.links.map(({ title }) => title)).toEqual(['Source of the alert', 'Dashboard', 'Panel', 'Runbook', 'Grafana'])
})

describe('Alertmanager’s API', () => {
  it('says when an alert will be over, unless it is told of again: what it lists fires, though its clock be behind ours', () => {
    const reading = readAlerts([apiAlert({ labels, startsAt: utc('14:15'), endsAt: utc('15:04') }), apiAlert({ labels: { alertname: 'Behind' }, startsAt: utc('14:15'), endsAt: utc('14:59') })], NOW)
    expect(alertsOf(reading)).toMatchObject([
      { status: 'firing', endsAt: null, expiresAt: utc('15:04') },
      { status: 'firing', endsAt: null, expiresAt: utc('14:59') },
    ])
  })

  it('where nothing says whether an alert fires, its end does', () => {
    const bare = (endsAt: string): unknown => ({ labels, startsAt: utc('14:15'), endsAt })
    expect(alertsOf(readAlerts([bare(utc('14:59')), bare(utc('15:01'))], NOW)).map(({ status }) => status)).toEqual(['resolved', 'firing'])
  })

  it('may have no alert to tell of', () => {
    expect(readAlerts([], NOW)).toMatchObject({ ok: true, alerts: [] })
  })
})

describe('what cannot be read is answered with what is wrong and where', () => {
  const sentence = (reason: string): AlertReading => ({ ok: false, sentence: `These are no alerts that Knowngood can read: ${reason}.` })
  it.each<[string, unknown, string]>([
    ['a start that is no time', webhook([{ labels, startsAt: utc('14:15') }, { labels, startsAt: 'noon' }]), 'alerts[1].startsAt is not a time, as in 2026-11-22T14:15:00Z'],
    ['an end that is no time', [{ ...apiAlert({ labels, startsAt: utc('14:15') }), endsAt: 'later' }], '[0].endsAt is not a time, as in 2026-11-22T14:15:00Z'],
    ['no start', { alerts: [{ status: 'firing', labels }] }, 'alerts[0].startsAt is not a time, as in 2026-11-22T14:15:00Z'],
    ['another status', { alerts: [{ status: 'maybe', labels, startsAt: utc('14:15') }] }, 'alerts[0].status is neither “firing” nor “resolved”'],
    ['labels that are a text', { alerts: [{ status: 'firing', labels: 'a=b', startsAt: utc('14:15') }] }, 'alerts[0].labels is not a list of names with their values'],
    ['over, and nobody says since when', { alerts: [{ status: 'resolved', labels, startsAt: utc('14:15'), endsAt: '0001-01-01T00:00:00Z' }] }, 'alerts[0] is over, but its endsAt does not say since when'],
    ['an alert that is a number', [7], '[0] is not an alert'],
    ['something else', { message: 'hello' }, 'it is neither a webhook’s body, with its list “alerts”, nor a list of alerts'],
  ])('%s', (_, value, reason) => expect(readAlerts(value, NOW)).toEqual(sentence(reason)))

  it('half of a text', () => expect(readAlertText('{"alerts":[{"startsAt":', NOW)).toEqual(sentence('this is not whole JSON; part of it may be missing')))
})

it('a text is taken for alerts by its beginning and by a word of theirs, and by nothing less', () => {
  expect(looksLikeAlerts(JSON.stringify(webhook([{ labels, startsAt: utc('14:15') }])))).toBe(true)
  expect(looksLikeAlerts(` \n[${JSON.stringify(apiAlert({ labels, startsAt: utc('14:15') }))}]`)).toBe(true)
  expect(looksLikeAlerts('14:18 Ana: "alerts" fire')).toBe(false)
  expect(looksLikeAlerts('{"error":"timeout"}')).toBe(false)
})

it('any JSON gives groups or a sentence, and never throws', () => {
  const near = fc.record(
    {
      version: fc.constantFrom('1', '4', '5'),
      alerts: fc.array(
        fc.record(
          {
            status: fc.oneof(fc.constantFrom('firing', 'resolved'), fc.jsonValue()),
            labels: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
            annotations: fc.jsonValue(),
            startsAt: fc.oneof(fc.constantFrom(utc('14:15'), '0001-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00'), fc.jsonValue()),
            endsAt: fc.oneof(fc.constantFrom(utc('14:20'), '', '0001-01-01T00:00:00Z'), fc.jsonValue()),
            generatorURL: fc.jsonValue(),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['alerts'] },
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near, near.map(({ alerts }) => alerts)), (value) => {
      const reading = readAlertText(JSON.stringify(value), NOW)
      if (!reading.ok) return /^These are no alerts that Knowngood can read: .+\.$/.test(reading.sentence)
      return groupAlerts(reading.alerts).reduce((sum, { count }) => sum + count, 0) <= reading.alerts.length
    }),
    { numRuns: 500 },
  )
})
