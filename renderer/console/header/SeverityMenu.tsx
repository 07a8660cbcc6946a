/** The severity, and the menu that changes it at once. */
import { severityAt } from '../../../shared/incident/status.ts'
import { ariaKeys } from '../../keys.ts'
import { Menu } from '../../ui/Menu.tsx'
import { SeverityBadge } from '../../ui/SeverityBadge.tsx'
import { useConsole } from '../context.ts'
import styles from './ConsoleHeader.module.css'

export function SeverityMenu() {
  const { state, playbook, act, open } = useConsole()
  const severity = severityAt(state)
  return (
    <Menu
      trigger={
        <button type="button" className={styles.severity} aria-label={severity ? `Severity: ${severity}` : 'Severity: not set'} aria-keyshortcuts={ariaKeys('severity')}>
          <SeverityBadge severity={severity} />
        </button>
      }
      items={[
        ...playbook.severities.map(({ id, meaning }) => ({
          label: meaning,
          icon: <SeverityBadge severity={id} size="small" />,
          disabled: id === severity,
          onSelect: () => void act({ type: 'SetSeverity', severity: id }),
        })),
        null,
        { label: 'With a reason, or another time…', shortcut: 'severity', onSelect: () => open({ name: 'severity' }) },
      ]}
    />
  )
}
