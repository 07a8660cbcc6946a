/** Who held which role, and who wrote things down. */
import { rolesHeld } from '../../incident/status.ts'
import type { Material } from '../material.ts'
import { text, type Row, type Section } from '../tree.ts'

/** Left out where no role was assigned and nothing is recorded. */
export function peopleSection({ state, times, rows: entries }: Material): Section[] {
  const roles = rolesHeld(state).map(({ role, holders }): Row => ({
    term: role.slice(0, 1).toUpperCase() + role.slice(1),
    words: [text(holders.map(({ data, fact }) => `${data.holder!.name}, since ${times.of(fact)}`).join('; '))],
  }))
  const scribes = [...new Set(entries.map(({ by }) => (by.role ? `${by.name} (${by.role})` : by.name)))]
  const rows = [...roles, ...(scribes.length > 0 ? [{ term: 'Written down by', words: [text(scribes.join(', '))] }] : [])]
  return rows.length > 0 ? [{ id: 'people', title: 'People and roles', remark: null, blocks: [{ kind: 'rows', rows }] }] : []
}
