/** What a command of the command line is, and how it ends. */
import type { ParseArgsConfig } from 'node:util'
import type { Clock } from '../clock.ts'
import type { HandingDesk } from '../one-mind/handing-desk.ts'

export type CliOptions = NonNullable<ParseArgsConfig['options']>

/**
 * How a command ended: 0 done, 1 refused or damaged, 2 wrong usage (design section 7); `run` passes on what its command says.
 * The reason goes to standard error; an empty one says nothing.
 */
export type Exit = { readonly code: 0 } | { readonly code: number; readonly reason: string }

export const DONE: Exit = { code: 0 }
export const refused = (reason: string): Exit => ({ code: 1, reason })
export const misused = (reason: string): Exit => ({ code: 2, reason })

/** The options as they were given; switches are true, what was left out is undefined. */
export type CliValues = Readonly<Record<string, string | boolean | undefined>>

/** One call of the command line, with everything that a command may touch. */
export interface Call {
  readonly values: CliValues
  /** what is no option */
  readonly words: readonly string[]
  readonly desk: HandingDesk
  readonly dataDir: string
  /** the app's own folder on this machine: its settings, and what else does not belong to a store */
  readonly profile: string
  readonly clock: Clock
  /** the zone that times are read and written in, IANA */
  readonly zone: string
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  /** Writes a line to standard output; resolves when there is room for the next. */
  print(line: string): Promise<void>
  /** Says on standard error what is worth knowing although all went well; no script reads it. */
  warn(sentence: string): void
}

export interface CliCommand {
  readonly name: string
  /** behind the name, as in `[ID] [TEXT]` */
  readonly synopsis: string
  /** one line */
  readonly about: string
  /** what else there is to know, a line each */
  readonly notes?: readonly string[]
  readonly options?: CliOptions
  run(call: Call): Promise<Exit>
}

/** The text of an option, or undefined where it was left out. */
export function textOption({ values }: Pick<Call, 'values'>, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
