/** Groups alerts into what one line tells of: the same name, hurting the same thing, without a pause. In any order, repeated or not. */
import { canonicalJson, checksum } from '../facts/canonical.ts'
import type { Evidence } from '../facts/fact.ts'
import type { Alert, AlertGroup } from './alert.ts'

/** The labels that say what is hurt, not on which of its machines: they tell groups of one name apart. */
const WHAT_IS_HURT = ['cluster', 'environment', 'env', 'namespace', 'service', 'job'] as const

/** The worst first; what teams write beside these stands before "info". */
const SEVERITIES = [['critical', 'page', 'emergency', 'disaster', 'p0', 'sev0', 'sev1'], ['high', 'error', 'major', 'p1', 'sev2'], ['warning', 'warn', 'medium', 'minor', 'p2', 'sev3']] as const
const MILD: readonly string[] = ['info', 'low', 'none', 'p3', 'p4', 'sev4', 'sev5']

/** Where an alert says what is going on, the most telling first. */
const TEXTS = ['summary', 'description', 'message', 'title'] as const

/** As much as a command takes: characters. */
const MOST = { group: 2000, name: 500, labelName: 200, labelValue: 2000, text: 4000, url: 4000, links: 20 } as const

/** The groups of these alerts, the most urgent first: what fires, the worst, the newest. Takes n log n for n alerts. */
export function groupAlerts(alerts: Iterable<Alert>): AlertGroup[] {
  const groups = new Map<string, Alert[]>()
  for (const alert of distinct(alerts)) {
    const key = `${alert.source} ${groupOf(alert)}`
    const members = groups.get(key)
    if (members) members.push(alert)
    else groups.set(key, [alert])
  }
  return [...groups.values()].flatMap((members) => episodesOf(members).map(toGroup)).sort(byUrgency)
}

/** For `sort`: what fires first, then the worst, then the newest. */
export function byUrgency(a: AlertGroup, b: AlertGroup): number {
  return (
    Number(a.endsAt !== null) - Number(b.endsAt !== null) ||
    severityRank(a.severity) - severityRank(b.severity) ||
    compare(b.startsAt, a.startsAt) ||
    compare(a.group, b.group) ||
    compare(a.source, b.source)
  )
}

/** Each alert once: firing and resolved are two words on the same one, and resolved is the later. */
function distinct(alerts: Iterable<Alert>): Iterable<Alert> {
  const known = new Map<string, Alert>()
  for (const alert of alerts) {
    const key = `${alert.source} ${alert.startsAt} ${alert.fingerprint}`
    const before = known.get(key)
    if (!before || isLater(alert, before)) known.set(key, alert)
  }
  return known.values()
}

function isLater(a: Alert, b: Alert): boolean {
  if (a.endsAt !== b.endsAt) return (a.endsAt ?? '') > (b.endsAt ?? '')
  if (a.expiresAt !== b.expiresAt) return (a.expiresAt ?? '') > (b.expiresAt ?? '')
  // Neither is later: which of them counts must not depend on which came first.
  return canonicalJson(a) > canonicalJson(b)
}

/** The name, with the labels that say what is hurt. */
function groupOf({ name, labels }: Alert): string {
  const hurt = WHAT_IS_HURT.flatMap((label) => (labels[label] ? [`${label}=${JSON.stringify(labels[label])}`] : []))
  const whole = hurt.length > 0 ? `${name}{${hurt.join(',')}}` : name
  return whole.length <= MOST.group ? whole : `${whole.slice(0, MOST.group - 16).trimEnd()}… ${checksum(whole).toString(16)}`
}

/** Where none of them fired for a while, a new episode begins. */
function episodesOf(members: readonly Alert[]): Alert[][] {
  const episodes: Alert[][] = []
  let reach: string | null = ''
  for (const alert of [...members].sort((a, b) => compare(a.startsAt, b.startsAt) || compare(a.fingerprint, b.fingerprint))) {
    if (episodes.length > 0 && (reach === null || alert.startsAt <= reach)) episodes.at(-1)!.push(alert)
    else episodes.push([alert])
    reach = later(reach, alert.endsAt)
  }
  return episodes
}

/** Null is never. */
function later(a: string | null, b: string | null): string | null {
  return a === null || b === null ? null : a > b ? a : b
}

/** @param members of one episode, the first that fired first */
function toGroup(members: readonly Alert[]): AlertGroup {
  const first = members[0]!
  const expiries = members.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]))
  return {
    source: first.source,
    group: groupOf(first),
    name: first.name.slice(0, MOST.name).trim(),
    startsAt: first.startsAt,
    endsAt: members.map(({ endsAt }) => endsAt).reduce(later),
    expiresAt: expiries.length === 0 ? null : expiries.reduce((a, b) => (a > b ? a : b)),
    count: new Set(members.map(({ fingerprint }) => fingerprint)).size,
    labels: commonLabels(members),
    text: textOf(first),
    severity: worstSeverity(members),
    links: linksOf(members),
  }
}

function commonLabels(members: readonly Alert[]): Record<string, string> {
  const common = Object.entries(members[0]!.labels).filter(([name, value]) => name.length <= MOST.labelName && members.every(({ labels }) => labels[name] === value))
  return Object.fromEntries(common.map(([name, value]) => [name, value.slice(0, MOST.labelValue)]))
}

function textOf({ annotations }: Alert): string | null {
  for (const name of TEXTS) if (annotations[name]?.trim()) return annotations[name].trim().slice(0, MOST.text)
  return null
}

function worstSeverity(members: readonly Alert[]): string | null {
  let worst: string | null = null
  for (const { labels } of members) {
    const severity = labels['severity']?.trim() || null
    if (severity === null) continue
    const difference = worst === null ? -1 : severityRank(severity) - severityRank(worst)
    if (difference < 0 || (difference === 0 && compare(severity, worst!) < 0)) worst = severity
  }
  return worst
}

/** The smaller the worse. */
function severityRank(severity: string | null): number {
  if (severity === null) return SEVERITIES.length + 2
  const word = severity.toLowerCase()
  if (MILD.includes(word)) return SEVERITIES.length + 1
  const rank = SEVERITIES.findIndex((words) => (words as readonly string[]).includes(word))
  return rank === -1 ? SEVERITIES.length : rank
}

function linksOf(members: readonly Alert[]): Evidence[] {
  const links = new Map<string, Evidence>()
  for (const { links: own } of members) {
    for (const link of own) if (link.url.length <= MOST.url && !links.has(link.url)) links.set(link.url, link)
    if (links.size >= MOST.links) break
  }
  return [...links.values()].slice(0, MOST.links)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
