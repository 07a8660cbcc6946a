/** Who was told what: notices to groups, and status updates with the next one promised against the next one sent. */
import { itemsOf, type Item } from '../../incident/state.ts'
import { groupName } from '../../playbook/schema.ts'
import type { Material } from '../material.ts'
import { table, text, type Column, type Line, type Section, quiet } from '../tree.ts'
import { judged } from './deadlines.ts'
import { sendingLine } from './sending.ts'

const NOTICE_COLUMNS: readonly Column[] = [
  { title: 'Time', kind: 'time' },
  { title: 'Notified', kind: 'words' },
  { title: 'How', kind: 'words' },
]

const UPDATE_COLUMNS: readonly Column[] = [
  { title: 'Time', kind: 'time' },
  { title: 'Update', kind: 'words' },
  { title: 'Next promised', kind: 'time' },
  { title: 'Next sent', kind: 'words' },
]

/** Left out where nobody was told anything; the deadlines say so already. */
export function communicationSection(material: Material): Section[] {
  const { state, times, playbook } = material
  const notices = itemsOf(state, 'StakeholdersNotified').map(({ id, data, fact }) => ({
    cells: [
      [text(times.of(fact))],
      [text(data.groups.map((group) => groupName(playbook, group)).join(', '))],
      [text([data.by && `by ${data.by}`, data.text].filter(Boolean).join(': ') || '–'), ...sent(material, id)],
    ],
  }))
  const updates = itemsOf(state, 'UpdatePosted').map((item) => ({
    cells: [[text(times.of(item.fact))], [quiet(`${item.data.audience}: `), text(item.data.text), ...sent(material, item.id)], ...promised(material, item)],
  }))
  const blocks = [
    ...(notices.length > 0 ? [table('Notices', NOTICE_COLUMNS, notices)] : []),
    ...(updates.length > 0 ? [table('Status updates', UPDATE_COLUMNS, updates)] : []),
  ]
  return blocks.length > 0 ? [{ id: 'communication', title: 'Notices and updates', remark: null, blocks }] : []
}

/** " (#ops: accepted, 14:24)", or nothing where it was told by hand. */
function sent(material: Material, subject: string): Line {
  const line = sendingLine(material, subject)
  return line === null ? [] : [text(' ('), ...line, text(')')]
}

/** What this update promised, and what became of it. */
function promised(material: Material, { id, data }: Item<'UpdatePosted'>): [Line, Line] {
  if (data.nextUpdateAt === undefined) return [[quiet('–')], [quiet('–')]]
  const clock = material.clocks.find(({ rule, start }) => rule === 'update' && start === id)
  return [[text(material.times.moment(data.nextUpdateAt))], clock ? judged(material, clock) : [quiet('none due: resolved')]]
}
