/** Deadlines under a clock that the test moves: each is raised once, never early, and late ones say so. */
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import type { ClockStep } from '../../electron/clock-steps.ts'
import { summaryOf, type IncidentSummary } from '../../electron/incident-summary.ts'
import type { Reminder } from '../../electron/reminders.ts'
import { createTimers, LONGEST_SLEEP_MS } from '../../electron/timers.ts'
import { utc } from '../helpers/facts.ts'
import { on, story, type Step, type Story } from '../helpers/given.ts'
import { machineAt } from '../helpers/machine.ts'

/** Timers over a story that grows, with sleeps that end when the test says so. */
function timersOver(...steps: Step[]) {
  const machine = machineAt(Date.parse(utc('14:00')))
  const { clock, steady } = machine
  const raised: string[] = []
  const recorded: Reminder[] = []
  const stepped: string[] = []
  const sleeps: { ms: number; wake: () => void }[] = []
  let told = [...steps]
  let diskWorks = true
  const summaries = (): IncidentSummary[] => [
    summaryOf({ id: 'inc-7kq2m9xa', incident: story(...told, ...recorded.map(({ command }) => command)).incident, playbook: BUILT_IN_PLAYBOOK, findings: [] }),
  ]
  const timers = createTimers({
    clock,
    steady,
    summaries,
    zone: () => 'Europe/Berlin',
    record: (reminder) => {
      if (diskWorks) recorded.push(reminder)
      return Promise.resolve(diskWorks)
    },
    recordStep: (incident, step) => {
      if (diskWorks) stepped.push(stepText(incident, step))
      return Promise.resolve(diskWorks)
    },
    raise: ({ command }) => raised.push(command.text),
    after: (ms, wake) => {
      const sleep = { ms, wake }
      sleeps.push(sleep)
      return () => void sleeps.splice(sleeps.indexOf(sleep), 1)
    },
  })
  const goes = (time: string): void => machine.works(Date.parse(utc(time)) - clock.now())
  return {
    raised,
    recorded,
    stepped,
    machine,
    timers,
    /** the sleep that the timers are in */
    sleep: () => sleeps.at(-1)!,
    happens: (...more: Step[]) => void (told = [...told, ...more]),
    disk: (works: boolean) => void (diskWorks = works),
    /** The time comes, and nobody has looked yet. */
    goes,
    async at(time: string) {
      goes(time)
      await timers.look()
    },
    look: () => timers.look(),
    stop: () => timers.stop(),
  }
}

function stepText(incident: string, { from, to, cause }: ClockStep): string {
  return `${incident} ${cause} ${from.slice(11, 19)} to ${to.slice(11, 19)}`
}

const declared: CommandInput = on('14:00', { type: 'DeclareIncident', title: 'API errors' })
/** From 14:00: stakeholders are due at 14:15, the first update at 14:30 (severity not set). */
const texts = { stakeholders: 'Notify stakeholders: due 15:15', update: 'Post a status update: due 15:30' }

describe('a deadline', () => {
  it('is raised when it is due and not a moment earlier', async () => {
    const { at, raised } = timersOver(declared)
    await at('14:14:59')
    expect(raised).toEqual([])
    await at('14:15')
    expect(raised).toEqual([texts.stakeholders])
  })

  it('is raised once, however often the timers look', async () => {
    const { at, raised, look } = timersOver(declared)
    await at('14:15')
    await Promise.all([look(), look(), look()])
    await at('14:29')
    expect(raised).toEqual([texts.stakeholders])
    await at('14:30')
    expect(raised).toEqual([texts.stakeholders, texts.update])
  })

  it('is recorded as its rule, start and due time say, so that two machines make one reminder of it', async () => {
    const { at, recorded } = timersOver(declared)
    await at('14:15')
    expect(recorded).toMatchObject([
      { incident: 'inc-7kq2m9xa', title: 'API errors', command: { type: 'ShowReminder', rule: 'stakeholders', due: utc('14:15') } },
    ])
  })

  it('that was met in time is not raised', async () => {
    const { at, raised, happens } = timersOver(declared)
    happens(on('14:10', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] }))
    await at('14:20')
    expect(raised).toEqual([])
  })

  it('that was shown by another machine, or whose reminder was struck, is not raised again', async () => {
    const shown: Step[] = [
      declared,
      ({ last }) => ({ type: 'ShowReminder', rule: 'stakeholders', start: last('IncidentDeclared'), due: utc('14:15'), text: 'seen elsewhere' }),
      ({ last }) => ({ type: 'StrikeEntry', target: last('ReminderShown') }),
    ]
    const { at, raised } = timersOver(...shown)
    await at('14:20')
    expect(raised).toEqual([])
  })

  it('is not raised in an incident that was written down afterwards', async () => {
    const { at, raised } = timersOver(on('14:00', { type: 'DeclareIncident', title: 'API errors', backfilled: true }))
    await at('18:00')
    expect(raised).toEqual([])
  })
})

describe('a laptop that slept', () => {
  it('raises each late deadline once, and says when it was due and when it was seen', async () => {
    const { at, raised } = timersOver(declared)
    await at('14:14')
    await at('16:10')
    expect(raised).toEqual([`${texts.stakeholders}, seen 17:10`, `${texts.update}, seen 17:10`])
    await at('16:11')
    expect(raised).toHaveLength(2)
  })

  it('within a minute counts as in time', async () => {
    const { at, raised } = timersOver(declared)
    await at('14:16')
    expect(raised).toEqual([texts.stakeholders])
  })

  it('a week overdue is history: a store that was restored does not ring for what nobody can do any more', async () => {
    const { at, raised, recorded } = timersOver(declared)
    await at('02-08 14:15:01')
    expect(raised.map((text) => text.replace(/: due.*/, ''))).toEqual(['Post a status update'])
    await at('02-08 14:30:01')
    expect(recorded).toHaveLength(1)
  })

  it('names the days where they differ', async () => {
    const { at, raised } = timersOver(declared)
    await at('02-02 09:00')
    expect(raised[0]).toBe('Notify stakeholders: due 2025-02-01 15:15, seen 2025-02-02 10:00')
  })
})

describe('the sleep between two looks', () => {
  it('ends at the next deadline, and is never longer than 15 s', async () => {
    const { at, sleep } = timersOver(declared)
    await at('14:00')
    expect(LONGEST_SLEEP_MS).toBe(15_000)
    expect(sleep().ms).toBe(15_000)
    await at('14:14:50')
    expect(sleep().ms).toBe(10_000)
  })

  it('looks again when it ends', async () => {
    const { at, goes, sleep, raised } = timersOver(declared)
    await at('14:14:50')
    goes('14:15')
    sleep().wake()
    await expect.poll(() => raised).toEqual([texts.stakeholders])
  })

  it('is not entered any more once the timers are stopped', async () => {
    const { at, raised, stop } = timersOver(declared)
    stop()
    await at('14:20')
    expect(raised).toEqual([])
  })
})

describe('a snoozed deadline', () => {
  const snooze = (at: string, until: string): Step => ({ last }: Story) => on(at, { type: 'SnoozeReminder', rule: 'stakeholders', start: last('IncidentDeclared'), due: utc('14:15'), until: utc(until) })

  it('is raised once more at the end of the snooze, not a moment earlier, and says what it was put off to', async () => {
    const { at, raised, recorded, happens } = timersOver(declared)
    await at('14:15')
    happens(snooze('14:16', '14:26'))
    await at('14:25:59')
    expect(raised).toEqual([texts.stakeholders])
    await at('14:26')
    await at('14:27')
    expect(raised).toEqual([texts.stakeholders, `${texts.stakeholders}, snoozed until 15:26`])
    expect(recorded.at(-1)!.command).toMatchObject({ due: utc('14:15'), snoozedUntil: utc('14:26') })
  })

  it('is waited for as for any other', async () => {
    const { at, happens, sleep } = timersOver(declared)
    await at('14:15')
    happens(snooze('14:16', '14:26'))
    await at('14:25:55')
    expect(sleep().ms).toBe(5000)
  })

  it('that was met meanwhile is not raised again', async () => {
    const { at, raised, happens } = timersOver(declared)
    await at('14:15')
    happens(snooze('14:16', '14:26'), on('14:20', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] }))
    await at('14:27')
    expect(raised).toEqual([texts.stakeholders])
  })

  it('whose end was slept through is raised once, late', async () => {
    const { at, raised, happens } = timersOver(declared)
    await at('14:15')
    happens(snooze('14:16', '14:20'))
    await at('14:29')
    expect(raised.at(-1)).toBe(`${texts.stakeholders}, snoozed until 15:20, seen 15:29`)
    expect(raised).toHaveLength(2)
  })
})

describe('a wall clock that is set', () => {
  const INCIDENT = 'inc-7kq2m9xa'
  const MINUTE = 60_000

  it('back raises nothing twice, and takes nothing back', async () => {
    const { at, raised, recorded, machine, look } = timersOver(declared)
    await at('14:15')
    machine.isSet(-10 * MINUTE)
    await look()
    await at('14:15')
    await at('14:16')
    expect(raised).toEqual([texts.stakeholders])
    expect(recorded).toHaveLength(1)
  })

  it('on raises what is due by then, once, also when it is set back and comes there again', async () => {
    const { at, raised, machine, look } = timersOver(declared)
    await at('14:01')
    machine.isSet(14 * MINUTE)
    await look()
    expect(raised).toEqual([texts.stakeholders])
    machine.isSet(-14 * MINUTE)
    await look()
    await at('14:29')
    expect(raised).toEqual([texts.stakeholders])
  })

  it('is written into the incident, once, from where it would have stood to where it stands', async () => {
    const { at, stepped, machine, look } = timersOver(declared)
    await at('14:01')
    machine.works(10_000)
    machine.isSet(-10 * MINUTE)
    await look()
    await look()
    expect(stepped).toEqual([`${INCIDENT} set 14:01:10 to 13:51:10`])
  })

  it('is written down before what it made due', async () => {
    const { at, stepped, raised, machine, look } = timersOver(declared)
    await at('14:01')
    machine.isSet(29 * MINUTE)
    await look()
    expect(stepped).toEqual([`${INCIDENT} set 14:01:00 to 14:30:00`])
    expect(raised).toHaveLength(2)
  })

  it('is written into no incident that is over, was written down afterwards, is practice, or that nobody works on any more', async () => {
    for (const story of [
      [declared, on('14:01', { type: 'ResolveIncident' })],
      [on('14:00', { type: 'DeclareIncident', title: 'API errors', backfilled: true })],
      [on('14:00', { type: 'DeclareIncident', title: 'API errors', practice: true })],
    ] satisfies Step[][]) {
      const { at, stepped, machine, look } = timersOver(...story)
      await at('14:02')
      machine.isSet(MINUTE)
      await look()
      expect(stepped).toEqual([])
    }
    const { at, stepped, machine, look } = timersOver(declared)
    await at('02-08 14:30:01')
    machine.isSet(MINUTE)
    await look()
    expect(stepped).toEqual([])
  })

  it('by years is written down all the same: the incident is judged by the time before', async () => {
    const { at, stepped, machine, look } = timersOver(declared)
    await at('14:02')
    machine.isSet(365 * 24 * 60 * MINUTE)
    await look()
    expect(stepped).toHaveLength(1)
  })

  it('waits for the disk where that is full', async () => {
    const { at, stepped, machine, look, disk } = timersOver(declared)
    await at('14:01')
    disk(false)
    machine.isSet(MINUTE)
    await look()
    expect(stepped).toEqual([])
    disk(true)
    await look()
    await look()
    expect(stepped).toEqual([`${INCIDENT} set 14:01:00 to 14:02:00`])
  })
})

describe('a machine that slept', () => {
  it('says so in the incident, from when to when', async () => {
    const { at, stepped, machine, look } = timersOver(declared)
    await at('14:01')
    machine.sleeps(8 * 60_000)
    await look()
    expect(stepped).toEqual(['inc-7kq2m9xa slept 14:01:00 to 14:09:00'])
  })
})

describe('a disk that is full', () => {
  it('does not keep the person from being told, once; the fact follows when there is room', async () => {
    const { at, disk, raised, recorded } = timersOver(declared)
    disk(false)
    await at('14:15')
    await at('14:15:15')
    expect(raised).toEqual([texts.stakeholders])
    expect(recorded).toEqual([])
    disk(true)
    await at('14:15:30')
    expect(recorded).toHaveLength(1)
    expect(raised).toHaveLength(1)
  })
})
