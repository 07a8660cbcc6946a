/** What is kept of alerts that were read, however many there are: few enough groups to be held in memory and shown. */
import type { AlertGroup, AlertSource } from '../../shared/alerts/alert.ts'
import { groupAlerts } from '../../shared/alerts/group-alerts.ts'
import { readAlertText } from '../../shared/alerts/read-alerts.ts'

/** groups that main keeps of one reading */
export const MOST_KEPT = 500

export type Digest =
  | {
      readonly ok: true
      readonly source: AlertSource
      /** the most urgent first, {@link MOST_KEPT} of them */
      readonly groups: readonly AlertGroup[]
      /** how many groups and alerts there are beside those */
      readonly rest: { readonly groups: number; readonly alerts: number }
      /** the names of all groups in which an alert fires */
      readonly firing: readonly string[]
      /** how many alerts the system left out of what it sent */
      readonly leftOut: number
    }
  | { readonly ok: false; readonly sentence: string }

/** Reads and groups. @param bytes of JSON in UTF-8 @param now UTC */
export function digestAlerts(bytes: Uint8Array, now: string): Digest {
  const reading = readAlertText(new TextDecoder().decode(bytes), now)
  if (!reading.ok) return reading
  const groups = groupAlerts(reading.alerts)
  const rest = groups.slice(MOST_KEPT)
  return {
    ok: true,
    source: reading.source,
    groups: groups.slice(0, MOST_KEPT),
    rest: { groups: rest.length, alerts: countOf(rest) },
    firing: groups.filter(({ endsAt }) => endsAt === null).map(({ group }) => group),
    leftOut: reading.leftOut,
  }
}

/** How many alerts are in these groups. */
export function countOf(groups: readonly AlertGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}
