/** From a group of alerts to what an incident is told of it: one entry when it fired, one when it was over. */
import { alertsOf } from '../incident/alerts.ts'
import type { CommandInput } from '../incident/commands.ts'
import type { IncidentState } from '../incident/state.ts'
import { alertKey, type AlertGroup, type AlertName } from './alert.ts'

/** An alert that is in an incident, as far as others must know to pair it. */
export interface KnownAlert {
  readonly source: string
  readonly group: string
  /** UTC */
  readonly startsAt: string
  readonly over: boolean
}

export interface IncidentAlert extends KnownAlert {
  /** where it came from */
  readonly links: readonly string[]
}

/**
 * The alert of an incident that a group continues: the one of the same start, else the one that is not over and began before, for the first of
 * its alerts may have ended while others went on. Null where it is news.
 */
export function continuedBy<K extends KnownAlert>(known: readonly K[], { source, group, startsAt }: AlertName): K | null {
  const same = known.filter((alert) => alert.source === source && alert.group === group)
  return same.find((alert) => alert.startsAt === startsAt) ?? same.find((alert) => !alert.over && alert.startsAt <= startsAt) ?? null
}

/** What records these groups in an incident, in order: nothing of what it knows already. */
export function commandsFor(groups: readonly AlertGroup[], known: readonly KnownAlert[]): CommandInput[] {
  return groups.flatMap((group) => {
    const there = continuedBy(known, group)
    return [...(there ? [] : [firedCommand(group)]), ...(group.endsAt === null || there?.over ? [] : [overCommand(there ?? group, group.endsAt)])]
  })
}

/** Told of when the first of its alerts fired. */
export function firedCommand({ source, name, group, startsAt, count, labels, text, links }: AlertGroup): CommandInput {
  return {
    type: 'RecordAlert',
    source,
    name,
    group,
    startsAt,
    count,
    ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
    ...(text !== null && { text }),
    ...(links.length > 0 && { evidence: links.map(({ url, title }) => ({ url, ...(title !== undefined && { title }) })) }),
  }
}

/** @param at when the last of its alerts ended */
export function overCommand({ source, group, startsAt }: Pick<KnownAlert, 'source' | 'group' | 'startsAt'>, at: CommandInput['at']): CommandInput {
  return { type: 'RecordAlertResolved', source, group, startsAt, at }
}

/** Both readings of the same groups in one list: where both tell of an episode, the newer one counts. */
export function withNewer(groups: readonly AlertGroup[], newer: readonly AlertGroup[]): AlertGroup[] {
  return [...new Map([...groups, ...newer].map((group) => [alertKey(group), group])).values()]
}

/** An incident's alerts, to be paired with what a system says later. */
export function knownAlerts(state: IncidentState): IncidentAlert[] {
  return alertsOf(state).map(({ fired, resolved }) => ({
    source: fired.data.source,
    group: fired.data.group,
    startsAt: fired.data.startsAt,
    over: resolved !== null,
    links: (fired.fact.evidence ?? []).map(({ url }) => url),
  }))
}
