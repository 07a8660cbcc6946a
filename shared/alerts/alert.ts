/** An alert of a monitoring system, and a group of them that tells of one thing: what the app reads, proposes and records. */
import type { Evidence } from '../facts/fact.ts'

/** The systems whose alerts are read, as people call them. */
export type AlertSource = 'Alertmanager' | 'Grafana'

/** One alert as its system told of it. All times UTC with ms. */
export interface Alert {
  readonly source: AlertSource
  /** which alert: the same labels have the same one */
  readonly fingerprint: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly startsAt: string
  /** null while it fires */
  readonly endsAt: string | null
  readonly status: 'firing' | 'resolved'
  /** while it fires: when its system counts it as over unless it is told of again; null where it does not say */
  readonly expiresAt: string | null
  /** where its system computes it; null where it does not say */
  readonly url: string | null
  /** that, and whatever else shows it: dashboard, panel, picture, runbook */
  readonly links: readonly Evidence[]
}

/** Alerts of one name that hurt the same thing, while at least one of them fired. All times UTC with ms. */
export interface AlertGroup {
  readonly source: AlertSource
  /** what they have in common, in Prometheus' writing: `HighErrorRate{service="webhooks"}` */
  readonly group: string
  readonly name: string
  /** when the first of them fired */
  readonly startsAt: string
  /** when the last of them ended; null while one fires */
  readonly endsAt: string | null
  /** see {@link Alert}; the last of theirs */
  readonly expiresAt: string | null
  /** how many different alerts */
  readonly count: number
  /** the labels that all of them carry with one value */
  readonly labels: Readonly<Record<string, string>>
  /** what the first of them says of itself; null where it says nothing */
  readonly text: string | null
  /** the worst label `severity` among them; null where none has one */
  readonly severity: string | null
  readonly links: readonly Evidence[]
}

/** By what a group is told apart over time: a new episode of the same group has another start. */
export type AlertName = Pick<AlertGroup, 'source' | 'group' | 'startsAt'>

/** The group as one text, for maps and lists. */
export function alertKey({ source, group, startsAt }: { readonly source: string; readonly group: string; readonly startsAt: string }): string {
  return `${source} ${startsAt} ${group}`
}

/** "3 alerts in 2 groups", "1 alert". */
export function alertsText(count: number, groups: number): string {
  const alerts = count === 1 ? '1 alert' : `${String(count)} alerts`
  return groups === 1 || count === groups ? alerts : `${alerts} in ${String(groups)} groups`
}
