/** Contributing factors, the trigger apart from them, and the theories that led there. */
import { itemsOf } from '../../incident/state.ts'
import type { Material } from '../material.ts'
import { NOT_RECORDED, quiet, text, type Line, type Row, type Section } from '../tree.ts'
import { evidenceLine } from './evidence.ts'

export function factorsSection({ state, times, rowOf }: Material): Section {
  const named = itemsOf(state, 'ContributingFactorNamed').map(({ id, data, fact }) => {
    const row = rowOf(id)
    const words: Line = [
      text(data.text),
      quiet(` · named ${times.phrase(fact)}${row ? `, row ${String(row)}` : ''}`),
      ...(fact.evidence?.length ? [quiet(' · '), ...evidenceLine(fact.evidence)] : []),
    ]
    return { term: data.kind === 'trigger' ? 'Trigger' : 'Contributing factor', words }
  })
  const theories = itemsOf(state, 'HypothesisStated').map(({ id, data, fact }) => {
    const judged = itemsOf(state, 'HypothesisJudged').findLast((item) => item.data.hypothesis === id)
    const verdict = judged ? `${judged.data.verdict} ${times.phrase(judged.fact)}` : 'open'
    return { term: 'Theory', words: [text(data.text), quiet(` · stated ${times.phrase(fact)}; ${verdict}`)] }
  })
  const about = (term: string): Row[] => {
    const rows = named.filter((each) => each.term === term)
    return rows.length > 0 ? rows : [{ term, words: [NOT_RECORDED] }]
  }
  const rows = [...about('Contributing factor'), ...about('Trigger'), ...theories]
  return { id: 'factors', title: 'Contributing factors', remark: null, blocks: [{ kind: 'rows', rows }] }
}
