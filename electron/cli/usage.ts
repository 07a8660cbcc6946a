/** The help: of all commands, and of each. */
import type { CliCommand } from './command.ts'

const COMMON = [
  '--data DIR   the store, if not the app’s own (or KNOWNGOOD_DATA)',
  '--zone Z     the zone of times, read and written, such as Europe/Berlin; if not the app’s own',
  '--help       this text, or that of a command',
]
const WORDS = [
  'ID    an incident’s id, such as INC-7KQ2M9XA; may be left out where one incident is open',
  'WHEN  ISO 8601, or what the entry line takes: 14:15, -5m, "yesterday 23:50", "14:05-14:10"',
  '',
  'Exit codes: 0 done, 1 refused or damaged (the reason on standard error), 2 wrong usage.',
]

export function usageOfAll(commands: readonly CliCommand[]): string {
  const lines = commands.flatMap(({ name, synopsis, about }) => [`  knowngood ${name} ${synopsis}`.trimEnd(), `      ${about}`])
  return ['knowngood: incidents on the command line, in the same store as the app.', '', ...lines, '', ...[...COMMON, '', ...WORDS].map(indented)].join('\n')
}

export function usageOf({ name, synopsis, about, notes = [] }: CliCommand): string {
  return [`knowngood ${name} ${synopsis}`.trimEnd(), `    ${about}`, ...notes.map((note) => `    ${note}`), '', ...[...COMMON, '', ...WORDS].map(indented)].join('\n')
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`
}
