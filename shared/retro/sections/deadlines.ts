/** Deadlines judged from the facts, afterwards as well as live: as time, never as blame (design section 4). */
import { itemsOf } from '../../incident/state.ts'
import { isOver } from '../../incident/status.ts'
import type { Clock } from '../../playbook/due.ts'
import { durationText } from '../../time/duration.ts'
import type { Material } from '../material.ts'
import { timeInline } from '../times.ts'
import { late, NOT_RECORDED, paragraph, quiet, table, text, type Line, type Section } from '../tree.ts'

const COLUMNS = [
  { title: 'What was due', kind: 'words' },
  { title: 'From', kind: 'time' },
  { title: 'Due', kind: 'time' },
  { title: 'Done', kind: 'words' },
] as const

export function deadlinesSection(material: Material): Section {
  const { clocks, times } = material
  const rows = clocks.map((clock) => ({
    cells: [
      [text(clock.label), ...(clock.guide ? [quiet(` (${clock.guide})`)] : [])],
      [timeInline(times, clock.startedAt)],
      [timeInline(times, clock.due)],
      judged(material, clock),
    ],
  }))
  return {
    id: 'deadlines',
    title: 'Deadlines',
    remark: `by the playbook “${material.playbook.name}”`,
    blocks: rows.length > 0 ? [table('Deadlines', COLUMNS, rows)] : [paragraph(text('No deadline ran.'))],
  }
}

/** Kept, late by how much, no longer due, not recorded, or not to be judged. */
export function judged(material: Material, clock: Clock): Line {
  const { state, times, backfilled, isKnown } = material
  if (!isKnown(clock.startedAt) || (clock.metAt !== null && !isKnown(clock.metAt))) return [quiet('not known to the minute')]
  // A retro that was held meets the clock of its scheduling too; that no plan was written down does not make it late.
  const unplanned = clock.rule === 'retro-scheduled' && itemsOf(state, 'RetroScheduled').length === 0
  if (clock.metAt !== null && !unplanned) {
    const done = timeInline(times, clock.metAt)
    return clock.late ? [late(`late by ${overrun(clock.due, clock.metAt)}`), text(': '), done] : [text('kept: '), done]
  }
  if (clock.endedAt === null) return backfilled || isOver(state) || unplanned ? [NOT_RECORDED] : [quiet('open')]
  const ended = timeInline(times, clock.endedAt)
  return clock.endedAt <= clock.due ? [quiet('no longer due from '), ended] : [quiet('not recorded by then; no longer due from '), ended]
}

/** How much later, at least a second: what is late by a moment is not late by nothing. */
export function overrun(due: string, done: string): string {
  return durationText(Math.max(Date.parse(done) - Date.parse(due), 1000))
}
