/** What the forms of the playbook share: they write into the file, and keep what was typed where it will not have it. */
import { useState, type ReactNode } from 'react'
import type { PlaybookEdit } from '../../shared/playbook/edits.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { editPlaybook, fileVersion } from './actions.ts'
import styles from './Playbook.module.css'

export interface EditDialogProps {
  title: string
  /** what is written; null where a field has yet to be filled in */
  edit: () => PlaybookEdit | null
  /** announced once it is in the file */
  said: string
  onClose: () => void
  onMade: () => void
  children: ReactNode
}

export function EditDialog({ title, edit, said, onClose, onMade, children }: EditDialogProps) {
  // As it was when the form opened: what others write meanwhile is not overwritten unseen.
  const [version, setVersion] = useState(fileVersion)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    const wanted = edit()
    if (!wanted) return
    setBusy(true)
    const sentence = await editPlaybook(wanted, version, said)
    setBusy(false)
    setRefusal(sentence)
    setVersion(fileVersion())
    if (sentence !== null) return
    onMade()
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void save()}
      title={title}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      {children}
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
      )}
    </Dialog>
  )
}

/** A field that was left empty is no field. */
export function filled(text: string): string | undefined {
  return text.trim() || undefined
}
