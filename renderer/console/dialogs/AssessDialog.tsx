/** Assess impact (IN1): who is affected, how badly, how widely, since when and in numbers, and the severity that this speaks for. */
import { useRef, useState } from 'react'
import type { FactData } from '../../../shared/incident/events.ts'
import { instantsOf } from '../../../shared/incident/instants.ts'
import { impactAt, severityAt } from '../../../shared/incident/status.ts'
import type { Severity } from '../../../shared/incident/words.ts'
import { proposalOf } from '../../../shared/playbook/proposal.ts'
import { Field } from '../../ui/Field.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { SeverityGroup } from '../../ui/SeverityGroup.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useTypedWhen, WhenField } from '../../ui/WhenField.tsx'
import { useConsole } from '../context.ts'
import { CommandDialog } from './CommandDialog.tsx'
import { ImpactNumbers, readingsOf, type TypedNumbers } from './ImpactNumbers.tsx'
import { SeverityProposal } from './SeverityProposal.tsx'
import styles from './dialogs.module.css'

type Answered = Pick<FactData<'ImpactAssessed'>, 'users' | 'effect' | 'scope' | 'dataAtRisk' | 'customerFacing'>

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
  const { state, playbook, timeText, whenOptions } = useConsole()
  const before = impactAt(state)?.data
  const inForce = severityAt(state)
  const began = instantsOf(state)['impact start']
  const [impact, setImpact] = useState<Answered>({ users: before?.users, effect: before?.effect, scope: before?.scope, dataAtRisk: before?.dataAtRisk, customerFacing: before?.customerFacing })
  const [text, setText] = useState(before?.text ?? '')
  const [numbers, setNumbers] = useState<TypedNumbers>({})
  const [since, setSince] = useState('')
  const [chosen, setChosen] = useState<Severity | null>()
  const [tried, setTried] = useState(false)
  const start = useTypedWhen(since, whenOptions)
  const first = useRef<HTMLElement>(null)
  const change = (part: Partial<Answered>): void => setImpact((impact) => ({ ...impact, ...part }))
  const severity = chosen === undefined ? inForce : chosen
  // Whether customers are affected was said by itself, and holds until somebody says who is.
  const answers = { ...impact, customersAffected: impact.users === undefined ? before?.customersAffected : undefined }
  const proposal = proposalOf(answers, playbook)
  return (
    <CommandDialog
      title="Assess impact"
      size="wide"
      onClose={onClose}
      initialFocus={first}
      commands={() => {
        setTried(true)
        const readings = readingsOf(numbers)
        if (!start.ok || readings === null) return null
        const reason = proposal?.severity === severity ? proposal.why : undefined
        return [
          ...(severity === inForce ? [] : [{ type: 'SetSeverity' as const, severity, proposed: proposal?.severity, reason }]),
          ...(start.when ? [{ type: 'RecordImpactStart' as const, at: { ...start.when } }] : []),
          ...readings,
          { type: 'AssessImpact', ...answers, text },
        ]
      }}
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
          <div className={styles.pair}>
            <RadioGroup legend="Data at risk" options={ANSWER} value={impact.dataAtRisk ?? null} onChange={(dataAtRisk) => change({ dataAtRisk })} />
            <RadioGroup legend="Customer-facing" options={ANSWER} value={impact.customerFacing ?? null} onChange={(customerFacing) => change({ customerFacing })} />
          </div>
          <div>
            <SeverityProposal proposal={proposal} chosen={severity} onTake={setChosen} />
            <SeverityGroup value={severity} onChange={setChosen} playbook={playbook} />
          </div>
          <Field label="In words" optional error={refusal}>
            <TextArea value={text} onChange={setText} placeholder="15% of API calls fail since 14:15" />
          </Field>
          <ImpactNumbers value={numbers} onChange={setNumbers} insist={tried} />
          <WhenField label="Since when" optional value={since} onChange={setSince} insist={tried} empty={began ? `recorded: ${timeText(began.time)}` : 'not recorded yet'} {...whenOptions} />
        </>
      )}
    </CommandDialog>
  )
}
