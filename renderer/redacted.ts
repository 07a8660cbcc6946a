/** What a window does when something is redacted: it drops every copy of the words that it made itself. */
import { controlTargets, readControl } from '../shared/facts/control.ts'
import type { Fact } from '../shared/facts/fact.ts'
import type { FoldedIncident } from '../shared/incident/evolve.ts'
import { forgetLines } from './console/entry/history.ts'
import { announce, setDraft, useStore } from './store.ts'

/** Shorter texts (characters) are words of any sentence: a draft is not robbed of them. */
const SHORTEST = 4

/**
 * Call it before the facts are folded, while the words are still known.
 * A draft loses what was redacted: it was recalled, or pasted again. What else stands in it is the person's.
 */
export function dropWords(incident: string, folded: FoldedIncident, facts: readonly Fact[]): void {
  const redactions = facts.filter((fact) => readControl(fact, 'Redacted') !== null)
  if (redactions.length === 0) return
  const ids = new Set(redactions.flatMap(controlTargets))
  const words = [...ids].flatMap((id) => {
    const entry = folded.entryOf.get(id)
    return entry ? [entry.fact, entry.written, ...entry.amendments].flatMap(({ data }) => textsIn(data)) : []
  })
  forgetLines(incident, (line) => ids.has(line.fact) || words.some((text) => line.text.includes(text)))
  const { drafts, announcement } = useStore.getState()
  const draft = drafts[incident]
  const left = draft === undefined ? undefined : words.reduce((text, word) => text.replaceAll(word, ''), draft)
  if (left !== undefined && left !== draft) setDraft(incident, left.trim())
  if (words.some((text) => announcement.text.includes(text))) announce('An entry was redacted.')
}

/** Fields whose words a person chose: "roll back" in a draft is no copy of a decision's kind. */
const WORDS: ReadonlySet<string> = new Set(['text', 'title', 'reason', 'name', 'metric', 'reading', 'expected', 'target', 'knownGood', 'where', 'who', 'question', 'value', 'release', 'groups'])

function textsIn(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return WORDS.has(field) && value.trim().length >= SHORTEST ? [value.trim()] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, Array.isArray(value) ? field : name))
}
