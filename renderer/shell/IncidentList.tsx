/** The list of incidents: what is open first, then what is over. Arrows move, Enter opens, Ctrl+1 to 9 jump. */
import { useState, type KeyboardEvent } from 'react'
import type { IncidentRow } from '../../shared/api.ts'
import { PHASE_LABEL } from '../../shared/incident/words.ts'
import { useNow } from '../clock.ts'
import { useKey } from '../keys.ts'
import { openIncident } from '../session.ts'
import { isRowOver, useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { ageText } from '../ui/countdown.ts'
import { SeverityBadge } from '../ui/SeverityBadge.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './IncidentList.module.css'

/** As many as anyone looks through; drawing them all would be felt at start. */
const AT_FIRST = 40
const MORE = 200

export function IncidentList({ wide, onChosen }: { wide: boolean; onChosen: () => void }) {
  const rows = useStore(({ rows }) => rows)
  const open = useStore(({ open, opening }) => opening ?? open?.id ?? null)
  const [limit, setLimit] = useState(AT_FIRST)
  const over = rows.findIndex(isRowOver)
  useKey('switch', (event) => {
    const row = rows[Number(event?.code.slice('Digit'.length)) - 1]
    if (row) void openIncident(row.id)
  })

  return (
    <div className={classes(styles.frame, wide && styles.wide)}>
      <ul aria-label="Incidents" onKeyDown={moveFocus} className={styles.list}>
        {rows.slice(0, limit).map((row, index) => (
          <li key={row.id} className={classes(styles.item, index === over && over > 0 && styles.firstOver, index >= over && over >= 0 && styles.over)}>
            <Row row={row} wide={wide} current={row.id === open} number={index + 1} onChosen={onChosen} />
          </li>
        ))}
      </ul>
      {rows.length > limit && (
        <Button variant="quiet" size="small" wide onClick={() => setLimit(limit + MORE)}>
          {wide ? `${String(rows.length - limit)} more` : `+${String(rows.length - limit)}`}
        </Button>
      )}
    </div>
  )
}

interface RowProps {
  row: IncidentRow
  wide: boolean
  current: boolean
  /** its place in the list, from 1 */
  number: number
  onChosen: () => void
}

function Row({ row, wide, current, number, onChosen }: RowProps) {
  const now = useNow(10_000)
  // Its files hold nothing that can be read, not even when it began.
  const isBlank = Date.parse(row.declaredAt) === 0
  const late = row.nextDue !== null && Date.parse(row.nextDue.due) < now
  const button = (
    <button
      type="button"
      className={styles.row}
      aria-current={current || undefined}
      aria-keyshortcuts={number <= 9 ? `Control+${String(number)}` : undefined}
      onClick={() => {
        onChosen()
        void openIncident(row.id)
      }}
    >
      <SeverityBadge severity={row.severity} size={wide ? 'small' : 'normal'} quiet={isRowOver(row)} />
      <span className={styles.title}>{row.title}</span>
      <span className={styles.facts}>
        {isBlank ? (
          <span>nothing can be read</span>
        ) : (
          <>
            <span>{PHASE_LABEL[row.phase]}</span>
            <span>{row.backfilled ? 'written down after' : ageText(now - Date.parse(row.declaredAt))}</span>
          </>
        )}
        {row.practice && <span>practice</span>}
        {row.findings > 0 && <span className={styles.late}>file problem</span>}
      </span>
      {row.nextDue && (
        <span className={classes(styles.due, late && styles.late)}>
          <span className={styles.what}>{row.nextDue.label}</span> <Countdown due={row.nextDue.due} />
        </span>
      )}
      {late && !wide && <span className={styles.mark} aria-hidden="true" />}
    </button>
  )
  return wide ? (
    button
  ) : (
    <Tooltip text={`${row.title} · ${PHASE_LABEL[row.phase]}`} side="right">
      {button}
    </Tooltip>
  )
}

/** Up and Down walk through the list, Home and End go to its ends. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus()
}
