/** When what a command tells of happened: as it says, now, or not known; never in the future. */
import type { When } from '../facts/fact.ts'
import type { Command, CommandType } from './commands.ts'

/** What these do happens now, also to an incident that is written down afterwards. */
const ABOUT_ENTRIES: ReadonlySet<CommandType> = new Set(['AmendEntry', 'StrikeEntry', 'RestoreEntry', 'StarEntry', 'ShowReminder', 'SnoozeReminder', 'RecordClockStep', 'UsePlaybook', 'RecordExport', 'ArchiveIncident'])

/** A time further ahead of the clock than this (ms) has not happened; the slack is for clocks that differ. */
const FUTURE_SLACK_MS = 5 * 60 * 1000

/** The wall clock (UTC with ms) and the zone (IANA) that surround a command. */
interface Present {
  readonly now: string
  readonly zone: string
}

/** The time of a command's facts. In a backfilled incident the present is no substitute for a time that nobody named. */
export function timeOf(command: Command, backfilled: boolean, present: Present): When {
  if (backfilled && command.at === undefined && !ABOUT_ENTRIES.has(command.type)) return { time: present.now, precision: 'unknown', zone: present.zone }
  return momentOf(command.at, present)
}

/** A time as a command may carry it, whole or as ISO 8601; left out, it is now. */
export function momentOf(at: When | string | undefined, { now, zone }: Present): When {
  if (at === undefined) return { time: now, precision: 'exact', zone }
  return typeof at === 'string' ? { time: at, precision: 'exact', zone } : at
}

/** The first of a command's times (UTC) that has not come yet, or null. @param at as {@link timeOf} says */
export function futureTime(command: Command, at: When, present: Present): string | null {
  const deployed = command.type === 'LinkRelease' && command.deployedAt !== undefined ? momentOf(command.deployedAt, present).time : undefined
  const notes = command.type === 'AddNotes' ? command.notes.flatMap((note) => (note.at === undefined ? [] : [momentOf(note.at, present)])) : []
  const latest = Date.parse(present.now) + FUTURE_SLACK_MS
  return [at.time, at.until, command.knownAt, deployed, ...notes.flatMap((note) => [note.time, note.until])].find((time) => time !== undefined && Date.parse(time) > latest) ?? null
}
