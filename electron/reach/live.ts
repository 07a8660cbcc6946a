/** Which incidents people are at work on now. */
import type { IncidentRow } from '../../shared/api.ts'
import { isOverPhase } from '../../shared/incident/words.ts'

/** Practice, and what is written down afterwards, keep nobody's machine awake and colour no tray. */
export function isLive({ phase, backfilled, practice }: Pick<IncidentRow, 'phase' | 'backfilled' | 'practice'>): boolean {
  return !isOverPhase(phase) && !backfilled && !practice
}
