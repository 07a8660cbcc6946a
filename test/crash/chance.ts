/** Chance that can be repeated: the same seed, the same draws. */

export interface Chance {
  /** an integer from `low` to `high`, both included */
  between(low: number, high: number): number
  /** true so many times in a hundred */
  percent(share: number): boolean
  oneOf<T>(values: readonly T[]): T
}

/** mulberry32: 32 bits of state, good enough to pick moments. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return { between, percent: (share) => next() * 100 < share, oneOf: (values) => values[between(0, values.length - 1)]! }
}
