/** The lines that were recorded from this window, by incident, for arrow-up. They are forgotten when it closes. */

const LONGEST = 100

const lines = new Map<string, string[]>()

export function remembered(incident: string): readonly string[] {
  return lines.get(incident) ?? []
}

export function rememberLine(incident: string, line: string): void {
  const known = (lines.get(incident) ?? []).filter((other) => other !== line)
  lines.set(incident, [...known, line].slice(-LONGEST))
}
