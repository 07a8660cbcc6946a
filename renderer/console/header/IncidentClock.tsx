/** How long it has been going on: since detection, else since the declaration; once it is resolved, how long it took. */
import { instantsOf } from '../../../shared/incident/instants.ts'
import { isBackfilled, isOver } from '../../../shared/incident/status.ts'
import { durationText } from '../../../shared/time/duration.ts'
import { useNow } from '../../hooks.ts'
import { useConsole } from '../context.ts'
import { runningText } from '../times.ts'
import styles from './ConsoleHeader.module.css'

export function IncidentClock() {
  const { state } = useConsole()
  const { detected, declared, resolved } = instantsOf(state)
  const start = detected ?? declared
  if (!start) return null
  const since = detected ? 'since detection' : 'since declaration'
  if (isOver(state) && resolved) {
    return (
      <span className={styles.clock}>
        <span className={styles.since}>{since}</span>
        <span className={styles.took}>resolved after {durationText(Date.parse(resolved.time) - Date.parse(start.time))}</span>
      </span>
    )
  }
  return isBackfilled(state) ? null : <Running start={start.time} since={since} />
}

function Running({ start, since }: { start: string; since: string }) {
  const now = useNow(1000)
  return (
    <span className={styles.clock}>
      <span className={styles.since}>{since}</span>
      <time className={styles.figures}>{runningText(now - Date.parse(start))}</time>
    </span>
  )
}
