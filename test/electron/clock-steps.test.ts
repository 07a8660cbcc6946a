/** A wall clock that jumps: told from a sleep, told once, and not told at all where it only drifts. */
import { describe, expect, it } from 'vitest'
import { createStepWatch, MOST_AN_HOUR, type ClockStep } from '../../electron/clock-steps.ts'
import { machineAt } from '../helpers/machine.ts'
import { utc } from '../helpers/facts.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const texts = (steps: readonly ClockStep[]): string[] => steps.map(({ from, to, cause }) => `${cause} ${from.slice(11, 19)} to ${to.slice(11, 19)}`)

/** A machine that began at 14:00 and is watched. `stands`: its awake clock stands still in its sleep. */
function watched(stands = true) {
  const machine = machineAt(Date.parse(utc('14:00')), stands)
  const watch = createStepWatch(machine.clock, machine.steady)
  return { machine, watch, look: () => texts(watch.look()) }
}

describe('time that passes', () => {
  it('is no jump, however long nobody looked', () => {
    const { machine, look } = watched()
    machine.works(15 * SECOND)
    expect(look()).toEqual([])
    machine.works(5 * HOUR)
    expect(look()).toEqual([])
  })

  it('is no jump where a time server moves the clock by two seconds', () => {
    const { machine, look } = watched()
    for (const ms of [2 * SECOND, -2 * SECOND]) {
      machine.works(15 * SECOND)
      machine.isSet(ms)
      expect(look()).toEqual([])
    }
  })
})

describe('a clock that was set', () => {
  it('is told from where it would have stood to where it stands', () => {
    const { machine, look } = watched()
    machine.works(10 * SECOND)
    machine.isSet(2001)
    expect(look()).toEqual(['set 14:00:10 to 14:00:12'])
    machine.works(10 * SECOND)
    machine.isSet(-HOUR)
    expect(look()).toEqual(['set 14:00:22 to 13:00:22'])
  })

  it('is told once', () => {
    const { machine, look } = watched()
    machine.isSet(HOUR)
    expect(look()).toHaveLength(1)
    expect(look()).toEqual([])
  })

  it('back is set, whatever the other clocks do: nobody sleeps backwards', () => {
    const { machine, look } = watched()
    machine.sleeps(HOUR)
    machine.isSet(-3 * HOUR)
    expect(look()).toEqual(['slept 14:00:00 to 15:00:00', 'set 15:00:00 to 12:00:00'])
  })
})

describe('a machine that slept', () => {
  it('is told by the clock that stood still', () => {
    const { machine, look } = watched()
    machine.works(4 * SECOND)
    machine.sleeps(HOUR)
    expect(look()).toEqual(['slept 14:00:04 to 15:00:04'])
  })

  it('is told by what the system said, where no clock stands still', () => {
    const { machine, watch, look } = watched(false)
    machine.works(4 * SECOND)
    watch.sleeps()
    machine.sleeps(HOUR)
    watch.wakes()
    expect(look()).toEqual(['slept 14:00:04 to 15:00:04'])
    machine.works(MINUTE)
    expect(look()).toEqual([])
  })

  it('is one sleep, also where it looks at its clocks before it is asleep', () => {
    const { machine, watch, look } = watched(false)
    watch.sleeps()
    machine.works(SECOND)
    expect(look()).toEqual([])
    machine.sleeps(HOUR)
    watch.wakes()
    expect(look()).toEqual(['slept 14:00:00 to 15:00:01'])
  })

  it('is told although the system never said that it woke', () => {
    const { machine, watch, look } = watched(false)
    watch.sleeps()
    machine.sleeps(HOUR)
    expect(look()).toEqual(['slept 14:00:00 to 15:00:00'])
    machine.works(HOUR)
    expect(look()).toEqual([])
  })

  it('and did not after all, says nothing', () => {
    const { machine, watch, look } = watched(false)
    watch.sleeps()
    machine.works(2 * SECOND)
    watch.wakes()
    expect(look()).toEqual([])
  })

  it('and was set meanwhile, tells both', () => {
    const { machine, look } = watched()
    machine.sleeps(HOUR)
    machine.isSet(HOUR)
    expect(look()).toEqual(['slept 14:00:00 to 15:00:00', 'set 15:00:00 to 16:00:00'])
  })
})

describe('a clock that jumps all the time', () => {
  it('has so many entries an hour, and one more for all that it did beyond them once the hour is over', () => {
    const { machine, watch, look } = watched()
    const told: ClockStep[] = []
    for (let n = 0; n < 100; n++) {
      machine.works(15 * SECOND)
      machine.isSet(MINUTE)
      told.push(...watch.look())
    }
    expect(told).toHaveLength(MOST_AN_HOUR)
    machine.works(HOUR)
    // 100 jumps of a minute in 25 minutes lead to 16:05; 80 of them had no entry.
    expect(look()).toEqual(['set 14:45:00 to 16:05:00'])
    machine.works(15 * SECOND)
    expect(look()).toEqual([])
  })

  it('and back each time, says no more once it stands where it stood', () => {
    const { machine, look } = watched()
    const told: string[] = []
    for (let n = 0; n < 100; n++) {
      machine.works(15 * SECOND)
      machine.isSet(n % 2 === 0 ? HOUR : -HOUR)
      told.push(...look())
    }
    machine.works(HOUR)
    told.push(...look())
    expect(told).toHaveLength(MOST_AN_HOUR)
  })

  it('has one entry for the sleeps beyond them', () => {
    const { machine, look } = watched()
    const told: string[] = []
    for (let n = 0; n < MOST_AN_HOUR + 5; n++) {
      machine.works(MINUTE)
      machine.sleeps(MINUTE)
      told.push(...look())
    }
    machine.works(HOUR)
    expect(told).toHaveLength(MOST_AN_HOUR)
    // The 21st sleep began after 41 minutes, the 25th ended after 50.
    expect(look()).toEqual(['slept 14:41:00 to 14:50:00'])
  })
})
