/** The severity over time, once it has changed: steps with the incident's marks, and the same in words. */
import { instantsOf } from '../../../shared/incident/instants.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { resolvedSince, severityAt } from '../../../shared/incident/status.ts'
import { useNow } from '../../hooks.ts'
import { useConsole } from '../context.ts'
import { Curve } from './Curve.tsx'
import { severitySteps, severityText, WORST } from './severity-steps.ts'
import { sparkline } from './sparkline.ts'
import styles from './cards.module.css'

/** So many changes are told below the curve; with more of them the timeline is the better place. */
const TOLD = 3

export function SeverityHistory() {
  const { state, timeText, isKnown } = useConsole()
  const now = useNow(10_000)
  // A severity whose time nobody knows has no place on a line of time.
  const changes = itemsOf(state, 'SeverityChanged').filter(({ time }) => isKnown(time))
  if (changes.length < 2) return null
  const { detected, decided, mitigated } = instantsOf(state)
  const resolved = resolvedSince(state)
  const marks = [detected, decided, mitigated].flatMap((instant) => (instant ? [Date.parse(instant.time)] : []))
  const curve = sparkline(severitySteps(changes, resolved === null ? now : Date.parse(resolved)), marks, WORST)
  if (!curve) return null
  return (
    <div className={styles.metric}>
      <span className={styles.name}>Severity</span>
      <span className={styles.value}>{severityAt(state) ?? 'not set'}</span>
      <Curve {...curve} label={severityText(changes, timeText)} />
      <span className={styles.axis}>
        {changes.slice(-TOLD).map(({ id, time, data }) => (
          <span key={id} title={data.reason}>
            {data.severity ?? 'not set'} {timeText(time)}
          </span>
        ))}
      </span>
    </div>
  )
}
