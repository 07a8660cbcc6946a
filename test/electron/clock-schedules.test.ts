/** 10,000 random schedules of work, sleep, restarts, clocks that are set and snoozes: every deadline rings once, once more a snooze, and never early. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommand, type CommandInput } from '../../shared/incident/commands.ts'
import { decide } from '../../shared/incident/decide.ts'
import { createIncidentFold } from '../../shared/incident/evolve.ts'
import { INITIAL_CLOCK, nextStamp } from '../../shared/facts/stamp.ts'
import { BUILT_IN_PLAYBOOK } from '../../shared/playbook/built-in.ts'
import { summaryOf, type IncidentSummary } from '../../electron/incident-summary.ts'
import { createTimers, LONGEST_SLEEP_MS, type Timers } from '../../electron/timers.ts'
import { ANA, utc } from '../helpers/facts.ts'
import { machineAt } from '../helpers/machine.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

type Happening =
  | { readonly kind: 'works'; readonly ms: number }
  /** `noticed`: the system says that it woke; a Linux may not */
  | { readonly kind: 'sleeps'; readonly ms: number; readonly noticed: boolean }
  | { readonly kind: 'is set'; readonly ms: number }
  /** the app is ended, and started again after ms */
  | { readonly kind: 'restarts'; readonly ms: number }
  /** a person puts off the reminder of one of the clocks that run, for ms */
  | { readonly kind: 'snoozes'; readonly clock: number; readonly ms: number }

interface Schedule {
  /** ms after the declaration at which two promises are due; the incident's own deadlines come on top */
  readonly promised: readonly [number, number]
  readonly happenings: readonly Happening[]
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  promised: fc.tuple(fc.integer({ min: SECOND, max: 10 * MINUTE }), fc.integer({ min: SECOND, max: 40 * MINUTE })),
  happenings: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('works' as const), ms: fc.integer({ min: 1, max: 3 * MINUTE }) }),
      fc.record({ kind: fc.constant('sleeps' as const), ms: fc.integer({ min: 1, max: 60 * MINUTE }), noticed: fc.boolean() }),
      fc.record({ kind: fc.constant('is set' as const), ms: fc.integer({ min: -60 * MINUTE, max: 60 * MINUTE }) }),
      fc.record({ kind: fc.constant('restarts' as const), ms: fc.integer({ min: 0, max: 20 * MINUTE }) }),
      fc.record({ kind: fc.constant('snoozes' as const), clock: fc.nat({ max: 3 }), ms: fc.constantFrom(5 * MINUTE, 10 * MINUTE, 30 * MINUTE, 90 * SECOND) }),
    ),
    { minLength: 1, maxLength: 12 },
  ),
})

/** What was seen of one deadline, in the order in which it really happened. */
type Seen = { readonly what: 'snoozed'; readonly until: number } | { readonly what: 'rang'; readonly wall: number }

/** Runs a schedule over the real timers, decisions and fold; the disk keeps its journal over restarts. */
async function run({ promised, happenings }: Schedule) {
  const machine = machineAt(Date.parse(utc('14:00')))
  const { clock, steady } = machine
  const fold = createIncidentFold()
  const seen = new Map<string, Seen[]>()
  const due = new Map<string, number>()
  const rungLate: string[] = []
  let stamps = INITIAL_CLOCK
  let summary: IncidentSummary | null = null

  const command = (input: CommandInput): void => {
    const checked = parseCommand(input)
    if (!checked.ok) throw new Error(checked.refusal)
    const newId = (): string => {
      const next = nextStamp(stamps, clock.now(), 'aaaaaaaa')
      stamps = next.clock
      return next.id
    }
    const decided = decide(fold.current, checked.command, { now: new Date(clock.now()).toISOString(), by: ANA, source: 'app', zone: 'UTC', newId })
    if (!decided.ok) throw new Error(decided.refusal)
    fold.add(decided.facts)
    summary = null
  }
  const known = (): IncidentSummary => (summary ??= summaryOf({ id: 'inc-7kq2m9xa', incident: fold.current, playbook: BUILT_IN_PLAYBOOK, findings: [] }))
  const see = (deadline: string, what: Seen): void => void seen.set(deadline, [...(seen.get(deadline) ?? []), what])

  // The process: its timers, and the one timeout that they wait for, by the clock that stands still in sleep.
  let timers: Timers
  let timeout: { readonly at: number; readonly run: () => void } | null = null
  let armed: () => void = () => undefined
  const begin = async (): Promise<void> => {
    timers = createTimers({
      clock,
      steady,
      summaries: () => [known()],
      zone: () => 'UTC',
      record: (reminder) => Promise.resolve(command(reminder.command)).then(() => true),
      recordStep: (_, step) => Promise.resolve(command(step)).then(() => true),
      raise: ({ deadline }) => see(deadline, { what: 'rang', wall: clock.now() }),
      after(ms, wake) {
        const mine = (timeout = { at: steady.awake() + Math.max(ms, 1), run: wake })
        armed()
        return () => void (timeout === mine && (timeout = null))
      },
    })
    await timers.look()
  }
  const work = async (ms: number): Promise<void> => {
    const end = steady.awake() + ms
    while (timeout && timeout.at <= end) {
      machine.works(timeout.at - steady.awake())
      const { run } = timeout
      timeout = null
      const asleep = new Promise<void>((resolve) => (armed = resolve))
      run()
      await asleep
      checkPrompt()
    }
    machine.works(end - steady.awake())
  }
  /** Just after a look nothing is owed. */
  const checkPrompt = (): void => {
    for (const [deadline, at] of owedBy(seen, due)) if (at <= clock.now()) rungLate.push(deadline)
  }

  command({ type: 'DeclareIncident', title: 'API errors' })
  for (const [n, ms] of promised.entries()) command({ type: 'MakePromise', text: `Promise ${String(n)}`, dueAt: new Date(clock.now() + ms).toISOString() })
  for (const clocks of known().clocks) due.set(clocks.key, Date.parse(clocks.due))
  await begin()
  for (const happening of happenings) {
    if (happening.kind === 'works') await work(happening.ms)
    if (happening.kind === 'is set') machine.isSet(happening.ms)
    if (happening.kind === 'sleeps') {
      machine.sleeps(happening.ms)
      if (happening.noticed) await timers!.wakes()
    }
    if (happening.kind === 'restarts') {
      timers!.stop()
      machine.works(happening.ms)
      await begin()
      checkPrompt()
    }
    if (happening.kind === 'snoozes') {
      const { key, rule, start, due } = known().clocks[happening.clock]!
      const until = new Date(clock.now() + happening.ms).toISOString()
      command({ type: 'SnoozeReminder', rule, start, due, until })
      see(key, { what: 'snoozed', until: Date.parse(until) })
      // As main does when the facts have moved.
      await timers!.look()
    }
  }
  // In the end every time has come, whatever the clock went through.
  const latest = Math.max(...due.values(), ...[...seen.values()].flat().map((one) => (one.what === 'snoozed' ? one.until : 0)))
  machine.sleeps(Math.max(0, latest - clock.now()))
  await work(2 * LONGEST_SLEEP_MS)
  timers!.stop()
  const shown = fold.current.entries.filter(({ fact }) => fact.type === 'ReminderShown').length
  return { seen, due, rungLate, shown }
}

/** Of each deadline that is still to ring, when: at its due time, or at the end of the snooze that came last where that is later. */
function owedBy(seen: ReadonlyMap<string, readonly Seen[]>, due: ReadonlyMap<string, number>): [string, number][] {
  return [...due].flatMap(([deadline, at]): [string, number][] => {
    const last = seen.get(deadline)?.at(-1)
    if (last?.what === 'rang') return []
    return [[deadline, last ? Math.max(at, last.until) : at]]
  })
}

/** What was not as it was promised. */
function complaintsOf({ seen, due, rungLate, shown }: Awaited<ReturnType<typeof run>>): string[] {
  const complaints = rungLate.map((deadline) => `${deadline} did not ring at a look after its time`)
  const rings = [...seen.values()].flat().filter(({ what }) => what === 'rang').length
  if (shown !== rings) complaints.push(`${String(rings)} rings, ${String(shown)} entries`)
  if (due.size !== 4) complaints.push(`${String(due.size)} deadlines`)
  for (const [deadline, at] of due) {
    const story = seen.get(deadline) ?? []
    // One ring, and one more for each row of snoozes that follows a ring; nothing is left to ring.
    const expected = 1 + story.filter(({ what }, n) => what === 'snoozed' && story[n - 1]?.what === 'rang').length
    const rang = story.filter(({ what }) => what === 'rang').length
    if (rang !== expected) complaints.push(`${deadline} rang ${String(rang)} times, not ${String(expected)}`)
    if (story.at(-1)?.what !== 'rang') complaints.push(`${deadline} did not ring in the end`)
    for (const [n, one] of story.entries()) {
      const before = story[n - 1]
      // Early is what the wall clock says at the ring: before the due time, or before the end of the snooze that holds.
      if (one.what === 'rang' && one.wall < (before?.what === 'snoozed' ? Math.max(at, before.until) : at)) complaints.push(`${deadline} rang early`)
    }
  }
  return complaints
}

describe('10,000 random schedules of sleep, restarts, clocks that are set, and snoozes', () => {
  it('ring for every deadline once, once more for each time that it was then put off, never early, and at the first look at which it is due', async () => {
    let rings = 0
    let snoozes = 0
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        const told = await run(schedule)
        expect(complaintsOf(told)).toEqual([])
        const all = [...told.seen.values()].flat()
        rings += all.filter(({ what }) => what === 'rang').length
        snoozes += all.filter(({ what }) => what === 'snoozed').length
      }),
      { numRuns: 10_000, seed: 20_250_201 },
    )
    // The schedules are worth something: they ring for four deadlines each, and are snoozed thousands of times.
    expect(rings).toBeGreaterThan(40_000)
    expect(snoozes).toBeGreaterThan(8_000)
  }, 120_000)
})
