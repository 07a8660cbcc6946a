/** Moments as the console writes them: the clock alone on the incident's first day, with the day on any other. */
import { timelineTime } from '../../shared/facts/fact.ts'
import type { FoldedIncident } from '../../shared/incident/evolve.ts'
import { durationText } from '../../shared/time/duration.ts'
import { clockTime, isoDay, MONTHS } from '../../shared/time/format.ts'

/** "14:18", or "3 Feb 14:18" where that is not the day of `first`. Both UTC. */
export function momentText(time: string, first: string, zone: string): string {
  return isoDay(time, zone) === isoDay(first, zone) ? clockTime(time, zone) : `${shortDay(time, zone)} ${clockTime(time, zone)}`
}

/**
 * The moments (UTC) at which something was written down that happened at an unknown time: they must not be read as its time.
 * Asked again of an incident that has only grown since, it looks at what is new alone.
 */
export function createUnknownTimes(): (incident: Pick<FoldedIncident, 'entries'>) => ReadonlySet<string> {
  let known: FoldedIncident['entries'] | null = null
  let count = 0
  let times = new Set<string>()
  return ({ entries }) => {
    if (entries !== known) {
      count = 0
      times = new Set()
    }
    known = entries
    for (; count < entries.length; count++) {
      const { fact } = entries[count]!
      if (fact.at.precision === 'unknown') times.add(timelineTime(fact))
    }
    return times
  }
}

/** "3 Feb" */
export function shortDay(time: string, zone: string): string {
  const [, month, day] = isoDay(time, zone).split('-').map(Number)
  return `${day!} ${MONTHS[month! - 1]!.slice(0, 3)}`
}

/** "40 s", "4 min", "3 h 5 min": how long something has lasted, in whole minutes from one minute on. Takes ms. */
export function lastedText(ms: number): string {
  const length = Math.max(0, ms)
  return durationText(length < 60_000 ? length : length - (length % 60_000))
}

/** "00:07:12", "47:30:12"; from 100 hours on "5 d 03:12:07". Takes ms; what lies ahead reads as zero. */
export function runningText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const hours = Math.floor(seconds / 3600)
  const two = (value: number): string => String(value).padStart(2, '0')
  const clock = (shown: number): string => `${two(shown)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours < 100 ? clock(hours) : `${Math.floor(hours / 24)} d ${clock(hours % 24)}`
}
