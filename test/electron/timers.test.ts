/** Deadlines under a clock that the test moves: each is raised once, never early, and late ones say so. */
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import { summaryOf, type IncidentSummary } from '../../electron/incident-summary.ts'
import type { Reminder } from '../../electron/reminders.ts'
import { createTimers, LONGEST_SLEEP_MS } from '../../electron/timers.ts'
import { steppedClock } from '../helpers/desk.ts'
import { utc } from '../helpers/facts.ts'
import { on, story, type Step } from '../helpers/given.ts'

/** Timers over a story that grows, with sleeps that end when the test says so. */
function timersOver(...steps: Step[]) {
  const clock = steppedClock('14:00')
  const raised: string[] = []
  const recorded: Reminder[] = []
  const sleeps: { ms: number; wake: () => void }[] = []
  let told = [...steps]
  let diskWorks = true
  const summaries = (): IncidentSummary[] => [
    summaryOf({ id: 'inc-7kq2m9xa', incident: story(...told, ...recorded.map(({ command }) => command)).incident, playbook: BUILT_IN_PLAYBOOK, findings: [] }),
  ]
  const timers = createTimers({
    clock,
    summaries,
    zone: () => 'Europe/Berlin',
    record: (reminder) => {
      if (diskWorks) recorded.push(reminder)
      return Promise.resolve(diskWorks)
    },
    raise: ({ command }) => raised.push(command.text),
    after: (ms, wake) => {
      const sleep = { ms, wake }
      sleeps.push(sleep)
      return () => void sleeps.splice(sleeps.indexOf(sleep), 1)
    },
  })
  return {
    raised,
    recorded,
    /** the sleep that the timers are in */
    sleep: () => sleeps.at(-1)!,
    happens: (...more: Step[]) => void (told = [...told, ...more]),
    disk: (works: boolean) => void (diskWorks = works),
    /** The time comes, and nobody has looked yet. */
    goes: (time: string) => clock.set(time),
    async at(time: string) {
      clock.set(time)
      await timers.look()
    },
    look: () => timers.look(),
    stop: () => timers.stop(),
  }
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
