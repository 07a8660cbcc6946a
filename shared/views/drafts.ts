/** Messages drafted from the facts: to whom is paged, to stakeholders, and status updates that say what changed. Nothing in them is made up. */
import { timelineTime, type Fact } from '../facts/fact.ts'
import { lastSentAt } from '../incident/delivery.ts'
import type { FactData, IncidentFactType } from '../incident/events.ts'
import type { FoldedIncident } from '../incident/evolve.ts'
import { itemsOf, type IncidentState, type Item } from '../incident/state.ts'
import { customersAffected, decisionsOf, holdersOf, impactAt, isBackfilled, lastUntil, promisesOf, runningRemediations, severityAt, titleOf, workingTheory } from '../incident/status.ts'
import { COMMANDER, REMEDIATION_LABEL, type Audience } from '../incident/words.ts'
import { guidanceOf, type StepDoes } from '../playbook/guidance.ts'
import type { BreakGlassCard, Playbook } from '../playbook/schema.ts'
import { offset } from '../time/format.ts'
import { reading, sentenceOf } from './sentence.ts'
import { sentenceContext } from './timeline.ts'

/** Whom a message is for: colleagues, who may read everything, or customers, who read no names, titles, numbers or causes. */
export type Wording = 'internal' | 'customers'

export interface DraftContext {
  readonly playbook: Playbook
  /** a moment (UTC) as the writer's team writes it */
  readonly timeText: (time: string) => string
  /** IANA; customers read it beside every time */
  readonly zone: string
}

/** "P1: API errors. All customers affected, degraded. Join: https://meet.example.org/war-room". @param breakGlass of this machine */
export function pageDraft(incident: FoldedIncident, breakGlass: readonly BreakGlassCard[], context: DraftContext): string {
  const bridge = breakGlass.find(({ kind }) => kind === 'bridge')
  return paragraph([headline(incident.state), impactWords(incident, context), bridge && `Join: ${bridge.value}`])
}

/** What a notice says: how it stands, in one paragraph. */
export function noticeDraft(incident: FoldedIncident, wording: Wording, context: DraftContext): string {
  return wording === 'customers' ? forCustomers(incident, null, context) : paragraph([headline(incident.state), ...standing(incident, context)])
}

/** What an update says: what changed since the last one to the same readers that really went out, and how it stands. */
export function updateDraft(incident: FoldedIncident, audience: Audience, context: DraftContext): string {
  const last = lastUpdate(incident.state, audience)
  if (audience !== 'internal') return forCustomers(incident, last, context)
  if (last === null) return [headline(incident.state), ...standing(incident, context), next(incident.state, context)].filter((line) => line !== null).join('\n')
  const changes = changesSince(incident, last, context)
  const said = changes.length > 0 ? [`Since ${context.timeText(last)}:`, ...changes.map((change) => `- ${change}`)] : [`No change since ${context.timeText(last)}.`, impactWords(incident, context)]
  return [...said, ...underWay(incident.state, context), next(incident.state, context)].filter((line) => line !== null).join('\n')
}

/** When the readers of an audience were last told something, UTC; customers read what is public, too. */
function lastUpdate(state: IncidentState, audience: Audience): string | null {
  return lastSentAt(state, itemsOf(state, 'UpdatePosted').filter(({ data }) => (data.audience === 'internal') === (audience === 'internal')))
}

/** "P1: API errors." */
function headline(state: IncidentState): string {
  return closed([severityAt(state), titleOf(state)].filter(Boolean).join(': '))
}

/** How it stands, a sentence each: impact, decision, what is under way, what ended it, who commands. */
function standing(incident: FoldedIncident, context: DraftContext): string[] {
  const { state } = incident
  const words = sentenceContext(incident, context.playbook, context.timeText)
  const decision = decisionsOf(state).findLast(({ replacedBy }) => replacedBy.length === 0)?.decision
  const theory = workingTheory(state)
  const ended = endOf(state)
  const commander = holdersOf(state, COMMANDER)[0]
  return [
    ...began(state, context),
    impactWords(incident, context),
    decision && closed(sentenceOf(decision.fact, words).replace(/^Decision: /, 'Decided: ')),
    theory && closed(`Theory: ${theory.item.data.text}`),
    ...underWay(state, context),
    ended && closed(`${ended.type === 'IncidentResolved' ? 'Resolved' : 'Mitigated'} ${context.timeText(ended.time)}`),
    commander && closed(`Commander: ${commander.data.holder!.name}`),
  ].filter((sentence) => typeof sentence === 'string')
}

function began(state: IncidentState, { timeText }: DraftContext): string[] {
  const start = itemsOf(state, 'ImpactStarted').find(hasClockTime)
  return start ? [`Since ${timeText(start.time)}.`] : []
}

/** "All customers affected, degraded.", with the last reading in front; null where nobody has looked. */
function impactWords(incident: FoldedIncident, context: DraftContext): string | null {
  const { state } = incident
  const impact = impactAt(state)
  const metric = itemsOf(state, 'MetricRead').at(-1)
  const words = [
    metric && `${metric.data.metric} ${reading(metric.data.value, metric.data.unit)}`,
    impact && sentenceOf(impact.fact, sentenceContext(incident, context.playbook, context.timeText)).replace(/^Impact assessed(: )?/, ''),
  ].filter(Boolean).join('; ')
  return words === '' ? null : closed(capital(words))
}

/** Remedies that run, and tasks and promises that are open. */
function underWay(state: IncidentState, { timeText }: DraftContext): string[] {
  const remedies = runningRemediations(state).map(({ data, time }) => `${REMEDIATION_LABEL[data.kind]} under way${data.target ? ` to ${data.target}` : ''} since ${timeText(time)}.`)
  const open = promisesOf(state).filter(({ settled, promise }) => !settled && promise.data.kind !== 'look again')
  return [...remedies, ...open.map(({ promise: { data } }) => `${data.who ?? 'Promised'}: ${data.text}, by ${timeText(data.dueAt)}.`)]
}

/** What a team tells itself that it changed, in order of time. */
const TOLD: readonly IncidentFactType[] = [
  'SeverityChanged', 'ImpactAssessed', 'MetricRead', 'DecisionRecorded', 'RemediationCompleted', 'CheckRecorded', 'HypothesisStated', 'HypothesisJudged',
  'ContributingFactorNamed', 'IncidentMitigated', 'IncidentResolved', 'IncidentReopened',
]
/** Of these the last alone is news, and what it was before. */
const STATES: ReadonlySet<IncidentFactType> = new Set<IncidentFactType>(['SeverityChanged', 'ImpactAssessed', 'MetricRead'])
/** As many as a reader takes in; the last ones. */
const MOST_TOLD = 12

function changesSince(incident: FoldedIncident, since: string, context: DraftContext): string[] {
  const { state } = incident
  const words = sentenceContext(incident, context.playbook, context.timeText)
  // What happened before, and was written down only since, is news to its readers, too.
  const isNews = ({ time, fact }: Item<IncidentFactType>): boolean => time > since || (!isBackfilled(state) && fact.recordedAt > since)
  const news = TOLD.flatMap((type) => latestOf(type, itemsOf(state, type).filter(isNews)))
  return news
    .sort((a, b) => (`${timelineTime(a)} ${a.id}` < `${timelineTime(b)} ${b.id}` ? -1 : 1))
    .slice(-MOST_TOLD)
    .map((fact) => `${sentenceOf(fact, words)}${before(state, fact, since)}`)
}

/** All of a kind, or the last of each series. */
function latestOf(type: IncidentFactType, items: readonly Item<IncidentFactType>[]): Fact[] {
  if (!STATES.has(type)) return items.map(({ fact }) => fact)
  return [...new Map(items.map(({ fact }) => [fact.data['metric'], fact])).values()]
}

/** " (was P2)", where a state changed from another one that was told before. */
function before(state: IncidentState, fact: Fact, since: string): string {
  if (fact.type === 'SeverityChanged') {
    const severity = severityAt(state, since)
    return severity === null || severity === fact.data['severity'] ? '' : `, was ${severity}`
  }
  if (fact.type !== 'MetricRead') return ''
  const earlier = lastUntil(itemsOf(state, 'MetricRead').filter(({ data }) => data.metric === fact.data['metric']), since)
  return earlier ? `, was ${reading(earlier.data.value, earlier.data.unit)}` : ''
}

/** What comes next is said where it is work on the problem, not where it is telling people of it. */
const WORK: ReadonlySet<StepDoes> = new Set<StepDoes>(['decide', 'start remediation', 'complete remediation', 'check', 'investigate'])

function next(state: IncidentState, { playbook }: DraftContext): string | null {
  const { now, later } = guidanceOf(state, playbook)
  const step = [...now, ...later].find((each) => each.state === 'now' && WORK.has(each.does))
  return step ? closed(`Next: ${step.title}`) : null
}

/** No title, no number, no name, no cause: a customer reads what it means for customers, since when, and what was promised to them. */
function forCustomers({ state }: FoldedIncident, last: string | null, context: DraftContext): string {
  const at = (time: string): string => ` at ${context.timeText(time)} (${offset(time, context.zone)})`
  const impact = impactAt(state)?.data
  const ended = endOf(state)
  if (ended) {
    // The harm ends with the mitigation, where its time is known.
    const over = [sinceReopening(state, 'IncidentMitigated'), ended].find((end) => end && hasClockTime(end))
    if (ended.type === 'IncidentMitigated') return `The problem has stopped${over ? at(over.time) : ''}. We are watching that it stays so.`
    return `The problem is resolved${over ? `; it ended${at(over.time)}` : ''}.`
  }
  const reopened = itemsOf(state, 'IncidentReopened').at(-1)
  const start = itemsOf(state, 'ImpactStarted').find(hasClockTime)
  const problem = `a problem${affecting(impact)}`
  const promised = promisesOf(state).filter(({ promise: { data }, settled }) => !settled && data.kind === 'eta' && isForCustomers(data.to))
  return paragraph([
    reopened && (last === null || reopened.time > last) ? `We see ${problem} again.` : last === null ? `We are looking into ${problem}.` : `We are still working on ${problem}.`,
    impact?.effect === 'blocked' && 'What is affected cannot be used at present.',
    impact?.effect === 'degraded' && 'What is affected does not work as it should.',
    last === null && start && `It began${at(start.time)}.`,
    runningRemediations(state).length > 0 && 'A remedy is being carried out.',
    ...promised.map(({ promise: { data } }) => `We expect by ${context.timeText(data.dueAt)} (${offset(data.dueAt, context.zone)}): ${closed(data.text)}`),
  ])
}

function affecting(impact: FactData<'ImpactAssessed'> | undefined): string {
  if (impact?.users === 'all') return ' that affects all our customers'
  if (impact?.users === 'some') return ' that affects some of our customers'
  return impact && customersAffected(impact) === true ? ' that affects customers' : ''
}

function isForCustomers(to: string | undefined): boolean {
  return to === 'customers' || to === 'public'
}

/** What ended the harm since the last reopening: the resolution, else the mitigation. */
function endOf(state: IncidentState): { readonly type: 'IncidentResolved' | 'IncidentMitigated'; readonly time: string; readonly fact: Fact } | null {
  for (const type of ['IncidentResolved', 'IncidentMitigated'] as const) {
    const item = sinceReopening(state, type)
    if (item) return { type, time: item.time, fact: item.fact }
  }
  return null
}

function sinceReopening<T extends 'IncidentResolved' | 'IncidentMitigated'>(state: IncidentState, type: T): Item<T> | undefined {
  const reopened = itemsOf(state, 'IncidentReopened').at(-1)
  return itemsOf(state, type).findLast(({ time, id }) => !reopened || time > reopened.time || (time === reopened.time && id > reopened.id))
}

/** Whether a clock time of it is known: a day alone, or an unknown one, is told to nobody. */
function hasClockTime({ fact: { at } }: { readonly fact: Fact }): boolean {
  return at.precision !== 'unknown' && at.precision !== 'day'
}

function paragraph(sentences: readonly (string | null | undefined | false)[]): string {
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ')
}

/** One full stop at its end, whatever it ends with. */
function closed(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
