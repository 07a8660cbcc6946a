/** One incident in the list: severity, title, phase and age, and what is due next. */
import { MoreHorizontal } from 'lucide-react'
import { memo } from 'react'
import type { IncidentRow } from '../../shared/api.ts'
import { PHASE_LABEL } from '../../shared/incident/words.ts'
import { useNow } from '../clock.ts'
import { isRowOver } from '../store.ts'
import { classes } from '../ui/classes.ts'
import { Countdown } from '../ui/Countdown.tsx'
import { ageText } from '../ui/countdown.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { SeverityBadge } from '../ui/SeverityBadge.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { archive, askToDelete } from './incident-actions.ts'
import styles from './IncidentList.module.css'

export interface IncidentListRowProps {
  row: IncidentRow
  wide: boolean
  current: boolean
  /** its place in the list, from 1, by which Ctrl+1…9 jump; null where the list shows but some */
  number: number | null
  onChoose: (id: string) => void
}

export const IncidentListRow = memo(Row)

function Row({ row, wide, current, number, onChoose }: IncidentListRowProps) {
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
    <div className={styles.withMenu}>
      {button}
      <span className={styles.more}>
        <Menu
          align="end"
          trigger={<IconButton size="small" label={`More for ${row.title}`} icon={<MoreHorizontal size={14} />} />}
          items={[
            { label: row.archived ? 'Take out of the archive' : 'Archive', onSelect: () => void archive(row), disabled: !row.archived && !isRowOver(row) },
            { label: 'Delete…', onSelect: () => askToDelete(row.id) },
          ]}
        />
      </span>
    </div>
  ) : (
    <Tooltip text={`${row.title} · ${PHASE_LABEL[row.phase]}`} side="right">
      {button}
    </Tooltip>
  )
}
