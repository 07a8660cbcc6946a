/** All runs of `npm run crash`, a few at once. */
import { MODES } from './modes.ts'
import { run, type Outcome } from './run.ts'
import type { Built } from './scene.ts'

export interface Program {
  readonly built: Built
  readonly runs: number
  /** run n draws from seed + n */
  readonly seed: number
  /** the mode of the first run; the others follow in turn */
  readonly first: number
  /** only this mode */
  readonly mode?: string | undefined
  readonly atOnce: number
  told(outcome: Outcome): void
}

export async function crash({ built, runs, seed, first, mode, atOnce, told }: Program): Promise<readonly Outcome[]> {
  const modes = MODES.filter(({ name }) => mode === undefined || name === mode)
  if (modes.length === 0) throw new RangeError(`There is no mode “${String(mode)}”. There are: ${[...new Set(MODES.map(({ name }) => name))].join(', ')}.`)
  const outcomes: Outcome[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, runs) }, async () => {
      while (next < runs) {
        const number = next++
        const outcome = await run(built, modes[(first + number) % modes.length]!, first + number, seed + number)
        outcomes.push(outcome)
        told(outcome)
      }
    }),
  )
  return outcomes
}
