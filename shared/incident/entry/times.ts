/** Takes the times inside a line: "… next 20m", "… by 14:40", "… deployed @14:00", and a time at a line's end. */
import type { When } from '../../facts/fact.ts'
import { parseDuration } from '../../time/duration.ts'
import { readWhen } from '../../time/when.ts'
import { saidAt, type EntryContext, type Refusal } from './reading.ts'

export interface Timed {
  /** without the words that said the time */
  readonly text: string
  /** UTC */
  readonly time: string
}

const LENGTH_AT_END = /(?:^|\s)((?:\d+ ?(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?) ?)+)$/i

/** A time to come: a length counts from `from` (UTC), a clock time is the next such. Null where the text is none. */
export function timeToCome(text: string, from: string, zone: string): string | Refusal | null {
  const words = text.trim().replace(/[.,;]$/, '').replace(/^@\s*/, '')
  const ms = parseDuration(words)
  if (ms !== null) return new Date(Date.parse(from) + ms).toISOString()
  const read = readWhen(words, { now: from, zone, allowFuture: true })
  if (!read) return null
  return read.ok ? read.when.time : { sentence: read.sentence }
}

/**
 * Takes a clause such as "next 20m" off a text's end.
 * @param opening the clause's first words, with the flags g and i
 * @returns null where the text ends in no such clause; words that only look like one stay in the text
 */
export function takeClause(text: string, opening: RegExp, context: EntryContext, at: When | null): Timed | Refusal | null {
  for (const match of [...text.matchAll(opening)].reverse()) {
    const time = timeToCome(text.slice(match.index + match[0].length), saidAt(context, at), context.zone)
    if (time === null) continue
    return typeof time === 'string' ? { text: withoutEnd(text.slice(0, match.index)), time } : time
  }
  return null
}

/** Takes a bare length off a text's end: "pool metrics 3m". */
export function takeLength(text: string, context: EntryContext, at: When | null): Timed | null {
  const match = LENGTH_AT_END.exec(text)
  const ms = match && parseDuration(match[1]!)
  if (!match || ms === null) return null
  return { text: withoutEnd(text.slice(0, match.index)), time: new Date(Date.parse(saidAt(context, at)) + ms).toISOString() }
}

/** Takes a time off the end of a short command: `/page Anna @14:18`. A word after the @ that is no time stays. */
export function takeTimeAtEnd(text: string, context: EntryContext): { text: string; when: When } | Refusal | null {
  const mark = text.lastIndexOf(' @')
  if (mark < 0) return null
  const read = readWhen(text.slice(mark + 2), context)
  if (!read) return null
  if (read.ok) return { text: text.slice(0, mark).trim(), when: read.when }
  return { sentence: read.sentence, choices: read.choices?.map((time) => ({ time, text: `${text.slice(0, mark + 2)}${time}` })) }
}

/** A time that has passed, with or without its @. Null where the text is none. */
export function timePast(text: string, context: EntryContext): When | Refusal | null {
  const read = readWhen(text.trim().replace(/^@\s*/, ''), context)
  if (!read) return null
  return read.ok ? read.when : { sentence: read.sentence }
}

function withoutEnd(text: string): string {
  return text.replace(/[\s,;]+$/, '')
}
