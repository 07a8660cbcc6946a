/** One incident in the list: severity, title, phase and age, and what is due next. */
import { memo } from 'react'
import type { IncidentRow } from '../../shared/api.ts'
import { PHASE_LABEL } from '../../shared/incident/words.ts'
import { useNow } from '../clock.ts'
import { isRowOver } from '../store.ts'
import { classes } from '../ui/classes.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { ageText } from '../ui/countdown.ts'
import { SeverityBadge } from '../ui/SeverityBadge.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './IncidentList.module.css'

export interface IncidentListRowProps {
  row: IncidentRow
  wide: boolean
  current: boolean
  /** its place in the list, from 1, by which Ctrl+1…9 jump; null where the list shows but some */
  number: number | null
  onChoose: (id: string) => void
  onMenu: (row: IncidentRow, anchor: HTMLElement) => void
}

export const IncidentListRow = memo(Row)

function Row({ row, wide, current, number, onChoose, onMenu }: IncidentListRowProps) {
  const now = useNow(10_000)
  // Its files hold nothing that can be read, not even when it began.
  const isBlank = Date.parse(row.declaredAt) === 0
  const late = row.nextDue !== null && Date.parse(row.nextDue.due) < now
  const button = (
    <button
      type="button"
      className={styles.row}
      aria-current={current || undefined}
      aria-keyshortcuts={number !== null && number <= 9 ? `Control+${String(number)}` : undefined}
      onClick={() => onChoose(row.id)}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(row, event.currentTarget)
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
        {row.archived && <span>archived</span>}
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
