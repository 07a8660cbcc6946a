/** Hands a role to somebody, or takes it away; where two hold what one should, the choice settles it. */
import { useState } from 'react'
import { holdersOf } from '../../../shared/incident/status.ts'
import { COMMANDER, ROLES, SINGLE_ROLES } from '../../../shared/incident/words.ts'
import { roleCard } from '../../../shared/playbook/role-card.ts'
import { useSettings } from '../../hooks.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { useConsole } from '../context.ts'
import { peopleKnown } from '../people.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

export function RoleDialog({ onClose, role: asked = COMMANDER }: { onClose: () => void; role?: string }) {
  const { state, playbook } = useConsole()
  const me = useSettings()?.person?.name
  const [role, setRole] = useState(asked)
  const holders = holdersOf(state, role).map(({ data }) => data.holder!.name)
  const [name, setName] = useState(holders.length === 0 ? (me ?? '') : '')
  const [nobody, setNobody] = useState(false)
  const card = roleCard(playbook, role)
  const roles = [...new Set<string>([...playbook.roles.map((known) => known.name), ...ROLES])]
  return (
    <CommandDialog title="Assign role" onClose={onClose} commands={() => [{ type: 'AssignRole', role, to: nobody ? null : name }]}>
      {(refusal) => (
        <>
          <Field label="Role" hint={card.does ?? undefined}>
            <Combobox value={role} onChange={setRole} suggestions={roles} />
          </Field>
          {card.leads.length + card.helps.length > 0 && (
            <ul aria-label="What the guide names it for" className={styles.criteria}>
              {card.leads.map((item) => (
                <li key={item}>Leads {item}</li>
              ))}
              {card.helps.map((item) => (
                <li key={item}>Helps with {item}</li>
              ))}
            </ul>
          )}
          <Field label="To" hint={heldText(role, holders)} error={refusal}>
            <Combobox value={name} onChange={setName} suggestions={[...new Set([...(me ? [me] : []), ...peopleKnown(state, playbook)])]} placeholder="A person or a team" />
          </Field>
          {holders.length > 0 && (
            <Checkbox checked={nobody} onChange={setNobody}>
              Nobody any more
            </Checkbox>
          )}
        </>
      )}
    </CommandDialog>
  )
}

function heldText(role: string, holders: readonly string[]): string | undefined {
  if (holders.length === 0) return undefined
  if (!SINGLE_ROLES.has(role)) return `Held by ${holders.join(', ')}; another holder joins them.`
  return holders.length > 1 ? `${holders.join(' and ')} both hold it; whoever you name here holds it alone.` : `Held by ${holders[0]!}, who hands it over.`
}
