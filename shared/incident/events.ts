/** Every fact that an incident can hold: its data, and which of the four kinds of state it is (design section 2). */
import { z } from 'zod'
import type { Fact } from '../facts/fact.ts'
import * as words from './words.ts'

const line = z.string().min(1).max(500)
const text = z.string().min(1).max(20_000)
const utc = z.iso.datetime({ precision: 3 })
const factId = z.string().min(1).max(64)

/** A person, team or role that is named; `id` where the directory knows it. */
const partySchema = z.looseObject({
  name: line,
  kind: z.enum(['person', 'team', 'role']).optional(),
  id: z.string().max(200).optional(),
})
export type Party = z.infer<typeof partySchema>

/**
 * series: history by (`at`, `id`), the last is current · heads: what nobody replaced stands ·
 * set: adds an item under its id, later facts name that id · once: one a key
 */
export type StateKind = 'series' | 'heads' | 'set' | 'once'

function define<S extends z.ZodType>(kind: StateKind, data: S): { kind: StateKind; data: S } {
  return { kind, data }
}

/** The table of facts. A shape here is frozen once it is released: change it with a new version and an upcast. */
export const INCIDENT_FACTS = {
  IncidentDeclared: define('once', z.looseObject({
    title: line,
    /** written down after it was over: no live clocks */
    backfilled: z.literal(true).optional(),
    practice: z.literal(true).optional(),
    /** sha256 (hex) of the playbook that the incident began with */
    playbook: z.string().max(64).optional(),
  })),
  TitleChanged: define('heads', z.looseObject({ title: line })),
  PlaybookChanged: define('heads', z.looseObject({ playbook: z.string().min(1).max(64) })),
  SeverityChanged: define('series', z.looseObject({ severity: z.enum(words.SEVERITIES).nullable(), reason: text.optional() })),

  Detected: define('set', z.looseObject({ text, by: z.enum(['alert', 'person', 'customer']).optional() })),
  ImpactStarted: define('set', z.looseObject({ text: text.optional() })),
  ImpactAssessed: define('series', z.looseObject({
    users: z.enum(words.USERS_AFFECTED).optional(),
    effect: z.enum(words.IMPACT_EFFECTS).optional(),
    scope: z.enum(words.IMPACT_SCOPES).optional(),
    dataAtRisk: z.enum(words.ANSWERS).optional(),
    customersAffected: z.enum(words.ANSWERS).optional(),
    text: text.optional(),
  })),
  MetricRead: define('series', z.looseObject({ metric: line, value: z.number(), unit: z.string().max(40).optional() })),

  RoleAssigned: define('heads', z.looseObject({ role: line, holder: partySchema.nullable() })),
  ReleaseLinked: define('heads', z.looseObject({
    name: line,
    /** the release before it that is known to be good */
    knownGood: line.optional(),
    release: z.string().max(64).optional(),
  })),
  Deployed: define('set', z.looseObject({ release: line.optional(), environment: line.optional(), text: text.optional() })),

  Paged: define('set', z.looseObject({ whom: partySchema, by: z.enum(words.PAGE_CHANNELS).optional(), text: text.optional() })),
  PageAcknowledged: define('set', z.looseObject({ page: factId, who: partySchema.optional(), text: text.optional() })),
  PageEscalated: define('set', z.looseObject({ page: factId, to: factId })),
  PageOutcomeRecorded: define('series', z.looseObject({ page: factId, outcome: z.enum(words.PAGE_OUTCOMES), text: text.optional() })),
  StakeholdersNotified: define('set', z.looseObject({
    /** ids of the playbook's groups, or names of others */
    groups: z.array(line).min(1).max(100),
    by: line.optional(),
    text: text.optional(),
  })),
  UpdatePosted: define('set', z.looseObject({
    audience: z.enum(words.AUDIENCES),
    text,
    /** what this update promised, UTC */
    nextUpdateAt: utc.optional(),
  })),

  DecisionRecorded: define('set', z.looseObject({
    kind: z.enum(words.DECISION_KINDS),
    /** what exactly; may be left out where the kind says it */
    text: text.optional(),
    reason: text.optional(),
    question: line.optional(),
    target: line.optional(),
  })),
  RemediationStarted: define('set', z.looseObject({
    kind: z.enum(words.REMEDIATION_KINDS),
    text: text.optional(),
    target: line.optional(),
    decision: factId.optional(),
  })),
  RemediationCompleted: define('set', z.looseObject({
    kind: z.enum(words.REMEDIATION_KINDS),
    outcome: z.enum(['done', 'failed']),
    remediation: factId.optional(),
    text: text.optional(),
  })),
  CheckRecorded: define('set', z.looseObject({
    name: line,
    verdict: z.enum(words.CHECK_VERDICTS),
    reading: line.optional(),
    expected: line.optional(),
    text: text.optional(),
  })),
  IncidentMitigated: define('series', z.looseObject({ text: text.optional() })),
  IncidentResolved: define('series', z.looseObject({ text: text.optional() })),
  IncidentReopened: define('series', z.looseObject({ text: text.optional() })),

  InvestigationStarted: define('set', z.looseObject({ text: text.optional() })),
  HypothesisStated: define('set', z.looseObject({ text })),
  HypothesisJudged: define('series', z.looseObject({ hypothesis: factId, verdict: z.enum(['open', 'supported', 'ruled out']), text: text.optional() })),
  ContributingFactorNamed: define('set', z.looseObject({ text, kind: z.enum(words.FACTOR_KINDS).optional() })),
  ActionItemAdded: define('set', z.looseObject({ text })),
  ActionItemChanged: define('heads', z.looseObject({ action: factId, field: z.enum(words.ACTION_FIELDS), value: z.string().max(2000).nullable() })),
  PromiseMade: define('set', z.looseObject({ kind: z.enum(words.PROMISE_KINDS), text, dueAt: utc, who: line.optional(), decision: factId.optional() })),
  PromiseSettled: define('set', z.looseObject({ promise: factId, outcome: z.enum(words.PROMISE_OUTCOMES), dueAt: utc.optional(), text: text.optional() })),

  RetroScheduled: define('heads', z.looseObject({ time: utc, zone: z.string().max(64).optional(), where: line.optional() })),
  RetroHeld: define('set', z.looseObject({ text: text.optional() })),

  NoteAdded: define('set', z.looseObject({ text })),
  EntryStarred: define('series', z.looseObject({ target: factId, starred: z.boolean() })),
  ReminderShown: define('once', z.looseObject({ rule: line, start: z.string().max(64), due: utc, text: line })),
} as const

export type IncidentFactType = keyof typeof INCIDENT_FACTS
export type FactData<T extends IncidentFactType> = z.infer<(typeof INCIDENT_FACTS)[T]['data']>

export function isIncidentFactType(type: string): type is IncidentFactType {
  return Object.hasOwn(INCIDENT_FACTS, type)
}

/** The data of a fact of a known type, or null where its type is not known here or its data does not fit. */
export function readData<T extends IncidentFactType>(fact: Fact, type: T): FactData<T> | null {
  if (fact.type !== type) return null
  const parsed = INCIDENT_FACTS[type].data.safeParse(fact.data)
  return parsed.success ? (parsed.data as FactData<T>) : null
}

/** Whether this version understands the fact; one that it does not is kept and shown as such. */
export function isReadable(fact: Fact): boolean {
  return isIncidentFactType(fact.type) && INCIDENT_FACTS[fact.type].data.safeParse(fact.data).success
}
