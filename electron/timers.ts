/** Wakes for the next deadline. Sleeps are short and the wall clock is compared, so that a laptop that slept is never wrong for long. */
import type { Clock } from './clock.ts'
import type { IncidentSummary } from './incident-summary.ts'
import { createQueue } from './journal/queue.ts'
import { nextDeadline, owedReminders, type Reminder } from './reminders.ts'

/** ms; the longest sleep: a timeout does not run on while the machine sleeps */
export const LONGEST_SLEEP_MS = 15_000

export interface TimersOptions {
  readonly clock: Clock
  /** what is known of all incidents, now */
  summaries(): readonly IncidentSummary[]
  /** the zone that reminders are worded in, now; IANA */
  zone(): string
  /** Writes the reminder down; answers whether it is on disk. One that is not is tried again at the next look. */
  record(reminder: Reminder): Promise<boolean>
  /** Raises it for the person, once, whether the disk takes it or not. */
  raise(reminder: Reminder): void
  /** Runs once after ms; answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

export interface Timers {
  /** Looks at every deadline now, and sets the next wake-up. Called whenever the time or the facts may have moved. */
  look(): Promise<void>
  stop(): void
}

export function createTimers({ clock, summaries, zone, record, raise, after }: TimersOptions): Timers {
  const enqueue = createQueue()
  const raised = new Set<string>()
  const recorded = new Set<string>()
  let callOff = (): void => undefined
  let stopped = false

  async function look(): Promise<void> {
    if (stopped) return
    callOff()
    for (const reminder of owedReminders(summaries(), clock.now(), zone())) {
      const key = `${reminder.incident} ${reminder.key}`
      if (!raised.has(key)) {
        raised.add(key)
        raise(reminder)
      }
      // The summaries learn of it a moment later: what was written is remembered here.
      if (!recorded.has(key) && (await record(reminder))) recorded.add(key)
    }
    if (stopped) return
    const next = nextDeadline(summaries(), clock.now())
    const sleep = next === null ? LONGEST_SLEEP_MS : Math.min(next - clock.now(), LONGEST_SLEEP_MS)
    callOff = after(sleep, () => void enqueue(look))
  }

  return {
    look: () => enqueue(look),
    stop() {
      stopped = true
      callOff()
    },
  }
}
