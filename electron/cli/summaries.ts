/** The lines of many incidents, as the list in the window has them. */
import type { Desk } from '../desk.ts'
import type { IncidentSummary } from '../incident-summary.ts'

/** So many are looked at at once: looking is waiting for the disk. */
const AT_ONCE = 32

/** Of those that there are, in the order of their ids. */
export async function summariesOf(desk: Pick<Desk, 'summary'>, ids: readonly string[]): Promise<IncidentSummary[]> {
  const found: IncidentSummary[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => desk.summary(id)))
    found.push(...some.filter((summary) => summary !== null))
  }
  return found
}
