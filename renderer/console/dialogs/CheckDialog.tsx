/** Records a check (IN7): what was looked at, whether it passed, and the reading. */
import { useState } from 'react'
import { itemsOf } from '../../../shared/incident/state.ts'
import type { CheckVerdict } from '../../../shared/incident/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

const VERDICTS = [
  { value: 'passed', label: 'Passed' },
  { value: 'failed', label: 'Failed' },
  { value: 'unclear', label: 'Unclear' },
] as const

export function CheckDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const [name, setName] = useState(() => itemsOf(state, 'CheckRecorded').at(-1)?.data.name ?? itemsOf(state, 'MetricRead').at(-1)?.data.metric ?? '')
  const [verdict, setVerdict] = useState<CheckVerdict>('passed')
  const [reading, setReading] = useState('')
  const [expected, setExpected] = useState(() => itemsOf(state, 'CheckRecorded').at(-1)?.data.expected ?? '')
  const known = [
    ...itemsOf(state, 'CheckRecorded').map(({ data }) => data.name),
    ...itemsOf(state, 'MetricRead').map(({ data }) => data.metric),
    ...playbook.smokeTests.items.map(({ text }) => text),
  ]
  return (
    <CommandDialog title="Record check" onClose={onClose} commands={() => [{ type: 'RecordCheck', name, verdict, reading, expected }]}>
      {(refusal) => (
        <>
          <Field label="What was checked" error={refusal}>
            <Combobox value={name} onChange={setName} suggestions={[...new Set(known)]} placeholder="error rate" />
          </Field>
          <RadioGroup legend="Verdict" options={VERDICTS} value={verdict} onChange={setVerdict} hint={verdict === 'failed' ? 'A failed check starts the watch again.' : undefined} />
          <div className={styles.halves}>
            <Field label="Reading" optional>
              <TextInput value={reading} onChange={setReading} placeholder="0.2%" />
            </Field>
            <Field label="Expected" optional>
              <TextInput value={expected} onChange={setExpected} placeholder="below 1%" />
            </Field>
          </div>
        </>
      )}
    </CommandDialog>
  )
}
