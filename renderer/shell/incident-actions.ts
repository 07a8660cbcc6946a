/** What can be done with an incident as a whole, open or not: put it away, take it back, delete it. */
import type { Answer, IncidentRow } from '../../shared/api.ts'
import { newAttempt } from '../attempts.ts'
import { ask } from '../bridge.ts'
import { announce, useStore } from '../store.ts'

/** Puts an incident away, or takes it back; what came of it is announced. */
export async function archive({ id, title, archived }: Pick<IncidentRow, 'id' | 'title' | 'archived'>): Promise<void> {
  const answer = await ask('dispatch', { incident: id, command: { type: 'ArchiveIncident', archived: !archived }, attempt: newAttempt() })
  if (!answer.ok) announce(answer.sentence)
  else announce(archived ? `“${title}” is back in the list.` : `“${title}” is archived.`)
}

/** Asks whether an incident is to be deleted. */
export function askToDelete(id: string): void {
  useStore.setState({ deleting: id })
}

/** Deletes an incident; the window leaves it where it was open. */
export async function deleteIncident(id: string, title: string): Promise<Answer> {
  const answer = await ask('dispatch', { incident: id, command: { type: 'DeleteIncident' } })
  if (!answer.ok) return answer
  useStore.setState(({ open, opening, rows }) => ({
    deleting: null,
    rows: rows.filter((row) => row.id !== id),
    ...(open?.id === id && { open: null, place: 'console' }),
    ...(opening === id && { opening: null }),
  }))
  announce([`“${title}” is deleted.`, ...(answer.notices ?? [])].join(' '))
  return answer
}
