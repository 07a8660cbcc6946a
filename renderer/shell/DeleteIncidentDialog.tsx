/** Asks before an incident is deleted: what goes, what stays, and a word to be typed, so that no stray key does it. */
import { useEffect, useState } from 'react'
import type { Replies } from '../../shared/api.ts'
import { deletionText, STAYS_TEXT } from '../../shared/views/deletion.ts'
import { ask } from '../bridge.ts'
import { useKey } from '../keys.ts'
import { useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { archive, askToDelete, deleteIncident } from './incident-actions.ts'

const WORD = 'delete'
const close = (): void => useStore.setState({ deleting: null })

/** Also carries out the keys for the incident that is open. */
export function DeleteIncidentDialog() {
  const id = useStore(({ deleting }) => deleting)
  const open = useStore(({ open }) => open?.id ?? null)
  useKey('delete', () => open !== null && askToDelete(open), open !== null)
  useKey(
    'archive',
    () => {
      const row = useStore.getState().rows.find((row) => row.id === open)
      if (row) void archive(row)
    },
    open !== null,
  )
  return id === null ? null : <Asking key={id} id={id} />
}

function Asking({ id }: { id: string }) {
  const [deletion, setDeletion] = useState<Replies['describeDeletion'] | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let isWanted = true
    void ask('describeDeletion', { incident: id }).then((described) => isWanted && setDeletion(described))
    return () => {
      isWanted = false
    }
  }, [id])

  const submit = async (): Promise<void> => {
    if (busy || !deletion?.ok) return
    if (typed.trim().toLowerCase() !== WORD) return setProblem(`Type “${WORD}” to delete it.`)
    setBusy(true)
    const answer = await deleteIncident(id, deletion.title).finally(() => setBusy(false))
    if (!answer.ok) setProblem(answer.sentence)
  }
  return (
    <Dialog
      open
      onClose={close}
      onSubmit={() => void submit()}
      title="Delete this incident"
      description={deletion === null ? 'Counting what would go…' : deletion.ok ? `${deletionText(deletion)} This cannot be undone.` : deletion.sentence}
      footer={
        <>
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          {deletion?.ok && (
            <Button variant="primary" type="submit" busy={busy}>
              Delete incident
            </Button>
          )}
        </>
      }
    >
      {deletion?.ok && <p>{STAYS_TEXT}</p>}
      <Field label={`Type “${WORD}” to confirm`} error={problem}>
        <TextInput value={typed} onChange={setTyped} autoComplete="off" />
      </Field>
    </Dialog>
  )
}
