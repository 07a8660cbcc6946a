/** Times as people read them: 24 hours, English, the same text on every machine. */
import type { When } from '../facts/fact.ts'
import { isZone, offsetMs, wallClock } from './zone.ts'

export { isZone }

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const DAY_MS = 24 * 60 * 60 * 1000

/** "14:18"; midnight is 00:00. Seconds are cut, never rounded up. */
export function clockTime(iso: string, zone: string): string {
  const { hour, minute } = wall(iso, zone)
  return `${two(hour)}:${two(minute)}`
}

/** "14:18:07" */
export function clockTimeSeconds(iso: string, zone: string): string {
  return `${clockTime(iso, zone)}:${two(wall(iso, zone).second)}`
}

/** "Saturday, 1 February 2025" */
export function dayLong(iso: string, zone: string): string {
  const { year, month, day } = wall(iso, zone)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return `${WEEKDAYS[weekday]}, ${day} ${MONTHS[month - 1]} ${year}`
}

/** "2025-02-01" */
export function isoDay(iso: string, zone: string): string {
  const { year, month, day } = wall(iso, zone)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** "2025-02-01 14:18" */
export function dateTime(iso: string, zone: string): string {
  return `${isoDay(iso, zone)} ${clockTime(iso, zone)}`
}

/** "UTC+01:00", with a plain hyphen west of Greenwich so that it can be pasted elsewhere; "UTC" for UTC itself. */
export function offset(iso: string, zone: string): string {
  return isUtc(zone) ? 'UTC' : `UTC${signedOffset(offsetMs(Date.parse(iso), zone))}`
}

/** "Europe/Berlin, UTC+01:00"; "UTC" for UTC itself, and for a zone that this machine does not know, as its times are shown in UTC. */
export function zoneLabel(iso: string, zone: string): string {
  return isUtc(zone) ? 'UTC' : `${zone}, ${offset(iso, zone)}`
}

/**
 * The time of an entry with how well it is known: "14:18", "~14:05", "14:05–14:10", "time not known". Where only the day is
 * known: "2025-02-01", the day of the zone that it was written in, for elsewhere its midnight may fall on another day.
 */
export function whenText(when: When, zone: string): string {
  if (when.precision === 'unknown') return 'time not known'
  if (when.precision === 'day') return isoDay(when.time, when.zone)
  const start = `${when.precision === 'about' ? '~' : ''}${clockTime(when.time, zone)}`
  if (when.until === undefined) return start
  const long = Date.parse(when.until) - Date.parse(when.time) >= DAY_MS
  return `${start}–${long ? dateTime(when.until, zone) : clockTime(when.until, zone)}`
}

/** "+01:00" from an offset in ms. */
export function signedOffset(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function isUtc(zone: string): boolean {
  return zone === 'UTC' || zone === 'Etc/UTC' || !isZone(zone)
}

function wall(iso: string, zone: string): ReturnType<typeof wallClock> {
  return wallClock(Date.parse(iso), zone)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
