/** How the line says the time that Enter would record. */
import type { When } from '../../../shared/facts/fact.ts'

/** "record at 14:21": what Enter would do with a plain line. */
export function recordText(at: When | null, backfilled: boolean, timeText: (time: string) => string): string {
  if (at === null) return backfilled ? 'record, time not known' : 'record now'
  return at.precision === 'unknown' ? 'record, time not known' : `record at ${timeText(at.time)}`
}

/** The end of a sentence about what Enter would do: " as of 14:15", " from 14:05 to 14:10"; nothing where it is now. */
export function asOf(at: When | null, backfilled: boolean, timeText: (time: string) => string): string {
  if (at === null) return backfilled ? ', time not known' : ''
  if (at.precision === 'unknown') return ', time not known'
  if (at.until !== undefined) return `, from ${timeText(at.time)} to ${timeText(at.until)}`
  return `, as of ${at.precision === 'about' ? 'about ' : ''}${timeText(at.time)}`
}
