/** Sets the severity, with a reason and a time where there is a moment for them; what was assessed proposes one. */
import { useState } from 'react'
import { impactAt, severityAt } from '../../../shared/incident/status.ts'
import { proposalOf } from '../../../shared/playbook/proposal.ts'
import { Field } from '../../ui/Field.tsx'
import { SeverityGroup } from '../../ui/SeverityGroup.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { SeverityProposal } from './SeverityProposal.tsx'

export function SeverityDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const [severity, setSeverity] = useState(() => severityAt(state))
  const [typed, setReason] = useState<string | null>(null)
  const impact = impactAt(state)?.data
  const proposal = impact ? proposalOf(impact, playbook) : null
  // Whoever follows the proposal has its reason; what is typed counts instead.
  const reason = typed ?? (proposal && proposal.severity === severity && severity !== severityAt(state) ? proposal.why : '')
  return (
    <CommandDialog title="Set severity" onClose={onClose} commands={() => [{ type: 'SetSeverity', severity, reason, proposed: proposal?.severity }]}>
      {(refusal) => (
        <>
          {proposal && <SeverityProposal proposal={proposal} chosen={severity} onTake={setSeverity} />}
          <SeverityGroup value={severity} onChange={setSeverity} playbook={playbook} />
          <Field label="Reason" optional error={refusal}>
            <TextInput value={reason} onChange={setReason} placeholder="All customers, and no way round" />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
