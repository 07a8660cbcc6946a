/** Every fact that an incident can hold: its data, and which of the four kinds of state it is (design section 2). */
import { z } from 'zod'
import type { Fact } from '../facts/fact.ts'
import * as words from './words.ts'

// Read leniently: lengths are limited in commands alone, and an optional word that only a newer version knows is passed over.
const text = z.string().min(1)
const utc = z.iso.datetime({ precision: 3 })
const factId = z.string().min(1)
/** 64 hex digits in lower case: nothing else ever becomes a file's path. */
export const SHA256 = /^[0-9a-f]{64}$/
const maybeOneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values).optional().catch(undefined)

/** A person, team or role that is named; `id` where the directory knows it. */
const partySchema = z.looseObject({
  name: text,
  kind: maybeOneOf(['person', 'team', 'role']),
  id: z.string().optional(),
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
    title: text,
    /** written down after it was over: no live clocks */
    backfilled: z.literal(true).optional(),
    practice: z.literal(true).optional(),
    /** sha256 (hex) of the playbook that the incident began with */
    playbook: z.string().optional(),
  })),
  TitleChanged: define('heads', z.looseObject({ title: text })),
  PlaybookChanged: define('heads', z.looseObject({ playbook: factId, /** what it calls itself */ name: text.optional() })),
  SeverityChanged: define('series', z.looseObject({
    severity: z.enum(words.SEVERITIES).nullable(),
    reason: text.optional(),
    /** what the playbook's matrix proposed at the time, where it did */
    proposed: maybeOneOf(words.SEVERITIES),
  })),

  Detected: define('set', z.looseObject({ text, by: maybeOneOf(['alert', 'person', 'customer']) })),
  /** A group of alerts of a monitoring system, however many they are: told of once, when the first of them fired. */
  AlertFired: define('once', z.looseObject({
    /** the system, as people call it: Alertmanager, Grafana */
    source: text,
    /** the alert's own name */
    name: text,
    /** what its alerts have in common, by which the system is asked whether they are over */
    group: text,
    startsAt: utc,
    /** how many fired when it was recorded */
    count: z.int().optional().catch(undefined),
    labels: z.record(z.string(), z.string()).optional().catch(undefined),
    text: text.optional(),
  })),
  /** The end of the group that began then: the two are paired by what they say, so that two machines that watch the same system agree. */
  AlertResolved: define('once', z.looseObject({ source: text, name: text, group: text, startsAt: utc })),
  ImpactStarted: define('set', z.looseObject({ text: text.optional() })),
  ImpactAssessed: define('series', z.looseObject({
    users: maybeOneOf(words.USERS_AFFECTED),
    effect: maybeOneOf(words.IMPACT_EFFECTS),
    scope: maybeOneOf(words.IMPACT_SCOPES),
    dataAtRisk: maybeOneOf(words.ANSWERS),
    customersAffected: maybeOneOf(words.ANSWERS),
    /** whether what is broken is something that customers see */
    customerFacing: maybeOneOf(words.ANSWERS),
    text: text.optional(),
  })),
  MetricRead: define('series', z.looseObject({ metric: text, value: z.number(), unit: z.string().optional() })),

  RoleAssigned: define('heads', z.looseObject({
    role: text,
    holder: partySchema.nullable(),
    /** the offer that its new holder confirmed by this */
    handover: factId.optional(),
  })),
  HandoverOffered: define('set', z.looseObject({ role: text, to: partySchema, text: text.optional() })),
  HandoverEnded: define('set', z.looseObject({ handover: factId, outcome: z.enum(words.HANDOVER_OUTCOMES), text: text.optional() })),
  ReleaseLinked: define('heads', z.looseObject({
    name: text,
    /** the release before it that is known to be good */
    knownGood: text.optional(),
    releaseId: z.string().optional(),
  })),
  Deployed: define('set', z.looseObject({ release: text.optional(), environment: text.optional(), text: text.optional() })),

  Paged: define('set', z.looseObject({ whom: partySchema, by: maybeOneOf(words.PAGE_CHANNELS), text: text.optional() })),
  PageAcknowledged: define('set', z.looseObject({ page: factId, who: partySchema.optional(), text: text.optional() })),
  PageEscalated: define('set', z.looseObject({ page: factId, to: factId })),
  PageOutcomeRecorded: define('series', z.looseObject({ page: factId, outcome: z.enum(words.PAGE_OUTCOMES), text: text.optional() })),
  StakeholdersNotified: define('set', z.looseObject({
    /** ids of the playbook's groups, or names of others */
    groups: z.array(text).min(1),
    by: text.optional(),
    text: text.optional(),
  })),
  UpdatePosted: define('set', z.looseObject({
    audience: z.enum(words.AUDIENCES),
    text,
    /** the way it was sent by hand, as in "e-mail" */
    by: text.optional(),
    /** what this update promised, UTC */
    nextUpdateAt: utc.optional(),
  })),

  /** What a page, a notice or an update is sent by, on disk before anything goes out: the intent. */
  DeliveryQueued: define('set', z.looseObject({
    /** the `Paged`, `StakeholdersNotified` or `UpdatePosted` */
    subject: factId,
    /** the channel's id, which only the machine knows that has it, and its name for people */
    channel: text,
    name: text,
    kind: text,
    /** whom the channel reaches, as it names them */
    to: text.optional(),
    /** not sent any more after this, UTC */
    expiresAt: utc.optional(),
  })),
  /** On disk before the wire is touched, so that after a crash nobody sends it a second time without asking. */
  DeliveryTried: define('set', z.looseObject({ delivery: factId, /** from 1 */ number: z.int() })),
  DeliveryAnswered: define('series', z.looseObject({
    delivery: factId,
    /** of the try; 0 where none was made */
    number: z.int(),
    result: z.enum(words.DELIVERY_RESULTS),
    /** of HTTP */
    status: z.int().optional(),
    /** for people: what the other side said */
    text: text.optional(),
    /** UTC */
    retryAt: utc.optional(),
    /** what the other side calls it */
    remote: text.optional(),
  })),
  /** An incident that another system has opened already is this one: pages join it, and none opens a second. */
  RemoteLinked: define('heads', z.looseObject({ kind: text, remote: text.nullable(), channel: text.optional(), title: text.optional(), url: text.optional() })),

  DecisionRecorded: define('set', z.looseObject({
    kind: z.enum(words.DECISION_KINDS),
    /** what exactly; may be left out where the kind says it */
    text: text.optional(),
    reason: text.optional(),
    question: text.optional(),
    target: text.optional(),
  })),
  RemediationStarted: define('set', z.looseObject({
    kind: z.enum(words.REMEDIATION_KINDS),
    text: text.optional(),
    target: text.optional(),
    decision: factId.optional(),
  })),
  RemediationCompleted: define('set', z.looseObject({
    kind: z.enum(words.REMEDIATION_KINDS),
    outcome: z.enum(['done', 'failed']),
    remediation: factId.optional(),
    text: text.optional(),
  })),
  CheckRecorded: define('set', z.looseObject({
    name: text,
    verdict: z.enum(words.CHECK_VERDICTS),
    reading: text.optional(),
    expected: text.optional(),
    text: text.optional(),
  })),
  IncidentMitigated: define('series', z.looseObject({ text: text.optional() })),
  IncidentResolved: define('series', z.looseObject({ text: text.optional() })),
  IncidentReopened: define('series', z.looseObject({ text: text.optional() })),

  InvestigationStarted: define('set', z.looseObject({ text: text.optional() })),
  HypothesisStated: define('set', z.looseObject({ text })),
  HypothesisJudged: define('series', z.looseObject({ hypothesis: factId, verdict: z.enum(['open', 'supported', 'ruled out']), text: text.optional() })),
  ContributingFactorNamed: define('set', z.looseObject({ text, kind: maybeOneOf(words.FACTOR_KINDS) })),
  ActionItemAdded: define('set', z.looseObject({ text })),
  ActionItemChanged: define('heads', z.looseObject({ action: factId, field: z.enum(words.ACTION_FIELDS), value: z.string().nullable() })),
  PromiseMade: define('set', z.looseObject({
    kind: z.enum(words.PROMISE_KINDS),
    text,
    dueAt: utc,
    who: text.optional(),
    /** to whom it was given */
    to: text.optional(),
    decision: factId.optional(),
  })),
  PromiseSettled: define('set', z.looseObject({ promise: factId, outcome: z.enum(words.PROMISE_OUTCOMES), dueAt: utc.optional(), text: text.optional() })),

  RetroScheduled: define('heads', z.looseObject({ time: utc, zone: z.string().optional(), where: text.optional() })),
  RetroHeld: define('set', z.looseObject({ text: text.optional() })),

  NoteAdded: define('set', z.looseObject({
    text,
    /** the entry that it answers to */
    replyTo: factId.optional().catch(undefined),
  })),
  FileAttached: define('set', z.looseObject({
    /** the file's own, for people only */
    name: text,
    mediaType: z.string().optional(),
    /** bytes */
    size: z.number(),
    /** of its bytes, hex, under which it lies in the incident's folder */
    sha256: z.string().regex(SHA256),
    text: text.optional(),
  })),
  EntryStarred: define('series', z.looseObject({ target: factId, starred: z.boolean() })),
  /** Out of the list of incidents, or back in it: it says nothing about the incident itself. */
  IncidentArchived: define('heads', z.looseObject({ archived: z.boolean() })),
  ReminderShown: define('once', z.looseObject({
    rule: text,
    start: z.string(),
    due: utc,
    text,
    /** when it was to come back, where it had been snoozed, UTC */
    snoozedUntil: utc.optional(),
  })),
  /** The reminder of a deadline comes back then; the deadline itself stays where it is. */
  ReminderSnoozed: define('series', z.looseObject({ rule: text, start: z.string(), due: utc, until: utc })),
  /** The wall clock of a machine that was recording jumped: what it wrote before and after is not as far apart as it looks. */
  ClockStepped: define('set', z.looseObject({ /** what it said, UTC */ from: utc, /** what it says now, UTC */ to: utc, cause: z.enum(words.CLOCK_STEP_CAUSES) })),

  /** The incident was exported, and this is how its journals stood: by writer, as docs/journal-format.md says. It says nothing about the incident itself. */
  ExportRecorded: define('set', z.looseObject({ format: text, heads: z.record(z.string(), z.tuple([z.int(), z.string(), z.string()]).rest(z.unknown()).readonly()) })),
} as const

export type IncidentFactType = keyof typeof INCIDENT_FACTS
export type FactData<T extends IncidentFactType> = z.infer<(typeof INCIDENT_FACTS)[T]['data']>

/** By writer: its valid lines at the time, the sum of the last of them, and the digest of the sums of all of them. */
export type ExportHeads = Record<string, readonly [lines: number, sum: string, all: string, ...unknown[]]>

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
