/** The region `Actions`: what was learned (factors), what prevents it (action items), and the retro that reads both. */
import { Pencil } from 'lucide-react'
import { itemsOf } from '../../../shared/incident/state.ts'
import { actionsOf, type ActionItem } from '../../../shared/incident/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useConsole } from '../context.ts'
import { Moment } from '../Moment.tsx'
import { RetroPart } from './RetroPart.tsx'
import styles from './cards.module.css'

export function ActionsCard() {
  const { state, open } = useConsole()
  const actions = actionsOf(state)
  const factors = itemsOf(state, 'ContributingFactorNamed')
  const done = actions.filter((action) => action.state !== 'open').length
  return (
    <Card title="Actions" aside={actions.length > 0 && <span className="tabular">{`${done} of ${actions.length} done`}</span>}>
      {factors.length > 0 && (
        <ul className={styles.list} aria-label="Contributing factors">
          {factors.map(({ id, time, data }) => (
            <li key={id} className={styles.item}>
              <span className={styles.words}>
                <span className={styles.faint}>{data.kind === 'trigger' ? 'Trigger' : 'Factor'} </span>
                {data.text}
              </span>
              <span className={styles.faint}>
                <Moment time={time} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {actions.length > 0 ? (
        <ul className={classes(styles.list, factors.length > 0 && styles.part)} aria-label="Action items">
          {actions.map((action) => (
            <Action key={action.id} action={action} />
          ))}
        </ul>
      ) : (
        factors.length === 0 && <p className={styles.empty}>No factors and no action items yet.</p>
      )}
      <div className={styles.buttons}>
        <Button size="small" shortcut="action" onClick={() => open({ name: 'action' })}>
          Add action
        </Button>
        <Button size="small" shortcut="factor" onClick={() => open({ name: 'factor' })}>
          Add factor
        </Button>
      </div>
      <RetroPart />
    </Card>
  )
}

function Action({ action }: { action: ActionItem }) {
  const { act, open } = useConsole()
  const { id, text, owner, due, type, priority, state } = action
  const change = (): void => open({ name: 'action', action: id })
  return (
    <li>
      <div className={styles.item}>
        <Checkbox checked={state === 'done'} onChange={(checked) => void act({ type: 'ChangeAction', action: id, field: 'state', value: checked ? 'done' : 'open' })}>
          <span className={classes(styles.words, state === 'dropped' && styles.gone)}>{text}</span>
        </Checkbox>
        <IconButton size="small" label={`Change “${text}”`} icon={<Pencil size={13} />} onClick={change} />
      </div>
      <div className={styles.facts} style={{ paddingInlineStart: 26 }}>
        <Chip onClick={change}>{owner ?? 'no owner'}</Chip>
        {due && <Chip>due {due}</Chip>}
        {type && <Chip>{type}</Chip>}
        {priority && <Chip>{priority}</Chip>}
        {state === 'dropped' && <Chip>dropped</Chip>}
      </div>
    </li>
  )
}
