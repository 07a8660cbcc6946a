/** Fact ids: hybrid logical clock stamps whose string order is write order. */

const STAMP = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)-([0-9a-f]{4})-([0-9a-hjkmnp-tv-z]{8})$/
const HIGHEST_COUNTER = 0xffff

/** Beyond this many ms ahead of the wall clock a foreign stamp is kept but does not pull our clock (one laptop set to 2099 must not poison everyone). */
export const MAX_AHEAD_MS = 24 * 60 * 60 * 1000

/** Crockford's base32 digits in lower case: no i, l, o, u, so that an id can be read over the phone. */
export const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'

/** Where a process's clock stands: the highest wall time (ms, UTC) and counter that it has written or merged. */
export interface StampClock {
  readonly wall: number
  readonly counter: number
}

export interface Stamp {
  /** ms since 1970, UTC */
  readonly wall: number
  readonly counter: number
  readonly writer: string
}

export const INITIAL_CLOCK: StampClock = { wall: 0, counter: 0 }

/** Whether `id` has the fixed-width form `2026-11-22T04:05:06.123Z-0000-k7f3q9a2`, with a date that exists. */
export function isStamp(id: string): boolean {
  return parseStamp(id) !== null
}

/** Takes a stamp apart; null where the text is not one. */
export function parseStamp(id: string): Stamp | null {
  const match = STAMP.exec(id)
  if (!match) return null
  const [, time, counter, writer] = match
  const wall = Date.parse(time!)
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== time) return null
  return { wall, counter: Number.parseInt(counter!, 16), writer: writer! }
}

export function formatStamp({ wall, counter, writer }: Stamp): string {
  return `${new Date(wall).toISOString()}-${counter.toString(16).padStart(4, '0')}-${writer}`
}

/**
 * The next stamp above everything that this clock has seen, even where the wall clock went backwards.
 * @param now the wall clock, ms UTC
 */
export function nextStamp(clock: StampClock, now: number, writer: string): { id: string; clock: StampClock } {
  const next = now > clock.wall ? { wall: now, counter: 0 } : step(clock)
  return { id: formatStamp({ ...next, writer }), clock: next }
}

/**
 * The clock after reading a fact with this id, so that what we write next sorts above it.
 * Ids that are no stamps and stamps more than 24 h ahead of `now` (ms UTC) leave it as it was.
 */
export function observeStamp(clock: StampClock, id: string, now: number): StampClock {
  const seen = parseStamp(id)
  if (!seen || seen.wall - now > MAX_AHEAD_MS) return clock
  if (seen.wall < clock.wall || (seen.wall === clock.wall && seen.counter <= clock.counter)) return clock
  return { wall: seen.wall, counter: seen.counter }
}

function step(clock: StampClock): StampClock {
  return clock.counter < HIGHEST_COUNTER
    ? { wall: clock.wall, counter: clock.counter + 1 }
    : { wall: clock.wall + 1, counter: 0 }
}
