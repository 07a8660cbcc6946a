/** Several pasted lines, of a chat or a log perhaps, as the entries that they would become: each with its own time and person. */
import type { When } from '../../facts/fact.ts'
import { readWhen, type WhenContext } from '../../time/when.ts'

export interface PastedEntry {
  /** what is recorded: the person, where one is named, and the words */
  readonly text: string
  /** when, by the text itself; null where it names no time */
  readonly when: When | null
  /** why the time that stands there was not taken; it stays in the text */
  readonly unclear?: string
}

export interface Paste {
  readonly entries: readonly PastedEntry[]
  /** how many entries have a time of their own */
  readonly timed: number
}

/** As many as one command takes. */
export const MOST_PASTED = 500

const MARKUP = /^\s*(?:(?:>|[-*•]|\|)\s+)*/
const BARS = /\s*\|\s*$/
const DAY = String.raw`\d{4}-\d{2}-\d{2}`
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?`
const ZONE = String.raw`(?:Z\b|\s?(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?\b|[+-]\d{2}:?\d{2}\b)`
const MERIDIEM = String.raw`\s?[ap]\.?m\b\.?`
const TIME = String.raw`(?:(?:${DAY}(?:T|,?\s+))${CLOCK}|${CLOCK}(?:${MERIDIEM})?)${ZONE}?`
/** A time that begins its line, in brackets, stars or a cell if need be, and what divides it from the words. */
const TIMED = new RegExp(String.raw`^(?:\*\*|[[(@\x60])?\s*(~?${TIME})\s*(?:\*\*|[\])\x60])?(?=$|[\s:|,;–—-])\s*(?:[:|,;]|[–—-](?=\s))?\s*(?:\*\*)?\s*`, 'i')
/** A chat's own line above a message: a name, then the time, and nothing else. */
const HEADED = new RegExp(String.raw`^(\p{L}[\p{L}\p{M}.'’ -]{0,60}?)(?:\s+APP)?\s+[[(]?(${CLOCK}(?:${MERIDIEM})?)[\])]?$`, 'iu')
const DAY_ALONE = new RegExp(String.raw`^[-–—=#\s]*(${DAY})[-–—=:\s]*$`)
const SPEAKER = /^<([^<>\s][^<>]{0,60})>\s+/

/**
 * Reads pasted text. A line without a time belongs to the timed one above it, as in a chat; where no line has a time, each line is an entry
 * of its own. A bare clock time lies nearest to the one before it, so that 00:03 after 23:58 is the next day. No word is lost: what
 * is not understood as a time stays in the text.
 */
export function readPaste(text: string, context: WhenContext): Paste {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.trimEnd())
  const entries: { text: string[]; when: When | null; unclear?: string }[] = []
  let timed = 0
  let day: string | null = null
  let reference = context.reference
  for (const line of lines) {
    if (line.trim() === '') continue
    const bare = line.replace(MARKUP, '').replace(line.includes('|') ? BARS : /$^/, '')
    const ofDay: string | undefined = DAY_ALONE.exec(bare)?.[1]
    if (ofDay !== undefined) {
      day = ofDay
      continue
    }
    const found = timeOf(bare)
    if (found === null) {
      const above = entries.at(-1)
      if (above && timed > 0) above.text.push(line.trim())
      else entries.push({ text: [bare || line.trim()], when: null })
      continue
    }
    const written: string = day !== null && !/^~?\d{4}-/.test(found.time) ? `${day} ${found.time}` : found.time
    const read = readWhen(written, { ...context, ...(reference === undefined ? {} : { reference }) })
    timed += 1
    if (read?.ok) {
      reference = read.when.time
      entries.push({ text: found.text === '' ? [] : [found.text], when: { ...read.when, raw: found.time } })
    } else entries.push({ text: [bare], when: null, ...(read ? { unclear: read.sentence } : {}) })
  }
  const whole = entries.map(({ text: said, ...rest }) => ({ ...rest, text: said.join('\n') })).filter((entry) => entry.text !== '')
  return { entries: whole, timed }
}

/** Whether pasted text is worth asking about: at least two lines that say something. */
export function isSeveralLines(text: string): boolean {
  return text.split(/\r\n?|\n/).filter((line) => line.trim() !== '').length > 1
}

/** The time of one line and its words, the person in front of them. */
function timeOf(line: string): { time: string; text: string } | null {
  const headed = HEADED.exec(line)
  // The message stands on the lines below the name.
  if (headed) return { time: plain(headed[2]!), text: `${headed[1]!.trim()}:` }
  const match = TIMED.exec(line)
  if (!match) return null
  const words = line.slice(match[0].length)
  return { time: plain(match[1]!), text: words.replace(SPEAKER, (_, name: string) => `${name}: `).trim() }
}

/** A log's milliseconds and its comma are more than the entry line's times take. */
function plain(time: string): string {
  return time.replace(/[.,]\d{1,6}(?=$|[Z\s+-])/, '').replace(/,\s+/, ' ').trim()
}
