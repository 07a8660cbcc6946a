/** What arrow-up brings back: the lines that were recorded from this window, and before them the person's own notes of earlier runs. */
import type { FoldedIncident } from '../../../shared/incident/evolve.ts'
import { useStore } from '../../store.ts'

const LONGEST = 100

/** A line that was recorded from this window. */
export interface Line {
  readonly text: string
  /** the first fact that it became; empty where nothing did */
  readonly fact: string
}

/** The lines, oldest first. @param person whose notes count; a note that was struck or redacted does not come back */
export function remembered(incident: string, { entries }: Pick<FoldedIncident, 'entries'>, person: string | undefined): readonly string[] {
  const own = linesOf(incident)
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
  const known = linesOf(incident).filter((line) => line.text !== text)
  keep(incident, [...known, { text, fact }].slice(-LONGEST))
}

/** Forgets lines whose words were redacted. */
export function forgetLines(incident: string, isForgotten: (line: Line) => boolean): void {
  keep(incident, linesOf(incident).filter((line) => !isForgotten(line)))
}

function linesOf(incident: string): readonly Line[] {
  return useStore.getState().lines[incident] ?? []
}

function keep(incident: string, kept: readonly Line[]): void {
  useStore.setState(({ lines }) => ({ lines: { ...lines, [incident]: kept } }))
}
