/** The region `Updates`: what was said last and when the next is due, and which groups have been told. */
import { Fragment } from 'react'
import { deliveriesFor, isEnded, isOut, sentAt } from '../../../shared/incident/delivery.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { isOver } from '../../../shared/incident/status.ts'
import { groupsDue, runningClocks } from '../../../shared/playbook/due.ts'
import { groupName } from '../../../shared/playbook/schema.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { classes } from '../../ui/classes.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { useConsole } from '../context.ts'
import { Deliveries } from './Deliveries.tsx'
import styles from './cards.module.css'

export function UpdatesCard() {
  const { state, playbook, timeText, open } = useConsole()
  const posted = itemsOf(state, 'UpdatePosted')
  const last = posted.at(-1)
  const clock = runningClocks(state, playbook).find(({ rule }) => rule === 'update')
  return (
    <Card title="Updates" aside={clock && <Countdown due={clock.due} word={last ? 'next due' : 'first due'} />}>
      {last ? (
        <>
          <p className={classes(styles.words, styles.clamp)} title={last.data.text}>
            {last.data.text}
          </p>
          <p className={styles.faint}>
            {last.data.audience}, {timeText(last.time)}
            {last.data.by && `, by ${last.data.by}`}
            {posted.length > 1 && ` · ${posted.length} so far`}
          </p>
          <Deliveries subject={last.id} />
        </>
      ) : (
        <p className={styles.empty}>{isOver(state) ? 'None was posted.' : 'None posted yet.'}</p>
      )}
      <Told />
      <div className={styles.buttons}>
        <Button size="small" shortcut="update" onClick={() => open({ name: 'update' })}>
          Post update
        </Button>
        <Button size="small" shortcut="notify" onClick={() => open({ name: 'notify' })}>
          Notify
        </Button>
      </div>
    </Card>
  )
}

/** Who was told, and when; who is still to be told, by when. */
function Told() {
  const { state, playbook, timeText } = useConsole()
  const notices = itemsOf(state, 'StakeholdersNotified')
  const told = [...new Set(notices.flatMap(({ data }) => data.groups))].flatMap((id) => {
    const own = notices.filter((notice) => notice.data.groups.includes(id) && isOut(state, notice))
    return own.length === 0 ? [] : [{ id, time: own.flatMap((notice) => sentAt(state, notice) ?? []).sort()[0] ?? null }]
  })
  const due = groupsDue(state, playbook)
  // What failed is shown for as long as somebody is still to be told because of it.
  const unsettled = notices.filter(({ id, data }) =>
    deliveriesFor(state, id).some((delivery) => delivery.state !== 'accepted' && (!isEnded(delivery) || data.groups.some((group) => due.includes(group)))),
  )
  const clocks = runningClocks(state, playbook)
  const waiting = (['customer-success', 'stakeholders'] as const).map((rule) => ({
    clock: clocks.find((clock) => clock.rule === rule),
    names: due.filter((id) => (id === playbook.customerGroup) === (rule === 'customer-success')).map((id) => groupName(playbook, id)),
  }))
  if (told.length === 0 && due.length === 0 && unsettled.length === 0) return null
  return (
    <>
      <dl className={classes(styles.rows, styles.part)}>
        {waiting.map(
          ({ clock, names }) =>
            names.length > 0 && (
              <Fragment key={names[0]}>
                <dt>{names.join(', ')}</dt>
                <dd className={styles.quiet}>{clock ? <Countdown due={clock.due} /> : 'to be told'}</dd>
              </Fragment>
            ),
        )}
        {told.map(({ id, time }) => (
          <Fragment key={id}>
            <dt>{groupName(playbook, id)}</dt>
            {time === null ? <dd className={styles.quiet}>on its way</dd> : <dd className={styles.good}>told {timeText(time)}</dd>}
          </Fragment>
        ))}
      </dl>
      {unsettled.map(({ id }) => (
        <Deliveries key={id} subject={id} />
      ))}
    </>
  )
}
