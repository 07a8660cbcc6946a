/** Names a contributing factor: one of several, never "the root cause". */
import { useState } from 'react'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { CommandDialog } from './CommandDialog.tsx'

const KINDS = [
  { value: 'contributing', label: 'Contributing' },
  { value: 'trigger', label: 'Trigger' },
] as const

export function FactorDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [kind, setKind] = useState<'contributing' | 'trigger'>('contributing')
  return (
    <CommandDialog title="Add factor" onClose={onClose} commands={() => [{ type: 'NameFactor', text, kind }]}>
      {(refusal) => (
        <>
          <Field label="Factor" error={refusal}>
            <TextArea value={text} onChange={setText} placeholder="Database connection pool exhausted" />
          </Field>
          <RadioGroup legend="Kind" options={KINDS} value={kind} onChange={setKind} hint={kind === 'trigger' ? 'What set it off this time.' : 'What made it possible, or worse.'} />
        </>
      )}
    </CommandDialog>
  )
}
