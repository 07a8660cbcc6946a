/** A machine's three clocks, moved by hand: it works, it sleeps, and somebody sets its wall clock. */
import type { Clock, SteadyClock } from '../../electron/clock.ts'

export interface Machine {
  readonly clock: Clock
  readonly steady: SteadyClock
  /** ms pass while it is awake */
  works(ms: number): void
  /** ms pass while it sleeps */
  sleeps(ms: number): void
  /** somebody sets the wall clock on, or back, by ms */
  isSet(ms: number): void
}

/**
 * @param start what the wall clock says, ms UTC
 * @param stands whether the clock that counts while it is awake stands still in its sleep, as on Linux
 */
export function machineAt(start: number, stands = true): Machine {
  let wall = start
  // Neither begins at zero on a real machine, nor do they agree.
  let awake = 7_000
  let elapsed = 90_000
  return {
    clock: { now: () => wall },
    steady: { awake: () => awake, elapsed: () => elapsed },
    works(ms) {
      wall += ms
      awake += ms
      elapsed += ms
    },
    sleeps(ms) {
      wall += ms
      elapsed += ms
      if (!stands) awake += ms
    },
    isSet: (ms) => void (wall += ms),
  }
}
