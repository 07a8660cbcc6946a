/** What was tried and could not be confirmed: asked again it is the same facts, so that it stands there once, at the time of the first try. */
import type { Answer } from '../shared/api.ts'
import type { Fact } from '../shared/facts/fact.ts'
import type { Clock } from './clock.ts'

/** Facts that a fault left in doubt: the disk may hold them although it failed. */
export interface Doubt {
  readonly incident: string
  readonly facts: readonly Fact[]
}

/** Who asks, and for what. */
export interface Asked {
  /** incident, command and person as one text */
  readonly what: string
  /** one press of Enter, however often it is sent; undefined where the sender does not say */
  readonly attempt: string | undefined
}

export interface Attempts {
  /** what this very thing was, if it was asked before and is in doubt */
  doubt(asked: Asked): Doubt | null
  /** the answer where this attempt was recorded already */
  answered(asked: Asked): Answer | null
  failed(asked: Asked, doubt: Doubt): void
  recorded(asked: Asked, answer: Answer): void
}

/** More than anybody leaves unanswered; the oldest are forgotten. */
const MOST = 200
/** ms; the same words again, this much later and under no attempt's name, tell of something else */
const SAME_THING_MS = 10 * 60 * 1000

export function createAttempts(clock: Clock): Attempts {
  const doubts = new Map<string, Doubt & { readonly since: number }>()
  const answers = new Map<string, Answer>()
  const keyOf = ({ what, attempt }: Asked): string => `${attempt ?? ''} ${what}`

  return {
    doubt(asked) {
      const doubt = doubts.get(keyOf(asked))
      return doubt && (asked.attempt !== undefined || clock.now() - doubt.since < SAME_THING_MS) ? doubt : null
    },
    answered: (asked) => (asked.attempt === undefined ? null : (answers.get(keyOf(asked)) ?? null)),
    failed(asked, doubt) {
      const since = doubts.get(keyOf(asked))?.since ?? clock.now()
      keep(doubts, keyOf(asked), { ...doubt, since })
    },
    recorded(asked, answer) {
      doubts.delete(keyOf(asked))
      if (asked.attempt !== undefined) keep(answers, keyOf(asked), answer)
    },
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of [...map.keys()].slice(0, -MOST)) map.delete(oldest)
}
