/** Reads what monitoring systems say of their alerts: Alertmanager's webhook and API v2, and Grafana's webhook. */
import { z } from 'zod'
import { canonicalJson } from '../facts/canonical.ts'
import type { Evidence } from '../facts/fact.ts'
import type { Alert, AlertSource } from './alert.ts'

export type AlertReading =
  | {
      readonly ok: true
      readonly source: AlertSource
      readonly alerts: readonly Alert[]
      /** how many the system left out of what it sent, by its own word */
      readonly leftOut: number
    }
  /** what was wrong and where, for the person */
  | { readonly ok: false; readonly sentence: string }

/** How Alertmanager writes that there is no time. */
const NO_TIME = /^0001-01-01T00:00:00(\.0+)?Z$/

const isTime = z.iso.datetime({ offset: true })
const time = isTime.transform((iso) => new Date(iso).toISOString()).refine((iso) => /^\d{4}-/.test(iso))
const end = z.union([z.literal('').transform(() => null), z.string().regex(NO_TIME).transform(() => null), time]).nullish()
/** Values that are no text are kept as they are written. */
const texts = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) => Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])))
const link = z.string().nullish().catch(null)

const alertSchema = z.looseObject({
  status: z.union([z.enum(['firing', 'resolved']), z.looseObject({ state: z.string().nullish() })]).nullish(),
  labels: texts,
  annotations: texts,
  startsAt: time,
  endsAt: end,
  fingerprint: z.string().nullish().catch(null),
  generatorURL: link,
  dashboardURL: link,
  panelURL: link,
  imageURL: link,
})
type ReadAlert = z.output<typeof alertSchema>

const webhookSchema = z.looseObject({
  version: z.string().nullish().catch(null),
  orgId: z.unknown().optional(),
  externalURL: link,
  truncatedAlerts: z.int().min(0).catch(0),
  alerts: z.array(z.unknown()),
})

/** What is wrong with a field, by its name. */
const FAULTS: Readonly<Record<string, string>> = {
  startsAt: 'is not a time, as in 2026-11-22T14:15:00Z',
  endsAt: 'is not a time, as in 2026-11-22T14:15:00Z',
  status: 'is neither “firing” nor “resolved”',
  labels: 'is not a list of names with their values',
  annotations: 'is not a list of names with their values',
}

/** Whether a text is likely alerts as JSON, without reading it: what is asked at every paste. */
export function looksLikeAlerts(text: string): boolean {
  return /^\s*[[{]/.test(text) && /"(?:alerts|startsAt)"/.test(text)
}

/** Reads a text as alerts. @param now UTC; where an alert does not say whether it fires, its end does, once it has come */
export function readAlertText(text: string, now: string): AlertReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('this is not whole JSON; part of it may be missing')
  }
  return readAlerts(value, now)
}

/** Reads parsed JSON as alerts: a webhook's body, or the list that the API answers. Fields that it does not know are passed over. */
export function readAlerts(value: unknown, now: string): AlertReading {
  if (Array.isArray(value)) return readList(value, 'Alertmanager', '', null, 0, now)
  const webhook = webhookSchema.safeParse(value)
  if (!webhook.success) return refuse('it is neither a webhook’s body, with its list “alerts”, nor a list of alerts')
  const { version, orgId, externalURL, truncatedAlerts, alerts } = webhook.data
  const source = version === '1' || (version !== '4' && orgId !== undefined) ? 'Grafana' : 'Alertmanager'
  return readList(alerts, source, 'alerts', externalURL ?? null, truncatedAlerts, now)
}

function readList(values: readonly unknown[], source: AlertSource, path: string, home: string | null, leftOut: number, now: string): AlertReading {
  const alerts: Alert[] = []
  for (const [index, value] of values.entries()) {
    const where = `${path}[${String(index)}]`
    const parsed = alertSchema.safeParse(value)
    if (!parsed.success) return refuse(faultAt(where, parsed.error))
    const alert = alertOf(parsed.data, source, home, now)
    if (alert === null) return refuse(`${where} is over, but its endsAt does not say since when`)
    alerts.push(alert)
  }
  return { ok: true, source, alerts, leftOut }
}

function faultAt(where: string, error: z.ZodError): string {
  const field = error.issues[0]?.path[0]
  if (typeof field !== 'string') return `${where} is not an alert`
  return `${where}.${field} ${FAULTS[field] ?? 'cannot be read'}`
}

/** Null where it is over and nobody knows since when. */
function alertOf({ status, labels, annotations, startsAt, endsAt = null, fingerprint, ...urls }: ReadAlert, source: AlertSource, home: string | null, now: string): Alert | null {
  // The API lists only what fires, with an end that is to come by its own clock, which need not be ours.
  const isResolved = typeof status === 'string' ? status === 'resolved' : !status && endsAt !== null && endsAt <= now
  if (isResolved && endsAt === null) return null
  return {
    source,
    fingerprint: fingerprint || canonicalJson(labels),
    name: labels['alertname']?.trim() || 'Alert without a name',
    labels,
    annotations,
    startsAt,
    // One that ended before it began lasted no time.
    endsAt: isResolved && endsAt !== null ? (endsAt < startsAt ? startsAt : endsAt) : null,
    status: isResolved ? 'resolved' : 'firing',
    expiresAt: isResolved ? null : endsAt,
    url: urls.generatorURL || null,
    links: linksOf(source, urls, annotations, home),
  }
}

function linksOf(source: AlertSource, urls: Pick<ReadAlert, 'generatorURL' | 'dashboardURL' | 'panelURL' | 'imageURL'>, annotations: Alert['annotations'], home: string | null): Evidence[] {
  const named: readonly (readonly [title: string, url: string | null | undefined])[] = [
    ['Source of the alert', urls.generatorURL],
    ['Dashboard', urls.dashboardURL],
    ['Panel', urls.panelURL],
    ['Picture', urls.imageURL],
    ['Runbook', annotations['runbook_url']],
    [source, home],
  ]
  return named.flatMap(([title, url]) => (url && /^https?:\/\//.test(url) ? [{ url, title }] : []))
}

function refuse(reason: string): { readonly ok: false; readonly sentence: string } {
  return { ok: false, sentence: `These are no alerts that Knowngood can read: ${reason}.` }
}
