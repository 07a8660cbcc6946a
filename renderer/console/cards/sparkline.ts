/** A curve through readings, in a box of 100 by 100 whose y grows downwards. */

export interface Reading {
  /** ms UTC */
  readonly time: number
  readonly value: number
}

export interface Sparkline {
  /** an SVG path */
  readonly path: string
  /** the x of each mark that lies within the curve */
  readonly marks: readonly number[]
}

/** How much of the height is left free above and below the curve. */
const MARGIN = 6

/**
 * Null for fewer than two moments. The box reaches down to zero where all values are above it.
 * @param readings by time
 * @param marks ms UTC
 * @param top the box reaches up to this value at least
 */
export function sparkline(readings: readonly Reading[], marks: readonly number[] = [], top = 0): Sparkline | null {
  const first = readings[0]
  const last = readings.at(-1)
  if (!first || !last || first.time === last.time) return null
  // Not spread into Math.min: a call takes so many arguments and no more.
  const low = readings.reduce((least, { value }) => Math.min(least, value), 0)
  const high = readings.reduce((most, { value }) => Math.max(most, value), top)
  const x = (time: number): number => round(((time - first.time) / (last.time - first.time)) * 100)
  const y = (value: number): number => round(high === low ? 100 - MARGIN : 100 - MARGIN - ((value - low) / (high - low)) * (100 - 2 * MARGIN))
  return {
    path: `M${readings.map(({ time, value }) => `${x(time)} ${y(value)}`).join('L')}`,
    marks: marks.filter((time) => time > first.time && time < last.time).map(x),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
