/** Records a decision (IN5): what, why, and when to look at it again; the guide's criteria stand beside it. */
import { useState } from 'react'
import { decisionsOf, releaseOf } from '../../../shared/incident/status.ts'
import { DECISION_KINDS, type DecisionKind } from '../../../shared/incident/words.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useTypedWhen, WhenField } from '../../ui/WhenField.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

const KINDS = DECISION_KINDS.map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }))

export function DecideDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const before = decisionsOf(state).findLast(({ replacedBy }) => replacedBy.length === 0)?.decision
  const [kind, setKind] = useState<DecisionKind>('roll back')
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [again, setAgain] = useState('')
  const [replaces, setReplaces] = useState(false)
  const [tried, setTried] = useState(false)
  const look = useTypedWhen(again, { allowFuture: true })
  const target = kind === 'roll back' ? releaseOf(state)?.data.knownGood : undefined
  return (
    <CommandDialog
      title="Decide"
      submit="Record decision"
      size="wide"
      onClose={onClose}
      commands={() => {
        setTried(true)
        if (!look.ok) return null
        return [{ type: 'RecordDecision', kind, text, reason, target, insteadOf: replaces ? before?.id : undefined, lookAgainAt: look.when?.time }]
      }}
    >
      {(refusal) => (
        <>
          <ul className={styles.criteria}>
            {[...playbook.rollBackIf, ...playbook.fixForwardIf].map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
          <RadioGroup legend="What" options={KINDS} value={kind} onChange={setKind} />
          <Field label="In words" optional={kind !== 'other'} hint={target ? `To ${target}, the release known to be good.` : undefined} error={refusal}>
            <TextInput value={text} onChange={setText} placeholder={EXAMPLE[kind]} />
          </Field>
          <Field label="Reason" optional>
            <TextArea value={reason} onChange={setReason} placeholder="Cause unclear, user impact high" />
          </Field>
          <WhenField label="Look again" optional value={again} onChange={setAgain} insist={tried} empty="not at a set time" placeholder="in 20m, 14:40" allowFuture />
          {before && (
            <Checkbox checked={replaces} onChange={setReplaces}>
              Taken instead of “{before.data.text ?? before.data.kind}”
            </Checkbox>
          )}
        </>
      )}
    </CommandDialog>
  )
}

const EXAMPLE: Record<DecisionKind, string> = {
  'roll back': 'Roll back to the last known-good release',
  'fix forward': 'Raise the pool limit and redeploy',
  contain: 'Pause the webhooks',
  restore: 'Restore from the 13:00 snapshot',
  wait: 'Wait for the load to fall',
  other: 'What was decided',
}
