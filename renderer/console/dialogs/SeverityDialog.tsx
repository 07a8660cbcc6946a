/** Sets the severity, with a reason and a time where there is a moment for them. */
import { useState } from 'react'
import { severityAt } from '../../../shared/incident/status.ts'
import { Field } from '../../ui/Field.tsx'
import { SeverityGroup } from '../../ui/SeverityGroup.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function SeverityDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const [severity, setSeverity] = useState(() => severityAt(state))
  const [reason, setReason] = useState('')
  return (
    <CommandDialog title="Set severity" onClose={onClose} commands={() => [{ type: 'SetSeverity', severity, reason }]}>
      {(refusal) => (
        <>
          <SeverityGroup value={severity} onChange={setSeverity} playbook={playbook} />
          <Field label="Reason" optional error={refusal}>
            <TextInput value={reason} onChange={setReason} placeholder="All customers, and no way round" />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
