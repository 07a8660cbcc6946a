/** Offers a role to a successor, with the brief that they will read; it is theirs once they confirm. */
import { useState } from 'react'
import { holdersOf } from '../../../shared/incident/status.ts'
import { COMMANDER, ROLES } from '../../../shared/incident/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { BriefPage } from '../command/BriefPage.tsx'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

export function HandoverDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const [role, setRole] = useState<string>(COMMANDER)
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const holders = holdersOf(state, role).map(({ data }) => data.holder!.name)
  return (
    <CommandDialog title="Hand over" size="wide" submit="Offer" onClose={onClose} commands={() => [{ type: 'OfferHandover', role, to, text }]}>
      {(refusal) => (
        <>
          <div className={styles.halves}>
            <Field label="To" error={refusal} hint={holders.length > 0 ? `${holders.join(', ')} keeps the role until they confirm.` : undefined}>
              <Combobox value={to} onChange={setTo} suggestions={peopleKnown(state, playbook).filter((name) => !holders.includes(name))} />
            </Field>
            <Field label="Role">
              <Combobox value={role} onChange={setRole} suggestions={[...new Set<string>([...playbook.roles.map(({ name }) => name), ...ROLES])]} />
            </Field>
          </div>
          <Field label="What else to know" optional>
            <TextInput value={text} onChange={setText} />
          </Field>
          <BriefPage />
        </>
      )}
    </CommandDialog>
  )
}
