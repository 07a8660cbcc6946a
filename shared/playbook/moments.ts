/** Moments on the timeline, by (time, id), and which of them comes first. */

export interface Moment {
  readonly id: string
  /** UTC */
  readonly time: string
}

/** ms */
export const MINUTE = 60_000

/** So many minutes later, UTC. */
export function after(start: Moment, minutes: number): string {
  return new Date(Date.parse(start.time) + minutes * MINUTE).toISOString()
}

export function isBefore(a: Moment, b: Moment): boolean {
  return a.time === b.time ? a.id < b.id : a.time < b.time
}

export function isAfter(a: Moment, b: Moment): boolean {
  return isBefore(b, a)
}

/** The first of a list in timeline order that comes after a moment. */
export function firstAfter<M extends Moment>(items: readonly M[], start: Moment): M | null {
  // By halves: the clocks of a long incident ask this of each of its updates.
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(items[middle]!, start)) high = middle
    else low = middle + 1
  }
  return items[low] ?? null
}

export function inOrder(...lists: (readonly Moment[])[]): Moment[] {
  return lists.flat().sort((a, b) => (isBefore(a, b) ? -1 : 1))
}

export function earliest(...moments: (Moment | null)[]): Moment | null {
  return moments.reduce((first, moment) => (moment && (!first || isBefore(moment, first)) ? moment : first), null)
}

export function latest(...moments: [Moment, ...Moment[]] | Moment[]): Moment {
  return moments.reduce((last, moment) => (isAfter(moment, last) ? moment : last))
}
