/** Records that stakeholders or Customer Success were told (IN3, IN4); the groups that are due are chosen already. */
import { useState } from 'react'
import { groupsDue } from '../../../shared/playbook/due.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

export function NotifyDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const [chosen, setChosen] = useState<readonly string[]>(() => groupsDue(state, playbook))
  const [others, setOthers] = useState('')
  const [text, setText] = useState('')
  const groups = [...chosen, ...others.split(',').map((name) => name.trim()).filter(Boolean)]
  return (
    <CommandDialog title="Notify" description="Knowngood writes down that they were told; telling them is yours." onClose={onClose} commands={() => [{ type: 'NotifyStakeholders', groups, text }]}>
      {(refusal) => (
        <>
          <fieldset className={styles.checks}>
            <legend>Groups</legend>
            {playbook.groups.map(({ id, name }) => (
              <Checkbox key={id} checked={chosen.includes(id)} onChange={(checked) => setChosen((chosen) => (checked ? [...chosen, id] : chosen.filter((other) => other !== id)))}>
                {name}
              </Checkbox>
            ))}
          </fieldset>
          <Field label="Others" optional error={refusal}>
            <TextInput value={others} onChange={setOthers} placeholder="Payments, Legal" />
          </Field>
          <Field label="What they were told" optional>
            <TextArea value={text} onChange={setText} />
          </Field>
        </>
      )}
    </CommandDialog>
  )
}
