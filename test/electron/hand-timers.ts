/** Timers that a test moves on by hand. */
import type { Timers } from '../../electron/journal/watch.ts'

export interface HandTimers {
  readonly timers: Timers
  /** how many are set */
  waiting(): number
  /** Lets ms pass: what is due by then runs, in order. */
  pass(ms: number): void
}

export function handTimers(): HandTimers {
  let now = 0
  let pending: { at: number; run: () => void }[] = []
  return {
    timers: {
      after(ms, run) {
        const timer = { at: now + ms, run }
        pending.push(timer)
        return () => void (pending = pending.filter((other) => other !== timer))
      },
    },
    waiting: () => pending.length,
    pass(ms) {
      now += ms
      const due = pending.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      pending = pending.filter(({ at }) => at > now)
      for (const { run } of due) run()
    },
  }
}
