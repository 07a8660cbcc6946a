/** Reads an incident for its line in the list. */
import type { Desk } from '../desk.ts'
import { summaryOf } from '../incident-summary.ts'
import type { Summarised } from './jobs.ts'

export async function summarise(desk: Pick<Desk, 'read'>, id: string): Promise<Summarised> {
  const read = await desk.read(id)
  return { id, summary: read && summaryOf(read), lacksPlaybook: read?.lacksPlaybook === true, hasRedactedWords: read?.hasRedactedWords === true }
}
