/** The entry line: turns what a person typed into a command, or into a sentence that says what to write instead. */
import type { When } from '../facts/fact.ts'
import { takeWhen, type TimeChoice } from '../time/take-when.ts'
import { parseCommand, type CommandInput } from './commands.ts'
import { entryCommand, ENTRY_COMMANDS, type EntryCommand } from './entry/commands.ts'
import { evidenceIn } from './entry/links.ts'
import { isRefusal, type EntryContext, type Refusal } from './entry/reading.ts'
import { takeTimeAtEnd } from './entry/times.ts'
import { nearest } from './entry/words.ts'

export { ENTRY_COMMANDS, type EntryCommand } from './entry/commands.ts'
export { entryReference, type EntryContext } from './entry/reading.ts'

export type EntryReading =
  | {
      readonly ok: true
      readonly command: CommandInput
      /** the time that the line names; null: now */
      readonly when: When | null
    }
  | {
      readonly ok: false
      readonly sentence: string
      /** whole lines to choose from, where only the time is unclear; each names its time */
      readonly choices?: readonly TimeChoice[]
    }

const WORD = /^\/(\S*)\s*/
const NAMES = ENTRY_COMMANDS.flatMap(({ name, also = [] }) => [name, ...also])

/**
 * Reads one entry: `[@time] text` or `[@time] /command [@time] …`. Links become evidence and stay in the text; `//` begins a
 * text with a slash. Never throws, and never takes a misspelt command for a note.
 */
export function readEntry(line: string, context: EntryContext): EntryReading {
  const taken = takeWhen(line.trim(), context)
  if (taken.sentence !== undefined) return refused(taken.sentence, taken.choices)
  const { rest, when } = taken
  if (!rest.startsWith('/')) return finished({ type: 'AddNote', text: rest }, when, rest)
  if (rest.startsWith('//')) return finished({ type: 'AddNote', text: rest.slice(1) }, when, rest)

  const word = WORD.exec(rest)!
  const command = entryCommand(word[1]!)
  if (!command) return refused(unknownCommand(word[1]!))
  const said = rest.slice(word[0].length)
  const before = line.trim().slice(0, line.trim().length - said.length)
  const timed = takeTime(command, said, when, context)
  if (isRefusal(timed)) return refused(timed.sentence, timed.choices?.map(({ time, text }) => ({ time, text: before + text })))
  const read = command.read(timed.text, context, timed.when)
  return isRefusal(read) ? refused(read.sentence) : finished(read, timed.when, timed.text)
}

/** The commands that a line which is still being typed may mean, and whether its word is whole; null where it is no command. */
export function completeEntry(line: string, context: Pick<EntryContext, 'now' | 'zone' | 'reference'>): {
  readonly word: string
  /** what stands before the command: its time, if one was written */
  readonly before: string
  readonly commands: readonly EntryCommand[]
  readonly whole: boolean
} | null {
  const { rest } = takeWhen(line.trimStart(), context)
  const match = /^\/([a-z-]*)(\s?)/i.exec(rest)
  if (!match || rest.startsWith('//')) return null
  const [, word = '', space] = match
  const before = line.slice(0, line.length - rest.length)
  const known = entryCommand(word)
  if (space !== '') return known && { word, before, commands: [known], whole: true }
  if (rest.length > match[0].length) return null
  const begins = (name: string): boolean => name.startsWith(word.toLowerCase())
  // Enter takes the first: what is called so goes before what may be called so.
  const named = ENTRY_COMMANDS.filter(({ name }) => begins(name))
  const others = word === '' ? [] : ENTRY_COMMANDS.filter(({ name, also = [] }) => !begins(name) && also.some(begins))
  return { word, before, commands: [...named, ...others], whole: false }
}

/** The time behind the command's word or, of a short command, at its end; two times are one too many. */
function takeTime(command: EntryCommand, text: string, before: When | null, context: EntryContext): { text: string; when: When | null } | Refusal {
  if (command.plan) return { text, when: before }
  const behind = takeWhen(text, context)
  if (behind.sentence !== undefined) return { sentence: behind.sentence, choices: behind.choices }
  const atEnd = command.prose || behind.when ? null : takeTimeAtEnd(text, context)
  if (atEnd && isRefusal(atEnd)) return atEnd
  const when = behind.when ?? atEnd?.when ?? null
  if (before && when) return { sentence: `Write one time: this line has @${before.raw ?? ''} and @${when.raw ?? ''}.` }
  return { text: atEnd ? atEnd.text : behind.rest, when: when ?? before }
}

function finished(command: CommandInput, when: When | null, text: string): EntryReading {
  const evidence = evidenceIn(text)
  const given = Object.entries({ ...command, at: when ?? undefined, evidence: evidence.length > 0 ? evidence : undefined })
  const whole = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as CommandInput
  const checked = parseCommand(whole)
  return checked.ok ? { ok: true, command: whole, when } : refused(checked.refusal)
}

function unknownCommand(word: string): string {
  if (word === '') return 'Type a command behind the slash, for instance /page. For a line that begins with a slash, type two.'
  const meant = nearest(word, NAMES)
  return `/${word.length > 40 ? `${word.slice(0, 40)}…` : word} is not a command.${meant ? ` Did you mean /${meant}?` : ''} For a line that begins with a slash, type two.`
}

function refused(sentence: string, choices?: readonly TimeChoice[]): EntryReading {
  return { ok: false, sentence, ...(choices && { choices }) }
}
