/** The card of a role: what it does, and what the guide names it for. */
import type { Playbook } from './schema.ts'

export interface RoleCard {
  readonly does: string | null
  /** the guide's items of an incident that this role leads, then those it helps with: id and words */
  readonly leads: readonly string[]
  readonly helps: readonly string[]
}

/** @param role as the playbook spells it; a role of one's own has an empty card */
export function roleCard(playbook: Playbook, role: string): RoleCard {
  const item = ({ id, text }: { id: string; text: string }): string => `${id} ${text}`
  return {
    does: playbook.roles.find(({ name }) => name === role)?.does ?? null,
    leads: playbook.incident.filter(({ owners }) => owners.includes(role)).map(item),
    helps: playbook.incident.filter((each) => each.with.includes(role)).map(item),
  }
}
