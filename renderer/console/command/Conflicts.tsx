/** The region `Conflicts`: what stands twice after a merge, with one button for each that may stand. */
import { Split } from 'lucide-react'
import { conflictsOf } from '../../../shared/incident/conflicts.ts'
import { Button } from '../../ui/Button.tsx'
import { useConsole } from '../context.ts'
import styles from './strips.module.css'

export function Conflicts() {
  const { state, act } = useConsole()
  const conflicts = conflictsOf(state)
  if (conflicts.length === 0) return null
  return (
    <section aria-label="Conflicts" className={styles.strips}>
      {conflicts.map(({ what, choices }) => (
        <div key={what} className={styles.strip}>
          <Split size={16} className={styles.late} aria-hidden="true" />
          <p className={styles.words}>
            <b>{what}?</b> Two were written down apart from each other. What you choose stands alone.
          </p>
          {choices.map(({ label, settle }) => (
            <Button key={label} size="small" title={label} onClick={() => void act(settle)}>
              {label}
            </Button>
          ))}
        </div>
      ))}
    </section>
  )
}
