/** How long each part took, with both ends: derived, never entered (design section 5). */
import type { Instant } from '../../incident/instants.ts'
import { durationsOf, type Duration } from '../../views/durations.ts'
import type { Material } from '../material.ts'
import { lengthBetween, type Length } from '../times.ts'
import { figure, late, quiet, table, text, type Line, type Section } from '../tree.ts'

/** One duration of the table, in the document's words. */
export function lengthOf(material: Material, { start, end }: Pick<Duration, 'start' | 'end'>): Length {
  const fact = (instant: Instant | null) => instant && material.factOf(instant.fact)
  return lengthBetween(material.times, fact(start), fact(end))
}

/** "15 min, 14:00 → 14:15"; without a length "14:15 → not recorded". */
export function lengthLine({ text: length, ends, negative }: Length): Line {
  if (length === null) return [quiet(ends)]
  return [figure(length), text(`, ${ends}`), ...(negative ? [late(' (the end is recorded before the start)')] : [])]
}

export function durationsSection(material: Material): Section {
  const rows = durationsOf(material.state).map((duration) => ({ cells: [[text(duration.name)], lengthLine(lengthOf(material, duration))] }))
  const columns = [{ title: 'From … to', kind: 'words' as const }, { title: 'How long, with both ends', kind: 'words' as const }]
  return { id: 'durations', title: 'Durations', remark: 'wall-clock time, from the moments in the timeline', blocks: [table('Durations', columns, rows)] }
}
