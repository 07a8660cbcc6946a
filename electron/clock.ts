/** The only place that asks the machine what time it is. */

export interface Clock {
  /** the wall clock, ms since 1970, UTC */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** The zone that the system is set to, as an IANA name. */
export function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A moment as facts and commands carry it: UTC with ms. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
