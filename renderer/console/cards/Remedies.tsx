/** What was and is carried out: rollbacks, forward fixes, containments, with how long each took. */
import { remediationsOf, type RemediationStatus } from '../../../shared/incident/status.ts'
import { REMEDIATION_LABEL } from '../../../shared/incident/words.ts'
import { durationText } from '../../../shared/time/duration.ts'
import { useNow } from '../../hooks.ts'
import { useConsole } from '../context.ts'
import { Moment } from '../Moment.tsx'
import { lastedText } from '../times.ts'
import styles from './cards.module.css'

export function Remedies() {
  const { state } = useConsole()
  const remedies = remediationsOf(state)
  if (remedies.length === 0) return null
  return (
    <ul className={styles.list}>
      {remedies.map((status) => (
        <Remedy key={(status.started ?? status.completed)!.id} status={status} />
      ))}
    </ul>
  )
}

function Remedy({ status: { started, completed } }: { status: RemediationStatus }) {
  const { kind, text } = (completed ?? started)!.data
  const target = started?.data.target
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        {REMEDIATION_LABEL[kind]}
        {target && ` to ${target}`}
      </span>
      {completed ? (
        <span className={completed.data.outcome === 'done' ? styles.good : styles.late}>
          {completed.data.outcome === 'done' ? 'complete' : 'failed'}{' '}
          {started ? `in ${durationText(Date.parse(completed.time) - Date.parse(started.time))}` : <Moment time={completed.time} />}
        </span>
      ) : (
        <UnderWay since={started!.time} />
      )}
      {text && <span className={`${styles.quiet} ${styles.wide}`}>{text}</span>}
    </li>
  )
}

function UnderWay({ since }: { since: string }) {
  const now = useNow(1000)
  return (
    <span className={styles.quiet}>
      since <Moment time={since} />, {lastedText(now - Date.parse(since))}
    </span>
  )
}
