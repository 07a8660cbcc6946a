/** What is said to a person whose time could not be taken: what was wrong, and what to write instead. */
import { MONTHS, signedOffset } from './format.ts'
import type { WallDate } from './zone.ts'

const LONGEST_QUOTE = 40

export function notATime(text: string): string {
  return `${quote(text)} is not a time. Write 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.`
}

export function empty(): string {
  return 'Write a time: 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'
}

export function writeInstead(better: string, text: string): string {
  return `Write ${better} instead of ${quote(text)}.`
}

export function noSuchClock(clock: string): string {
  return clock.startsWith('24:00')
    ? 'Midnight is 00:00 of the next day. Write that instead of 24:00.'
    : `There is no ${clock}. Write a time from 00:00 to 23:59.`
}

export function noSuchDate({ year, month, day }: WallDate): string {
  if (month < 1 || month > 12) return `There is no month ${month}. Write year, month, day: 2025-02-01.`
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return `There is no ${isoDate({ year, month, day })}: ${MONTHS[month - 1]} ${year} has ${days} days.`
}

export function noSuchDay(month: number, day: number): string {
  return `There is no ${day} ${MONTHS[month - 1]}. Write a day that the month has.`
}

/** @param readings the dates that were possibly meant, one or two, as they should be written */
export function unclearDate(text: string, readings: readonly string[]): string {
  const [first, second] = readings
  return second === undefined
    ? `Write the date as ${first}, so that day and month are plain.`
    : `Write the date as ${first}: ${quote(text)} could also mean ${second}.`
}


export function abbreviation(short: string, clock: string): string {
  return `${short} is not exact enough. Write the zone’s full name, like ${clock} Europe/Berlin, or an offset, like ${clock}+01:00.`
}

export function unknownZone(zone: string, clock: string): string {
  return `${quote(zone)} is not a time zone that this machine knows. Write one like ${clock} Europe/Berlin, or an offset, like ${clock}+01:00.`
}

export function alreadyIn24Hours(clock: string): string {
  return `${clock} is in 24 hours already. Write it without am or pm.`
}

export function oneMeridiem(): string {
  return 'Write am or pm at both ends, like 2:05pm-2:10pm.'
}

export function meridiemOrRole(clock: string): string {
  return `PM could be the hour or the product manager. Write @${clock}pm for the afternoon, or @${clock}: PM for the person.`
}

/** @param from what stands before the hyphen, @param to the clock after it */
export function rangeOrOffset(from: string, to: string): string {
  return `${quote(`${from}-${to}`)} could be a range or an offset. Write ${from} - ${to} for the range, or ${from} UTC-${to} for the offset.`
}

export function endBeforeStart(): string {
  return 'The end is before the start. Write the earlier time first.'
}

/** @param readings the clock times that were possibly meant, the earlier one first */
export function neverShown(clock: string, day: string, zone: string, readings: readonly [string, string]): string {
  return `${clock} does not exist on ${day} in ${zone}: clocks go forward there. Write ${readings[0]} or ${readings[1]}.`
}

/** @param offsets the place's offsets, in ms, at the first and at the second time */
export function shownTwice(clock: string, day: string, zone: string, offsets: readonly [number, number]): string {
  const [first, second] = offsets.map((offset) => withOffset(`${day} ${clock}`, offset))
  return `${clock} comes twice on ${day} in ${zone}: clocks go back there. Write ${first} for the first or ${second} for the second.`
}

export function daySkipped(day: string, zone: string): string {
  return `There was no ${day} in ${zone}: the calendar skipped it. Write the day before or after.`
}

/** @param now the present, as people read it */
export function future(now: string): string {
  return `That is in the future: it is ${now} now. Write a time that has passed.`
}

/** @param instead how the one of yesterday is written */
export function laterToday(clock: string, now: string, instead: string): string {
  return `${clock} is still to come: it is ${now} now. Write ${instead} for the one that has passed.`
}

export function endInFuture(now: string): string {
  return `The end is in the future: it is ${now} now. Write a range that has passed, or its start alone.`
}

export function tooFar(): string {
  return 'That is too far away. Write a year from 1970 to 9999.'
}

export function lengthWithoutSign(length: string, canBeFuture: boolean): string {
  return canBeFuture ? `Write +${length} from now on, or -${length} for the past.` : `Write -${length} for ${length} ago.`
}

export function lengthWithoutUnit(text: string): string {
  return `Write the unit too: ${text}m for minutes, ${text}h for hours.`
}

/** "2025-02-01" */
export function isoDate({ year, month, day }: WallDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** East of Greenwich "02:30+02:00". West "01:30 UTC-04:00", for "01:30-04:00" reads as a range. */
export function withOffset(written: string, offset: number): string {
  return offset < 0 ? `${written} UTC${signedOffset(offset)}` : `${written}${signedOffset(offset)}`
}

function quote(text: string): string {
  const letters = [...text]
  return `“${letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE).join('')}…` : text}”`
}
