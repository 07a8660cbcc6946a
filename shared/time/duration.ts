/** Lengths of time as people read and write them. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Below this many ms a length shows its seconds. */
const SECONDS_COUNT_BELOW = 10 * MINUTE

const LENGTH =
  /^(?:(\d{1,6}) ?(?:h|hrs?|hours?))? ?(?:(\d{1,6}) ?(?:m|mins?|minutes?))? ?(?:(\d{1,6}) ?(?:s|secs?|seconds?))?$/i
const HOURS_AND_MINUTES = /^(\d{1,6})h(\d{2})$/i

/**
 * "48 s", "3 min", "7 min 12 s", "15 min", "2 h 30 min", "48 h"; "−3 min" for what lies before. Takes ms.
 * Cut down, never rounded up, so that nothing reads as reached before it is. Seconds show below ten minutes; hours go on past 24.
 */
export function durationText(ms: number): string {
  const length = Math.abs(ms)
  const hours = Math.floor(length / HOUR)
  const minutes = Math.floor((length % HOUR) / MINUTE)
  const seconds = length < SECONDS_COUNT_BELOW ? Math.floor((length % MINUTE) / SECOND) : 0
  const parts = [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 ? [`${minutes} min`] : []),
    ...(seconds > 0 ? [`${seconds} s`] : []),
  ]
  if (parts.length === 0) return '0 s'
  return `${ms < 0 ? '−' : ''}${parts.join(' ')}`
}

/** The ms that "20m", "20 min", "1h30", "1 h 30 min", "90s" or "2 hours" stand for; null where the text is no length or has no unit. */
export function parseDuration(text: string): number | null {
  const words = text.trim().replace(/\s+/g, ' ')
  const short = HOURS_AND_MINUTES.exec(words)
  if (short) return Number(short[1]) * HOUR + Number(short[2]) * MINUTE
  const match = LENGTH.exec(words)
  if (!match || words === '') return null
  const [, hours = 0, minutes = 0, seconds = 0] = match
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND
}
