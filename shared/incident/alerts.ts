/** The alerts of monitoring systems that are in an incident, each with its end; and what noticed the incident first. */
import type { FactData } from './events.ts'
import { itemsOf, type IncidentState, type Item } from './state.ts'

export interface AlertStatus {
  readonly fired: Item<'AlertFired'>
  /** null while it fires */
  readonly resolved: Item<'AlertResolved'> | null
}

type AlertName = Pick<FactData<'AlertFired'>, 'source' | 'group' | 'startsAt'>

/** Every alert, in timeline order. */
export function alertsOf(state: IncidentState): AlertStatus[] {
  const ends = itemsOf(state, 'AlertResolved')
  return itemsOf(state, 'AlertFired').map((fired) => ({ fired, resolved: ends.find(({ data }) => isSame(data, fired.data)) ?? null }))
}

/** One group of alerts that began then; null where it is not in this incident. */
export function alertOf(state: IncidentState, name: AlertName): AlertStatus | null {
  return alertsOf(state).find(({ fired }) => isSame(fired.data, name)) ?? null
}

/** What noticed it, monitoring or people, in timeline order: the first of them is the detection. */
export function detectionsOf(state: IncidentState): readonly (Item<'Detected'> | Item<'AlertFired'>)[] {
  const noticed = itemsOf(state, 'Detected')
  const alerts = itemsOf(state, 'AlertFired')
  if (alerts.length === 0) return noticed
  return [...noticed, ...alerts].sort((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1))
}

function isSame(a: AlertName, b: AlertName): boolean {
  return a.source === b.source && a.group === b.group && a.startsAt === b.startsAt
}
