/** All runs of `npm run crash`, a few at once. */
import { run, type Outcome } from './run.ts'
import type { Built } from './scene.ts'

export interface Program {
  readonly built: Built
  readonly runs: number
  /** run n draws from seed + n */
  readonly seed: number
  /** the mode of the first run; the others follow in turn */
  readonly first: number
  readonly atOnce: number
  told(outcome: Outcome): void
}

export async function crash({ built, runs, seed, first, atOnce, told }: Program): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, runs) }, async () => {
      while (next < runs) {
        const number = next++
        const outcome = await run(built, first + number, seed + number)
        outcomes.push(outcome)
        told(outcome)
      }
    }),
  )
  return outcomes
}
