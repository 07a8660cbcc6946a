/** The buttons that verify and turn the incident: a check, mitigated, resolved, reopened. */
import { isOver, phaseOf, remediationsOf } from '../../../shared/incident/status.ts'
import { clocksOf } from '../../../shared/playbook/due.ts'
import { useKey } from '../../hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { useConsole } from '../context.ts'

export function TurnButtons() {
  const { state, playbook, open } = useConsole()
  const isOpen = !isOver(state)
  const isWatching = phaseOf(state) === 'watching'
  const isWatchOpen = clocksOf(state, playbook).some(({ rule, metAt, endedAt }) => rule === 'watch' && metAt === null && endedAt === null)
  const isRemedied = remediationsOf(state).some(({ completed }) => completed?.data.outcome === 'done')
  useKey('resolve', () => open({ name: 'resolve' }), isOpen)
  return (
    <>
      {isOpen && (
        <>
          <Button size="small" variant={isWatching && isWatchOpen ? 'primary' : 'plain'} shortcut="check" onClick={() => open({ name: 'check' })}>
            Record check
          </Button>
          {!isWatching && (
            <Button size="small" variant={isRemedied ? 'primary' : 'plain'} shortcut="mitigated" onClick={() => open({ name: 'mitigated' })}>
              Mark mitigated
            </Button>
          )}
          <Button size="small" variant={isWatching && !isWatchOpen ? 'primary' : 'plain'} shortcut="resolve" onClick={() => open({ name: 'resolve' })}>
            Resolve incident
          </Button>
        </>
      )}
      {(isWatching || !isOpen) && (
        <Button size="small" onClick={() => open({ name: 'reopen' })}>
          Reopen
        </Button>
      )}
    </>
  )
}
