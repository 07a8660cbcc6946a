/** Who a fact is by: the person of the settings, else whoever the system says, and Knowngood itself for what it notices. */
import { userInfo } from 'node:os'
import type { Settings } from '../shared/api.ts'
import type { Actor } from '../shared/facts/fact.ts'

/** Shows reminders. */
export const KNOWNGOOD: Actor = { person: 'knowngood', name: 'Knowngood' }

/** @param login the system's name for whoever is logged in, where nobody has said who they are */
export function actorOf(person: Settings['person'], login: string): Actor {
  if (person === null) return { person: login, name: login }
  return { person: person.id, name: person.name, ...(person.role !== null && { role: person.role }) }
}

/** The system's name for whoever is logged in. */
export function loginName(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    // A user without an entry in the system's list, as in a container.
    return 'unknown'
  }
}
