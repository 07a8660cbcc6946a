/** Alerts as the systems send them, and groups of them as the app shows them, on the guide's day. */
import type { AlertGroup } from '../../shared/alerts/alert.ts'
import { utc } from './facts.ts'

export interface SentAlert {
  readonly labels: Record<string, string>
  readonly startsAt: string
  readonly endsAt?: string
  readonly summary?: string
  readonly fingerprint?: string
}

/** One alert of Alertmanager's API v2, as 0.25 writes it: what fires has an end that is still to come. */
export function apiAlert({ labels, startsAt, endsAt = utc('23:00'), summary, fingerprint = JSON.stringify(labels) }: SentAlert): Record<string, unknown> {
  return {
    annotations: summary === undefined ? {} : { summary },
    endsAt,
    fingerprint,
    receivers: [{ name: 'team' }],
    startsAt,
    status: { inhibitedBy: [], silencedBy: [], state: 'active' },
    updatedAt: startsAt,
    generatorURL: 'http://prometheus.example.org/graph?g0.expr=up',
    labels,
  }
}

/** A webhook's body, version 4. */
export function webhook(alerts: readonly SentAlert[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: '4',
    groupKey: '{}:{alertname="HighErrorRate"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'team',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alerts.example.org:9093',
    alerts: alerts.map(({ labels, startsAt, endsAt, summary, fingerprint = JSON.stringify(labels) }) => ({
      status: endsAt === undefined ? 'firing' : 'resolved',
      labels,
      annotations: summary === undefined ? {} : { summary },
      startsAt,
      endsAt: endsAt ?? '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example.org/graph?g0.expr=up',
      fingerprint,
    })),
    ...more,
  }
}

/** Three alerts of one name on one service: what the guide's incident began with. */
export const ERROR_RATE: AlertGroup = {
  source: 'Alertmanager',
  group: 'HighErrorRate{service="webhooks"}',
  name: 'HighErrorRate',
  startsAt: utc('14:15'),
  endsAt: null,
  expiresAt: null,
  count: 3,
  labels: { alertname: 'HighErrorRate', service: 'webhooks', severity: 'critical' },
  text: 'API error rate up to 15%',
  severity: 'critical',
  links: [{ url: 'http://prometheus.example.org/graph?g0.expr=up', title: 'Source of the alert' }],
}
