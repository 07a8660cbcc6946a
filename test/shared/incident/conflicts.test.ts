/** Two that stand after a merge are a conflict, and choosing one settles it. */
import { expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { conflictsOf } from '../../../shared/incident/conflicts.ts'
import { releaseOf, titleOf } from '../../../shared/incident/status.ts'
import { given, story, type Step } from '../../helpers/given.ts'

const DECLARED: Step = { type: 'DeclareIncident', title: 'API down' }

/** The last fact of a type once more, as another machine wrote it meanwhile. */
function rival(steps: readonly Step[], type: string, data: Record<string, unknown>): Fact {
  const told = story(...steps)
  const mine = told.facts.find(({ id }) => id === told.last(type))!
  return { ...mine, id: mine.id.replace(/.{8}$/, 'zzzzzzzz'), data }
}

it.each([
  ['AssignRole', { type: 'AssignRole', role: 'incident commander', to: 'Ana' }, 'RoleAssigned', { role: 'incident commander', holder: { name: 'Cleo' } }, 'Who is incident commander', ['Ana', 'Cleo']],
  ['ChangeTitle', { type: 'ChangeTitle', title: 'API slow' }, 'TitleChanged', { title: 'Checkout fails' }, 'Which title holds', ['API slow', 'Checkout fails']],
  ['LinkRelease', { type: 'LinkRelease', name: 'v2' }, 'ReleaseLinked', { name: 'v3', knownGood: 'v1' }, 'Which release does it follow', ['v2', 'v3, known good v1']],
] as const)('%s: both are offered, and the choice stands alone', (_, command, type, data, what, labels) => {
  const before: Step[] = [DECLARED, command]
  const merged: Step[] = [...before, rival(before, type, data)]
  const [conflict] = conflictsOf(story(...merged).incident.state)
  expect([conflict!.what, conflict!.choices.map(({ label }) => label)]).toEqual([what, labels])
  const settled = given(...merged).when(conflict!.choices[1]!.settle)
  expect(settled.made[0]!.replaces).toHaveLength(2)
  expect(conflictsOf(settled.incident.state)).toEqual([])
  if (type === 'TitleChanged') expect(titleOf(settled.incident.state)).toBe('Checkout fails')
  if (type === 'ReleaseLinked') expect(releaseOf(settled.incident.state)!.data).toEqual({ name: 'v3', knownGood: 'v1' })
})

it('two that say the same are no conflict', () => {
  const before: Step[] = [DECLARED, { type: 'ChangeTitle', title: 'API slow' }]
  expect(conflictsOf(story(...before, rival(before, 'TitleChanged', { title: 'API slow' })).incident.state)).toEqual([])
})
