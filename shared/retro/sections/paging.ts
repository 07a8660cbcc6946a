/** Who was paged, how, and how long it took until somebody answered. */
import { pagesOf, type PageStatus } from '../../incident/status.ts'
import type { Material } from '../material.ts'
import { lengthBetween, timeInline } from '../times.ts'
import { figure, NOT_RECORDED, table, text, type Column, type Line, type Section } from '../tree.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Time', kind: 'time' },
  { title: 'Paged', kind: 'words' },
  { title: 'How', kind: 'words' },
  { title: 'Answer', kind: 'words' },
]

/** Left out where nobody was paged; the durations say so already. */
export function pagingSection(material: Material): Section[] {
  const rows = pagesOf(material.state).map((status) => {
    const { data, fact } = status.page
    return {
      cells: [
        [text(material.times.of(fact))],
        [text(`${data.whom.name}${data.text ? `: ${data.text}` : ''}`)],
        data.by ? [text(data.by)] : [NOT_RECORDED],
        answer(material, status),
      ],
    }
  })
  return rows.length > 0 ? [{ id: 'paging', title: 'Pages', remark: null, blocks: [table('Pages', COLUMNS, rows)] }] : []
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
  return parts.flatMap((part, index) => (index === 0 ? part : [text('; '), ...part]))
}

function nameOfPage(data: Readonly<Record<string, unknown>> | undefined): string {
  const whom = data?.['whom']
  return typeof whom === 'object' && whom !== null && 'name' in whom && typeof whom.name === 'string' ? whom.name : 'the next one'
}
