/** Every decision with its reason and what was known when it was taken: the cure for hindsight. */
import { knownTime } from '../../facts/fact.ts'
import type { IncidentFactType } from '../../incident/events.ts'
import { itemsOf, type Item } from '../../incident/state.ts'
import { decisionsOf, promisesOf, type DecisionStatus, type PromiseStatus } from '../../incident/status.ts'
import { reading } from '../../views/sentence.ts'
import type { Material } from '../material.ts'
import { NOT_RECORDED, paragraph, quiet, text, type Block, type Line, type Row, type Section } from '../tree.ts'
import { evidenceLine } from './evidence.ts'
import { assessment } from './impact.ts'

export function decisionsSection(material: Material): Section {
  const cards = decisionsOf(material.state).map((status) => card(material, status))
  return {
    id: 'decisions',
    title: 'Decisions, and what was known then',
    remark: null,
    blocks: cards.length > 0 ? cards : [paragraph(text('No decision is recorded.'))],
  }
}

function card(material: Material, { decision, replacedBy }: DecisionStatus): Block {
  const { state, times, factOf, sentence } = material
  const { data, fact } = decision
  const title = sentence({ ...fact, data: { ...data, reason: undefined } }).replace(/^Decision: /, '')
  const instead = (fact.replaces ?? []).map(factOf).filter((each) => each !== null)
  const rows: Row[] = [
    { term: 'Reason', words: data.reason ? [text(data.reason)] : [NOT_RECORDED] },
    ...(data.question ? [{ term: 'Question', words: [text(data.question)] }] : []),
    ...(data.target ? [{ term: 'Target', words: [text(data.target)] }] : []),
    { term: 'Known then', words: knownThen(material, decision) },
    ...instead.map((earlier) => ({ term: 'Instead of', words: [reference(material, earlier.id, sentence(earlier))] })),
    ...replacedBy.map((id) => ({ term: 'Replaced by', words: [reference(material, id, sentence(factOf(id)!))] })),
    ...promisesOf(state).filter(({ promise }) => promise.data.decision === decision.id).map((promise) => ({ term: 'Look again', words: lookAgain(material, promise) })),
    ...(fact.evidence?.length ? [{ term: 'Evidence', words: evidenceLine(fact.evidence) }] : []),
  ]
  const row = material.rowOf(decision.id)
  return { kind: 'card', title: [text(title.slice(0, 1).toUpperCase() + title.slice(1)), quiet(` · ${times.of(fact)}${row ? `, row ${String(row)}` : ''}`)], rows }
}

function reference({ rowOf }: Material, id: string, words: string) {
  const row = rowOf(id)
  return text(`${words.replace(/^Decision: /, '')}${row ? ` (row ${String(row)})` : ''}`)
}

/** The latest severity, impact, reading of each metric, and theory that the team knew of by then (design section 2, replay). */
function knownThen(material: Material, decision: Item<'DecisionRecorded'>): Line {
  const { state, times, backfilled } = material
  const known = <T extends IncidentFactType>(type: T): Item<T>[] =>
    itemsOf(state, type).filter(({ fact, time }) => time <= decision.time && knownTime(fact, backfilled) <= decision.time)
  const latestOf = new Map(known('MetricRead').map((item) => [item.data.metric, item]))
  const severity = known('SeverityChanged').at(-1)
  const impact = known('ImpactAssessed').at(-1)
  const ruledOut = new Set(known('HypothesisJudged').filter(({ data }) => data.verdict === 'ruled out').map(({ data }) => data.hypothesis))
  const theory = known('HypothesisStated').findLast(({ id }) => !ruledOut.has(id))
  const factors = known('ContributingFactorNamed')

  const parts = [
    ...(severity ? [`severity ${severity.data.severity ?? 'not set'} (${times.of(severity.fact)})`] : []),
    ...(impact ? [`${assessment(material, impact)} (${times.of(impact.fact)})`] : []),
    ...[...latestOf.values()].map(({ data, fact }) => `${data.metric} ${reading(data.value, data.unit)} (${times.of(fact)})`),
    ...(theory ? [`theory: ${theory.data.text} (${times.of(theory.fact)})`] : []),
    ...factors.map(({ data, fact }) => `contributing factor: ${data.text} (${times.of(fact)})`),
  ]
  return parts.length > 0 ? [text(parts.join('; '))] : [quiet('nothing recorded by then')]
}

function lookAgain({ times }: Material, { promise, settled }: PromiseStatus): Line {
  const by = `by ${times.moment(promise.data.dueAt)}`
  return settled ? [text(`${by}: ${settled.data.outcome} ${times.phrase(settled.fact)}`)] : [text(`${by}: `), NOT_RECORDED]
}
