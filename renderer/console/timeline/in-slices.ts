/** Long work in slices: the window draws and takes keys between them. */

/** ms; half of a frame at 60 Hz, so that typing shows in the next one */
const SLICE_MS = 8
/** how many steps are taken between two looks at the clock */
const STEPS = 64

/**
 * Takes `count` steps, the first ones after the caller is done.
 * @param onSlice told after each slice; `true` after the last
 * @returns how to stop; nothing is told from then on
 */
export function inSlices(count: number, step: (index: number) => void, onSlice: (isDone: boolean) => void): () => void {
  let next = 0
  const slice = (): void => {
    const until = performance.now() + SLICE_MS
    do {
      for (const end = Math.min(next + STEPS, count); next < end; next++) step(next)
    } while (next < count && performance.now() < until)
    if (next < count) timer = setTimeout(slice)
    onSlice(next === count)
  }
  let timer = setTimeout(slice)
  return () => clearTimeout(timer)
}
