/** Each fact as the sentence that the timeline and the retro say. */
import type { Fact } from '../facts/fact.ts'
import { sizeText } from '../incident/attachments.ts'
import { isIncidentFactType, readData, type FactData, type IncidentFactType, type Party } from '../incident/events.ts'
import { redactionText } from '../incident/redaction.ts'
import { exportLabel, REMEDIATION_LABEL, USERS_LABEL } from '../incident/words.ts'
import { groupName, type Playbook } from '../playbook/schema.ts'

/** What a sentence may need to know besides its own fact. */
export interface SentenceContext {
  readonly playbook: Playbook
  /** the name behind a fact that is referred to: who was paged, what a promise said */
  nameOf(id: string): string | null
  /** a moment as people write it, in the zone of the document; UTC in */
  timeText(time: string): string
}

type Say<T extends IncidentFactType> = (data: FactData<T>, context: SentenceContext) => string

const SENTENCES: { [T in IncidentFactType]: Say<T> } = {
  IncidentDeclared: ({ title }) => `Incident declared: ${title}`,
  TitleChanged: ({ title }) => `Title changed to: ${title}`,
  PlaybookChanged: ({ name }) => colon('Playbook changed', name),
  SeverityChanged: ({ severity, reason }) => because(severity ? `Severity set to ${severity}` : 'Severity no longer set', reason),
  Detected: ({ text }) => text,
  AlertFired: ({ source, name, count, text }) => colon(`${source}: ${name} fired${count !== undefined && count > 1 ? `, ${String(count)} alerts` : ''}`, text),
  AlertResolved: ({ source, name }) => `${source}: ${name} is over`,
  ImpactStarted: ({ text }) => colon('Impact started', text),
  ImpactAssessed: ({ users, effect, scope, dataAtRisk, customersAffected, customerFacing, text }) =>
    colon(
      'Impact assessed',
      [
        users && `${USERS_LABEL[users]} affected`,
        effect,
        scope,
        dataAtRisk === 'yes' && 'data at risk',
        dataAtRisk === 'no' && 'no data at risk',
        customerFacing === 'yes' && 'customer-facing',
        customerFacing === 'no' && 'not customer-facing',
        users === undefined && customersAffected === 'yes' && 'customers affected',
        users === undefined && customersAffected === 'no' && 'customers not affected',
        text,
      ].filter(Boolean).join(', '),
    ),
  MetricRead: ({ metric, value, unit }) => `${metric} ${reading(value, unit)}`,
  RoleAssigned: ({ role, holder, handover }) => (holder ? `${capital(role)}: ${holder.name}${handover ? ', who took over' : ''}` : `${capital(role)}: nobody any more`),
  HandoverOffered: ({ role, to, text }) => colon(`Hand-over of the role ${role} offered to ${to.name}`, text),
  HandoverEnded: ({ handover, outcome, text }, { nameOf }) => colon(`Hand-over to ${nameOf(handover) ?? 'a successor'} ${outcome}`, text),
  ReleaseLinked: ({ name, knownGood }) => `Follows the release ${name}${knownGood ? `; known good before it: ${knownGood}` : ''}`,
  Deployed: ({ release, environment, text }) => text ?? `${release ?? 'A release'} deployed to ${environment ?? 'production'}`,
  Paged: ({ whom, by, text }) => colon(`Paged ${whom.name}${byChannel(by)}`, text),
  PageAcknowledged: ({ page, who, text }, { nameOf }) => colon(`${who?.name ?? nameOf(page) ?? 'The page'} acknowledged`, text),
  PageEscalated: ({ page, to }, { nameOf }) => `Escalated from ${nameOf(page) ?? 'a page'} to ${nameOf(to) ?? 'the next one'}`,
  PageOutcomeRecorded: ({ page, outcome, text }, { nameOf }) => colon(`Page to ${nameOf(page) ?? 'somebody'}: ${outcome}`, text),
  StakeholdersNotified: ({ groups, by, text }, { playbook }) =>
    colon(`Notified ${list(groups.map((group) => groupName(playbook, group)))}${by ? ` by ${by}` : ''}`, text),
  UpdatePosted: ({ audience, text, nextUpdateAt, by }, { timeText }) =>
    `Status update (${audience}${by ? `, by ${by}` : ''}): ${text}${nextUpdateAt ? ` Next update by ${timeText(nextUpdateAt)}.` : ''}`,
  DeliveryQueued: ({ subject, name, to }, { nameOf }) => `To be sent by ${name}${to ? ` to ${to}` : ''}${quoted(nameOf(subject))}`,
  DeliveryTried: ({ delivery, number }, { nameOf }) => `Sending by ${nameOf(delivery) ?? 'a channel'}${number > 1 ? `, try ${String(number)}` : ''}`,
  DeliveryAnswered: ({ delivery, result, status, text }, { nameOf }) =>
    colon(`${nameOf(delivery) ?? 'A channel'}: ${result}${status === undefined ? '' : ` (${String(status)})`}`, text),
  RemoteLinked: ({ kind, remote, title }) => (remote === null ? `No incident of ${kind} any more` : colon(`This is the incident ${remote} of ${kind}`, title)),
  DecisionRecorded: ({ kind, text, reason }) => because(`Decision: ${decided(kind, text)}`, reason),
  RemediationStarted: ({ kind, text, target }) => colon(`${REMEDIATION_LABEL[kind]} started${target ? ` to ${target}` : ''}`, text),
  RemediationCompleted: ({ kind, outcome, text }) => colon(`${REMEDIATION_LABEL[kind]} ${outcome === 'done' ? 'complete' : 'failed'}`, text),
  CheckRecorded: ({ name, verdict, reading: read, expected, text }) =>
    colon(`Check ${verdict}: ${name}${read ? ` ${read}` : ''}${expected ? ` (expected ${expected})` : ''}`, text),
  IncidentMitigated: ({ text }) => colon('Mitigated', text),
  IncidentResolved: ({ text }) => colon('Resolved', text),
  IncidentReopened: ({ text }) => colon('Reopened', text),
  InvestigationStarted: ({ text }) => colon('Investigation began', text),
  HypothesisStated: ({ text }) => `Theory: ${text}`,
  HypothesisJudged: ({ hypothesis, verdict, text }, { nameOf }) => colon(colon(`Theory ${verdict}`, nameOf(hypothesis) ?? undefined), text),
  ContributingFactorNamed: ({ text, kind }) => `${kind === 'trigger' ? 'Trigger' : 'Contributing factor'}: ${text}`,
  ActionItemAdded: ({ text }) => `Action item: ${text}`,
  ActionItemChanged: ({ action, field, value }, { nameOf }) => `Action item${quoted(nameOf(action))}: ${field} ${value === null ? 'removed' : `set to ${value}`}`,
  PromiseMade: ({ kind, text, dueAt, who, to }, { timeText }) =>
    `${kind === 'task' ? 'Task' : kind === 'eta' ? 'Promised' : 'To do'}${to ? ` to ${to}` : ''}${who ? ` (${who})` : ''}: ${text}, by ${timeText(dueAt)}`,
  PromiseSettled: ({ promise, outcome, text }, { nameOf }) => colon(`${capital(outcome)}: ${nameOf(promise) ?? 'a promise'}`, text),
  RetroScheduled: ({ time, where }, { timeText }) => `Retro scheduled for ${timeText(time)}${where ? `, ${where}` : ''}`,
  RetroHeld: ({ text }) => colon('Blameless retrospective held', text),
  NoteAdded: ({ text }) => text,
  FileAttached: ({ name, size, text }) => colon(`Attached ${name} (${sizeText(size)})`, text),
  EntryStarred: ({ starred }) => (starred ? 'Starred an entry' : 'Took a star away'),
  IncidentArchived: ({ archived }) => (archived ? 'Incident archived' : 'Incident taken out of the archive'),
  ReminderShown: ({ text }) => text,
  ReminderSnoozed: ({ due, until }, { timeText }) => `Reminder of what was due ${timeText(due)} put off until ${timeText(until)}`,
  ClockStepped: ({ from, to, cause }, { timeText }) =>
    cause === 'slept' ? `This machine slept from ${timeText(from)} to ${timeText(to)}` : `The clock of this machine was set from ${timeText(from)} to ${timeText(to)}`,
  ExportRecorded: ({ format }) => `Exported as ${exportLabel(format)}`,
}

/** The sentence of a fact; what is redacted, cannot be read or was written by a newer version says so. */
export function sentenceOf(fact: Fact, context: SentenceContext): string {
  // Some data may be empty, and its sentence would then say what nobody said: so redaction goes first.
  if (fact.type === 'Redacted') return redactionText(fact)
  if (fact.redacted) return 'Redacted'
  if (isIncidentFactType(fact.type)) {
    const data = readData(fact, fact.type)
    if (data === null) return `This version cannot read it: ${fact.type}`
    return (SENTENCES[fact.type] as (data: unknown, context: SentenceContext) => string)(data, context)
  }
  return `Recorded by a newer version of Knowngood: ${fact.type}`
}

/** What a fact is called when another one refers to it. */
export function nameOfFact(fact: Fact): string | null {
  const page = readData(fact, 'Paged')
  if (page) return page.whom.name
  const handover = readData(fact, 'HandoverOffered')
  if (handover) return handover.to.name
  return (
    readData(fact, 'DeliveryQueued')?.name ??
    readData(fact, 'PromiseMade')?.text ??
    readData(fact, 'HypothesisStated')?.text ??
    readData(fact, 'ActionItemAdded')?.text ??
    null
  )
}

/** A number with its unit: `15%`, `2.9 s`. */
export function reading(value: number, unit: string | undefined): string {
  if (!unit) return String(value)
  return unit === '%' ? `${String(value)}%` : `${String(value)} ${unit}`
}

/** The parties' names. */
export function partyName(party: Party | null | undefined): string {
  return party?.name ?? 'nobody'
}

/** " by phone", or nothing where the channel says nothing. */
export function byChannel(by: string | undefined): string {
  if (by === undefined || by === 'other') return ''
  return by === 'in person' ? ' in person' : ` by ${by}`
}

function decided(kind: string, text: string | undefined): string {
  if (!text) return kind
  return kind === 'other' || text.toLowerCase().startsWith(kind) ? text : `${kind}: ${text}`
}

function because(sentence: string, reason: string | undefined): string {
  return reason ? `${sentence} (${reason})` : sentence
}

function colon(sentence: string, text: string | undefined): string {
  return text ? `${sentence}: ${text}` : sentence
}

/** "PM, Legal and Customer Success" */
export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

function quoted(name: string | null): string {
  return name === null ? '' : ` “${name}”`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
