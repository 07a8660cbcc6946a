/** Records a status update (IN10), and by when the next one is promised. */
import { useState } from 'react'
import { severityAt } from '../../../shared/incident/status.ts'
import type { Audience } from '../../../shared/incident/words.ts'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { useDue } from './use-due.ts'

const AUDIENCE_OPTIONS = [
  { value: 'internal', label: 'Internal' },
  { value: 'customers', label: 'Customers' },
  { value: 'public', label: 'Public' },
] as const

export function UpdateDialog({ onClose, audience: first }: { onClose: () => void; audience: Audience }) {
  const [audience, setAudience] = useState(first)
  const [text, setText] = useState('')
  const next = useDue()
  const { state, playbook } = useConsole()
  const every = playbook.severities.find(({ id }) => id === severityAt(state))?.updateEveryMinutes ?? playbook.times.updateEveryMinutesUnset
  return (
    <CommandDialog title="Post update" onClose={onClose} commands={() => (next.wrong ? null : [{ type: 'PostUpdate', audience, text, nextUpdateAt: next.time }])}>
      {(refusal) => (
        <>
          <RadioGroup legend="Audience" options={AUDIENCE_OPTIONS} value={audience} onChange={setAudience} />
          <Field label="Update" error={refusal}>
            <TextArea rows={4} value={text} onChange={setText} placeholder="What we know, what we do, what to expect" />
          </Field>
          <Field label="Next update" optional hint={next.hint ?? 'Nothing promised: the clock of the severity counts.'} error={next.wrong}>
            <TextInput mono value={next.written} onChange={next.write} placeholder={`${every}m, 14:40`} />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
