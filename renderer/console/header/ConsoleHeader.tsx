/** The console's head: severity, title and phase; the next deadline, who commands, and the clock. */
import { isBackfilled, declarationOf, phaseOf } from '../../../shared/incident/status.ts'
import { PHASE_LABEL, shownId } from '../../../shared/incident/words.ts'
import { Chip } from '../../ui/Chip.tsx'
import { useConsole } from '../context.ts'
import { Commander } from './Commander.tsx'
import { IncidentClock } from './IncidentClock.tsx'
import { NextDeadline } from './NextDeadline.tsx'
import { SeverityMenu } from './SeverityMenu.tsx'
import { Title } from './Title.tsx'
import styles from './ConsoleHeader.module.css'

export function ConsoleHeader() {
  const { id, state } = useConsole()
  return (
    <header className={styles.header}>
      <SeverityMenu />
      <Title />
      <span className={styles.chips}>
        <Chip title={shownId(id)}>{PHASE_LABEL[phaseOf(state)]}</Chip>
        {declarationOf(state)?.data.practice && <Chip tone="accent">Practice</Chip>}
        {isBackfilled(state) && <Chip title="Written down after it was over: no clocks run.">Written down after</Chip>}
      </span>
      <span className={styles.grow} />
      <NextDeadline />
      <Commander />
      <IncidentClock />
    </header>
  )
}
