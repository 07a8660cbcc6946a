/** The card of a role is the guide's: what it does, what it leads, what it helps with. */
import { expect, it } from 'vitest'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { roleCard } from '../../../shared/playbook/role-card.ts'

it('names what the guide gives to the role', () => {
  expect(roleCard(BUILT_IN_PLAYBOOK, 'Release Manager').leads.map((item) => item.split(' ')[0])).toEqual(['IN2', 'IN6'])
  expect(roleCard(BUILT_IN_PLAYBOOK, 'Scrum Master').helps.map((item) => item.split(' ')[0])).toEqual(['IN9'])
  expect(roleCard(BUILT_IN_PLAYBOOK, 'database lead')).toEqual({ does: null, leads: [], helps: [] })
})
