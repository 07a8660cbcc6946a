/** Names the release that the incident follows, when it was deployed, and the release before it that is known to be good. */
import { useState } from 'react'
import { instantsOf } from '../../../shared/incident/instants.ts'
import { releaseOf } from '../../../shared/incident/status.ts'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useTypedWhen, WhenField } from '../../ui/WhenField.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'

export function ReleaseDialog({ onClose }: { onClose: () => void }) {
  const { state, timeText, whenOptions } = useConsole()
  const linked = releaseOf(state)?.data
  const known = instantsOf(state).deployed
  const [name, setName] = useState(linked?.name ?? '')
  const [knownGood, setKnownGood] = useState(linked?.knownGood ?? '')
  const [deployed, setDeployed] = useState('')
  const [tried, setTried] = useState(false)
  const typed = useTypedWhen(deployed, whenOptions)
  return (
    <CommandDialog
      title="Link release"
      onClose={onClose}
      commands={() => {
        setTried(true)
        return typed.ok ? [{ type: 'LinkRelease', name, knownGood, deployedAt: typed.when && { ...typed.when } }] : null
      }}
    >
      {(refusal) => (
        <>
          <Field label="Release" error={refusal}>
            <TextInput value={name} onChange={setName} placeholder="Dashboard v2.0" />
          </Field>
          <WhenField label="Deployed at" optional value={deployed} onChange={setDeployed} insist={tried} empty={known ? `known already: ${timeText(known.time)}` : 'not known yet'} {...whenOptions} />
          <Field label="Known good before it" optional hint="What a rollback goes back to.">
            <TextInput value={knownGood} onChange={setKnownGood} placeholder="Dashboard v1.9" />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
