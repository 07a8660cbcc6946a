/** Adds a line to the break-glass card, or changes one. */
import { useState } from 'react'
import type { PlaybookEdit } from '../../shared/playbook/edits.ts'
import { CARD_KINDS, type BreakGlassCard } from '../../shared/playbook/schema.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { EditDialog, filled } from './EditDialog.tsx'

export interface CardDialogProps {
  /** null adds one */
  line: { readonly card: BreakGlassCard; readonly index: number } | null
  /** ISO day */
  today: string
  onClose: () => void
  onMade: () => void
}

export function CardDialog({ line, today, onClose, onMade }: CardDialogProps) {
  const card = line?.card
  const [tried, setTried] = useState(false)
  const [title, setTitle] = useState(card?.title ?? '')
  const [kind, setKind] = useState<BreakGlassCard['kind']>(card?.kind ?? 'phone')
  const [value, setValue] = useState(card?.value ?? '')
  const [notes, setNotes] = useState(card?.notes ?? '')
  const [isChecked, setChecked] = useState(card === undefined)

  const edit = (): PlaybookEdit | null => {
    setTried(true)
    if (title.trim() === '' || value.trim() === '') return null
    return { kind: 'put card', index: line?.index ?? null, card: { title: title.trim(), kind, value: value.trim(), notes: filled(notes), checkedOn: isChecked ? today : card?.checkedOn } }
  }

  return (
    <EditDialog title={card ? `Change ${card.title}` : 'Add to the card'} edit={edit} said={`${title.trim()} is on the card.`} onClose={onClose} onMade={onMade}>
      <Field label="What it is" error={tried && title.trim() === '' ? 'Write what it is, for instance Bridge.' : null}>
        <TextInput value={title} onChange={setTitle} />
      </Field>
      <Field label="Kind">
        <Select value={kind} onChange={setKind} options={CARD_KINDS.map((value) => ({ value, label: value }))} />
      </Field>
      <Field label="Number, link or command" error={tried && value.trim() === '' ? 'Write what is dialled, opened or run.' : null}>
        <TextInput value={value} onChange={setValue} mono />
      </Field>
      <Field label="Notes" optional>
        <TextArea value={notes} onChange={setNotes} />
      </Field>
      <Checkbox checked={isChecked} onChange={setChecked}>
        I have made sure today that it holds
      </Checkbox>
    </EditDialog>
  )
}
