/** Which snapshots are kept: the ten newest, and the last of each of the thirty newest days. */
import { isoDay } from '../../shared/time/format.ts'

const NEWEST = 10
const DAYS = 30

/**
 * The names of those that may go. Counted in snapshots and days that there are, not from the clock: one that is set wrong must not empty the folder.
 * @param snapshots the newest first
 */
export function outdated(snapshots: readonly { readonly name: string; readonly made: string }[], zone: string): string[] {
  const days = new Set<string>()
  return snapshots.flatMap(({ name, made }, index) => {
    const day = isoDay(made, zone)
    const isLastOfDay = !days.has(day)
    days.add(day)
    return index < NEWEST || (isLastOfDay && days.size <= DAYS) ? [] : [name]
  })
}
