/** What the record says of a command that was run. What looks like a secret is taken out before it is written. */
import { durationText } from '../../../shared/time/duration.ts'
import { clockTime } from '../../../shared/time/format.ts'
import { isoTime } from '../../clock.ts'
import { findSecret } from '../../secrets.ts'
import type { RunEnd } from './run-through.ts'

const LONGEST_COMMAND = 1000

/** The start: `Running: kubectl rollout undo deploy/api`. */
export async function startText(words: readonly string[]): Promise<string> {
  return `Running: ${await shownCommand(words)}`
}

/** The end, which names its start by command and time. @param zone IANA, in which times are written */
export async function endText(words: readonly string[], startedAt: number, endedAt: number, end: RunEnd, zone: string): Promise<string> {
  const output = await masked(end.output.trim())
  return `${how(end)}${lasting(endedAt - startedAt)}: ${await shownCommand(words)} (begun ${clockTime(isoTime(startedAt), zone)})${output === '' ? '' : `\n${output}`}`
}

function how(end: RunEnd): string {
  if (end.kind === 'not started') return `Could not be run, exit code ${String(end.code)}`
  return end.signal === null ? `Ended with exit code ${String(end.code)}` : `Ended by ${end.signal}, exit code ${String(end.code)}`
}

function lasting(ms: number): string {
  return ` after ${ms < 60_000 ? `${(Math.max(0, ms) / 1000).toFixed(1)} s` : durationText(ms)}`
}

async function shownCommand(words: readonly string[]): Promise<string> {
  const line = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
  if ((await findSecret([line])) === null) return line.length > LONGEST_COMMAND ? `${line.slice(0, LONGEST_COMMAND)}…` : line
  return `${words[0]!} [${String(words.length - 1)} words masked: they look like they hold a secret]`
}

/** Line by line; a secret of several lines (a private key) is not found in any of them, so then nothing is kept. */
async function masked(text: string): Promise<string> {
  if (text === '' || (await findSecret([text])) === null) return text
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const secret = line.trim() === '' ? null : await findSecret([line])
    lines.push(secret === null ? line : `[masked: it looks like ${secret}]`)
  }
  const rest = lines.join('\n')
  return /-----BEGIN [A-Z ]*PRIVATE KEY/.test(text) || (await findSecret([rest])) !== null ? '[masked: the output looks like it holds a secret]' : rest
}
