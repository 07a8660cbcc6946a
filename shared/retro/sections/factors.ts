/** Contributing factors, the trigger apart from them, and the theories that led there. */
import { itemsOf } from '../../incident/state.ts'
import type { Material } from '../material.ts'
import { evidenceLine } from './evidence.ts'
import { NOT_RECORDED, paragraph, quiet, text, type Block, type Line, type Section } from '../tree.ts'

export function factorsSection({ state, times, rowOf }: Material): Section {
  const named = itemsOf(state, 'ContributingFactorNamed').map(({ id, data, fact }) => {
    const row = rowOf(id)
    const line: Line = [
      text(data.text),
      quiet(` · named ${times.phrase(fact)}${row ? `, row ${String(row)}` : ''}`),
      ...(fact.evidence?.length ? [quiet(' · '), ...evidenceLine(fact.evidence)] : []),
    ]
    return { trigger: data.kind === 'trigger', line }
  })
  const triggers = named.filter(({ trigger }) => trigger)
  const factors = named.filter(({ trigger }) => !trigger)
  const theories = itemsOf(state, 'HypothesisStated').map(({ id, data, fact }): Line => {
    const judged = itemsOf(state, 'HypothesisJudged').findLast((item) => item.data.hypothesis === id)
    return [text(data.text), quiet(` · stated ${times.phrase(fact)}; ${judged ? `${judged.data.verdict} ${times.phrase(judged.fact)}` : 'open'}`)]
  })

  const blocks: Block[] = [
    factors.length > 0 ? { kind: 'list', items: factors.map(({ line }) => line) } : paragraph(text('No contributing factor is recorded.')),
    {
      kind: 'rows',
      rows: [
        ...(triggers.length > 0 ? triggers.map(({ line }) => ({ term: 'Trigger', words: line })) : [{ term: 'Trigger', words: [NOT_RECORDED] }]),
        ...theories.map((words) => ({ term: 'Theory', words })),
      ],
    },
  ]
  return { id: 'factors', title: 'Contributing factors', remark: null, blocks }
}
