/** The words of a deadline: always the time it counts to, then how far that is. */
import { clockTime, dateTime, isoDay } from '../../shared/time/format.ts'
import { durationText } from '../../shared/time/duration.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export interface CountdownText {
  /** `14:30`, or with its day where that is another one */
  readonly time: string
  /** `8 min`, or `3 min ago` */
  readonly distance: string
  readonly late: boolean
}

/**
 * How a deadline reads at a moment (ms UTC).
 * @param due UTC
 */
export function countdownText(due: string, now: number, zone: string): CountdownText {
  const left = Date.parse(due) - now
  const today = isoDay(new Date(now).toISOString(), zone) === isoDay(due, zone)
  const length = plainLength(Math.abs(left))
  return { time: today ? clockTime(due, zone) : dateTime(due, zone), distance: left < 0 ? `${length} ago` : length, late: left < 0 }
}

/** "12 min ago", "3 h ago", "2 d ago": how long ago something was (ms), as short as it can be said. */
export function ageText(ms: number): string {
  if (ms < MINUTE) return 'just now'
  if (ms < 60 * MINUTE) return `${String(Math.floor(ms / MINUTE))} min ago`
  if (ms < 2 * DAY) return `${String(Math.floor(ms / (60 * MINUTE)))} h ago`
  return `${String(Math.floor(ms / DAY))} d ago`
}

/** Whole minutes from one minute on, whole days from two days on. */
function plainLength(ms: number): string {
  if (ms >= 2 * DAY) return `${String(Math.floor(ms / DAY))} d`
  return durationText(ms < MINUTE ? ms : ms - (ms % MINUTE))
}
