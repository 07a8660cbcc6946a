/** Lets a long piece of work pause, so that it never holds the loop for longer than 10 ms (scale.md, rule 1). */
import { performance } from 'node:perf_hooks'

const LIMIT_MS = 8

export interface Breath {
  /** whether the work has run long enough to pause */
  due(): boolean
  /** Lets everything else that waits run first. */
  take(): Promise<void>
}

export function createBreath(): Breath {
  let since = performance.now()
  return {
    due: () => performance.now() - since > LIMIT_MS,
    take: () =>
      new Promise((resolve) => {
        setImmediate(() => {
          since = performance.now()
          resolve()
        })
      }),
  }
}
