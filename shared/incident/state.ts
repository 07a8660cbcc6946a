/** The state of an incident: its facts sorted into lists and head slots. Everything shown is computed from this. */
import { byTimeThenId, timelineTime, type Fact } from '../facts/fact.ts'
import type { Heads } from '../facts/heads.ts'
import type { ReadOnly } from '../facts/read-only.ts'
import { INCIDENT_FACTS, type FactData, type IncidentFactType } from './events.ts'

/** A fact with its data read as its type. */
export interface Item<T extends IncidentFactType> {
  readonly id: string
  /** where it stands on the timeline, UTC */
  readonly time: string
  readonly fact: Fact
  readonly data: FactData<T>
}

/** Any item, where the type does not matter. */
export type AnyItem = { [T in IncidentFactType]: Item<T> }[IncidentFactType]

export interface IncidentDraft {
  /** by (`at`, `id`) within each type */
  items: { [T in IncidentFactType]: Item<T>[] }
  /** `title`, `playbook`, `release`, `retro`, `archived`, `role:<role>`, `remote:<kind>`, `action:<id>:<field>` */
  heads: Heads<AnyItem>
}

export type IncidentState = ReadOnly<IncidentDraft>

export function initialIncident(): IncidentDraft {
  const items = Object.fromEntries(Object.keys(INCIDENT_FACTS).map((type) => [type, []]))
  return { items: items as unknown as IncidentDraft['items'], heads: new Map() }
}

/** Makes an item of a fact whose data was read. */
export function itemOf<T extends IncidentFactType>(fact: Fact, data: FactData<T>): Item<T> {
  return { id: fact.id, time: timelineTime(fact), fact, data }
}

/** Inserts by (`at`, `id`). Most facts belong at the end, which is tried first. */
export function insertItem<T extends IncidentFactType>(list: Item<T>[], item: Item<T>): void {
  let low = 0
  let high = list.length
  if (high > 0 && byTimeThenId(list[high - 1]!.fact, item.fact) < 0) low = high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (byTimeThenId(list[middle]!.fact, item.fact) < 0) low = middle + 1
    else high = middle
  }
  list.splice(low, 0, item)
}

/** The items of one type, by (`at`, `id`). */
export function itemsOf<T extends IncidentFactType>(state: IncidentState, type: T): readonly Item<T>[] {
  return state.items[type] as unknown as readonly Item<T>[]
}
