/** Everything a person can ask of an incident: imperative, with the sentence to say where a word is missing. */
import { z } from 'zod'
import { factSchema } from '../facts/fact.ts'
import { ATTACHMENT_LIMIT, cleanFileName } from './attachments.ts'
import { SHA256 } from './events.ts'
import * as words from './words.ts'

/** A required text; `sentence` is said where it is missing, empty or of another kind. */
const said = (sentence: string, max = 20_000) =>
  z.string({ error: sentence }).trim().min(1, { error: sentence }).max(max, { error: `That is longer than ${String(max)} characters; shorten it or attach it as a file.` })
/** An optional text; an empty one counts as left out. */
const maybe = (max = 20_000) =>
  z.string().trim().max(max, { error: `That is longer than ${String(max)} characters; shorten it or attach it as a file.` }).transform((text) => text || undefined).optional()
const oneOf = <const T extends readonly [string, ...string[]]>(values: T, what: string) =>
  z.enum(values, { error: `${what} is one of: ${values.join(', ')}.` })
/** ISO 8601 with its offset, seconds optional; UTC with ms comes out, and a year that a fact cannot hold is refused. */
const time = (sentence: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], { error: sentence })
    .transform((iso) => new Date(iso).toISOString())
    .refine((iso) => /^\d{4}-/.test(iso), { error: sentence })
const id = (sentence: string) => z.string({ error: sentence }).min(1, { error: sentence }).max(64, { error: sentence })

const party = (sentence: string) =>
  z.union(
    [
      said(sentence, 500).transform((name) => ({ name })),
      z.object({ name: said(sentence, 500), kind: z.enum(['person', 'team', 'role']).optional(), id: z.string().max(200).optional() }),
    ],
    { error: sentence },
  )

/** What every command may carry: when it happened (a moment, or ISO 8601), when the team knew it, and links. */
const common = {
  at: z
    .union([factSchema.shape.at, time('“at” is a time, as in 2026-11-22T14:15:00Z.')], { error: '“at” is a time, as in 2026-11-22T14:15:00Z.' })
    .optional(),
  knownAt: time('“knownAt” is a time, as in 2026-11-22T14:15:00Z.').optional(),
  evidence: z
    .array(z.object({ url: said('A piece of evidence needs a link.', 4000), title: maybe(500) }))
    .max(50, { error: 'One entry takes up to 50 links; put the others in a second entry.' })
    .optional(),
}

/** By which of this machine's channels a page, a notice or an update is to go out; left out, it was made by hand. */
const send = z
  .array(
    z.object({
      channel: id('Say by which channel: its id is missing.'),
      name: said('A channel needs its name.', 200),
      kind: oneOf(words.CHANNEL_KINDS, 'The kind of channel'),
      to: maybe(500),
      expiresAt: time('“expiresAt” is a time, as in 2026-11-22T14:25:00Z.').optional(),
    }),
    { error: 'Say by which channels: their list is missing.' },
  )
  .max(20, { error: 'One message goes out by up to 20 channels.' })
  .optional()
export type Sending = NonNullable<z.output<typeof send>>

const command = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) => z.object({ type: z.literal(type), ...common, ...shape })

const PLAYBOOK = 'A playbook is named by the SHA-256 of its text: 64 hex digits.'
const HASH = 'A file needs the SHA-256 of its bytes: 64 hex digits.'
const TARGET = 'Say which entry: its id is missing.'

/** names one deadline: the rule, the fact that it counts from, and when it is due */
const deadline = { rule: said(TARGET, 100), start: z.string().max(64), due: time(TARGET) }

/** The commands, one schema each. Their fields are the facts' fields, in a person's words. */
export const COMMANDS = {
  DeclareIncident: command('DeclareIncident', {
    title: said('An incident needs a title: a few words on what is wrong.', 500),
    severity: oneOf(words.SEVERITIES, 'The severity').optional(),
    backfilled: z.boolean().optional(),
    practice: z.boolean().optional(),
  }),
  ChangeTitle: command('ChangeTitle', { title: said('An incident needs a title: a few words on what is wrong.', 500) }),
  SetSeverity: command('SetSeverity', {
    severity: oneOf(words.SEVERITIES, 'The severity').nullable(),
    reason: maybe(),
    proposed: oneOf(words.SEVERITIES, 'The severity that was proposed').optional(),
  }),

  RecordDetection: command('RecordDetection', { text: said('Say what was noticed.'), by: oneOf(['alert', 'person', 'customer'], 'What noticed it').optional() }),
  /** Left out, "at" is when the first of its alerts fired. */
  RecordAlert: command('RecordAlert', {
    source: said('Say which system raised the alert.', 200),
    name: said('An alert needs its name.', 500),
    group: said('Say what groups its alerts.', 2000),
    startsAt: time('“startsAt” is a time, as in 2026-11-22T14:15:00Z.'),
    count: z.int({ error: 'How many alerts there are is a whole number.' }).min(1).optional(),
    labels: z.record(z.string().max(200), z.string().max(2000)).optional(),
    text: maybe(),
  }),
  /** "at" is when the last of its alerts ended. */
  RecordAlertResolved: command('RecordAlertResolved', {
    source: said('Say which system raised the alert.', 200),
    group: said('Say what groups its alerts.', 2000),
    startsAt: time('“startsAt” is a time, as in 2026-11-22T14:15:00Z.'),
  }),
  RecordImpactStart: command('RecordImpactStart', { text: maybe() }),
  AssessImpact: command('AssessImpact', {
    users: oneOf(words.USERS_AFFECTED, 'Who is affected').optional(),
    effect: oneOf(words.IMPACT_EFFECTS, 'How badly').optional(),
    scope: oneOf(words.IMPACT_SCOPES, 'The scope').optional(),
    dataAtRisk: oneOf(words.ANSWERS, '“Data at risk”').optional(),
    customersAffected: oneOf(words.ANSWERS, '“Customers affected”').optional(),
    customerFacing: oneOf(words.ANSWERS, '“Customer-facing”').optional(),
    text: maybe(),
  }),
  ReadMetric: command('ReadMetric', {
    metric: said('A reading needs the name of its metric, as in: error rate 15%.', 500),
    value: z.number({ error: 'A reading needs a number, as in: error rate 15%.' }),
    unit: maybe(40),
  }),

  AssignRole: command('AssignRole', {
    role: said('Say which role, for instance: incident commander.', 500),
    to: party('A role needs a person or a team.').nullable(),
  }),
  /** The role stays where it is until the successor confirms. */
  OfferHandover: command('OfferHandover', {
    role: said('Say which role, for instance: incident commander.', 500).default(words.COMMANDER),
    to: party('A hand-over needs its successor: a person or a team.'),
    text: maybe(),
  }),
  ConfirmHandover: command('ConfirmHandover', { handover: id(TARGET).optional() }),
  EndHandover: command('EndHandover', {
    handover: id(TARGET).optional(),
    outcome: oneOf(words.HANDOVER_OUTCOMES, 'How a hand-over ends').default('withdrawn'),
    text: maybe(),
  }),
  LinkRelease: command('LinkRelease', {
    name: said('A release needs a name or a number.', 500),
    deployedAt: z.union([factSchema.shape.at, time('“deployedAt” is a time, as in 2026-11-22T14:00:00Z.')]).optional(),
    knownGood: maybe(500),
  }),
  RecordDeployment: command('RecordDeployment', { release: maybe(500), environment: maybe(500), text: maybe() }),

  Page: command('Page', {
    whom: party('A page needs a person or a team.'),
    by: oneOf(words.PAGE_CHANNELS, 'The way of paging').optional(),
    text: maybe(),
    send,
  }),
  AcknowledgePage: command('AcknowledgePage', { page: id(TARGET).optional(), who: party('Say who answered.').optional(), text: maybe() }),
  EscalatePage: command('EscalatePage', {
    page: id(TARGET).optional(),
    to: party('An escalation needs the person or team to page next.'),
    by: oneOf(words.PAGE_CHANNELS, 'The way of paging').optional(),
    text: maybe(),
    send,
  }),
  RecordPageOutcome: command('RecordPageOutcome', { page: id(TARGET).optional(), outcome: oneOf(words.PAGE_OUTCOMES, 'The outcome of a page'), text: maybe() }),
  NotifyStakeholders: command('NotifyStakeholders', {
    groups: z
      .array(said('A group needs a name.', 500), { error: 'A notice needs at least one group, for instance PM or Customer Success.' })
      .min(1, { error: 'A notice needs at least one group, for instance PM or Customer Success.' })
      .max(100, { error: 'One notice takes up to 100 groups.' }),
    by: maybe(500),
    text: maybe(),
    send,
  }),
  PostUpdate: command('PostUpdate', {
    audience: oneOf(words.AUDIENCES, 'The audience').default('internal'),
    text: said('An update needs its text.'),
    nextUpdateAt: time('“nextUpdateAt” is a time, as in 2026-11-22T14:35:00Z.').optional(),
    by: maybe(500),
    send,
  }),
  /** about to send, for the `number`th time */
  TryDelivery: command('TryDelivery', { delivery: id(TARGET), number: z.int({ error: TARGET }).min(1, { error: TARGET }) }),
  AnswerDelivery: command('AnswerDelivery', {
    delivery: id(TARGET),
    number: z.int({ error: TARGET }).min(0, { error: TARGET }),
    result: oneOf(words.DELIVERY_RESULTS, 'What came of it'),
    status: z.int().optional(),
    text: maybe(2000),
    retryAt: time('“retryAt” is a time, as in 2026-11-22T14:25:00Z.').optional(),
    remote: maybe(500),
  }),
  LinkRemote: command('LinkRemote', {
    kind: oneOf(words.CHANNEL_KINDS, 'The kind of channel'),
    remote: said('Say which incident: its id is missing.', 500).nullable(),
    channel: maybe(200),
    title: maybe(500),
    url: maybe(2000),
  }),

  RecordDecision: command('RecordDecision', {
    kind: oneOf(words.DECISION_KINDS, 'The kind of decision'),
    text: maybe(),
    reason: maybe(),
    question: maybe(500),
    target: maybe(500),
    /** the decision that this one is taken instead of */
    insteadOf: id(TARGET).optional(),
    lookAgainAt: time('“lookAgainAt” is a time, as in 2026-11-22T14:40:00Z.').optional(),
  }),
  StartRemediation: command('StartRemediation', {
    kind: oneOf(words.REMEDIATION_KINDS, 'What is carried out'),
    text: maybe(),
    target: maybe(500),
    decision: id(TARGET).optional(),
  }),
  CompleteRemediation: command('CompleteRemediation', {
    remediation: id(TARGET).optional(),
    kind: oneOf(words.REMEDIATION_KINDS, 'What was carried out').optional(),
    outcome: oneOf(['done', 'failed'], 'The outcome').default('done'),
    text: maybe(),
  }),
  RecordCheck: command('RecordCheck', {
    name: said('A check needs a name, for instance: error rate.', 500),
    verdict: oneOf(words.CHECK_VERDICTS, 'The verdict'),
    reading: maybe(500),
    expected: maybe(500),
    text: maybe(),
  }),
  MarkMitigated: command('MarkMitigated', { text: maybe() }),
  ResolveIncident: command('ResolveIncident', { text: maybe() }),
  ReopenIncident: command('ReopenIncident', { text: maybe() }),

  StartInvestigation: command('StartInvestigation', { text: maybe() }),
  StateHypothesis: command('StateHypothesis', { text: said('A theory needs its words.') }),
  JudgeHypothesis: command('JudgeHypothesis', { hypothesis: id(TARGET), verdict: oneOf(['open', 'supported', 'ruled out'], 'The verdict'), text: maybe() }),
  NameFactor: command('NameFactor', { text: said('A contributing factor needs its words.'), kind: oneOf(words.FACTOR_KINDS, 'The kind of factor').optional() }),
  AddAction: command('AddAction', {
    text: said('An action item needs its words: a verb, an object, an end state.'),
    owner: maybe(500),
    due: maybe(100),
    actionType: oneOf(words.ACTION_TYPES, 'The type of action').optional(),
    priority: maybe(100),
    tracker: maybe(2000),
  }),
  ChangeAction: command('ChangeAction', {
    action: id('Say which action item: its id is missing.'),
    field: oneOf(words.ACTION_FIELDS, 'The field'),
    value: z.string().trim().max(2000, { error: 'That is longer than 2000 characters; shorten it.' }).nullable(),
  }),
  MakePromise: command('MakePromise', {
    kind: oneOf(words.PROMISE_KINDS, 'The kind of promise').default('eta'),
    text: said('A promise needs its words.'),
    dueAt: time('A promise needs a time, as in 2026-11-22T14:40:00Z.'),
    who: maybe(500),
    to: maybe(500),
  }),
  SettlePromise: command('SettlePromise', {
    promise: id(TARGET),
    outcome: oneOf(words.PROMISE_OUTCOMES, 'The outcome of a promise'),
    dueAt: time('A revised promise needs its new time.').optional(),
    text: maybe(),
  }),

  ScheduleRetro: command('ScheduleRetro', { time: time('The retro needs a time, as in 2026-11-24T14:00:00Z.'), where: maybe(500) }),
  HoldRetro: command('HoldRetro', { text: maybe() }),

  AddNote: command('AddNote', { text: said('There is nothing to record yet: type a few words first.'), replyTo: id(TARGET).optional() }),
  AddNotes: command('AddNotes', {
    notes: z
      .array(z.object({ text: said('There is nothing to record yet: type a few words first.'), at: common.at, evidence: common.evidence }), {
        error: 'Say which entries: their list is missing.',
      })
      .min(1, { error: 'There is nothing to record yet: choose a line first.' })
      .max(500, { error: 'Up to 500 entries are recorded at once; paste the rest after them.' }),
  }),
  AttachFile: command('AttachFile', {
    name: said('A file needs its name.', 2000).transform(cleanFileName),
    mediaType: maybe(200),
    size: z
      .int({ error: 'A file needs its size in bytes.' })
      .min(1, { error: 'An empty file says nothing: there is nothing to attach.' })
      .max(ATTACHMENT_LIMIT, { error: 'Up to 25 MB can be attached; add a link to the file as evidence instead.' }),
    sha256: z.string({ error: HASH }).regex(SHA256, { error: HASH }),
    text: maybe(),
  }),
  AmendEntry: command('AmendEntry', { target: id(TARGET), data: z.record(z.string(), z.unknown()).optional() }),
  StrikeEntry: command('StrikeEntry', { target: id(TARGET), reason: maybe() }),
  RestoreEntry: command('RestoreEntry', { target: id(TARGET) }),
  /** Erases the entries' words everywhere, and their attachments; it cannot be taken back. */
  Redact: command('Redact', {
    targets: z.array(id(TARGET), { error: TARGET }).min(1, { error: TARGET }).max(1000, { error: 'One redaction takes up to 1000 entries.' }),
    reason: maybe(),
  }),
  StarEntry: command('StarEntry', { target: id(TARGET), starred: z.boolean({ error: '“starred” is true or false.' }).default(true) }),
  /** takes it out of the list of incidents, or puts it back */
  ArchiveIncident: command('ArchiveIncident', { archived: z.boolean({ error: '“archived” is true or false.' }).default(true) }),
  ShowReminder: command('ShowReminder', { ...deadline, text: said(TARGET, 500), snoozedUntil: time(TARGET).optional() }),
  SnoozeReminder: command('SnoozeReminder', { ...deadline, until: time('Say until when, as in 2026-11-22T14:40:00Z.') }),
  RecordClockStep: command('RecordClockStep', {
    from: time('“from” is a time, as in 2026-11-22T14:15:00Z.'),
    to: time('“to” is a time, as in 2026-11-22T14:15:00Z.'),
    cause: oneOf(words.CLOCK_STEP_CAUSES, 'What moved the clock'),
  }),
  /** the playbook that holds from now on: its hash, under which the store keeps it */
  UsePlaybook: command('UsePlaybook', { playbook: z.string({ error: PLAYBOOK }).regex(SHA256, { error: PLAYBOOK }), name: maybe(500) }),
  /** an export was made; how the journals stood is added where they are read, not by whoever asks */
  RecordExport: command('RecordExport', { format: said('Say which format was exported.', 40) }),
} as const

export type CommandType = keyof typeof COMMANDS
/** A command as `decide` takes it: checked, trimmed, defaults filled in. */
export type CommandOf<T extends CommandType> = z.output<(typeof COMMANDS)[T]>
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType]
/** A command as it is written down by a person, a window or a script, before it is checked. */
export type CommandInput = { [T in CommandType]: z.input<(typeof COMMANDS)[T]> }[CommandType]

export type CommandCheck = { ok: true; command: Command } | { ok: false; refusal: string }

/** Reads a value as a command; where it is none, the first reason as a sentence. */
export function parseCommand(value: unknown): CommandCheck {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  if (typeof type !== 'string' || !Object.hasOwn(COMMANDS, type)) {
    const what = typeof type === 'string' ? `“${type}” is not a command` : 'A command needs a type'
    return { ok: false, refusal: `${what}. Commands are: ${Object.keys(COMMANDS).join(', ')}.` }
  }
  const parsed = COMMANDS[type as CommandType].safeParse(value)
  if (parsed.success) return { ok: true, command: parsed.data }
  return { ok: false, refusal: sentenceOf(parsed.error) }
}

function sentenceOf(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'That command cannot be read.'
  return /^[“A-Z].*\.$/.test(issue.message) ? issue.message : `The field “${issue.path.join('.')}” cannot be read: ${issue.message}.`
}
