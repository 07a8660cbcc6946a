/** Work that can be done a step at a time, so that whoever has a loop to keep turning decides when it goes on. */

/** Items between two steps: well under a millisecond of work. */
export const ITEMS_A_STEP = 500

/** Does all that is left, at once. */
export function finish<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Sorts by id, as `sort` would; what comes in runs that are sorted already costs little. */
export function* sortById<T extends { readonly id: string }>(items: readonly T[]): Generator<void, T[], void> {
  let runs: T[][] = []
  for (let from = 0; from < items.length; from += ITEMS_A_STEP) {
    runs.push(items.slice(from, from + ITEMS_A_STEP).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)))
    yield
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let index = 0; index < runs.length; index += 2) merged.push(yield* merge(runs[index]!, runs[index + 1] ?? []))
    runs = merged
  }
  return runs[0] ?? []
}

function* merge<T extends { readonly id: string }>(left: readonly T[], right: readonly T[]): Generator<void, T[], void> {
  const both: T[] = []
  let l = 0
  let r = 0
  while (l < left.length && r < right.length) {
    both.push(left[l]!.id <= right[r]!.id ? left[l++]! : right[r++]!)
    if (both.length % ITEMS_A_STEP === 0) yield
  }
  for (; l < left.length; l++) both.push(left[l]!)
  for (; r < right.length; r++) both.push(right[r]!)
  return both
}
