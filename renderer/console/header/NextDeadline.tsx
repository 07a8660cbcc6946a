/** What is due next, and when: late has its own colour. A button leads to every clock that runs. */
import { AlarmClock } from 'lucide-react'
import { useMemo } from 'react'
import { runningClocks } from '../../../shared/playbook/due.ts'
import { press } from '../../keys.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useConsole } from '../context.ts'
import styles from './ConsoleHeader.module.css'

export function NextDeadline() {
  const { folded, playbook } = useConsole()
  const clocks = useMemo(() => runningClocks(folded.state, playbook), [folded, playbook])
  const next = clocks[0]
  if (!next) return null
  const others = clocks.slice(1).map(({ label }) => label)
  return (
    <>
      <span className={styles.label} title={`${next.label}${others.length > 0 ? `\nThen: ${others.join(', ')}` : ''}`}>
        Next: {next.label.slice(0, 1).toLowerCase()}{next.label.slice(1)},
      </span>
      <span className={styles.due}>
        <Countdown due={next.due} />
      </span>
      <span className={styles.fixed}>
        <IconButton size="small" shortcut="clocks" label="Running clocks" icon={<AlarmClock size={14} />} onClick={() => press('clocks')} />
      </span>
    </>
  )
}
