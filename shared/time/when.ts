/** The times that people write: the entry line's `@…` and the command line's --at. */
import type { When } from '../facts/fact.ts'
import { parseDuration } from './duration.ts'
import { explain } from './when-explain.ts'
import { isRefusal, readMoment, within, type Moment, type Refusal } from './when-grammar.ts'
import { isTooLate, present, resolveEnd, resolveMoment, type Setting } from './when-resolve.ts'
import * as sentences from './when-sentences.ts'
import type { Place } from './zone.ts'

/** What a time is read against. */
export interface WhenContext {
  /** the present, ISO 8601 UTC */
  readonly now: string
  /** the IANA zone of times that name none */
  readonly zone: string
  /** a backfilled incident's last entry, ISO 8601 UTC: a bare clock time is of that day, or of the next if that were over 6 h back */
  readonly reference?: string | undefined
  /** for plans and promises: times to come are taken, and a bare clock time is the next such */
  readonly allowFuture?: boolean | undefined
}

export type WhenResult =
  | { readonly ok: true; readonly when: When }
  | {
      readonly ok: false
      readonly sentence: string
      /** what the text could be instead, where it is unclear which was meant: each reads as a time */
      readonly choices?: readonly string[] | undefined
    }

interface Found {
  /** ms UTC */
  readonly at: number
  readonly until?: number
  readonly precision: When['precision']
  /** the zone that was named, if one was */
  readonly place?: Place | undefined
}

const LONGEST = 100
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

const RELATIVE = /^(?:[-–—] ?(?<past>.+)|(?<ago>.+) ago|(?:\+ ?|in )(?<ahead>.+))$/i
const BETWEEN_ENDS = / ?[–—] ?| ?- ?| to /gi

/**
 * Reads a time as people write it: 14:15, 2:15pm, 14h15, -5m, yesterday 23:50, 1 Feb 14:15, ISO 8601, 2025-02-01, ranges
 * (14:05-14:10), `~` in front for "about", now, unknown. A zone may follow: Z, UTC, an offset, an IANA name. Refuses with a
 * sentence rather than guesses. Never throws, whatever the text.
 */
export function parseWhen(text: string, context: WhenContext): WhenResult {
  return readWhen(text, context) ?? { ok: false, sentence: explain(text, context.allowFuture ?? false) }
}

/** As {@link parseWhen}, but null where the text is no time at all, as against one that cannot be taken. */
export function readWhen(text: string, context: WhenContext): WhenResult | null {
  const raw = text.trim()
  if (raw.length > LONGEST) return null
  const about = raw.startsWith('~')
  const words = plain(about ? raw.slice(1) : raw)
  const setting: Setting = {
    now: Date.parse(context.now),
    zone: context.zone,
    reference: context.reference === undefined ? undefined : Date.parse(context.reference),
    allowFuture: context.allowFuture ?? false,
  }
  const found = readWord(words, setting) ?? readRelative(words, setting) ?? readWritten(words, setting)
  if (!found) return null
  if (isRefusal(found)) return { ok: false, ...(about ? within(found, (choice) => `~${choice}`) : found) }
  const { at, until, precision, place } = found
  if (at < 0 || (until ?? at) > LATEST) return { ok: false, sentence: sentences.tooFar() }
  return {
    ok: true,
    when: {
      time: new Date(at).toISOString(),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
      precision: about && (precision === 'exact' || precision === 'minute') ? 'about' : precision,
      zone: typeof place === 'string' ? place : context.zone,
      raw,
    },
  }
}

function readWord(words: string, { now }: Setting): Found | null {
  switch (words.toLowerCase()) {
    case 'now':
      return { at: now, precision: 'exact' }
    case '?':
    case 'unknown':
      return { at: now, precision: 'unknown' }
    default:
      return null
  }
}

function readRelative(words: string, setting: Setting): Found | Refusal | null {
  const { past, ago, ahead } = RELATIVE.exec(words)?.groups ?? {}
  const length = past ?? ago ?? ahead
  const ms = length === undefined ? null : parseDuration(length)
  if (ms === null) return null
  const at = setting.now + (ahead === undefined ? -ms : ms)
  if (isTooLate(at, setting)) return { sentence: sentences.future(present(setting)) }
  return { at, precision: /\d ?s/i.test(length!) ? 'exact' : 'minute' }
}

function readWritten(words: string, setting: Setting): Found | Refusal | null {
  const moment = readMoment(words)
  const range = readRange(words)
  if (!range) return moment && oneMoment(moment, setting)
  if (!moment) return bothEnds(range, setting)
  if (isRefusal(moment)) return moment
  if (isRefusal(range)) return range

  // "14:15-05:00" reads both as a range and as an offset
  const { from, to } = range
  if (moment.iso || moment.clock?.hasSeconds || from.place !== undefined) return oneMoment(moment, setting)
  if (!from.day && minuteOfDay(from) < minuteOfDay(to)) return bothEnds(range, setting)
  const { fromText, toText } = range
  return { sentence: sentences.rangeOrOffset(fromText, toText), choices: [`${fromText} - ${toText}`, `${fromText} UTC-${toText}`] }
}

function oneMoment(moment: Moment | Refusal, setting: Setting): Found | Refusal {
  if (isRefusal(moment)) return moment
  const resolved = resolveMoment(moment, setting)
  return isRefusal(resolved) ? resolved : { ...resolved, place: moment.place }
}

interface Range {
  readonly from: Moment
  readonly to: Moment
  readonly fromText: string
  readonly toText: string
}

/** Null where the text does not split into two clock times. */
function readRange(words: string): Range | Refusal | null {
  for (const separator of words.matchAll(BETWEEN_ENDS)) {
    const fromText = words.slice(0, separator.index)
    const toText = words.slice(separator.index + separator[0].length)
    const [from, to] = [readMoment(fromText), readMoment(toText)]
    if (!from || !to) continue
    if (isRefusal(from)) return from
    if (isRefusal(to)) return to
    if (from.clock && to.clock) return { from, to, fromText, toText }
  }
  return null
}

/** A zone at one end holds for both. */
function bothEnds(range: Range | Refusal, setting: Setting): Found | Refusal {
  if (isRefusal(range)) return range
  const from = { ...range.from, place: range.from.place ?? range.to.place }
  const to = { ...range.to, place: range.to.place ?? range.from.place }
  if (isHalfMeridiem(from, to) || isHalfMeridiem(to, from)) return { sentence: sentences.oneMeridiem() }

  const start = resolveMoment(from, { ...setting, overMidnight: !to.day && minuteOfDay(from) > minuteOfDay(to) })
  // A choice that names its offset must not lend it to the other end, which may stand on the other side of the change.
  const toText = range.to.place === undefined && typeof to.place !== 'number' ? `${range.toText} ${to.place ?? setting.zone}` : range.toText
  if (isRefusal(start)) return within(start, (choice) => `${choice} - ${toText}`)
  const end = resolveEnd(to, start.at, setting)
  if (isRefusal(end)) return within(end, (choice) => `${range.fromText} - ${choice}`)
  if (end.at < start.at) return { sentence: sentences.endBeforeStart() }
  if (isTooLate(end.at, setting)) return { sentence: sentences.endInFuture(present(setting)), choices: [range.fromText] }
  return { ...start, ...(end.at === start.at ? {} : { until: end.at }), place: from.place }
}

/** Whether only the other end says am or pm, where this one needs it to be clear. */
function isHalfMeridiem({ clock }: Moment, other: Moment): boolean {
  return other.clock!.hasMeridiem && !clock!.hasMeridiem && clock!.hour >= 1 && clock!.hour <= 12
}

function minuteOfDay({ clock }: Moment): number {
  return clock!.hour * 60 + clock!.minute
}

/** One space between words, a plain hyphen for every minus; dashes stay, for they part the ends of a range. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/[\u2010\u2011\u2212]/g, '-')
}
