/** The buttons that start and end a rollback, a forward fix, a containment. */
import { Ellipsis } from 'lucide-react'
import { phaseOf, remediationsOf, runningRemediations } from '../../../shared/incident/status.ts'
import { REMEDIATION_LABEL, type RemediationKind } from '../../../shared/incident/words.ts'
import { useKey } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useConsole } from '../context.ts'
import { remedyKind } from '../steps/doing.ts'

const OTHERS: readonly RemediationKind[] = ['fix forward', 'contain', 'restore', 'other']

export function RemedyButtons() {
  const { state, open } = useConsole()
  const wanted = remedyKind(state)
  const running = [...new Set(runningRemediations(state).map(({ data }) => data.kind))]
  const isDone = remediationsOf(state).some(({ completed }) => completed?.data.outcome === 'done')
  const isWanted = phaseOf(state) === 'mitigating' && !isDone
  // What was decided may have been carried out without a word: its end can be recorded all the same.
  const ends = isWanted && !running.includes(wanted) ? [...running, wanted] : running
  const starts = [...new Set<RemediationKind>([wanted, 'roll back'])].filter((kind) => !running.includes(kind))
  const next = running.at(-1) ?? wanted
  useKey('remedy', () => open({ name: running.length > 0 ? 'complete' : 'start', kind: next }))

  return (
    <>
      {ends.map((kind) => (
        <Button
          key={`end ${kind}`}
          size="small"
          variant={running.includes(kind) ? 'primary' : 'plain'}
          {...(running.length > 0 && kind === next ? { shortcut: 'remedy' } : {})}
          onClick={() => open({ name: 'complete', kind })}
        >
          {REMEDIATION_LABEL[kind]} complete
        </Button>
      ))}
      {starts.map((kind) => (
        <Button
          key={`start ${kind}`}
          size="small"
          variant={isWanted && kind === wanted && running.length === 0 ? 'primary' : 'plain'}
          {...(running.length === 0 && kind === next ? { shortcut: 'remedy' } : {})}
          onClick={() => open({ name: 'start', kind })}
        >
          Start {REMEDIATION_LABEL[kind].toLowerCase()}
        </Button>
      ))}
      <Menu
        trigger={<IconButton size="small" label="Other ways" icon={<Ellipsis size={15} />} />}
        items={OTHERS.filter((kind) => kind !== wanted).map((kind) => ({
          label: `Start ${REMEDIATION_LABEL[kind].toLowerCase()}…`,
          onSelect: () => open({ name: 'start', kind }),
        }))}
      />
    </>
  )
}
