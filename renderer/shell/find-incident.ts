/** Which incidents are meant by a few words. */
import type { IncidentRow } from '../../shared/api.ts'
import { PHASE_LABEL, shownId } from '../../shared/incident/words.ts'

/** The rows that hold every word: in the title, the id, the severity, the phase or the day of the declaration (UTC). In the list's order. */
export function incidentsWith(rows: readonly IncidentRow[], text: string): readonly IncidentRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const said = [row.title, shownId(row.id), row.severity ?? '', PHASE_LABEL[row.phase], row.declaredAt.slice(0, 10), row.practice ? 'practice' : ''].join('\n').toLowerCase()
    return words.every((word) => said.includes(word))
  })
}
