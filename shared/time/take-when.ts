/** Takes a leading `@14:15` off an entry line and leaves every other word alone. */
import type { When } from '../facts/fact.ts'
import { parseDuration } from './duration.ts'
import { explain } from './when-explain.ts'
import * as sentences from './when-sentences.ts'
import { readWhen, type WhenContext } from './when.ts'

export interface TakenWhen {
  /** null where the line starts with no time, or with one that cannot be taken */
  readonly when: When | null
  /** what was written after the time; the whole line where none was taken */
  readonly rest: string
  /** why the time cannot be taken, and what to write instead */
  readonly sentence?: string
  /** the same line with a clear time in place of an unclear one */
  readonly choices?: readonly TimeChoice[]
}

export interface TimeChoice {
  /** the clear time */
  readonly time: string
  /** the whole text with it */
  readonly text: string
}

const MARK = /^\s*@[^\S\n]*/
const MOST_WORDS = 12
/** Twice as far as a time may reach, so that no word is cut into one. */
const LONGEST_LOOK = 200
const SEPARATOR = /(?<=\S)[,:;.]$/

/** "jan 3" may be a colleague and a count: in front of an entry, such a day needs a clock time or a year. */
const NAME_AND_COUNT = /^(?:jan|may|april|june|august) \d{1,2}$/i
/** In capitals after a clock time, PM may be the product manager, who is told of every incident. */
const SPACED_PM = /\sPM$/

const LOOKS_LIKE_A_TIME = [
  /^~?\d{1,2}:/,
  /^[~+–—−-]\d/,
  /^\d+$/,
  /^\d{1,2}\.\d{2}$/,
  /^\d{1,2}(?:h\d|[ap]\.?m\b)/i,
  /^\d{1,4}([-/])\d{1,2}\1\d/,
]

/**
 * Splits a line into its time and its text, by the longest start that reads as a time. A word after the @ that is no time,
 * `@ana` say, is text; one that looks like a time and is none, `@25:99`, gets a sentence.
 */
export function takeWhen(line: string, context: WhenContext): TakenWhen {
  const mark = MARK.exec(line)
  if (!mark) return { when: null, rest: line }

  for (const written of startsOf(line.slice(mark[0].length))) {
    const result = NAME_AND_COUNT.test(written) ? null : readWhen(written, context)
    if (!result) continue
    const behind = line.slice(mark[0].length + written.length)
    const choose = (times: readonly string[]): TimeChoice[] => times.map((time) => ({ time, text: `${mark[0]}${time}${behind}` }))
    const rest = behind.replace(/^[,:;.]?\s*/, '')
    const clock = written.replace(SPACED_PM, '')
    if (clock !== written && rest !== '' && readWhen(clock, context)) return refuse(line, sentences.meridiemOrRole(clock), choose([`${clock}pm`, `${clock}: PM`]))
    return result.ok ? { when: result.when, rest } : refuse(line, result.sentence, result.choices && choose(result.choices))
  }

  const word = /^\S*/.exec(line.slice(mark[0].length))![0].replace(SEPARATOR, '')
  return looksLikeATime(word) ? refuse(line, explain(word, context.allowFuture ?? false)) : { when: null, rest: line }
}

/** What the text may begin with, longest first: its first words, with and without the mark that ends the last one. */
function startsOf(text: string): string[] {
  const [firstLine = ''] = text.slice(0, LONGEST_LOOK).split('\n', 1)
  const words = [...firstLine.matchAll(/\S+/g)].slice(0, MOST_WORDS)
  return words
    .map((word) => firstLine.slice(0, word.index + word[0].length))
    .reverse()
    .flatMap((start) => (SEPARATOR.test(start) ? [start, start.replace(SEPARATOR, '')] : [start]))
}

function looksLikeATime(word: string): boolean {
  return LOOKS_LIKE_A_TIME.some((pattern) => pattern.test(word)) || parseDuration(word) !== null
}

function refuse(line: string, sentence: string, choices?: readonly TimeChoice[]): TakenWhen {
  return { when: null, rest: line, sentence, ...(choices && { choices }) }
}
