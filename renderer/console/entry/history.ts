/** The lines that were recorded from this window, by incident, for arrow-up. They are forgotten when it closes. */

const LONGEST = 100

interface Line {
  readonly text: string
  /** the fact that it became, the first of its command */
  readonly fact: string
}

const lines = new Map<string, Line[]>()

export function remembered(incident: string): readonly string[] {
  return (lines.get(incident) ?? []).map(({ text }) => text)
}

export function rememberLine(incident: string, text: string, fact: string): void {
  const known = (lines.get(incident) ?? []).filter((line) => line.text !== text)
  lines.set(incident, [...known, { text, fact }].slice(-LONGEST))
}

/** Forgets lines whose words were redacted. */
export function forgetLines(incident: string, isForgotten: (line: Line) => boolean): void {
  lines.set(incident, (lines.get(incident) ?? []).filter((line) => !isForgotten(line)))
}
