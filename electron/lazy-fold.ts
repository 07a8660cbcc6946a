/** An incident's fold in main: made while nothing else waits, or at once for whoever must know. */
import type { Fact } from '../shared/facts/fact.ts'
import { finish, ITEMS_A_STEP } from '../shared/facts/steps.ts'
import { createIncidentFold, type FoldedIncident } from '../shared/incident/evolve.ts'
import { createBreath } from './journal/breath.ts'

export interface LazyFold {
  /** Takes facts, or their JSON, one a line. */
  take(facts: readonly Fact[] | string): void
  /** Begins to fold what was taken; never holds the loop for long. */
  foldSoon(): void
  /** Waits until everything that was taken is folded. */
  settled(): Promise<void>
  /** the incident as it stands; what is not folded yet is folded at once */
  now(): FoldedIncident
}

export function createLazyFold(): LazyFold {
  const fold = createIncidentFold()
  let waiting: (readonly Fact[] | string)[] = []
  /** what is under way: a generator, so that it can be ended at once by whoever cannot wait */
  let steps: Generator<void, void, void> | null = null
  let running: Promise<void> | null = null

  function* work(): Generator<void, void, void> {
    while (waiting.length > 0) {
      const taken = waiting
      waiting = []
      const facts: Fact[] = []
      for (const some of taken) {
        for (const fact of typeof some === 'string' ? parsed(some) : some) {
          facts.push(fact)
          if (facts.length % ITEMS_A_STEP === 0) yield
        }
      }
      yield* fold.addInSteps(facts)
      if (facts.some(({ type }) => type === 'Redacted')) fold.forget()
    }
  }

  async function run(): Promise<void> {
    const breath = createBreath()
    await breath.take()
    for (;;) {
      steps ??= waiting.length > 0 ? work() : null
      if (!steps) break
      if (steps.next().done) steps = null
      else if (breath.due()) await breath.take()
    }
    running = null
  }

  const start = (): Promise<void> => (running ??= run())

  return {
    take: (facts) => void waiting.push(facts),
    foldSoon: () => void start(),
    settled: () => (running || waiting.length > 0 ? start() : Promise.resolve()),
    now() {
      const pending = steps
      steps = null
      if (pending) finish(pending)
      if (waiting.length > 0) finish(work())
      return fold.current
    },
  }
}

function* parsed(lines: string): Generator<Fact, void> {
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf('\n', from)
    const to = end < 0 ? lines.length : end
    yield JSON.parse(lines.slice(from, to)) as Fact
    from = to + 1
  }
}
