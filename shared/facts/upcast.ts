/** Lifts facts that older versions wrote to the shape of today, on read; journals are never rewritten for it. */
import { FACT_VERSION, type Fact } from './fact.ts'

/** Turns a fact of version n into the same fact in the shape of version n + 1. */
export type Upcast = (fact: Fact) => Fact

/** `UPCASTS[n - 1]` lifts from version n; there is one for every version but the current. */
export const UPCASTS: readonly Upcast[] = []

/** The fact in today's shape. A fact that a newer version wrote comes back as it is. */
export function upcast(fact: Fact, steps: readonly Upcast[] = UPCASTS, current: number = FACT_VERSION): Fact {
  let lifted = fact
  for (let version = fact.v; version < current; version++) {
    const step = steps[version - 1]
    if (!step) return lifted
    lifted = { ...step(lifted), v: version + 1 }
  }
  return lifted
}
