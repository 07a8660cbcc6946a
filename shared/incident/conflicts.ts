/** What stands twice after a merge: two commanders, two titles, two releases. Shown, and settled by a choice that replaces both. */
import { standing } from '../facts/heads.ts'
import type { CommandInput } from './commands.ts'
import type { IncidentState, Item } from './state.ts'
import { rolesHeld } from './status.ts'

export interface Conflict {
  /** a question without its mark: "Which title holds" */
  readonly what: string
  /** what stands, each with the command that lets it stand alone */
  readonly choices: readonly { readonly label: string; readonly settle: CommandInput }[]
}

/** Every conflict that somebody has to settle: the roles of one person first. Two that say the same settle themselves. */
export function conflictsOf(state: IncidentState): Conflict[] {
  const roles = rolesHeld(state)
    .filter(({ conflict }) => conflict)
    .map(({ role, holders }): Conflict => ({
      what: `Who is ${role}`,
      choices: holders.map(({ data: { holder } }) => ({ label: holder!.name, settle: { type: 'AssignRole', role, to: holder } })),
    }))
  const titles = (standing(state.heads, 'title') as readonly { value: unknown }[]).map(({ value }) => (value as Item<'TitleChanged'>).data)
  const releases = (standing(state.heads, 'release') as readonly { value: unknown }[]).map(({ value }) => (value as Item<'ReleaseLinked'>).data)
  return [
    ...roles,
    ...rivals('Which title holds', titles.map(({ title }) => ({ label: title, settle: { type: 'ChangeTitle', title } }))),
    ...rivals('Which release does it follow', releases.map(({ name, knownGood }) => ({
      label: knownGood ? `${name}, known good ${knownGood}` : name,
      settle: { type: 'LinkRelease', name, knownGood },
    }))),
  ]
}

function rivals(what: string, choices: Conflict['choices']): Conflict[] {
  const different = choices.filter(({ label }, index) => choices.findIndex((other) => other.label === label) === index)
  return different.length > 1 ? [{ what, choices: different }] : []
}
