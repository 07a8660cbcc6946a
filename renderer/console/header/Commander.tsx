/** Who commands, and everyone else's role. Two commanders are a conflict, which command/Conflicts.tsx settles. */
import { ChevronDown } from 'lucide-react'
import { rolesHeld } from '../../../shared/incident/status.ts'
import { COMMANDER } from '../../../shared/incident/words.ts'
import { useSettings } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Menu, type MenuItemProps } from '../../ui/Menu.tsx'
import { useConsole } from '../context.ts'
import styles from './ConsoleHeader.module.css'

export function Commander() {
  const { state, open } = useConsole()
  const me = useSettings()?.person?.name
  const roles = rolesHeld(state)
  const command = roles.find(({ role }) => role === COMMANDER)
  const names = command?.holders.map(({ data }) => data.holder!.name) ?? []
  const shown = (name: string): string => (name === me ? 'you' : name)

  const others = roles.filter(({ role }) => role !== COMMANDER)
  const items: (MenuItemProps | null)[] = roles.map(({ role, holders }) => ({
    label: `${role.slice(0, 1).toUpperCase()}${role.slice(1)}: ${holders.map(({ data }) => shown(data.holder!.name)).join(', ')}`,
    onSelect: () => open({ name: 'role', role }),
  }))
  if (names.length > 0) items.push({ label: 'Hand over…', shortcut: 'handover', onSelect: () => open({ name: 'hand over' }) })
  return (
    <>
      {names.length > 0 && (
        <Menu
          align="end"
          trigger={
            // A narrow header leaves the words out.
            <button type="button" className={styles.commander} aria-label={`Commander: ${names.map(shown).join(', ')}${others.length > 0 ? ` +${others.length}` : ''}`}>
              <span className={styles.avatar} aria-hidden="true">
                {initials(names[0]!)}
              </span>
              <span className={classes(styles.label, command?.conflict && styles.conflict)}>Commander: {names.map(shown).join(', ')}</span>
              {others.length > 0 && <span className={styles.others}>+{others.length}</span>}
              <ChevronDown size={13} aria-hidden="true" />
            </button>
          }
          items={items}
        />
      )}
      <span className={styles.fixed}>
        <Button size="small" variant={names.length > 0 ? 'quiet' : 'plain'} shortcut="role" onClick={() => open({ name: 'role' })}>
          Assign role
        </Button>
      </span>
    </>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('').toUpperCase()
}
