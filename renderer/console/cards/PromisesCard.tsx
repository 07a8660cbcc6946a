/** The region `Promises`: tasks handed out and promises made, each with its time; it is there while one is open. */
import { isBackfilled, isOver, promisesOf } from '../../../shared/incident/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { classes } from '../../ui/classes.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { useConsole } from '../context.ts'
import styles from './cards.module.css'

export function PromisesCard() {
  const { state, timeText, act, open } = useConsole()
  const promises = promisesOf(state).filter(({ settled }) => !settled)
  if (promises.length === 0) return null
  const isLive = !isBackfilled(state) && !isOver(state)
  return (
    <Card
      title="Promises"
      aside={
        <Button size="small" variant="quiet" shortcut="task" onClick={() => open({ name: 'promise' })}>
          Hand out
        </Button>
      }
    >
      <ul className={styles.list}>
        {promises.map(({ promise: { id, data } }) => (
          <li key={id} className={styles.item}>
            <span className={styles.words}>
              {data.who && <b>{data.who}: </b>}
              {data.text}
              {data.to && <span className={styles.faint}> to {data.to}</span>}
            </span>
            <span className={styles.quiet}>{!isLive ? `by ${timeText(data.dueAt)}` : <Countdown due={data.dueAt} />}</span>
            <div className={classes(styles.buttons, styles.wide)} style={{ marginTop: 4 }}>
              <Button size="small" onClick={() => void act({ type: 'SettlePromise', promise: id, outcome: 'kept' })}>
                {data.kind === 'eta' ? 'Kept' : 'Done'}
              </Button>
              <Button size="small" variant="quiet" onClick={() => open({ name: 'revise', promise: id })}>
                New time
              </Button>
              <Button size="small" variant="quiet" onClick={() => void act({ type: 'SettlePromise', promise: id, outcome: 'dropped' })}>
                Drop
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
