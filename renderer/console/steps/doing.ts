/** What each step of the guidance opens, and the key that does the same. */
import type { StepDoes } from '../../../shared/playbook/guidance.ts'
import type { Owed } from '../../../shared/playbook/owed.ts'
import type { IncidentState } from '../../../shared/incident/state.ts'
import { decisionsOf, runningRemediations, unansweredPages } from '../../../shared/incident/status.ts'
import { REMEDIATION_KINDS, type RemediationKind } from '../../../shared/incident/words.ts'
import type { KeyName } from '../../keys.ts'
import type { DialogRequest } from '../dialogs/request.ts'

const KEY_OF: Partial<Record<StepDoes, KeyName>> = {
  assess: 'assess',
  page: 'page',
  'page next': 'page',
  'notify stakeholders': 'notify',
  'notify customer group': 'notify',
  decide: 'decide',
  'start remediation': 'remedy',
  'complete remediation': 'remedy',
  check: 'check',
  mitigated: 'mitigated',
  factor: 'factor',
  action: 'action',
  update: 'update',
  'update customers': 'update',
  resolve: 'resolve',
}

export function keyOf(does: StepDoes): KeyName | undefined {
  return KEY_OF[does]
}

/** The dialog of a step; 'notify' where the step records the notices that are due at once. */
export function dialogOf(does: StepDoes, state: IncidentState): DialogRequest | 'notify' {
  switch (does) {
    case 'page next': {
      const page = unansweredPages(state)[0]?.page.id
      return page === undefined ? { name: 'page' } : { name: 'page next', page }
    }
    case 'notify stakeholders':
    case 'notify customer group':
      return 'notify'
    case 'start remediation':
      return { name: 'start', kind: remedyKind(state) }
    case 'complete remediation':
      return { name: 'complete', kind: runningRemediations(state).at(-1)?.data.kind ?? remedyKind(state) }
    case 'update customers':
      return { name: 'update', audience: 'customers' }
    case 'schedule retro':
      return { name: 'retro' }
    case 'hold retro':
      return { name: 'held' }
    case 'assess':
    case 'page':
    case 'decide':
    case 'check':
    case 'mitigated':
    case 'investigate':
    case 'factor':
    case 'action':
    case 'update':
    case 'resolve':
      return { name: does }
  }
}

/** The dialog in which what is owed is filled in. */
export function owedDialog(owed: Owed): DialogRequest {
  switch (owed.fill) {
    case 'severity':
    case 'began':
    case 'release':
      return { name: owed.fill }
    case 'figure':
      return { name: 'metric' }
    case 'reason':
      return { name: 'reason', entry: owed.about, asks: owed.text }
    case 'owner':
      return { name: 'action', action: owed.about }
  }
}

/** What the standing decision asks to carry out; a rollback where nothing else was decided. */
export function remedyKind(state: IncidentState): RemediationKind {
  const decided = decisionsOf(state).findLast(({ replacedBy }) => replacedBy.length === 0)?.decision.data.kind
  return REMEDIATION_KINDS.find((kind) => kind === decided) ?? 'roll back'
}
