/** The dialogs that ask for one text: mitigated, resolved, what was noticed, and their like. */
import { useState } from 'react'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import type { TextDialogName } from './request.ts'

interface TextForm {
  readonly title: string
  readonly label: string
  readonly placeholder?: string
  readonly needed?: true
  readonly command: (text: string) => CommandInput
}

const FORMS: Record<TextDialogName, TextForm> = {
  detected: { title: 'How it was noticed', label: 'What was noticed', placeholder: 'Monitoring alerts: API error rate up to 15%', needed: true, command: (text) => ({ type: 'RecordDetection', text }) },
  began: { title: 'When it began', label: 'What began', placeholder: 'The first failed request', command: (text) => ({ type: 'RecordImpactStart', text }) },
  mitigated: { title: 'Mark mitigated', label: 'What stopped the harm', placeholder: 'Error rate back to 0.2%', command: (text) => ({ type: 'MarkMitigated', text }) },
  resolve: { title: 'Resolve incident', label: 'How it stands', placeholder: 'Stable for 30 minutes', command: (text) => ({ type: 'ResolveIncident', text }) },
  reopen: { title: 'Reopen', label: 'What is back', command: (text) => ({ type: 'ReopenIncident', text }) },
  investigate: { title: 'Begin the investigation', label: 'Who looks at what', command: (text) => ({ type: 'StartInvestigation', text }) },
  theory: { title: 'State a theory', label: 'Theory', needed: true, command: (text) => ({ type: 'StateHypothesis', text }) },
  held: { title: 'Retro held', label: 'A note', command: (text) => ({ type: 'HoldRetro', text }) },
}

export function TextDialog({ name, onClose }: { name: TextDialogName; onClose: () => void }) {
  const { title, label, placeholder, needed = false, command } = FORMS[name]
  const [text, setText] = useState('')
  return (
    <CommandDialog title={title} onClose={onClose} commands={() => [command(text)]}>
      {(refusal) => (
        <Field label={label} optional={!needed} error={refusal}>
          <TextArea value={text} onChange={setText} placeholder={placeholder} />
        </Field>
      )}
    </CommandDialog>
  )
}
