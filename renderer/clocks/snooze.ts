/** Puts a reminder off, in whichever incident, and takes that back. */
import type { Answer } from '../../shared/api.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { SNOOZE_MINUTES } from '../../shared/playbook/reminders.ts'
import type { RunningClock } from '../../shared/views/running-clocks.ts'
import { newAttempt } from '../attempts.ts'
import { ask } from '../bridge.ts'

/** What a reminder is put off by at one click, in minutes. */
export const SNOOZE_CHOICES = [5, SNOOZE_MINUTES, 30] as const

/** So many minutes after the present, or after `due` (UTC) where that is still to come: no reminder comes before its time. UTC. */
export function minutesOn(minutes: number, due: string): string {
  return new Date(Math.max(Date.now(), Date.parse(due)) + minutes * 60_000).toISOString()
}

/** @param until UTC */
export function snooze({ incident, rule, start, due }: RunningClock, until: string): Promise<Answer> {
  return record(incident, { type: 'SnoozeReminder', rule, start, due, until })
}

/** Strikes the entry that put a reminder off. */
export function takeSnoozeBack(incident: string, entry: string): Promise<Answer> {
  return record(incident, { type: 'StrikeEntry', target: entry })
}

function record(incident: string, command: CommandInput): Promise<Answer> {
  return ask('dispatch', { incident, command, attempt: newAttempt() })
}
