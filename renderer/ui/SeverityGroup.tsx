/** The group `Severity`: P0 to P3, and what the chosen one means in this team's playbook. */
import { SEVERITIES, type Severity } from '../../shared/incident/words.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { RadioGroup } from './RadioGroup.tsx'
import styles from './Severity.module.css'

export interface SeverityGroupProps {
  value: Severity | null
  onChange: (severity: Severity | null) => void
  playbook: Playbook
  error?: string | null
}

const UNSET = 'unset'
const OPTIONS = [...SEVERITIES.map((value) => ({ value, label: value })), { value: UNSET, label: 'Not yet' } as const]

export function SeverityGroup({ value, onChange, playbook, error = null }: SeverityGroupProps) {
  const meaning = playbook.severities.find(({ id }) => id === value)?.meaning
  return (
    <RadioGroup
      legend="Severity"
      options={OPTIONS}
      value={value ?? UNSET}
      onChange={(chosen) => onChange(chosen === UNSET ? null : chosen)}
      hint={meaning ?? 'It can wait; nothing else does.'}
      error={error}
      tone={(option) => (option === UNSET ? undefined : styles[`choose${option}`])}
    />
  )
}
