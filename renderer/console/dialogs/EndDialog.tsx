/** Ends a rollback, a forward fix, a containment or a restore: it is done, or it failed. */
import { useState } from 'react'
import { runningRemediations } from '../../../shared/incident/status.ts'
import { REMEDIATION_LABEL, type RemediationKind } from '../../../shared/incident/words.ts'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

const OUTCOMES = [
  { value: 'done', label: 'Done' },
  { value: 'failed', label: 'Failed' },
] as const

export function EndDialog({ onClose, kind }: { onClose: () => void; kind: RemediationKind }) {
  const { state } = useConsole()
  const remediation = runningRemediations(state).findLast(({ data }) => data.kind === kind)?.id
  const [outcome, setOutcome] = useState<'done' | 'failed'>('done')
  const [text, setText] = useState('')
  return (
    <CommandDialog title={`${REMEDIATION_LABEL[kind]} complete`} onClose={onClose} commands={() => [{ type: 'CompleteRemediation', kind, outcome, remediation, text }]}>
      {(refusal) => (
        <>
          <Field label="What is seen now" optional error={refusal}>
            <TextArea value={text} onChange={setText} placeholder="Error rate back to 0.2%" />
          </Field>
          <RadioGroup legend="Outcome" options={OUTCOMES} value={outcome} onChange={setOutcome} />
        </>
      )}
    </CommandDialog>
  )
}
