/** All runs of `npm run crash`, a few at once. */
import { MODES } from './modes.ts'
import { run, type Outcome } from './run.ts'
import type { Built } from './scene.ts'

export { abandonScenes } from './scene.ts'

export const MODE_NAMES = [...new Set(MODES.map(({ name }) => name))]

export interface Program {
  readonly built: Built
  readonly runs: number
  /** run n draws from seed + n */
  readonly seed: number
  /** the mode of the first run; the others follow in turn */
  readonly first: number
  /** only this one of {@link MODE_NAMES} */
  readonly mode?: string | undefined
  readonly atOnce: number
  told(outcome: Outcome): void
}

export async function crash({ built, runs, seed, first, mode, atOnce, told }: Program): Promise<void> {
  const modes = MODES.filter(({ name }) => mode === undefined || name === mode)
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, runs) }, async () => {
      while (next < runs) {
        const number = next++
        told(await run(built, modes[(first + number) % modes.length]!, first + number, seed + number))
      }
    }),
  )
}
