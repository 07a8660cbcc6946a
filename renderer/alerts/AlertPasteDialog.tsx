/** Alerts that were pasted into the entry line: what they are, to be recorded, or to stay text. */
import { useRef } from 'react'
import type { AlertsRead } from '../../shared/api.ts'
import { alertKey, alertsText } from '../../shared/alerts/alert.ts'
import { commandsFor, knownAlerts } from '../../shared/alerts/record-alerts.ts'
import { useConsole } from '../console/context.ts'
import { useRecord } from '../console/dialogs/use-record.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { AlertRow } from './AlertRow.tsx'
import styles from './Alerts.module.css'

export interface AlertPasteDialogProps {
  read: AlertsRead
  /** takes the text out of the entry line, where it stands until then */
  onRecorded: () => void
  onClose: () => void
}

export function AlertPasteDialog({ read, onRecorded, onClose }: AlertPasteDialogProps) {
  const { state } = useConsole()
  const list = useRef<HTMLUListElement>(null)
  const { record, refusal, busy } = useRecord(() => {
    onRecorded()
    onClose()
  })
  if (!read.ok) {
    return (
      <Dialog open title="Kept as text" onClose={onClose} onSubmit={onClose} description={read.sentence} footer={<Button type="submit">Keep as text</Button>}>
        <p>What was pasted stands in the entry line.</p>
      </Dialog>
    )
  }
  const { source, groups, total, count, leftOut } = read
  const commands = commandsFor(groups, knownAlerts(state))
  return (
    <Dialog
      open
      size="wide"
      title={`${alertsText(count, total)} of ${source}`}
      description={descriptionOf(commands.length, total)}
      onClose={onClose}
      onSubmit={() => {
        if (commands.length > 0) void record(commands)
        else onClose()
      }}
      initialFocus={list}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Keep as text
          </Button>
          {commands.length > 0 && (
            <Button variant="primary" type="submit" busy={busy}>
              {commands.length === 1 ? 'Record 1 entry' : `Record ${String(commands.length)} entries`}
            </Button>
          )}
        </>
      }
    >
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
      )}
      <ul ref={list} tabIndex={0} aria-label="Groups of alerts" className={styles.rows}>
        {groups.map((group) => (
          <AlertRow key={alertKey(group)} group={group} />
        ))}
      </ul>
      {total > groups.length && <p className={styles.quiet}>The {groups.length} most urgent groups are shown and recorded; {total - groups.length} more are not.</p>}
      {leftOut > 0 && <p className={styles.quiet}>{source} left {leftOut === 1 ? '1 more alert' : `${String(leftOut)} more alerts`} out of what it sent.</p>}
    </Dialog>
  )
}

function descriptionOf(entries: number, groups: number): string {
  if (groups === 0) return 'There is no alert in it.'
  if (entries === 0) return 'This incident has all of it already.'
  return 'One entry for each group, and one where it is over, at the times that its system says.'
}
