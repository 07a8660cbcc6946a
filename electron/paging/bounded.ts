/** Waits for another system a bounded time: no longer than is said, and not beyond the end of the app. */

export interface Bounds {
  /** Runs once after ms; answers how to call it off. */
  after(ms: number, run: () => void): () => void
  /** ends everything at once */
  readonly quitting: AbortSignal
}

/** @param run is told by its signal to end, and then says itself what that means */
export async function bounded<T>(ms: number, { after, quitting }: Bounds, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController()
  const end = (): void => ended.abort()
  const stop = after(ms, end)
  if (quitting.aborted) end()
  quitting.addEventListener('abort', end)
  try {
    return await run(ended.signal)
  } finally {
    stop()
    quitting.removeEventListener('abort', end)
  }
}
