/** Reads one moment as it was written, "yesterday 23:50 UTC" say, into day, clock and zone; looks nothing up. */
import { MONTHS } from './format.ts'
import * as sentences from './when-sentences.ts'
import { takeZone } from './when-zone.ts'
import { dateExists, type Place, type WallDate, type WallTime } from './zone.ts'

export interface WrittenClock extends WallTime {
  /** the figures without am, pm and zone: "14:15" */
  readonly text: string
  readonly hasSeconds: boolean
  readonly hasMeridiem: boolean
}

export type WrittenDay =
  | { readonly kind: 'date'; readonly date: WallDate }
  | { readonly kind: 'yearless'; readonly month: number; readonly day: number }
  /** counted from today */
  | { readonly kind: 'counted'; readonly days: number }

export interface Moment {
  readonly day?: WrittenDay
  readonly clock?: WrittenClock
  readonly place?: Place | undefined
  /** day and clock were joined by a T: what follows is ISO 8601 */
  readonly iso: boolean
}

/** A time that was understood and cannot be taken, with the sentence that says so. */
export interface Refusal {
  readonly sentence: string
  /** what could be written instead, clearly: each stands for the whole text */
  readonly choices?: readonly string[] | undefined
}

/** The same refusal of a longer text: each choice with the words around it. */
export function within({ sentence, choices }: Refusal, around: (choice: string) => string): Refusal {
  return choices ? { sentence, choices: choices.map(around) } : { sentence }
}

export function isRefusal(value: object): value is Refusal {
  return 'sentence' in value
}

const BASIC_ISO = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?=$|[.,Z+-])(.*))?$/i

const CLOCK_24 = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/
const CLOCK_12 = /(\d{1,2})(?::(\d{2})(?::(\d{2}))?)? ?([ap])\.?m\.?$/i
const CLOCK_WITH_H = /(\d{1,2})h(\d{2})$/i
const BEFORE_CLOCK = /(?:(?<=\d)T|,? (?:at )?)$/i

const DATE = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]+)\.?(?:,? (\d{4}))?$/i
const MONTH_FIRST = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/i
const FIGURES_ONLY = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2})|\.)?$/
const COUNTED = { yesterday: -1, today: 0, tomorrow: 1 } as const

/** Null where the text is no moment at all. Expects single spaces and plain hyphens. */
export function readMoment(written: string): Moment | Refusal | null {
  const text = extendBasicIso(written)
  const zoned = takeZone(text)
  const moment = zoned && readDayAndClock(zoned.head)
  if (!moment) return readDayAndClock(text)
  if (isRefusal(moment)) return moment
  if (!moment.clock) return readDayAndClock(text)
  if (zoned.place === undefined) return { sentence: sentences.abbreviation(zoned.abbreviation, moment.clock.text) }
  return { ...moment, place: zoned.place }
}

function readDayAndClock(text: string): Moment | Refusal | null {
  const timed = takeClock(text)
  if (!timed) {
    const day = readDay(text, false)
    return day && (isRefusal(day) ? day : { day, iso: false })
  }
  const { head, clock } = timed
  if (head === '') return isRefusal(clock) ? clock : { clock, iso: false }
  const joint = BEFORE_CLOCK.exec(head)
  const day = joint && readDay(head.slice(0, joint.index), true)
  if (!day) return null
  if (isRefusal(day)) return day
  return isRefusal(clock) ? clock : { day, clock, iso: /^t$/i.test(joint[0]) }
}

function takeClock(text: string): { head: string; clock: WrittenClock | Refusal } | null {
  const match = CLOCK_24.exec(text) ?? CLOCK_WITH_H.exec(text) ?? CLOCK_12.exec(text)
  if (!match) return null
  const [, hours, minutes = '00', seconds, last] = match
  const meridiem = last && /[ap]/i.test(last) ? last.toLowerCase() : undefined
  if (meridiem && (Number(hours) < 1 || Number(hours) > 12)) return null
  const clock: WrittenClock = {
    hour: meridiem ? (Number(hours) % 12) + (meridiem === 'p' ? 12 : 0) : Number(hours),
    minute: Number(minutes),
    second: Number(seconds ?? 0),
    ms: meridiem ? 0 : Number((last ?? '').padEnd(3, '0').slice(0, 3)),
    text: `${hours}:${minutes}${seconds === undefined ? '' : `:${seconds}`}`,
    hasSeconds: seconds !== undefined,
    hasMeridiem: meridiem !== undefined,
  }
  const exists = clock.hour < 24 && clock.minute < 60 && clock.second < 60
  return { head: text.slice(0, match.index), clock: exists ? clock : { sentence: sentences.noSuchClock(clock.text) } }
}

function readDay(text: string, hasClock: boolean): WrittenDay | Refusal | null {
  const word = text.toLowerCase()
  if (word === 'yesterday' || word === 'today' || word === 'tomorrow') return { kind: 'counted', days: COUNTED[word] }

  const date = DATE.exec(text)
  if (date) return fullDate(Number(date[1]), Number(date[3]), Number(date[4]))

  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) return namedDay(dayFirst[2]!, dayFirst[1]!, dayFirst[3])
  const monthFirst = MONTH_FIRST.exec(text)
  if (monthFirst) return namedDay(monthFirst[1]!, monthFirst[2]!, monthFirst[3])

  // "14.10" alone may be a clock: whoever explains why nothing was read asks which
  const figures = FIGURES_ONLY.exec(text)
  return figures && (hasClock || figures[2] === '/' || figures[4] !== undefined) ? askForDate(text, figures) : null
}

function namedDay(name: string, dayText: string, yearText: string | undefined): WrittenDay | Refusal | null {
  const month = monthNumber(name)
  const day = Number(dayText)
  if (month === null) return null
  if (yearText !== undefined) return fullDate(Number(yearText), month, day)
  const inLeapYear = { year: 2024, month, day }
  return dateExists(inLeapYear) ? { kind: 'yearless', month, day } : { sentence: sentences.noSuchDay(month, day) }
}

function fullDate(year: number, month: number, day: number): WrittenDay | Refusal {
  const date = { year, month, day }
  return dateExists(date) ? { kind: 'date', date } : { sentence: sentences.noSuchDate(date) }
}

function askForDate(text: string, [, a, , b, yearText]: RegExpExecArray): Refusal | null {
  const year = yearText === undefined ? undefined : Number(yearText.length === 2 ? `20${yearText}` : yearText)
  const dayFirst = { year: year ?? 2024, month: Number(b), day: Number(a) }
  const monthFirst = { year: year ?? 2024, month: Number(a), day: Number(b) }
  const readings = [dayFirst, monthFirst]
    .filter(dateExists)
    .map((date) => (year === undefined ? `${date.day} ${MONTHS[date.month - 1]!.slice(0, 3)}` : sentences.isoDate(date)))
  return readings.length > 0 ? { sentence: sentences.unclearDate(text, [...new Set(readings)]) } : null
}

function monthNumber(name: string): number | null {
  const word = name.toLowerCase()
  const index = MONTHS.findIndex((month) => {
    const full = month.toLowerCase()
    return word === full || word === full.slice(0, 3) || (full === 'september' && word === 'sept')
  })
  return index < 0 ? null : index + 1
}

/** "20250201T141507Z" with its hyphens and colons put in. */
function extendBasicIso(text: string): string {
  const match = BASIC_ISO.exec(text)
  if (!match) return text
  const [, year, month, day, hour, minute, second, tail = ''] = match
  const date = `${year}-${month}-${day}`
  return hour === undefined ? date : `${date}T${hour}:${minute}${second === undefined ? '' : `:${second}`}${tail}`
}
