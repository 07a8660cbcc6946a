/** Assess impact (IN1): who is affected, how badly, how widely, and how severe that makes it. */
import { useRef, useState } from 'react'
import { impactAt, severityAt } from '../../../shared/incident/status.ts'
import type { FactData } from '../../../shared/incident/events.ts'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Field } from '../../ui/Field.tsx'
import { SeverityGroup } from '../../ui/SeverityGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import styles from './dialogs.module.css'

type Impact = FactData<'ImpactAssessed'>

const USERS = [
  { value: 'none', label: 'Nobody' },
  { value: 'internal', label: 'Internal' },
  { value: 'some', label: 'Some customers' },
  { value: 'all', label: 'All customers' },
] as const
const EFFECT = [
  { value: 'cosmetic', label: 'Cosmetic' },
  { value: 'degraded', label: 'Degraded' },
  { value: 'blocked', label: 'Blocked' },
] as const
const SCOPE = [
  { value: 'isolated', label: 'Isolated' },
  { value: 'widespread', label: 'Widespread' },
] as const
const ANSWER = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
  { value: 'unknown', label: 'Not known' },
] as const

export function AssessDialog({ onClose }: { onClose: () => void }) {
  const { state, playbook } = useConsole()
  const before = impactAt(state)?.data
  const inForce = severityAt(state)
  const [impact, setImpact] = useState<Pick<Impact, 'users' | 'effect' | 'scope' | 'dataAtRisk'>>({ users: before?.users, effect: before?.effect, scope: before?.scope, dataAtRisk: before?.dataAtRisk })
  const [severity, setSeverity] = useState(inForce)
  const [text, setText] = useState('')
  const first = useRef<HTMLElement>(null)
  const change = (part: Partial<typeof impact>): void => setImpact((impact) => ({ ...impact, ...part }))
  return (
    <CommandDialog
      title="Assess impact"
      onClose={onClose}
      initialFocus={first}
      commands={() => [
        ...(severity === inForce ? [] : [{ type: 'SetSeverity' as const, severity }]),
        { type: 'AssessImpact', ...impact, text },
      ]}
    >
      {(refusal) => (
        <>
          <div ref={(group) => void (first.current = group?.querySelector<HTMLElement>('input:checked') ?? group?.querySelector('input') ?? null)}>
            <RadioGroup legend="Who is affected" options={USERS} value={impact.users ?? null} onChange={(users) => change({ users })} />
          </div>
          <div className={styles.pair}>
            <RadioGroup legend="How badly" options={EFFECT} value={impact.effect ?? null} onChange={(effect) => change({ effect })} />
            <RadioGroup legend="Scope" options={SCOPE} value={impact.scope ?? null} onChange={(scope) => change({ scope })} />
          </div>
          <RadioGroup legend="Data at risk" options={ANSWER} value={impact.dataAtRisk ?? null} onChange={(dataAtRisk) => change({ dataAtRisk })} />
          <Field label="In words" optional error={refusal}>
            <TextArea value={text} onChange={setText} placeholder="15% of API calls fail since 14:15" />
          </Field>
          <SeverityGroup value={severity} onChange={setSeverity} playbook={playbook} />
        </>
      )}
    </CommandDialog>
  )
}
