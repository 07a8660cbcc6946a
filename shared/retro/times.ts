/** How a document writes its times: in one stated zone, with the date where it is not the document's own day. */
import type { Fact, When } from '../facts/fact.ts'
import { durationText } from '../time/duration.ts'
import { clockTime, clockTimeSeconds, dayLong, isoDay, isZone, offset, whenText, zoneLabel } from '../time/format.ts'
import type { Inline } from './tree.ts'

/** A fact's time, as far as it is known. */
export type Timed = Pick<Fact, 'at' | 'recordedAt'>

export interface Times {
  /** "all times Europe/Berlin, UTC+01:00", or that the offset changes within */
  readonly note: string
  /** "1 February 2025": the day whose times stand without a date */
  readonly day: string
  /** "Saturday, 1 February 2025" */
  dayOf(time: string): string
  /** "14:15", on another day "2025-02-03 14:00"; with its offset where that is not the document's */
  moment(time: string): string
  /** "14:00 → 14:15"; both ends to the second where one of them has seconds */
  ends(start: string, end: string): string
  /** a fact's time with how well it is known: "14:15", "~14:05", "2025-02-01 (day only)", "time not known" */
  of(fact: Timed): string
  /** the same within a sentence: "at 14:15", "on 2025-02-03 at 14:00", "at about 14:05" */
  phrase(fact: Timed): string
  /** the time in a timeline row, under its day: "14:15", "~14:05", "14:05–14:10", "day only", "time not known" */
  inRow(at: When): string
}

/**
 * @param zone IANA; one that this machine does not know is read as UTC, and the note says UTC
 * @param begin the moment whose day is the document's own, UTC
 * @param shown every moment that the document may show, UTC: where their offsets differ, each says its own
 */
export function timesOf(zone: string, begin: string, shown: readonly string[]): Times {
  const home = offset(begin, zone)
  const ownDay = isoDay(begin, zone)
  const offsets = [...new Set([begin, ...shown].toSorted().map((time) => offset(time, zone)))]
  const suffix = (time: string): string => {
    const own = offset(time, zone)
    return offsets.length > 1 || own !== home ? ` ${own.replace(/^UTC(?=.)/, '')}` : ''
  }
  const dated = (time: string, clock: string): string => `${isoDay(time, zone) === ownDay ? '' : `${isoDay(time, zone)} `}${clock}${suffix(time)}`
  const moment = (time: string): string => dated(time, clockTime(time, zone))
  const dayOnly = (at: When): string => isoDay(at.time, at.zone)

  return {
    note: offsets.length > 1 ? `all times ${zone}; its offset changes (${offsets.join(', then ')}), so each time says its own` : `all times ${zoneLabel(begin, zone)}`,
    day: dayLong(begin, zone).replace(/^\w+, /, ''),
    dayOf: (time) => dayLong(time, zone),
    moment,
    ends(start, end) {
      const write = hasSeconds(start) || hasSeconds(end) ? (time: string) => dated(time, clockTimeSeconds(time, zone)) : moment
      return `${write(start)} → ${write(end)}`
    },
    of({ at }) {
      if (at.precision === 'unknown') return 'time not known'
      if (at.precision === 'day') return `${dayOnly(at)} (day only)`
      return `${at.precision === 'about' ? '~' : ''}${moment(at.time)}${at.until === undefined ? '' : `–${moment(at.until)}`}`
    },
    phrase({ at }) {
      if (at.precision === 'unknown') return 'at a time not known'
      if (at.precision === 'day') return `on ${dayOnly(at)}`
      if (at.until !== undefined) return `between ${moment(at.time)} and ${moment(at.until)}`
      const sameDay = isoDay(at.time, zone) === ownDay
      return `${sameDay ? '' : `on ${isoDay(at.time, zone)} `}at ${at.precision === 'about' ? 'about ' : ''}${clockTime(at.time, zone)}${suffix(at.time)}`
    },
    inRow(at) {
      if (at.precision === 'day') return at.zone === zone || !isZone(at.zone) ? 'day only' : `day only: ${dayOnly(at)} in ${at.zone}`
      return `${whenText(at, zone)}${at.precision === 'unknown' ? '' : suffix(at.time)}`
    },
  }
}

/** A moment as an inline that formats can mark up as a time. */
export function timeInline(times: Times, time: string): Inline {
  return { kind: 'time', text: times.moment(time), time }
}

export interface Length {
  /** "15 min", "about 15 min"; null where an end is missing or known by its day alone */
  readonly text: string | null
  /** "14:00 → 14:15", "14:15 → not recorded", "not recorded" */
  readonly ends: string
  /** the end is recorded before the start */
  readonly negative: boolean
}

/** How long it took from one fact to another, with both ends. What cannot be told is said, never guessed. */
export function lengthBetween(times: Times, start: Timed | null, end: Timed | null): Length {
  if (!start || !end) {
    const ends = start ? `${times.of(start)} → not recorded` : end ? `not recorded → ${times.of(end)}` : 'not recorded'
    return { text: null, ends, negative: false }
  }
  if (!hasClock(start.at) || !hasClock(end.at)) return { text: null, ends: `${times.of(start)} → ${times.of(end)}`, negative: false }
  const ms = Date.parse(end.at.time) - Date.parse(start.at.time)
  const vague = isVague(start.at) || isVague(end.at)
  return {
    text: `${vague ? 'about ' : ''}${durationText(ms)}`,
    ends: vague ? `${times.of(start)} → ${times.of(end)}` : times.ends(start.at.time, end.at.time),
    negative: ms < 0,
  }
}

/** Whether a time of day is known at all. */
export function hasClock({ precision }: When): boolean {
  return precision !== 'day' && precision !== 'unknown'
}

function isVague({ precision, until }: When): boolean {
  return precision === 'about' || until !== undefined
}

function hasSeconds(time: string): boolean {
  return time.slice(17, 19) !== '00'
}
