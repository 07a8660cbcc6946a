/** The retro itself: when it was to be, and when it was. */
import { itemsOf } from '../../incident/state.ts'
import { retroPlan } from '../../incident/status.ts'
import type { Material } from '../material.ts'
import { NOT_RECORDED, text, type Row, type Section } from '../tree.ts'

export function meetingSection({ state, times }: Material): Section {
  const plan = retroPlan(state)
  const held = itemsOf(state, 'RetroHeld')
  const rows: Row[] = [
    { term: 'Scheduled for', words: plan ? [text(`${times.moment(plan.data.time)}${plan.data.where ? `, ${plan.data.where}` : ''}`)] : [NOT_RECORDED] },
    ...(held.length === 0 ? [{ term: 'Held', words: [NOT_RECORDED] }] : []),
    ...held.map(({ data, fact }) => ({ term: 'Held', words: [text(`${times.of(fact)}${data.text ? `: ${data.text}` : ''}`)] })),
  ]
  return { id: 'meeting', title: 'The retro', remark: null, blocks: [{ kind: 'rows', rows }] }
}
