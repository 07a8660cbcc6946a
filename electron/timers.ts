/** Wakes for the next deadline. Sleeps are short and the wall clock is compared, so that a laptop that slept is never wrong for long. */
import { HISTORY_MS } from '../shared/playbook/reminders.ts'
import { createStepWatch, type ClockStep } from './clock-steps.ts'
import type { Clock, SteadyClock } from './clock.ts'
import type { IncidentSummary } from './incident-summary.ts'
import { createQueue } from './journal/queue.ts'
import { isLive } from './reach/live.ts'
import { nextDeadline, owedReminders, type Reminder } from './reminders.ts'

/** ms; the longest sleep: a timeout does not run on while the machine sleeps */
export const LONGEST_SLEEP_MS = 15_000

export interface TimersOptions {
  readonly clock: Clock
  readonly steady: SteadyClock
  /** what is known of all incidents, now */
  summaries(): readonly IncidentSummary[]
  /** the zone that reminders are worded in, now; IANA */
  zone(): string
  /** Writes the reminder down; answers whether it is on disk. One that is not is tried again at the next look. */
  record(reminder: Reminder): Promise<boolean>
  /** Writes a jump of the wall clock down; answers whether it is on disk. One that is not is tried again at the next look. */
  recordStep(incident: string, step: ClockStep): Promise<boolean>
  /** Raises it for the person, once, whether the disk takes it or not. */
  raise(reminder: Reminder): void
  /** Runs once after ms; answers how to call it off. */
  after(ms: number, run: () => void): () => void
}

export interface Timers {
  /** Looks at every deadline now, and sets the next wake-up. Called whenever the time or the facts may have moved. */
  look(): Promise<void>
  /** The system says that it goes to sleep; only needed where no clock stands still meanwhile. */
  sleeps(): void
  /** The system says that it woke. */
  wakes(): Promise<void>
  stop(): void
}

export function createTimers({ clock, steady, summaries, zone, record, recordStep, raise, after }: TimersOptions): Timers {
  const enqueue = createQueue()
  const raised = new Set<string>()
  const recorded = new Set<string>()
  const steps = createStepWatch(clock, steady)
  let owedSteps: { readonly incident: string; readonly step: ClockStep }[] = []
  let callOff = (): void => undefined
  let stopped = false

  async function look(): Promise<void> {
    if (stopped) return
    callOff()
    await writeSteps()
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

  /** A jump belongs to every incident that is being written down on this machine: what it says before and after is further apart, or less, than it was. */
  async function writeSteps(): Promise<void> {
    const known = summaries()
    const touched = (step: ClockStep): IncidentSummary[] => known.filter((summary) => isLive(summary.row) && !isForgotten(summary, Date.parse(step.from)))
    owedSteps.push(...steps.look().flatMap((step) => touched(step).map(({ row }) => ({ incident: row.id, step }))))
    owedSteps = owedSteps.filter(({ incident }) => known.some(({ row }) => row.id === incident))
    while (owedSteps[0] && (await recordStep(owedSteps[0].incident, owedSteps[0].step))) owedSteps.shift()
  }

  return {
    look: () => enqueue(look),
    sleeps: () => steps.sleeps(),
    wakes() {
      steps.wakes()
      return enqueue(look)
    },
    stop() {
      stopped = true
      callOff()
    },
  }
}

/** Whatever is due in it was due long ago (`now` is ms UTC): nobody works on it, and the nights of this machine are nothing to its timeline. */
function isForgotten({ clocks }: IncidentSummary, now: number): boolean {
  return clocks.length > 0 && clocks.every(({ due }) => now - Date.parse(due) > HISTORY_MS)
}
