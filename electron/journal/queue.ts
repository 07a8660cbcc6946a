/** Runs asynchronous jobs strictly one after another. */

export type Queue = <T>(job: () => Promise<T>) => Promise<T>

/** A queue of its own; a job that fails does not hold up the next. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const run = last.then(job)
    last = run.catch(() => undefined)
    return run
  }
}
