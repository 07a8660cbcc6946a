/** The region `Hand-over`: an offer that waits for its successor's yes; and the keys that offer one and copy its brief. */
import { ArrowRightLeft } from 'lucide-react'
import { openHandovers } from '../../../shared/incident/handover.ts'
import { Button } from '../../ui/Button.tsx'
import { useKey } from '../../hooks.ts'
import { useConsole } from '../context.ts'
import { useBrief } from './use-brief.ts'
import styles from './strips.module.css'

export function Handover() {
  const { state, timeText, open, act } = useConsole()
  const { copy } = useBrief()
  const offers = openHandovers(state)
  const last = offers.at(-1)
  useKey('handover', () => open(last ? { name: 'take over', handover: last.id } : { name: 'hand over' }))
  useKey('brief', copy)
  if (offers.length === 0) return null
  return (
    <section aria-label="Hand-over" className={styles.strips}>
      {offers.map(({ id, time, data: { role, to } }) => (
        <div key={id} className={styles.strip}>
          <ArrowRightLeft size={16} className={styles.icon} aria-hidden="true" />
          <p className={styles.words}>
            <b>{to.name}</b> is to take over as {role}, offered {timeText(time)}. Until {to.name} confirms, nothing changes.
          </p>
          <Button size="small" variant="primary" shortcut="handover" onClick={() => open({ name: 'take over', handover: id })}>
            Read and confirm
          </Button>
          <Button size="small" variant="quiet" onClick={() => void act({ type: 'EndHandover', handover: id, outcome: 'withdrawn' })}>
            Withdraw
          </Button>
        </div>
      ))}
    </section>
  )
}
