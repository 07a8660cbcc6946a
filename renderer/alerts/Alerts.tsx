/** The region `Alerts`: what fires and is in no live incident, one line for all of it, a row for each group that could be an incident. */
import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { alertKey, alertsText } from '../../shared/alerts/alert.ts'
import { clockTime } from '../../shared/time/format.ts'
import { useKey, useZone } from '../hooks.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { addToOpen, declareFrom, dismiss, restoreDismissed } from './alerts.ts'
import { AlertRow } from './AlertRow.tsx'
import styles from './Alerts.module.css'

/** Whoever has more of them at once reads them in their monitoring system. */
const MOST_ROWS = 20

/** @param where an open incident has work of its own: there the rows are folded away until somebody wants them */
export function Alerts({ where }: { where: 'home' | 'incident' }) {
  const alerts = useStore(({ alerts }) => alerts)
  const zone = useZone()
  const [shown, setShown] = useState(where === 'home')
  const isThere = alerts !== null && (alerts.total > 0 || alerts.watch.state === 'failing' || alerts.dismissed > 0)
  useKey('alerts', () => setShown((shown) => !shown), isThere)
  if (!isThere) return null
  const { watch, groups, total, count, dismissed } = alerts
  const rows = groups.slice(0, MOST_ROWS)
  return (
    <section aria-label="Alerts" className={styles.alerts}>
      <div className={styles.line}>
        <BellRing size={16} className={total > 0 ? styles.late : styles.quiet} aria-hidden="true" />
        <p className={styles.sum}>
          <b>{total > 0 ? `${alertsText(count, total)} in no incident` : 'No alert without an incident'}</b>
          {watch.state === 'failing' && <span className={styles.failing}> Alertmanager has not been heard since {clockTime(watch.since, zone)}. {watch.sentence}</span>}
        </p>
        {dismissed > 0 && (
          <Button size="small" variant="quiet" onClick={() => void restoreDismissed()}>
            Show {dismissed} dismissed
          </Button>
        )}
        {total > 0 && (
          <Button size="small" variant="quiet" aria-expanded={shown} shortcut="alerts" onClick={() => setShown(!shown)}>
            {shown ? 'Hide alerts' : 'Show alerts'}
          </Button>
        )}
      </div>
      {shown && rows.length > 0 && (
        <ul className={styles.rows}>
          {rows.map((group) => (
            <AlertRow
              key={alertKey(group)}
              group={group}
              actions={
                <div className={styles.actions}>
                  {where === 'incident' && (
                    <Button size="small" onClick={() => void addToOpen([group])}>
                      Add to this incident
                    </Button>
                  )}
                  <Button size="small" variant={where === 'home' ? 'plain' : 'quiet'} onClick={() => declareFrom(group)}>
                    Declare incident
                  </Button>
                  <Button size="small" variant="quiet" onClick={() => void dismiss(group)}>
                    Dismiss
                  </Button>
                </div>
              }
            />
          ))}
        </ul>
      )}
      {shown && total > rows.length && <p className={styles.quiet}>{total - rows.length === 1 ? '1 more group' : `${String(total - rows.length)} more groups`}, less urgent or older.</p>}
    </section>
  )
}
