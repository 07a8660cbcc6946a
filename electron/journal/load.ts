/** A stream's first reading: its facts as text, part by part as they are read, and what has to be known of them at once. */
import { isControl } from '../../shared/facts/control.ts'
import { attachmentOf, createErasure } from '../../shared/facts/erasure.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { formatStamp, MAX_AHEAD_MS } from '../../shared/facts/stamp.ts'
import { isEvidence } from './evidence.ts'
import type { FoundFact } from './scan.ts'

/** What is asked of a first reading. Plain data: it crosses to a worker. */
export interface LoadRequest {
  /** ms UTC */
  readonly now: number
  /** the types of the facts that are wanted at once */
  readonly wanted: readonly string[]
}

/** Some of the facts. */
export interface LoadPart {
  /** one JSON a line, as it stands in the journal, without a line break at the end */
  readonly text: string
  /** the same facts; null where they were read in another thread, for which text is much quicker to hand over */
  readonly facts: readonly Fact[] | null
}

/** What is known once everything was read. */
export interface Loaded {
  /** facts read, repeated ones included */
  readonly count: number
  /** every fact of the wanted types, and whatever may change what those say: corrections, strikes, redactions, facts with a key, with a file */
  readonly facts: readonly Fact[]
  /** those that say something about the files themselves */
  readonly evidence: readonly FoundFact[]
  /** the highest id that is no more than a day ahead of now (see {@link observeStamp}); null where there is none */
  readonly newest: string | null
  /** words stand in a journal that were redacted */
  readonly hasRedactedWords: boolean
}

export interface Loading {
  visit(found: FoundFact): void
  /** Takes note of a fact that was visited before, and stands in another journal too. */
  visitAgain(found: FoundFact): void
  /** Passes on what is left. */
  end(): Loaded
}

/** Characters of every part but the last; so many cross between threads and into the window in about a millisecond. */
export const PART_LENGTH = 512 * 1024

/** Gathers what a reader finds into parts. */
export function startLoading({ now, wanted }: LoadRequest, take: (part: { text: string; facts: readonly Fact[] }) => void): Loading {
  const types = new Set(wanted)
  const limit = formatStamp({ wall: now + MAX_AHEAD_MS, counter: 0xffff, writer: 'zzzzzzzz' })
  const known: Fact[] = []
  const evidence: FoundFact[] = []
  const erasure = createErasure()
  /** ids of what was met with its words */
  const worded: string[] = []
  let newest: string | null = null
  let count = 0
  let texts: string[] = []
  let facts: Fact[] = []
  let length = 0

  function pass(): void {
    if (texts.length > 0) take({ text: texts.join('\n'), facts })
    texts = []
    facts = []
    length = 0
  }

  function visitAgain({ fact }: FoundFact): void {
    erasure.take(fact)
    if (!fact.redacted) worded.push(fact.id)
  }

  return {
    visitAgain,
    visit(found) {
      const { fact, text } = found
      count += 1
      visitAgain(found)
      if (isEvidence(found)) evidence.push(found)
      if (fact.id <= limit && (newest === null || fact.id > newest)) newest = fact.id
      if (types.has(fact.type) || fact.key !== undefined || isControl(fact.type) || attachmentOf(fact) !== null) known.push(fact)
      texts.push(text)
      facts.push(fact)
      length += text.length
      if (length >= PART_LENGTH) pass()
    },
    end() {
      pass()
      const hasRedactedWords = erasure.facts.size > 0 && worded.some((id) => erasure.facts.has(id))
      return { count, facts: known, evidence, newest, hasRedactedWords }
    },
  }
}
