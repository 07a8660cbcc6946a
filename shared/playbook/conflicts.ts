/** What no field says by itself: ids that are taken, names that lead nowhere. */
import { SEVERITIES } from '../incident/words.ts'
import type { Playbook, PlaybookItem } from './schema.ts'

/** The way to a field: names of fields, and places in lists from 0. */
export type Place = readonly (string | number)[]

export interface PlaybookConflict {
  readonly path: Place
  /** what is wrong and what to write instead */
  readonly sentence: string
  /** the playbook cannot be used because of it */
  readonly isGrave: boolean
}

/** Everything in a playbook that contradicts something else in it. */
export function conflictsIn(playbook: Playbook): PlaybookConflict[] {
  const { severities, groups, customerGroup, directory } = playbook
  return [
    ...repeated(severities.map(({ id }, index) => ({ id, path: ['severities', index, 'id'] })), `Each of ${SEVERITIES.join(', ')} stands there once.`),
    ...repeated(itemsOf(playbook), 'Every item of the checklists has an id of its own.'),
    ...repeated(groups.map(({ id }, index) => ({ id, path: ['groups', index, 'id'] })), 'Every group has an id of its own.'),
    ...repeated(directory.map(({ id }, index) => ({ id, path: ['directory', index, 'id'] })), 'Everybody in the directory has an id of their own.'),
    ...(groups.some(({ id }) => id === customerGroup)
      ? []
      : [grave(['customerGroup'], `customerGroup is ${JSON.stringify(customerGroup)}, and no group has this id. ${oneOf(groups.map(({ id }) => id))}`)]),
    ...directory.flatMap(({ id, next }, index) => nextOf(id, next, index, playbook)),
  ]
}

function nextOf(id: string, next: string | undefined, index: number, { directory }: Playbook): PlaybookConflict[] {
  const path = ['directory', index, 'next']
  if (next === undefined) return []
  if (next === id) return [{ path, isGrave: false, sentence: `directory[${String(index)}].next names ${JSON.stringify(id)} itself, so nobody else is paged where ${id} does not answer.` }]
  if (directory.some((entry) => entry.id === next)) return []
  return [grave(path, `directory[${String(index)}].next is ${JSON.stringify(next)}, and nobody in the directory has this id. ${oneOf(directory.filter((entry) => entry.id !== id).map((entry) => entry.id))}`)]
}

function itemsOf({ releaseTypes, beforeRelease, deployment, smokeTests, incident, rollBackIf, fixForwardIf, releaseNotes }: Playbook): Named[] {
  const lists: readonly (readonly [Place, readonly PlaybookItem[]])[] = [
    [['releaseTypes'], releaseTypes],
    [['beforeRelease'], beforeRelease],
    [['deployment'], deployment],
    [['smokeTests', 'items'], smokeTests.items],
    [['incident'], incident],
    [['rollBackIf'], rollBackIf],
    [['fixForwardIf'], fixForwardIf],
    [['releaseNotes', 'fields'], releaseNotes.fields],
  ]
  return lists.flatMap(([path, items]) => items.map(({ id }, index) => ({ id, path: [...path, index, 'id'] })))
}

interface Named {
  readonly id: string
  readonly path: Place
}

/** Every one whose id another one had before it. */
function repeated(all: readonly Named[], rule: string): PlaybookConflict[] {
  const seen = new Set<string>()
  return all.flatMap(({ id, path }) => {
    if (seen.has(id)) return [grave(path, `The id ${JSON.stringify(id)} is taken. ${rule}`)]
    seen.add(id)
    return []
  })
}

function oneOf(ids: readonly string[]): string {
  return ids.length === 0 ? 'Leave it out.' : `Write one of ${ids.map((id) => JSON.stringify(id)).join(', ')}.`
}

function grave(path: Place, sentence: string): PlaybookConflict {
  return { path, sentence, isGrave: true }
}
