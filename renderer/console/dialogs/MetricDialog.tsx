/** Records a reading of a metric, written as the entry line takes it: "error rate 15%". */
import { useState } from 'react'
import { metric } from '../../../shared/incident/entry/work.ts'
import { isRefusal } from '../../../shared/incident/entry/reading.ts'
import { useNow } from '../../hooks.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function MetricDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook, zone } = useConsole()
  const now = new Date(useNow(1000)).toISOString()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <CommandDialog
      title="Record a reading"
      onClose={onClose}
      commands={() => {
        const read = metric(text.trim(), { now, zone, state, playbook }, null)
        setWrong(isRefusal(read) ? read.sentence : null)
        return isRefusal(read) ? null : [read]
      }}
    >
      {(refusal) => (
        <Field label="Reading" hint="Its name, its number, its unit." error={wrong ?? refusal}>
          <TextInput value={text} onChange={setText} placeholder="error rate 15%" />
        </Field>
      )}
    </CommandDialog>
  )
}
