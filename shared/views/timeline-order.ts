/** The order of the timeline, kept up while an incident grows: a new entry is put in its place, and nothing else is touched. */
import { byTimeThenId, type Fact } from '../facts/fact.ts'
import type { Entry } from '../facts/resolve.ts'
import type { FoldedIncident } from '../incident/evolve.ts'

/** Facts that are about other entries, and show there. */
const NO_ROW: ReadonlySet<string> = new Set(['EntryStarred', 'EntryAmended', 'EntryStruck', 'DeliveryQueued', 'DeliveryTried'])

/** Answers that say no more than the page, notice or update that they belong to. */
const QUIET_ANSWERS: ReadonlySet<unknown> = new Set(['accepted', 'try again'])

/** The entries that have a row, by (`at`, `id`). */
export type TimelineOrder = (incident: Pick<FoldedIncident, 'entries'>) => readonly Entry[]

/**
 * Asked again of an incident that has only grown since, it does no more than is new. Each answer is a list of its own, which
 * nothing changes later.
 */
export function createTimelineOrder(): TimelineOrder {
  let known: readonly Entry[] | null = null
  let count = 0
  let order: Entry[] = []

  return ({ entries }) => {
    // The fold appends to its list of entries, or makes a new one.
    if (entries !== known) {
      order = entries.filter(({ fact }) => isShown(fact)).sort(inOrder)
    } else if (entries.length > count) {
      order = order.slice()
      for (let index = count; index < entries.length; index++) if (isShown(entries[index]!.fact)) insert(order, entries[index]!)
    }
    known = entries
    count = entries.length
    return order
  }
}

/** Whether a fact has a row of its own. */
export function isShown({ type, data }: Pick<Fact, 'type' | 'data'>): boolean {
  return !NO_ROW.has(type) && !(type === 'DeliveryAnswered' && QUIET_ANSWERS.has(data['result']))
}

function inOrder(a: Entry, b: Entry): number {
  return byTimeThenId(a.fact, b.fact)
}

/** By halves. Most entries belong at the end, which is tried first. */
function insert(order: Entry[], entry: Entry): void {
  let low = 0
  let high = order.length
  if (high > 0 && inOrder(order[high - 1]!, entry) < 0) low = high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (inOrder(order[middle]!, entry) < 0) low = middle + 1
    else high = middle
  }
  order.splice(low, 0, entry)
}
