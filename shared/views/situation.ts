/** The situation in five lines: impact now, working theory, who does what, last decision, next update. */
import type { FoldedIncident } from '../incident/evolve.ts'
import { lastSentAt } from '../incident/delivery.ts'
import { itemsOf } from '../incident/state.ts'
import { decisionsOf, impactAt, isOver, promisesOf, releaseOf, runningRemediations, workingTheory } from '../incident/status.ts'
import { REMEDIATION_LABEL } from '../incident/words.ts'
import { runningClocks } from '../playbook/due.ts'
import type { Playbook } from '../playbook/schema.ts'
import { reading, sentenceOf } from './sentence.ts'
import { sentenceContext } from './timeline.ts'

export interface SituationLine {
  readonly label: 'Impact' | 'Theory' | 'Doing' | 'Decided' | 'Update'
  readonly text: string
  /** nothing is known here yet */
  readonly empty: boolean
}

/** The five lines. `timeText` writes a moment (UTC in) as people of this window read it. */
export function situationOf(incident: FoldedIncident, playbook: Playbook, timeText: (time: string) => string): SituationLine[] {
  const { state } = incident
  const context = sentenceContext(incident, playbook, timeText)

  const impact = impactAt(state)
  const metric = itemsOf(state, 'MetricRead').at(-1)
  const impactText = [
    metric && `${metric.data.metric} ${reading(metric.data.value, metric.data.unit)}`,
    impact && sentenceOf(impact.fact, context).replace(/^Impact assessed: /, ''),
  ].filter(Boolean).join(' · ')

  const theory = workingTheory(state)
  const doing = [
    ...runningRemediations(state).map(({ data }) => `${REMEDIATION_LABEL[data.kind]} under way${data.target ? ` to ${data.target}` : ''}`),
    ...promisesOf(state).filter(({ settled }) => !settled).map(({ promise: { data } }) => `${data.who ? `${data.who}: ` : ''}${data.text}, until ${timeText(data.dueAt)}`),
  ].join(' · ')

  const decision = decisionsOf(state).findLast(({ replacedBy }) => replacedBy.length === 0)?.decision
  const release = releaseOf(state)
  const releaseText = release && `release ${release.data.name}${release.data.knownGood ? `, known good ${release.data.knownGood}` : ''}`
  const decided = decision ? `${sentenceOf(decision.fact, context).replace(/^Decision: /, '')}, ${timeText(decision.time)}` : 'nothing yet'

  const update = runningClocks(state, playbook).find(({ rule }) => rule === 'update')
  const sent = lastSentAt(state, itemsOf(state, 'UpdatePosted'))
  const updateText = [
    sent !== null && `last sent ${timeText(sent)}`,
    update ? `${sent === null ? 'first' : 'next'} due ${timeText(update.due)}` : isOver(state) ? 'none due: the incident is over' : null,
  ].filter(Boolean).join(' · ')

  const line = (label: SituationLine['label'], text: string | null, otherwise: string): SituationLine => ({ label, text: text || otherwise, empty: !text })
  return [
    line('Impact', impactText, 'not assessed yet'),
    line('Theory', theory && `${theory.item.data.text} · ${theory.verdict}`, 'none yet'),
    line('Doing', doing, 'nothing handed out'),
    { label: 'Decided', text: [decided, releaseText].filter(Boolean).join(' · '), empty: !decision },
    line('Update', updateText, 'none sent'),
  ]
}

/** The five lines as text for a chat. */
export function situationText(lines: readonly SituationLine[]): string {
  return lines.map(({ label, text }) => `${label}: ${text}`).join('\n')
}
