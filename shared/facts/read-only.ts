/** The read-only face of a state: only the fold that owns a draft may write to it. */

/** `T` with every field, array and map behind it read-only. */
export type ReadOnly<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends Map<infer K, infer V>
    ? ReadonlyMap<K, ReadOnly<V>>
    : T extends Set<infer V>
      ? ReadonlySet<ReadOnly<V>>
      : T extends readonly (infer V)[]
        ? readonly ReadOnly<V>[]
        : T extends object
          ? { readonly [K in keyof T]: ReadOnly<T[K]> }
          : T
