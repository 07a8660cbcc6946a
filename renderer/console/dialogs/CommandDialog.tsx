/** What every dialog of the console shares: its fields, `Happened at`, the refusal beside the field, Enter to record. */
import { useState, type ReactNode, type RefObject } from 'react'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { isBackfilled } from '../../../shared/incident/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useTypedWhen, WhenField } from '../../ui/WhenField.tsx'
import { useConsole } from '../context.ts'
import { useRecord } from './use-record.ts'
import styles from './dialogs.module.css'

export interface CommandDialogProps {
  title: string
  description?: ReactNode
  /** the button that records; the title, where left out */
  submit?: string
  /** what is recorded, without its time unless it has one of its own; null where a field has yet to be mended */
  commands: () => readonly CommandInput[] | null
  onClose: () => void
  /** @param refusal belongs beside the field that it is most likely about */
  children: (refusal: string | null) => ReactNode
  /** said while `Happened at` is empty; where left out, what is recorded then */
  empty?: string
  size?: 'normal' | 'wide'
  /** what is recorded goes out at the same time: it happens now */
  sends?: boolean
  /** what gets the focus; else the first text box */
  initialFocus?: RefObject<HTMLElement | null>
}

export function CommandDialog({ title, description, submit = title, commands, onClose, children, empty, size = 'normal', sends = false, initialFocus }: CommandDialogProps) {
  const { state, whenOptions } = useConsole()
  const [when, setWhen] = useState('')
  const [tried, setTried] = useState(false)
  const typed = useTypedWhen(when, whenOptions)
  const { record, refusal, busy } = useRecord(onClose)
  const onSubmit = (): void => {
    setTried(true)
    const made = commands()
    if (made === null || (!sends && !typed.ok)) return
    const at = typed.ok && !sends ? typed.when : undefined
    void record(at === undefined ? made : made.map((command) => ({ at: { ...at }, ...command })))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={onSubmit}
      title={title}
      description={description}
      size={size}
      {...(initialFocus ? { initialFocus } : {})}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {submit}
            <span className={styles.keys}>
              <Kbd>Ctrl Enter</Kbd>
            </span>
          </Button>
        </>
      }
    >
      {children(refusal)}
      {!sends && <WhenField value={when} onChange={setWhen} insist={tried} optional empty={empty ?? (isBackfilled(state) ? 'time not known' : 'now')} {...whenOptions} />}
    </Dialog>
  )
}
