/** When the incident was last exported, and whether its files still hold what they held then. */
import { readData } from '../../shared/incident/events.ts'
import { exportLabel } from '../../shared/incident/words.ts'
import { dateTime } from '../../shared/time/format.ts'
import type { Opened } from '../store.ts'
import { classes } from '../ui/classes.ts'
import styles from './RetroPage.module.css'

/** While one of these stands, main cannot say that nothing has changed. */
const DOUBTS: ReadonlySet<string> = new Set(['changed-since-export', 'missing-since-export', 'unexplained-redaction', 'unreadable-file', 'missing-folder'])

/** Nothing where it was never exported. */
export function LastExport({ incident: { folded, findings }, zone }: { incident: Opened; zone: string }) {
  const last = folded.entries.findLast(({ fact }) => fact.type === 'ExportRecorded' && !fact.redacted)?.written
  const data = last && readData(last, 'ExportRecorded')
  if (!data) return null
  const isDoubtful = findings.some(({ kind }) => DOUBTS.has(kind))
  return (
    <p className={classes(styles.export, isDoubtful && styles.doubtful)}>
      Last exported {dateTime(last.recordedAt, zone)} as {exportLabel(data.format)}.{' '}
      {isDoubtful ? 'The files are not what they were at an export: see the details above.' : 'Nothing that was recorded before has been changed or removed since.'}
    </p>
  )
}
