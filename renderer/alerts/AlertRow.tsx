/** One group of alerts: what it says, since when, how many. */
import type { ReactNode } from 'react'
import type { AlertGroup } from '../../shared/alerts/alert.ts'
import { useNow, useZone } from '../hooks.ts'
import { Chip } from '../ui/Chip.tsx'
import { spanText } from './alerts.ts'
import styles from './Alerts.module.css'

export function AlertRow({ group, actions }: { group: AlertGroup; actions?: ReactNode }) {
  const zone = useZone()
  const now = useNow(60_000)
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.head}>
          <b title={group.group}>{group.name}</b>
          {group.severity !== null && <Chip>{group.severity}</Chip>}
          <span className={styles.quiet}>
            {spanText(group, zone, now)}
            {group.count > 1 && `, ${String(group.count)} alerts`}
          </span>
        </p>
        {group.group !== group.name && <p className={styles.labels}>{group.group.slice(group.name.length)}</p>}
        {group.text !== null && <p className={styles.text}>{group.text}</p>}
      </div>
      {actions}
    </li>
  )
}
