/** Who was paged, how, by which channel it went out, and how long it took until somebody answered. */
import { deliveriesFor } from '../../incident/delivery.ts'
import { pagesOf, type PageStatus } from '../../incident/status.ts'
import type { Material } from '../material.ts'
import { lengthBetween, timeInline } from '../times.ts'
import { figure, NOT_RECORDED, quiet, table, text, type Column, type Line, type Section } from '../tree.ts'
import { joined, sendingLine } from './sending.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Time', kind: 'time' },
  { title: 'Paged', kind: 'words' },
  { title: 'How', kind: 'words' },
  { title: 'Answer', kind: 'words' },
]

const SENDING: Column = { title: 'Sending', kind: 'words' }

/** Left out where nobody was paged; the durations say so already. */
export function pagingSection(material: Material): Section[] {
  // A team that calls by hand alone has no use for an empty column.
  const isSent = pagesOf(material.state).some(({ page }) => deliveriesFor(material.state, page.id).length > 0)
  const rows = pagesOf(material.state).map((status) => {
    const { id, data, fact } = status.page
    return {
      cells: [
        [text(material.times.of(fact))],
        [text(`${data.whom.name}${data.text ? `: ${data.text}` : ''}`)],
        data.by ? [text(data.by)] : [NOT_RECORDED],
        ...(isSent ? [sendingLine(material, id) ?? [quiet('by hand')]] : []),
        answer(material, status),
      ],
    }
  })
  return rows.length > 0 ? [{ id: 'paging', title: 'Pages', remark: null, blocks: [table('Pages', isSent ? [...COLUMNS.slice(0, 3), SENDING, ...COLUMNS.slice(3)] : COLUMNS, rows)] }] : []
}

function answer(material: Material, { page, acknowledged, outcome, escalated }: PageStatus): Line {
  const { times, factOf } = material
  const parts: Line[] = []
  if (acknowledged) {
    const length = lengthBetween(times, page.fact, acknowledged.fact)
    const who = acknowledged.data.who?.name
    const answered = who && who !== page.data.whom.name ? `acknowledged by ${who}` : 'acknowledged'
    parts.push(length.text !== null ? [text(`${answered} after `), figure(length.text), text(`, ${length.ends}`)] : [text(`${answered} ${times.phrase(acknowledged.fact)}`)])
  }
  if (outcome) parts.push([text(`${outcome.data.outcome}, `), timeInline(times, outcome.time), ...(outcome.data.text ? [text(`: ${outcome.data.text}`)] : [])])
  if (escalated) parts.push([text(`escalated to ${nameOfPage(factOf(escalated.data.to)?.data)}, `), timeInline(times, escalated.time)])
  if (parts.length === 0) return [NOT_RECORDED]
  return joined(parts)
}

function nameOfPage(data: Readonly<Record<string, unknown>> | undefined): string {
  const whom = data?.['whom']
  return typeof whom === 'object' && whom !== null && 'name' in whom && typeof whom.name === 'string' ? whom.name : 'the next one'
}
