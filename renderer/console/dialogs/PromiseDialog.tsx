/** Hands out a task with a time, or writes down a promise (an ETA). */
import { useState } from 'react'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { useDue } from './use-due.ts'
import styles from './dialogs.module.css'

export function PromiseDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const [who, setWho] = useState('')
  const [text, setText] = useState('')
  const due = useDue('3m')
  return (
    <CommandDialog
      title="Hand out a task"
      submit="Hand out"
      onClose={onClose}
      commands={() => (due.wrong ? null : [{ type: 'MakePromise', kind: who.trim() ? 'task' : 'eta', who, text, dueAt: due.time ?? '' }])}
    >
      {(refusal) => (
        <>
          <Field label="What" error={refusal}>
            <TextInput value={text} onChange={setText} placeholder="Pool metrics of the last hour" />
          </Field>
          <div className={styles.wideAndNarrow}>
            <Field label="Who" optional>
              <Combobox value={who} onChange={setWho} suggestions={peopleKnown(state, playbook)} />
            </Field>
            <Field label="By when" hint={due.hint} error={due.wrong}>
              <TextInput mono value={due.written} onChange={due.write} placeholder="3m, 14:40" />
            </Field>
          </div>
        </>
      )}
    </CommandDialog>
  )
}
