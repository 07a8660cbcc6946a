/** Adds an action item (IN9), or changes one; only what was changed is recorded. */
import { useState } from 'react'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { actionsOf } from '../../../shared/incident/status.ts'
import { ACTION_TYPES, type ActionField } from '../../../shared/incident/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

type ActionType = (typeof ACTION_TYPES)[number]
type Fields = Record<Exclude<ActionField, 'type'>, string> & { type: ActionType | null }

const TYPES = ACTION_TYPES.map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }))
const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'done', label: 'Done' },
  { value: 'dropped', label: 'Dropped' },
] as const

export function ActionDialog({ onClose, action: id }: { onClose: () => void; action: string | null }) {
  const { state, playbook } = useConsole()
  const [before] = useState((): Fields => {
    const known = actionsOf(state).find((action) => action.id === id)
    const type = ACTION_TYPES.find((value) => value === known?.type) ?? null
    return { text: known?.text ?? '', owner: known?.owner ?? '', due: known?.due ?? '', type, priority: known?.priority ?? '', tracker: known?.tracker ?? '', state: known?.state ?? 'open' }
  })
  const [fields, setFields] = useState(before)
  const change = (part: Partial<Fields>): void => setFields((fields) => ({ ...fields, ...part }))
  const { text, owner, due, type, priority, tracker } = fields

  const commands = (): CommandInput[] => {
    if (id === null) return [{ type: 'AddAction', text, owner, due, priority, tracker, actionType: type ?? undefined }]
    const changed = (Object.keys(fields) as ActionField[]).filter((field) => fields[field] !== before[field])
    return changed.map((field) => ({ type: 'ChangeAction', action: id, field, value: fields[field] }))
  }

  return (
    <CommandDialog title={id === null ? 'Add action' : 'Change action'} onClose={onClose} commands={commands}>
      {(refusal) => (
        <>
          <Field label="Action item" error={refusal}>
            <TextArea value={text} onChange={(text) => change({ text })} placeholder="Alert when the pool is 80% in use" />
          </Field>
          <div className={styles.halves}>
            <Field label="Owner" optional>
              <Combobox value={owner} onChange={(owner) => change({ owner })} suggestions={peopleKnown(state, playbook)} />
            </Field>
            <Field label="Due" optional>
              <TextInput value={due} onChange={(due) => change({ due })} placeholder="2025-02-14" />
            </Field>
          </div>
          <RadioGroup legend="Type" options={TYPES} value={type} onChange={(type) => change({ type })} />
          <div className={styles.halves}>
            <Field label="Priority" optional>
              <TextInput value={priority} onChange={(priority) => change({ priority })} />
            </Field>
            <Field label="Tracker" optional>
              <TextInput value={tracker} onChange={(tracker) => change({ tracker })} placeholder="A link, or a number" />
            </Field>
          </div>
          {id !== null && <RadioGroup legend="State" options={STATES} value={STATES.find(({ value }) => value === fields.state)?.value ?? null} onChange={(state) => change({ state })} />}
        </>
      )}
    </CommandDialog>
  )
}
