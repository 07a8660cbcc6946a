/** One step: what to do, why, by when, and the key that does it. The whole card can be clicked. */
import { useId } from 'react'
import type { Clock } from '../../../shared/playbook/due.ts'
import type { Step } from '../../../shared/playbook/guidance.ts'
import { isBackfilled } from '../../../shared/incident/status.ts'
import { useNow } from '../../hooks.ts'
import { ariaKeys } from '../../keys.ts'
import { classes } from '../../ui/classes.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useConsole } from '../context.ts'
import { keyOf } from './doing.ts'
import { useSpot } from './spot.ts'
import styles from './NextSteps.module.css'

export function StepCard({ step, number, onDo }: { step: Step; number: number; onDo: () => void }) {
  const { state } = useConsole()
  const id = useId()
  const { ref, isSpot, leave } = useSpot<HTMLButtonElement>(step.clock?.key)
  const key = keyOf(step.does)
  const clock = isBackfilled(state) ? null : step.clock
  const now = useNow(10_000)
  // A page that may still be answered in time is not an alarm yet.
  const isUrgent = step.does === 'page next' && (clock === null || Date.parse(clock.due) < now)
  return (
    <li className={classes(styles.step, isUrgent && styles.urgent, isSpot && styles.spot)}>
      <h3 id={id} className={styles.title}>
        {step.title}
      </h3>
      {/* Named apart from the regions' buttons, which a screen reader finds under the same words. */}
      <button ref={ref} onBlur={leave} type="button" className={styles.do} aria-label={`Do step ${number}`} aria-describedby={id} aria-keyshortcuts={key && ariaKeys(key)} onClick={onDo}>
        {key && <Kbd name={key} />}
      </button>
      {(step.detail !== '' || clock) && (
        <p className={styles.detail}>
          {clock && <Countdown due={clock.due} />}
          {clock && step.detail !== '' && ' · '}
          {step.detail}
        </p>
      )}
      {clock && <Progress clock={clock} />}
    </li>
  )
}

/** How much of the time is gone. */
function Progress({ clock }: { clock: Clock }) {
  const now = useNow(1000)
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.due)]
  const gone = Math.min(1, Math.max(0, (now - start) / (due - start)))
  return (
    <div className={styles.bar} aria-hidden="true">
      <div className={classes(styles.gone, now > due && styles.over)} style={{ inlineSize: `${(gone * 100).toFixed(1)}%` }} />
    </div>
  )
}
