/** The severity over time, as steps for a curve and as a sentence. */
import type { Item } from '../../../shared/incident/state.ts'
import { SEVERITIES, type Severity } from '../../../shared/incident/words.ts'
import type { Reading } from './sparkline.ts'

/** The height of P0; where none is set the curve lies on the ground. */
export const WORST = SEVERITIES.length

/** Each severity from when it was set until the next one, the last until `end` (ms UTC). */
export function severitySteps(changes: readonly Item<'SeverityChanged'>[], end: number): Reading[] {
  return changes.flatMap((change, index) => {
    const next = changes[index + 1]
    const value = heightOf(change.data.severity)
    const time = Date.parse(change.time)
    return [{ time, value }, { time: Math.max(time, next ? Date.parse(next.time) : end), value }]
  })
}

function heightOf(severity: Severity | null): number {
  return severity === null ? 0 : WORST - SEVERITIES.indexOf(severity)
}

/** "Severity: P2 from 14:16, P1 from 14:22" */
export function severityText(changes: readonly Item<'SeverityChanged'>[], timeText: (time: string) => string): string {
  return `Severity: ${changes.map(({ data, time }) => `${data.severity ?? 'not set'} from ${timeText(time)}`).join(', ')}`
}
