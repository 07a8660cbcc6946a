/** Action items with what a follow-up needs: owner, due date, type, priority, state, tracker. */
import { actionsOf } from '../../incident/status.ts'
import type { Material } from '../material.ts'
import { paragraph, quiet, table, text, type Column, type Line, type Section } from '../tree.ts'
import { evidenceLine } from './evidence.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Action item', kind: 'words' },
  { title: 'Owner', kind: 'words' },
  { title: 'Due', kind: 'words' },
  { title: 'Type', kind: 'words' },
  { title: 'Priority', kind: 'words' },
  { title: 'State', kind: 'words' },
]

export function actionsSection({ state }: Material): Section {
  const rows = actionsOf(state).map(({ item, text: words, owner, due, type, priority, state: standing, tracker }) => ({
    cells: [
      [text(words ?? item.data.text), ...(tracker ? [quiet(' · '), ...evidenceLine([{ url: tracker }])] : [])],
      field(owner, 'no owner yet'),
      field(due, 'no date yet'),
      field(type, 'not set'),
      field(priority, 'not set'),
      field(standing, 'open'),
    ],
  }))
  const block = rows.length > 0 ? table('Action items', COLUMNS, rows) : paragraph(text('No action item is recorded.'))
  return { id: 'actions', title: 'Action items', remark: null, blocks: [block] }
}

function field(value: string | null, missing: string): Line {
  return [value === null ? quiet(missing) : text(value)]
}
