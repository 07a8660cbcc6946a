/** The walk through the guide's example: its next step, in a practice incident that was begun for it. It ticks off by what was recorded. */
import { Check } from 'lucide-react'
import { useState } from 'react'
import { declarationOf } from '../../../shared/incident/status.ts'
import { PRACTICE_STEPS, practiceDone } from '../../../shared/playbook/practice.ts'
import { recall, remember } from '../../memory.ts'
import { press } from '../../keys.ts'
import { WALK } from '../../practice.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useConsole } from '../context.ts'
import styles from './PracticeWalk.module.css'

export function PracticeWalk() {
  const { id, state } = useConsole()
  const [walks, setWalks] = useState(() => recall(WALK) === id)
  // Whatever is remembered: a real incident teaches nobody.
  if (!walks || declarationOf(state)?.data.practice !== true) return null
  const done = practiceDone(state)
  const next = done.indexOf(false)
  const leave = (): void => {
    remember(WALK, null)
    setWalks(false)
    press('entry')
  }
  return (
    <Card title="Practice" aside={`${String(done.filter(Boolean).length)} of ${String(done.length)}`}>
      <ol className={styles.steps}>
        {PRACTICE_STEPS.map(({ time, what, how }, index) => (
          <li key={time} className={index === next ? styles.next : done[index] ? styles.done : styles.later} aria-current={index === next ? 'step' : undefined}>
            <span className={styles.mark}>{done[index] && <Check size={12} role="img" aria-label="Recorded" />}</span>
            <span className={styles.time}>{time}</span>
            <span>
              {what}
              {index === next && <span className={styles.how}>{how}</span>}
            </span>
          </li>
        ))}
      </ol>
      {next === -1 && <p className={styles.end}>That was the whole example. Its retro is one click away.</p>}
      <Button size="small" variant="quiet" onClick={leave}>
        Leave the walk
      </Button>
    </Card>
  )
}
