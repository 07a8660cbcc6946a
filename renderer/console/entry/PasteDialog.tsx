/** Several pasted lines: what each would become, to be unticked one by one, recorded at once, or kept as one text. */
import { useMemo, useRef, useState } from 'react'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { evidenceIn } from '../../../shared/incident/entry/links.ts'
import { MOST_PASTED, readPaste, type PastedEntry } from '../../../shared/incident/entry/paste.ts'
import { isBackfilled } from '../../../shared/incident/status.ts'
import { dateTime } from '../../../shared/time/format.ts'
import { useZone } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useConsole } from '../context.ts'
import { useRecord } from '../dialogs/use-record.ts'
import dialogs from '../dialogs/dialogs.module.css'
import styles from './PasteDialog.module.css'

export interface PasteDialogProps {
  text: string
  /** takes the text out of the entry line, where it stands until then */
  onRecorded: () => void
  onClose: () => void
}

export function PasteDialog({ text, onRecorded, onClose }: PasteDialogProps) {
  const { state, whenOptions } = useConsole()
  const zone = useZone()
  // The lines are read once: what they mean does not change while somebody looks at them.
  const [now] = useState(() => new Date().toISOString())
  const { entries, timed } = useMemo(() => readPaste(text, { now, zone, ...whenOptions }), [text, now, zone, whenOptions])
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const { record, refusal, busy } = useRecord(() => {
    onRecorded()
    onClose()
  })
  const list = useRef<HTMLUListElement>(null)
  const chosen = entries.filter((_, index) => !left.has(index))
  const untimed = timed > 0 || isBackfilled(state) ? 'time not known' : 'now'
  const submit = (): void => {
    if (chosen.length > 0) void record([commandOf(chosen, timed > 0, now, zone)])
  }
  return (
    <Dialog
      open
      size="wide"
      title={`Record as ${entries.length} entries?`}
      description={timed > 0 ? 'Each with the time that stands in it. A line without one belongs to the one above.' : 'Each line becomes an entry of its own.'}
      onClose={onClose}
      onSubmit={submit}
      initialFocus={list}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Keep as one text
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {chosen.length === 1 ? 'Record 1 entry' : `Record ${chosen.length} entries`}
            <span className={dialogs.keys}>
              <Kbd>Ctrl Enter</Kbd>
            </span>
          </Button>
        </>
      }
    >
      {entries.length > MOST_PASTED && <p>Up to {MOST_PASTED} are recorded at once; untick the others, or paste less.</p>}
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
      )}
      <ul ref={list} tabIndex={-1} aria-label="Entries" className={styles.entries}>
        {entries.map((entry, index) => (
          <li key={index}>
            <Checkbox
              checked={!left.has(index)}
              onChange={(checked) =>
                setLeft((before) => {
                  const after = new Set(before)
                  if (checked) after.delete(index)
                  else after.add(index)
                  return after
                })
              }
              hint={entry.unclear}
            >
              <span className={styles.time}>{entry.when ? dateTime(entry.when.time, zone) : untimed}</span> <span className={styles.words}>{entry.text}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** One command, so that all land whole and one Ctrl+Z strikes them. Among lines with times, one without is not known to be of now. */
function commandOf(entries: readonly PastedEntry[], timed: boolean, now: string, zone: string): CommandInput {
  const unknown = timed ? ({ time: now, precision: 'unknown', zone } as const) : undefined
  return {
    type: 'AddNotes',
    notes: entries.map(({ text, when }) => {
      const evidence = evidenceIn(text)
      const at = when ?? unknown
      return { text, ...(at && { at: { ...at } }), ...(evidence.length > 0 && { evidence }) }
    }),
  }
}
