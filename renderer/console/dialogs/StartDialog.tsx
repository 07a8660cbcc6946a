/** Starts a rollback (IN6), a forward fix, a containment or a restore. */
import { useState } from 'react'
import { decisionsOf, releaseOf } from '../../../shared/incident/status.ts'
import { REMEDIATION_LABEL, type RemediationKind } from '../../../shared/incident/words.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function StartDialog({ onClose, kind }: { onClose: () => void; kind: RemediationKind }) {
  const { state } = useConsole()
  const rollingBack = kind === 'roll back'
  const decision = decisionsOf(state).findLast(({ decision, replacedBy }) => replacedBy.length === 0 && decision.data.kind === kind)?.decision
  const [target, setTarget] = useState(() => (rollingBack ? (decision?.data.target ?? releaseOf(state)?.data.knownGood ?? '') : ''))
  const [text, setText] = useState('')
  return (
    <CommandDialog title={`Start ${REMEDIATION_LABEL[kind].toLowerCase()}`} onClose={onClose} commands={() => [{ type: 'StartRemediation', kind, target, text, decision: decision?.id }]}>
      {(refusal) => (
        <>
          {rollingBack && (
            <Field label="To" optional hint="The last release known to be good.">
              <TextInput value={target} onChange={setTarget} placeholder="Dashboard v1.9" />
            </Field>
          )}
          <Field label={rollingBack ? 'How' : 'What is done'} optional error={refusal}>
            <TextArea value={text} onChange={setText} placeholder={rollingBack ? 'By the automated pipeline' : (decision?.data.text ?? '')} />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
