/** Given a story of commands and facts, when a command comes, then facts, a refusal or a state. */
import { expect } from 'vitest'
import type { Fact } from '../../shared/facts/fact.ts'
import { INITIAL_CLOCK, nextStamp, observeStamp } from '../../shared/facts/stamp.ts'
import { parseCommand, type CommandInput } from '../../shared/incident/commands.ts'
import { decide, type CommandContext, type Decision } from '../../shared/incident/decide.ts'
import { foldIncident, type FoldedIncident } from '../../shared/incident/evolve.ts'
import { ANA, at, utc } from './facts.ts'

/** A command, a fact that came from elsewhere, or a command that names what the story holds so far. */
export type Step = CommandInput | Fact | ((story: Story) => CommandInput)

export interface Story {
  readonly facts: readonly Fact[]
  readonly incident: FoldedIncident
  /** the wall clock of the last step; it never goes back, however a command is backdated */
  readonly now: string
  /** the id of the last fact of a type */
  last(type: string): string
}

/** What a command made of a story. */
export interface Outcome extends Story {
  readonly made: readonly Fact[]
  readonly refusal: string | null
  /** exactly these facts, as type and data */
  thenFacts(...expected: [type: string, data: unknown][]): Outcome
  thenRefused(sentence: string): Outcome
  thenState(look: (incident: FoldedIncident) => void): Outcome
}

/** A command given as it happens: the clock moves there, unless it is later already. A text as `at` leaves the clock alone. */
export function on(clock: string, command: CommandInput): CommandInput {
  return { ...command, at: at(clock) }
}

/** Folds a story; a step that is refused throws, for then the test is wrong. */
export function story(...steps: Step[]): Story {
  let told = storyOf([], utc('14:00'))
  for (const step of steps) {
    if (typeof step !== 'function' && 'recordedAt' in step) {
      told = storyOf([...told.facts, step], told.now)
      continue
    }
    const { decision, now } = take(told, step)
    if (!decision.ok) throw new Error(`the story does not begin: ${decision.refusal}`)
    told = storyOf([...told.facts, ...decision.facts], now)
  }
  return told
}

export function given(...steps: Step[]): { when(step: CommandInput | ((story: Story) => CommandInput), context?: Partial<CommandContext>): Outcome } {
  const before = story(...steps)
  return {
    when(step, context = {}) {
      const { decision, now } = take(before, step, context)
      const made = decision.ok ? decision.facts : []
      const outcome: Outcome = {
        ...storyOf([...before.facts, ...made], now),
        made,
        refusal: decision.ok ? null : decision.refusal,
        thenFacts(...expected) {
          expect(decision).toMatchObject({ ok: true })
          expect(made.map(({ type, data }) => [type, data])).toEqual(expected)
          return outcome
        },
        thenRefused(sentence) {
          expect(decision).toEqual({ ok: false, refusal: sentence })
          return outcome
        },
        thenState(look) {
          look(outcome.incident)
          return outcome
        },
      }
      return outcome
    },
  }
}

/** A context whose ids are stamps above everything in `facts`. */
export function contextAt(now: string, facts: readonly Fact[] = []): CommandContext {
  let clock = facts.reduce((seen, { id }) => observeStamp(seen, id, Date.parse(now)), INITIAL_CLOCK)
  return {
    now,
    by: ANA,
    source: 'app',
    zone: 'UTC',
    newId() {
      const next = nextStamp(clock, Date.parse(now), 'aaaaaaaa')
      clock = next.clock
      return next.id
    },
  }
}

function storyOf(facts: readonly Fact[], now: string): Story {
  return {
    facts,
    now,
    incident: foldIncident(facts),
    last(type) {
      const found = facts.findLast((fact) => fact.type === type)
      if (!found) throw new Error(`the story has no ${type}`)
      return found.id
    },
  }
}

function take(before: Story, step: CommandInput | ((story: Story) => CommandInput), context: Partial<CommandContext> = {}): { decision: Decision; now: string } {
  const checked = parseCommand(typeof step === 'function' ? step(before) : step)
  if (!checked.ok) return { decision: checked, now: before.now }
  const { at: moment } = checked.command
  const now = context.now ?? (typeof moment === 'object' && moment.time > before.now ? moment.time : before.now)
  return { decision: decide(before.incident, checked.command, { ...contextAt(now, before.facts), ...context }), now }
}
