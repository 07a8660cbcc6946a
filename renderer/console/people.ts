/** The names that a form suggests: whoever has a part in this incident, then the playbook's roles. */
import { itemsOf, type IncidentState } from '../../shared/incident/state.ts'
import { rolesHeld } from '../../shared/incident/status.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'

export function peopleKnown(state: IncidentState, playbook: Playbook): string[] {
  const holders = rolesHeld(state).flatMap((role) => role.holders.map(({ data }) => data.holder!.name))
  const paged = itemsOf(state, 'Paged').map(({ data }) => data.whom.name)
  return [...new Set([...holders, ...paged, ...playbook.roles.map(({ name }) => name)])]
}
