/** An incident on its way into the window: its facts come as parts while main reads them, and are read here meanwhile. */
import type { Pushes } from '../shared/api.ts'
import type { Fact } from '../shared/facts/fact.ts'

export interface Loading {
  /** tells it apart from earlier ones, whose parts may still arrive */
  readonly number: number
  take(part: Pushes['part']): void
  /** Waits until so many parts have come. @returns all their facts */
  parts(count: number): Promise<Fact[]>
}

let last = 0

export function startLoading(): Loading {
  const number = ++last
  const facts: Fact[] = []
  let come = 0
  let wake: (() => void) | null = null
  return {
    number,
    take(part) {
      if (part.load !== number) return
      come += 1
      parseInto(facts, part.facts)
      wake?.()
    },
    async parts(count) {
      // Answers and pushes come by different ways: nothing says which is here first.
      while (come < count) await new Promise<void>((resolve) => (wake = resolve))
      return facts
    },
  }
}

/** Facts of a text, one JSON a line. */
export function parseFacts(lines: string): Fact[] {
  const facts: Fact[] = []
  parseInto(facts, lines)
  return facts
}

function parseInto(facts: Fact[], lines: string): void {
  for (const line of lines.split('\n')) if (line !== '') facts.push(JSON.parse(line) as Fact)
}
