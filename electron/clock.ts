/** The only place that asks the machine what time it is. */
import { uptime } from 'node:os'

export interface Clock {
  /** the wall clock, ms since 1970, UTC */
  now(): number
}

/** Clocks that nobody sets. Only how far they went between two looks means anything. */
export interface SteadyClock {
  /** ms; stands still while the machine sleeps, on Linux; elsewhere it may run on */
  awake(): number
  /** ms; runs on while the machine sleeps; as coarse as a second on some systems */
  elapsed(): number
}

export const systemClock: Clock = { now: () => Date.now() }

export const systemSteadyClock: SteadyClock = { awake: () => performance.now(), elapsed: () => uptime() * 1000 }

/** The zone that the system is set to, as an IANA name. */
export function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A moment as facts and commands carry it: UTC with ms. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
