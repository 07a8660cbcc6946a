/** Gives a promise a new time. */
import { promisesOf } from '../../../shared/incident/status.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { useDue } from './use-due.ts'

export function ReviseDialog({ onClose, promise: id }: { onClose: () => void; promise: string }) {
  const { state } = useConsole()
  const made = promisesOf(state).find(({ promise }) => promise.id === id)?.promise.data
  const due = useDue('10m')
  return (
    <CommandDialog title="New time" description={made?.text} onClose={onClose} commands={() => (due.wrong ? null : [{ type: 'SettlePromise', promise: id, outcome: 'revised', dueAt: due.time }])}>
      {(refusal) => (
        <Field label="By when" hint={due.hint} error={due.wrong ?? refusal}>
          <TextInput mono value={due.written} onChange={due.write} placeholder="10m, 14:40" />
        </Field>
      )}
    </CommandDialog>
  )
}
