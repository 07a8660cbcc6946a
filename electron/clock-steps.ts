/** Notices that the wall clock jumped: between two looks it went another way than the clocks that nobody sets. */
import type { CommandInput } from '../shared/incident/commands.ts'
import { isoTime, type Clock, type SteadyClock } from './clock.ts'

/** What is recorded of a jump: `from` is where the wall clock would have stood without it (of a sleep: when that began), `to` where it stood after it. */
export type ClockStep = Omit<Extract<CommandInput, { type: 'RecordClockStep' }>, 'at' | 'knownAt' | 'evidence'>

/** What the three clocks said at one look, ms. */
export interface ClockReading {
  readonly wall: number
  readonly awake: number
  readonly elapsed: number
}

/** A difference of this much (ms) between two looks is none: time servers move a clock by a little, and one of the clocks is coarse. */
const SAME_MS = 2000
/** So many jumps an hour have an entry each; what a clock does beyond that is gathered into one for when the hour is over. */
export const MOST_AN_HOUR = 20
const HOUR_MS = 60 * 60_000
/** ms after which a machine that said it goes to sleep, and never that it woke, is taken to be awake again */
const SURELY_AWAKE_MS = 30_000

/**
 * The jumps between two looks: a sleep first, then what somebody set. Two clocks could not tell them apart.
 * @param saidSleep the system said that it goes to sleep: needed where both steady clocks run on meanwhile
 */
export function stepsBetween(before: ClockReading, now: ClockReading, saidSleep = false): ClockStep[] {
  const awake = now.awake - before.awake
  const elapsed = Math.max(now.elapsed - before.elapsed, awake)
  const slept = saidSleep ? elapsed : elapsed - awake
  const set = now.wall - before.wall - elapsed
  const unset = now.wall - set
  return [
    ...(slept > SAME_MS ? [step(unset - slept, unset, 'slept')] : []),
    ...(Math.abs(set) > SAME_MS ? [step(unset, now.wall, 'set')] : []),
  ]
}

export interface StepWatch {
  /** Looks at the clocks. @returns the jumps since the look before that are to be written down now */
  look(): readonly ClockStep[]
  /** The system says that it goes to sleep. */
  sleeps(): void
  /** The system says that it woke. */
  wakes(): void
}

/** Its first look is the one of its making. */
export function createStepWatch(clock: Clock, steady: SteadyClock): StepWatch {
  const read = (): ClockReading => ({ wall: clock.now(), awake: steady.awake(), elapsed: steady.elapsed() })
  let before = read()
  let asleep = false
  let seen: ClockStep[] = []
  /** when the jumps of the last hour were handed out, by `elapsed` */
  let told: number[] = []

  function compare(wake = false): void {
    const now = read()
    // It may not sleep yet, or work now and then while it does: only the whole of it is a sleep.
    if (asleep && !wake && now.elapsed - before.elapsed < SURELY_AWAKE_MS) return
    seen.push(...stepsBetween(before, now, asleep))
    asleep = false
    before = now
  }

  function tell(): ClockStep[] {
    told = told.filter((at) => before.elapsed - at < HOUR_MS)
    const room = MOST_AN_HOUR - told.length
    const now = seen.slice(0, room)
    seen = gathered(seen.slice(room))
    told.push(...now.map(() => before.elapsed))
    return now
  }

  return {
    look() {
      compare()
      return tell()
    },
    sleeps() {
      compare()
      asleep = true
    },
    wakes: () => compare(true),
  }
}

/** One sleep from where the first began to where the last ended; one jump by what the clock was set in all. */
function gathered(steps: readonly ClockStep[]): ClockStep[] {
  const slept = steps.filter(({ cause }) => cause === 'slept')
  const set = steps.filter(({ cause }) => cause === 'set')
  const by = set.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  const end = Date.parse(set.at(-1)?.to ?? '')
  return [...(slept.length > 0 ? [{ ...slept[0]!, to: slept.at(-1)!.to }] : []), ...(Math.abs(by) > SAME_MS ? [step(end - by, end, 'set')] : [])]
}

function step(from: number, to: number, cause: ClockStep['cause']): ClockStep {
  return { type: 'RecordClockStep', from: isoTime(from), to: isoTime(to), cause }
}
