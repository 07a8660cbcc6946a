/** The last checks, and how long the watch still runs. */
import { itemsOf, type Item } from '../../../shared/incident/state.ts'
import { runningClocks } from '../../../shared/playbook/due.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { useConsole } from '../context.ts'
import { Moment } from '../Moment.tsx'
import styles from './cards.module.css'

const SHOWN = 4

export function Checks() {
  const { state, playbook } = useConsole()
  const checks = itemsOf(state, 'CheckRecorded').slice(-SHOWN)
  const watch = runningClocks(state, playbook).find(({ rule }) => rule === 'watch')
  return (
    <>
      {checks.length > 0 && (
        <ul className={styles.list} aria-label="Checks">
          {checks.map((check) => (
            <Check key={check.id} check={check} />
          ))}
        </ul>
      )}
      {watch && (
        <p className={styles.quiet}>
          Watching: the closing check is <Countdown due={watch.due} />
        </p>
      )}
    </>
  )
}

const TONE = { passed: styles.good, failed: styles.late, unclear: styles.quiet } as const

function Check({ check: { time, data } }: { check: Item<'CheckRecorded'> }) {
  return (
    <li className={styles.item} title={data.text}>
      <span className={styles.words}>
        {data.name} {data.reading && <b className="tabular">{data.reading}</b>}
        {data.expected && <span className={styles.faint}> expected {data.expected}</span>}
      </span>
      <span className={TONE[data.verdict]}>
        {data.verdict} <Moment time={time} />
      </span>
    </li>
  )
}
