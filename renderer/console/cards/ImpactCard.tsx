/** The region `Impact`: who is hurt and how badly, since when, and what the metrics say. */
import type { ReactNode } from 'react'
import { instantsOf } from '../../../shared/incident/instants.ts'
import { customersAffected, impactAt, isOver } from '../../../shared/incident/status.ts'
import { USERS_LABEL } from '../../../shared/incident/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { useConsole } from '../context.ts'
import { Moment } from '../Moment.tsx'
import { Metrics } from './Metrics.tsx'
import { SeverityHistory } from './SeverityHistory.tsx'
import styles from './cards.module.css'

export function ImpactCard() {
  const { state, open } = useConsole()
  const impact = impactAt(state)
  const asks = impact === null && !isOver(state)
  return (
    <Card
      title="Impact"
      aside={
        <>
          {impact && <Moment time={impact.time} />}
          <Button size="small" variant={asks ? 'primary' : 'plain'} shortcut="assess" onClick={() => open({ name: 'assess' })}>
            Assess impact
          </Button>
        </>
      }
    >
      <Metrics />
      <SeverityHistory />
      {impact?.data.text && <p className={styles.words}>{impact.data.text}</p>}
      {!impact && <p className={styles.empty}>{asks ? 'Are users affected, and how badly?' : 'Never assessed.'}</p>}
      <dl className={styles.rows}>
        {impact && <Assessed />}
        <Beginnings />
      </dl>
    </Card>
  )
}

function Assessed() {
  const { state } = useConsole()
  const { users, effect, scope, dataAtRisk, customerFacing } = impactAt(state)!.data
  const hurt = customersAffected(impactAt(state)!.data)
  const who = [users && USERS_LABEL[users], effect].filter(Boolean).join(', ')
  return (
    <>
      {who && <Row name="Users">{who}</Row>}
      {scope && <Row name="Scope">{scope}</Row>}
      {dataAtRisk && <Row name="Data at risk">{dataAtRisk}</Row>}
      {customerFacing && <Row name="Customer-facing">{customerFacing}</Row>}
      {users === undefined && hurt !== null && <Row name="Customers affected">{hurt ? 'yes' : 'no'}</Row>}
    </>
  )
}

/** When it began and was noticed; what is not recorded can be, here. */
function Beginnings() {
  const { state, timeText, open } = useConsole()
  const { 'impact start': began, detected } = instantsOf(state)
  const missing = (label: string, dialog: 'began' | 'detected'): ReactNode => (
    <button type="button" className={styles.blank} aria-label={label} title={label} onClick={() => open({ name: dialog })}>
      not recorded
    </button>
  )
  return (
    <>
      <Row name="Began">{began ? timeText(began.time) : missing('Record when it began', 'began')}</Row>
      <Row name="Detected">{detected ? timeText(detected.time) : missing('Record how it was noticed', 'detected')}</Row>
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="tabular">{children}</dd>
    </>
  )
}
