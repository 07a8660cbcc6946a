/** Finds the instant that a written moment means, or the sentence that asks for a clearer one. */
import { clockTime, dateTime, signedOffset } from './format.ts'
import type { Moment, Refusal, WrittenClock, WrittenDay } from './when-grammar.ts'
import * as sentences from './when-sentences.ts'
import * as zones from './zone.ts'

/** What a written time is read against. Instants in ms UTC. */
export interface Setting {
  readonly now: number
  readonly zone: string
  readonly reference: number | undefined
  readonly allowFuture: boolean
  /** the start of a range over midnight, whose day is plain */
  readonly overMidnight?: boolean
}

export interface Resolved {
  /** ms UTC */
  readonly at: number
  readonly precision: 'exact' | 'minute' | 'day'
}

type Test = (instant: number) => boolean

/** Clocks differ a little: a time up to this many ms ahead still counts as past. */
const TOLERANCE_MS = 5 * 60_000
/** A clock time more than this many ms before the reference belongs to the day after it. */
const LONGEST_STEP_BACK_MS = 6 * 60 * 60_000
/** How many years to either side are looked at for a date without one: a 29 February can be eight years off. */
const YEARS_AROUND = 8

/** Whether an instant (ms UTC) lies further ahead than clocks differ, where that is not asked for. */
export function isTooLate(at: number, setting: Setting): boolean {
  return !setting.allowFuture && at > setting.now + TOLERANCE_MS
}

/** The present as people read it: "2025-02-01 14:22". */
export function present({ now, zone }: Setting): string {
  return dateTime(new Date(now).toISOString(), zone)
}

export function resolveMoment(moment: Moment, setting: Setting): Resolved | Refusal {
  const place = moment.place ?? setting.zone
  const { clock, day } = moment
  if (typeof place === 'string' && !zones.isZone(place)) {
    return { sentence: sentences.unknownZone(place, clock?.text ?? '14:15') }
  }
  if (!day) return bareClock(clock!, place, setting)
  const date = dateOf(day, clock, place, setting)
  return clock ? clockOn(date, clock, place, setting, notTooLate(setting)) : wholeDay(date, place, setting)
}

/** The end of a range: the first such time from `start` (ms UTC) on, unless it names its own day. It may lie in the future. */
export function resolveEnd(moment: Moment, start: number, setting: Setting): Resolved | Refusal {
  const free = { ...setting, reference: start, allowFuture: true }
  if (moment.day) return resolveMoment(moment, free)
  const place = moment.place ?? setting.zone
  const clock = moment.clock!
  const fromStart: Test = (at) => at >= start
  const today = zones.wallClock(start, place)
  const date = fits(today, clock, place, fromStart) ? today : zones.addDays(today, 1)
  return clockOn(date, clock, place, free, fromStart)
}

function bareClock(clock: WrittenClock, place: zones.Place, setting: Setting): Resolved | Refusal {
  const { now, reference, allowFuture } = setting
  const possible: Test = reference === undefined && allowFuture ? (at) => at > now : notTooLate(setting)
  const date = dayOfClock(clock, place, setting, possible)
  const resolved = clockOn(date, clock, place, setting, possible)
  return 'sentence' in resolved ? resolved : (aheadRatherThanPast(date, clock, place, setting) ?? resolved)
}

/** 14:40 written at 14:30 may be a slip or yesterday's: where today's is nearer than the one that has passed, the person says which. */
function aheadRatherThanPast(date: zones.WallDate, clock: WrittenClock, place: zones.Place, setting: Setting): Refusal | null {
  const { now, reference, allowFuture, overMidnight = false } = setting
  const today = zones.wallClock(now, place)
  if (overMidnight || reference !== undefined || allowFuture || sentences.isoDate(date) === sentences.isoDate(today)) return null
  const [ahead] = zones.localTime(today, clock, place).instants
  const past = zones.localTime(date, clock, place).instants.at(-1)
  if (ahead === undefined || past === undefined || ahead < now || ahead - now >= now - past) return null
  const written = `yesterday ${clock.text}${zoneSuffix(place, setting)}`
  return { sentence: sentences.laterToday(clock.text, present(setting), written), choices: [written] }
}

/** What follows a clock time so that it is read in this place. */
function zoneSuffix(place: zones.Place, { zone }: Setting): string {
  return place === zone ? '' : typeof place === 'string' ? ` ${place}` : ` UTC${signedOffset(zones.offsetMs(0, place))}`
}

/** The day of a clock time alone: by the reference, else the next one or the most recent one. */
function dayOfClock(clock: WrittenClock, place: zones.Place, setting: Setting, possible: Test): zones.WallDate {
  const { now, reference, allowFuture } = setting
  const today = zones.wallClock(reference ?? now, place)
  const [yesterday, tomorrow] = [zones.addDays(today, -1), zones.addDays(today, 1)]
  if (reference !== undefined) {
    const stepsBackTooFar = !fits(today, clock, place, (at) => at >= reference - LONGEST_STEP_BACK_MS)
    return stepsBackTooFar && fits(tomorrow, clock, place, possible) ? tomorrow : today
  }
  if (allowFuture) return fits(today, clock, place, possible) ? today : tomorrow
  return [tomorrow, today].find((date) => fits(date, clock, place, possible)) ?? yesterday
}

function fits(date: zones.WallDate, clock: WrittenClock, place: zones.Place, test: Test): boolean {
  return zones.localTime(date, clock, place).instants.some(test)
}

function dateOf(day: WrittenDay, clock: WrittenClock | undefined, place: zones.Place, setting: Setting): zones.WallDate {
  switch (day.kind) {
    case 'date':
      return day.date
    case 'counted':
      return zones.addDays(zones.wallClock(setting.now, place), day.days)
    case 'yearless':
      return inItsYear(day, clock ?? zones.MIDNIGHT, place, setting)
  }
}

/** The most recent such date; the nearest one where there is a reference or the future counts too. */
function inItsYear(
  { month, day }: { month: number; day: number },
  time: zones.WallTime,
  place: zones.Place,
  setting: Setting,
): zones.WallDate {
  const centre = setting.reference ?? setting.now
  const { year } = zones.wallClock(centre, place)
  const candidates = Array.from({ length: 2 * YEARS_AROUND + 1 }, (_, index) => ({ year: year - YEARS_AROUND + index, month, day }))
    .filter(zones.dateExists)
    .map((date) => ({ date, at: zones.localTime(date, time, place).instants[0]! }))
    .sort((a, b) => Math.abs(a.at - centre) - Math.abs(b.at - centre))
  return (candidates.find(({ at }) => !isTooLate(at, setting)) ?? candidates[0]!).date
}

/** The reading of a clock on a day for which `possible` holds; asks where the clock never showed it, or showed it twice. */
function clockOn(
  date: zones.WallDate,
  clock: WrittenClock,
  place: zones.Place,
  setting: Setting,
  possible: Test,
): Resolved | Refusal {
  const { kind, instants } = zones.localTime(date, clock, place)
  const day = sentences.isoDate(date)
  if (kind === 'never') {
    const [earlier, later] = instants.map((at) => clockTime(new Date(at).toISOString(), String(place)))
    const choices = [earlier!, later!].map((reading) => `${day} ${reading}${zoneSuffix(place, setting)}`)
    return { sentence: sentences.neverShown(clock.text, day, String(place), [earlier!, later!]), choices }
  }
  const [first, second] = instants.filter(possible)
  if (first === undefined) return { sentence: sentences.future(present(setting)) }
  if (second !== undefined) {
    const offsets = [zones.offsetMs(first, place), zones.offsetMs(second, place)] as const
    const choices = offsets.map((offset) => sentences.withOffset(`${day} ${clock.text}`, offset))
    return { sentence: sentences.shownTwice(clock.text, day, String(place), offsets), choices }
  }
  return { at: first, precision: clock.hasSeconds ? 'exact' : 'minute' }
}

function wholeDay(date: zones.WallDate, place: zones.Place, setting: Setting): Resolved | Refusal {
  const at = zones.startOfDay(date, place)
  if (at === null) return { sentence: sentences.daySkipped(sentences.isoDate(date), String(place)) }
  return isTooLate(at, setting) ? { sentence: sentences.future(present(setting)) } : { at, precision: 'day' }
}

function notTooLate(setting: Setting): Test {
  return (at) => !isTooLate(at, setting)
}
