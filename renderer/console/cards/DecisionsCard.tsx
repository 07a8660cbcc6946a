/** The region `Decisions`: what was decided and why, what is carried out, how it was verified, and what ends it. */
import { decisionsOf, impactAt, isOver, phaseOf, releaseOf } from '../../../shared/incident/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { classes } from '../../ui/classes.ts'
import { useConsole } from '../context.ts'
import { Moment } from '../Moment.tsx'
import { Checks } from './Checks.tsx'
import { Remedies } from './Remedies.tsx'
import { RemedyButtons } from './RemedyButtons.tsx'
import { TurnButtons } from './TurnButtons.tsx'
import styles from './cards.module.css'

export function DecisionsCard() {
  const { state, open } = useConsole()
  const isOpen = !isOver(state)
  const isDecided = decisionsOf(state).length > 0
  const asks = isOpen && !isDecided && phaseOf(state) !== 'watching'
  return (
    <Card
      title="Decisions"
      aside={
        isOpen && (
          <Button size="small" variant={asks && impactAt(state) ? 'primary' : 'plain'} shortcut="decide" onClick={() => open({ name: 'decide' })}>
            Decide
          </Button>
        )
      }
    >
      <div className={styles.parts}>
        {isDecided ? <DecisionList /> : <p className={styles.empty}>{asks ? 'Roll back, or fix forward?' : 'Nothing was decided.'}</p>}
        <Release />
        <Remedies />
        <Checks />
      </div>
      <div className={styles.buttons}>
        {isOpen && <RemedyButtons />}
        <TurnButtons />
      </div>
    </Card>
  )
}

function DecisionList() {
  const { state } = useConsole()
  return (
    <ul className={styles.list}>
      {decisionsOf(state).map(({ decision: { id, time, data }, replacedBy }) => (
        <li key={id} className={styles.item}>
          <b className={classes(styles.words, replacedBy.length > 0 && styles.gone)}>{decidedText(data.kind, data.text)}</b>
          <span className={styles.faint}>
            <Moment time={time} />
          </span>
          {data.reason && <span className={classes(styles.quiet, styles.wide)}>{data.reason}</span>}
        </li>
      ))}
    </ul>
  )
}

function decidedText(kind: string, text: string | undefined): string {
  const said = text ?? kind
  const whole = kind === 'other' || said.toLowerCase().startsWith(kind) ? said : `${kind}: ${said}`
  return whole.slice(0, 1).toUpperCase() + whole.slice(1)
}

function Release() {
  const { state, open } = useConsole()
  const release = releaseOf(state)
  return (
    <div className={styles.item}>
      <span className={styles.quiet}>
        {release ? `Follows ${release.data.name}` : 'No release named'}
        {release?.data.knownGood && `; known good: ${release.data.knownGood}`}
      </span>
      <Button size="small" variant="quiet" onClick={() => open({ name: 'release' })}>
        Link release
      </Button>
    </div>
  )
}
