/** What arrow-up brings back: the lines that were recorded from this window, and before them the person's own notes of earlier runs. */
import type { FoldedIncident } from '../../../shared/incident/evolve.ts'

const LONGEST = 100

interface Line {
  readonly text: string
  /** the fact that it became, the first of its command */
  readonly fact: string
}

const lines = new Map<string, Line[]>()

/** The lines, oldest first. @param person whose notes count; a note that was struck or redacted does not come back */
export function remembered(incident: string, { entries }: Pick<FoldedIncident, 'entries'>, person: string | undefined): readonly string[] {
  const own = lines.get(incident) ?? []
  const facts = new Set(own.map(({ fact }) => fact))
  const texts = new Set(own.map(({ text }) => text))
  const earlier: string[] = []
  for (let index = entries.length - 1; index >= 0 && earlier.length + own.length < LONGEST; index--) {
    const { fact, struckBy } = entries[index]!
    const text = fact.data['text']
    if (fact.type !== 'NoteAdded' || fact.by.person !== person || struckBy !== null || fact.redacted || facts.has(fact.id) || typeof text !== 'string' || texts.has(text)) continue
    texts.add(text)
    earlier.unshift(text)
  }
  return [...earlier, ...own.map(({ text }) => text)]
}

export function rememberLine(incident: string, text: string, fact: string): void {
  const known = (lines.get(incident) ?? []).filter((line) => line.text !== text)
  lines.set(incident, [...known, { text, fact }].slice(-LONGEST))
}

/** Forgets lines whose words were redacted. */
export function forgetLines(incident: string, isForgotten: (line: Line) => boolean): void {
  lines.set(incident, (lines.get(incident) ?? []).filter((line) => !isForgotten(line)))
}
