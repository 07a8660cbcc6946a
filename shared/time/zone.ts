/** What a wall clock shows in a zone, and which instants a wall clock's reading can mean. */

/** An IANA name, or a fixed offset from UTC in ms. */
export type Place = string | number

export interface WallDate {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  readonly day: number
}

export interface WallTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
}

/**
 * The instants (ms UTC, ascending) that a wall clock's reading can mean. `once` is the usual case; `twice` has both when
 * clocks go back; `never` has what the offsets before and after would make of it when clocks go forward.
 */
export interface LocalTime {
  readonly kind: 'once' | 'twice' | 'never'
  readonly instants: readonly number[]
}

export const MIDNIGHT: WallTime = { hour: 0, minute: 0, second: 0, ms: 0 }

const DAY_MS = 24 * 60 * 60 * 1000

/** Whether this machine knows the zone by its IANA name. */
export function isZone(name: string): boolean {
  return zoneOf(name) !== null
}

/** What a wall clock shows at an instant (ms UTC). A zone that this machine does not know is read as UTC. */
export function wallClock(instant: number, place: Place): WallDate & WallTime {
  return utcFields(instant + offsetMs(instant, place))
}

/** How far the place is ahead of UTC at an instant, in ms; negative west of Greenwich. */
export function offsetMs(instant: number, place: Place): number {
  if (typeof place === 'number') return place
  const zone = zoneOf(place)
  if (!zone) return 0
  const day = Math.floor(instant / DAY_MS)
  let offset = zone.offsets.get(day)
  if (offset === undefined) {
    offset = offsetAllDay(day, zone)
    if (zone.offsets.size >= MOST_DAYS) zone.offsets.clear()
    zone.offsets.set(day, offset)
  }
  return offset ?? shownOffset(instant, zone)
}

/**
 * What a wall clock's reading can mean. Worked out here and not with luxon, whose fromObject guesses the offset from
 * today's clock and moves a time that does not exist without a word.
 */
export function localTime(date: WallDate, time: WallTime, place: Place): LocalTime {
  const asUtc = utcMs(date, time)
  const before = asUtc - offsetMs(asUtc - DAY_MS, place)
  const after = asUtc - offsetMs(asUtc + DAY_MS, place)
  if (before === after) return { kind: 'once', instants: [before] }
  const readings = [Math.min(before, after), Math.max(before, after)]
  const real = readings.filter((instant) => asUtc - offsetMs(instant, place) === instant)
  if (real.length === 1) return { kind: 'once', instants: real }
  return { kind: real.length === 2 ? 'twice' : 'never', instants: readings }
}

/** The first instant (ms UTC) of a day, which is not always midnight; null where the place has skipped that day. */
export function startOfDay(date: WallDate, place: Place): number | null {
  const { kind, instants } = localTime(date, MIDNIGHT, place)
  const first = kind === 'never' ? instants[1]! : instants[0]!
  return wallClock(first, place).day === date.day ? first : null
}

export function addDays(date: WallDate, days: number): WallDate {
  return utcFields(utcMs(date, MIDNIGHT) + days * DAY_MS)
}

/** Whether the calendar has this day. */
export function dateExists(date: WallDate): boolean {
  const { year, month, day } = addDays(date, 0)
  return year === date.year && month === date.month && day === date.day
}

interface Zone {
  readonly formatter: Intl.DateTimeFormat
  /** by day since 1970 (UTC): the offset in ms that holds all day, null where it changes. A format costs 5 µs, a look here 0.1 µs */
  readonly offsets: Map<number, number | null>
}

/** How many days of a zone are remembered: more than incidents span, and small. */
const MOST_DAYS = 10_000

/**
 * What engines take beyond IANA's names is kept out: offsets, and three letters from an old list in which BST is Bangladesh.
 * The short ones here are those that IANA has.
 */
const IANA_NAME = /^(?:[a-z].{3,}|UTC|GMT|UCT|CET|MET|EET|WET|EST|MST|HST|PRC|ROC|ROK|GB|NZ)$/i

/** Kept for good: making one costs 56 µs. Unknown names are not kept, for people may type anything. */
const zones = new Map<string, Zone>()

function zoneOf(name: string): Zone | null {
  const known = zones.get(name)
  if (known) return known
  if (!IANA_NAME.test(name)) return null
  try {
    const formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    const made = { formatter, offsets: new Map<number, number | null>() }
    zones.set(name, made)
    return made
  } catch {
    return null
  }
}

/** No place has ever changed its clocks twice in a day: where both ends agree, so does all between. */
function offsetAllDay(day: number, zone: Zone): number | null {
  const offset = shownOffset(day * DAY_MS, zone)
  return offset === shownOffset((day + 1) * DAY_MS, zone) ? offset : null
}

function shownOffset(instant: number, { formatter }: Zone): number {
  const second = Math.floor(instant / 1000) * 1000
  const shown: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(second)) shown[type] = Number(value)
  const { year, month, day, hour, minute, second: seconds } = shown
  return Date.UTC(year!, month! - 1, day, hour, minute, seconds) - second
}

function utcMs(date: WallDate, time: WallTime): number {
  return Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute, time.second, time.ms)
}

function utcFields(instant: number): WallDate & WallTime {
  const date = new Date(instant)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  }
}
