/** Turns a command into facts, or into a refusal. It reads no clock and no chance: both come with the command. */
import { isControl, type ControlType } from '../facts/control.ts'
import { FACT_VERSION, type Actor, type Evidence, type Fact, type When } from '../facts/fact.ts'
import { standing } from '../facts/heads.ts'
import { dateTime } from '../time/format.ts'
import { futureTime, momentOf, timeOf } from './command-time.ts'
import type { Command, CommandOf, CommandType } from './commands.ts'
import { alertOf } from './alerts.ts'
import { answerDelivery, queueDeliveries, tryDelivery } from './decide-delivery.ts'
import { decideRedaction } from './decide-redaction.ts'
import { INCIDENT_FACTS, isIncidentFactType, type ExportHeads, type FactData, type IncidentFactType } from './events.ts'
import type { FoldedIncident } from './evolve.ts'
import { remoteOf } from './delivery.ts'
import { findHandover } from './handover.ts'
import { reminderKey } from './reminder-key.ts'
import { itemsOf, type IncidentState } from './state.ts'
import { declarationOf, holdersOf, impactAt, isArchived, isBackfilled, pagesOf, phaseOf, playbookOf, resolvedSince, runningRemediations, type PageStatus } from './status.ts'
import { ACTION_STATES, ACTION_TYPES, isOverPhase, roleNamed, SINGLE_ROLES } from './words.ts'

/** What surrounds a command. */
export interface CommandContext {
  /** the wall clock, UTC with ms */
  readonly now: string
  readonly by: Actor
  /** app, cli, … */
  readonly source: string
  /** the zone that the person's times are meant in, IANA */
  readonly zone: string
  /** sha256 (hex) of the playbook that a new incident begins with */
  readonly playbook?: string | undefined
  /** how the journals stand, for the record of an export */
  readonly heads?: ExportHeads | undefined
  /** a fresh stamp, above every one before */
  newId(): string
}

export type Decision = { ok: true; facts: Fact[] } | { ok: false; refusal: string }

/** The facts that a command makes of an incident as it stands, or the sentence that says why not. */
export function decide(incident: FoldedIncident, command: Command, context: CommandContext): Decision {
  const { state } = incident
  const declared = declarationOf(state) !== null
  if (command.type === 'DeclareIncident' && declared) return refuse('This incident is declared already.')
  if (command.type !== 'DeclareIncident' && incident.entries.length === 0) return refuse('There is no such incident. Declare it first.')
  const backfilled = isBackfilled(state) || (command.type === 'DeclareIncident' && command.backfilled === true)
  const at = timeOf(command, backfilled, context)
  const future = futureTime(command, at, context)
  if (future !== null) return refuse(`That time is in the future (${dateTime(future, context.zone)}); what has not happened yet cannot be recorded.`)

  const facts: Fact[] = []
  const write: Write = (type, data, extra = {}) => {
    const id = context.newId()
    facts.push(
      withoutUndefined({
        v: FACT_VERSION,
        id,
        type,
        data: withoutUndefined(data as Record<string, unknown>),
        at,
        recordedAt: context.now,
        knownAt: command.knownAt,
        by: context.by,
        source: backfilled ? 'backfill' : context.source,
        evidence: command.evidence,
        ...extra,
      }),
    )
    return id
  }
  const decider = DECIDERS[command.type] as (incident: FoldedIncident, command: Command, write: Write, context: CommandContext) => string | undefined
  const refusal = decider(incident, command, write, context)
  if (refusal !== undefined) return refuse(refusal)
  const [first, ...others] = facts
  return { ok: true, facts: first ? [first, ...others.map((fact) => ({ ...fact, cause: first.id }))] : [] }
}

type FactTypes = IncidentFactType | ControlType
type DataOf<T extends FactTypes> = T extends IncidentFactType ? FactData<T> : Record<string, unknown>
type Extra = { at?: When; key?: string; replaces?: readonly string[]; evidence?: readonly Evidence[] }
export type Write = <T extends FactTypes>(type: T, data: DataOf<T>, extra?: Extra) => string
/** Writes facts and answers undefined, or answers with a refusal and has written nothing that counts. */
type Decider<T extends CommandType> = (incident: FoldedIncident, command: CommandOf<T>, write: Write, context: CommandContext) => string | undefined

const DECIDERS: { [T in CommandType]: Decider<T> } = {
  DeclareIncident: (_, { title, severity, backfilled, practice }, write, { playbook }) => {
    write('IncidentDeclared', { title, backfilled: backfilled || undefined, practice: practice || undefined, playbook })
    if (severity) write('SeverityChanged', { severity })
    return undefined
  },
  ChangeTitle: ({ state }, { title }, write) => done(write('TitleChanged', { title }, replacing(state, 'title'))),
  SetSeverity: (_, { severity, reason, proposed }, write) => done(write('SeverityChanged', { severity, reason, proposed })),

  RecordDetection: (_, { text, by }, write) => done(write('Detected', { text, by })),
  RecordAlert: ({ state }, { source, name, group, startsAt, count, labels, text, at }, write, context) => {
    if (alertOf(state, { source, group, startsAt })) return 'That alert is in this incident already.'
    const moment = at === undefined ? { at: momentOf(startsAt, context) } : {}
    return done(write('AlertFired', { source, name, group, startsAt, count, labels, text }, { key: `alert:${source}:${group}:${startsAt}`, ...moment }))
  },
  RecordAlertResolved: ({ state }, { source, group, startsAt }, write) => {
    const fired = alertOf(state, { source, group, startsAt })
    if (!fired) return 'That alert is not in this incident.'
    if (fired.resolved) return 'That alert is over already.'
    return done(write('AlertResolved', { source, name: fired.fired.data.name, group, startsAt }, { key: `alert-resolved:${source}:${group}:${startsAt}` }))
  },
  RecordImpactStart: (_, { text }, write) => done(write('ImpactStarted', { text })),
  AssessImpact: ({ state }, { users, effect, scope, dataAtRisk, customersAffected, customerFacing, text }, write) => {
    const assessed = { users, effect, scope, dataAtRisk, customersAffected, customerFacing, text }
    if (Object.values(assessed).some((value) => value !== undefined)) return done(write('ImpactAssessed', assessed))
    // Somebody looked and answered nothing: what was answered before still holds.
    return done(write('ImpactAssessed', { ...impactAt(state)?.data, text: undefined }))
  },
  ReadMetric: (_, { metric, value, unit }, write) => done(write('MetricRead', { metric, value, unit })),

  AssignRole: ({ state }, { role: said, to }, write) => {
    const role = roleNamed(said)
    const held = standing(state.heads, `role:${role}`)
    if (to === null && holdersOf(state, role).length === 0) return `Nobody holds the role ${role}.`
    const replaces = to === null || SINGLE_ROLES.has(role) ? held.map(({ id }) => id) : []
    return done(write('RoleAssigned', { role, holder: to }, replaces.length > 0 ? { replaces } : {}))
  },
  OfferHandover: ({ state }, { role: said, to, text }, write) => {
    const role = roleNamed(said)
    if (holdersOf(state, role).length === 1 && holdersOf(state, role)[0]!.data.holder!.name === to.name) return `${to.name} holds the role ${role} already.`
    return done(write('HandoverOffered', { role, to, text }))
  },
  ConfirmHandover: ({ state }, { handover }, write) => {
    const offer = findHandover(state, handover)
    if (typeof offer === 'string') return offer
    const { role, to } = offer.data
    return done(write('RoleAssigned', { role, holder: to, handover: offer.id }, SINGLE_ROLES.has(role) ? replacing(state, `role:${role}`) : {}))
  },
  EndHandover: ({ state }, { handover, outcome, text }, write) => {
    const offer = findHandover(state, handover)
    return typeof offer === 'string' ? offer : done(write('HandoverEnded', { handover: offer.id, outcome, text }))
  },
  LinkRelease: ({ state }, { name, knownGood, deployedAt }, write, context) => {
    write('ReleaseLinked', { name, knownGood }, replacing(state, 'release'))
    if (deployedAt !== undefined) write('Deployed', { release: name }, { at: momentOf(deployedAt, context) })
    return undefined
  },
  RecordDeployment: ({ state }, { release, environment, text }, write) => {
    const linked = standing(state.heads, 'release').at(-1)?.value.data as FactData<'ReleaseLinked'> | undefined
    return done(write('Deployed', { release: release ?? (text ? undefined : linked?.name), environment, text }))
  },

  Page: (_, { whom, by, text, send }, write) => queueDeliveries(write('Paged', { whom, by, text }), send, write),
  AcknowledgePage: ({ state }, { page, who, text }, write, { zone }) => {
    const found = findPage(state, page, awaited(state), 'to acknowledge')
    if (typeof found === 'string') return found
    if (found.acknowledged) return `That page was acknowledged already, at ${dateTime(found.acknowledged.time, zone)}.`
    return done(write('PageAcknowledged', { page: found.page.id, who: who ?? found.page.data.whom, text }))
  },
  EscalatePage: ({ state }, { page, to, by, text, send }, write) => {
    const found = findPage(state, page, isUnanswered, 'to escalate')
    if (typeof found === 'string') return found
    const next = write('Paged', { whom: to, by, text })
    write('PageEscalated', { page: found.page.id, to: next })
    return queueDeliveries(next, send, write)
  },
  RecordPageOutcome: ({ state }, { page, outcome, text }, write) => {
    const found = findPage(state, page, awaited(state), 'without an outcome')
    if (typeof found === 'string') return found
    return done(write('PageOutcomeRecorded', { page: found.page.id, outcome, text }))
  },
  NotifyStakeholders: (_, { groups, by, text, send }, write) => queueDeliveries(write('StakeholdersNotified', { groups: [...new Set(groups)], by, text }), send, write),
  PostUpdate: (_, { audience, text, nextUpdateAt, by, send }, write) => queueDeliveries(write('UpdatePosted', { audience, text, nextUpdateAt, by }), send, write),
  TryDelivery: ({ state }, command, write) => tryDelivery(state, command, write),
  AnswerDelivery: ({ state }, command, write) => answerDelivery(state, command, write),
  LinkRemote: ({ state }, { kind, remote, channel, title, url }, write) => {
    if ((remoteOf(state, kind)?.remote ?? null) === remote) return remote === null ? `No incident of ${kind} is linked.` : `That incident of ${kind} is linked already.`
    return done(write('RemoteLinked', { kind, remote, channel, title, url }, replacing(state, `remote:${kind}`)))
  },

  RecordDecision: ({ state }, { kind, text, reason, question, target, insteadOf, lookAgainAt }, write) => {
    if (kind === 'other' && !text) return 'Say what was decided, in a few words.'
    if (insteadOf !== undefined && !itemsOf(state, 'DecisionRecorded').some(({ id }) => id === insteadOf)) {
      return 'The decision that this one replaces is not in this incident.'
    }
    const decision = write('DecisionRecorded', { kind, text, reason, question, target }, insteadOf === undefined ? {} : { replaces: [insteadOf] })
    if (lookAgainAt !== undefined) {
      // The decision's words may fill a fact by themselves; the promise names it, and needs only enough to be recognised.
      write('PromiseMade', { kind: 'look again', text: `Look again at the decision: ${(text ?? kind).slice(0, 500)}`, dueAt: lookAgainAt, decision })
    }
    return undefined
  },
  StartRemediation: ({ state }, { kind, text, target, decision }, write) => {
    if (decision !== undefined && !itemsOf(state, 'DecisionRecorded').some(({ id }) => id === decision)) return 'That decision is not in this incident.'
    return done(write('RemediationStarted', { kind, text, target, decision }))
  },
  CompleteRemediation: ({ state }, { remediation, kind, outcome, text }, write) => {
    const running = runningRemediations(state).filter((item) => kind === undefined || item.data.kind === kind)
    const started = remediation === undefined ? running.at(-1) : running.find(({ id }) => id === remediation)
    if (remediation !== undefined && !started) return 'That is not under way in this incident.'
    if (!started && kind === undefined) return 'Nothing is under way. Say what was completed: roll back, fix forward or contain.'
    return done(write('RemediationCompleted', { kind: started?.data.kind ?? kind!, outcome, remediation: started?.id, text }))
  },
  RecordCheck: (_, { name, verdict, reading, expected, text }, write) => done(write('CheckRecorded', { name, verdict, reading, expected, text })),
  MarkMitigated: ({ state }, { text }, write, { zone }) => {
    const since = resolvedSince(state)
    if (since !== null) return `This incident is resolved since ${dateTime(since, zone)}. Reopen it first.`
    return done(write('IncidentMitigated', { text }))
  },
  ResolveIncident: ({ state }, { text }, write, { zone }) => {
    const since = resolvedSince(state)
    if (since !== null) return `This incident is resolved already, since ${dateTime(since, zone)}.`
    return done(write('IncidentResolved', { text }))
  },
  ReopenIncident: ({ state }, { text }, write) => {
    const phase = phaseOf(state)
    if (phase !== 'resolved' && phase !== 'reviewed' && phase !== 'watching') return 'This incident is open.'
    return done(write('IncidentReopened', { text }))
  },

  StartInvestigation: (_, { text }, write) => done(write('InvestigationStarted', { text })),
  StateHypothesis: (_, { text }, write) => done(write('HypothesisStated', { text })),
  JudgeHypothesis: ({ state }, { hypothesis, verdict, text }, write) => {
    if (!itemsOf(state, 'HypothesisStated').some(({ id }) => id === hypothesis)) return 'That theory is not in this incident.'
    return done(write('HypothesisJudged', { hypothesis, verdict, text }))
  },
  NameFactor: (_, { text, kind }, write) => done(write('ContributingFactorNamed', { text, kind })),
  AddAction: (_, { text, owner, due, actionType, priority, tracker }, write) => {
    const action = write('ActionItemAdded', { text })
    const fields = { owner, due, type: actionType, priority, tracker } as const
    for (const [field, value] of Object.entries(fields)) {
      if (value !== undefined) write('ActionItemChanged', { action, field: field as keyof typeof fields, value })
    }
    return undefined
  },
  ChangeAction: ({ state }, { action, field, value }, write) => {
    if (!itemsOf(state, 'ActionItemAdded').some(({ id }) => id === action)) return 'That action item is not in this incident.'
    if (field === 'text' && !value) return 'An action item needs its words: a verb, an object, an end state.'
    const values: readonly string[] | null = field === 'type' ? ACTION_TYPES : field === 'state' ? ACTION_STATES : null
    if (value && values?.includes(value) === false) return `The ${field} of an action item is one of: ${values.join(', ')}.`
    return done(write('ActionItemChanged', { action, field, value: value === '' ? null : value }, replacing(state, `action:${action}:${field}`)))
  },
  MakePromise: (_, { kind, text, dueAt, who, to }, write) => done(write('PromiseMade', { kind, text, dueAt, who, to })),
  SettlePromise: ({ state }, { promise, outcome, dueAt, text }, write) => {
    const made = itemsOf(state, 'PromiseMade').find(({ id }) => id === promise)
    if (!made) return 'That promise is not in this incident.'
    if (itemsOf(state, 'PromiseSettled').some(({ data }) => data.promise === promise)) return 'That promise is settled already.'
    if (outcome === 'revised' && dueAt === undefined) return 'A revised promise needs its new time.'
    write('PromiseSettled', { promise, outcome, dueAt, text })
    // A revised promise is a new one, so that its clock has a fact of its own to start from.
    if (outcome === 'revised') write('PromiseMade', { kind: made.data.kind, text: text ?? made.data.text, dueAt: dueAt!, who: made.data.who, to: made.data.to, decision: made.data.decision })
    return undefined
  },

  ScheduleRetro: ({ state }, { time, where }, write, { zone }) => done(write('RetroScheduled', { time, zone, where }, replacing(state, 'retro'))),
  HoldRetro: (_, { text }, write) => done(write('RetroHeld', { text })),

  AddNote: (incident, { text, replyTo }, write) => {
    const entry = replyTo === undefined ? undefined : incident.entryOf.get(replyTo)
    if (replyTo !== undefined && !entry) return 'The entry that this answers to is not in this incident.'
    return done(write('NoteAdded', { text, replyTo: entry?.fact.id }))
  },
  AddNotes: (_, { notes }, write, context) => {
    for (const { text, at, evidence } of notes) {
      write('NoteAdded', { text }, { ...(at !== undefined && { at: momentOf(at, context) }), ...(evidence && { evidence }) })
    }
    return undefined
  },
  AttachFile: (_, { name, mediaType, size, sha256, text }, write) => done(write('FileAttached', { name, mediaType, size, sha256, text })),
  AmendEntry: (incident, { target, data, at, evidence }, write, context) => {
    const entry = incident.entryOf.get(target)
    if (!entry) return 'That entry is not in this incident.'
    if (isControl(entry.fact.type)) return 'That is a correction itself; correct the entry that it belongs to.'
    if (entry.fact.redacted) return 'That entry was redacted; write a new one.'
    if (entry.fact.type === 'ExportRecorded') return 'The record of an export is not corrected: it says what the files were.'
    if (data === undefined && at === undefined && evidence === undefined) return 'Say what to change: the time, the words or the links.'
    if (entry.fact.type === 'FileAttached' && ['size', 'sha256', 'mediaType'].some((field) => data && field in data)) {
      return 'The file itself cannot be changed. Strike this entry, and attach the other file.'
    }
    const merged = Object.fromEntries(Object.entries({ ...entry.fact.data, ...data }).filter(([, value]) => value !== null))
    if (isIncidentFactType(entry.fact.type)) {
      const parsed = INCIDENT_FACTS[entry.fact.type].data.safeParse(merged)
      if (!parsed.success) return `The entry would not make sense with that change: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`
    }
    const change = { target: entry.fact.id, data, at: at === undefined ? undefined : momentOf(at, context), evidence }
    // The amendment itself happens now; only what it amends is moved in time.
    return done(write('EntryAmended', withoutUndefined(change), { at: momentOf(undefined, context) }))
  },
  StrikeEntry: (incident, { target, reason }, write) => {
    const entry = incident.entryOf.get(target)
    if (!entry) return 'That entry is not in this incident.'
    if (entry.fact.type === 'Redacted') return 'A redaction cannot be taken back.'
    if (entry.fact.type === 'IncidentDeclared') return 'The declaration cannot be struck. Change the title, or resolve the incident.'
    if (entry.fact.type === 'ExportRecorded') return 'The record of an export cannot be struck: it says what the files were.'
    if (entry.struckBy) return 'That entry is struck already.'
    return done(write('EntryStruck', withoutUndefined({ target: entry.fact.id, reason })))
  },
  RestoreEntry: (incident, { target }, write) => {
    const entry = incident.entryOf.get(target)
    if (!entry) return 'That entry is not in this incident.'
    if (!entry.struckBy) return 'That entry is not struck.'
    // Two people may have struck it, each without seeing the other: all standing strikes go.
    for (const strike of incident.entries) {
      if (strike.fact.type === 'EntryStruck' && !strike.struckBy && incident.entryOf.get(String(strike.fact.data['target'])) === entry) {
        write('EntryStruck', { target: strike.fact.id })
      }
    }
    return undefined
  },
  Redact: (incident, command, write, context) => decideRedaction(incident, command, write, momentOf(undefined, context)),
  StarEntry: (incident, { target, starred }, write) => {
    const entry = incident.entryOf.get(target)
    if (!entry) return 'That entry is not in this incident.'
    return done(write('EntryStarred', { target: entry.fact.id, starred }))
  },
  ArchiveIncident: ({ state }, { archived }, write) => {
    if (archived === isArchived(state)) return archived ? 'This incident is archived already.' : 'This incident is not archived.'
    if (archived && !isOverPhase(phaseOf(state))) return 'This incident is still open: resolve it first, then archive it.'
    return done(write('IncidentArchived', { archived }, replacing(state, 'archived')))
  },
  ShowReminder: (_, { rule, start, due, text, snoozedUntil }, write) =>
    done(write('ReminderShown', { rule, start, due, text, snoozedUntil }, { key: reminderKey({ rule, start, due }, snoozedUntil) })),
  SnoozeReminder: ({ entries }, { rule, start, due, until }, write, { now }) => {
    if (until <= now) return 'That time has passed: take one that is still to come.'
    // After a clock was set back the same time comes twice: its reminder was shown, and would not be shown again under that name.
    const isShown = (time: string): boolean => entries.some(({ fact }) => fact.key === reminderKey({ rule, start, due }, time))
    let free = until
    while (isShown(free)) free = new Date(Date.parse(free) + 1).toISOString()
    return done(write('ReminderSnoozed', { rule, start, due, until: free }))
  },
  RecordClockStep: (_, { from, to, cause }, write) => done(write('ClockStepped', { from, to, cause })),
  UsePlaybook: ({ state }, { playbook, name }, write) => {
    if (playbookOf(state) === playbook) return 'This incident has that playbook already.'
    return done(write('PlaybookChanged', { playbook, name }, replacing(state, 'playbook')))
  },
  RecordExport: (_, { format }, write, { heads = {} }) => done(write('ExportRecorded', { format, heads })),
}

function refuse(refusal: string): { ok: false; refusal: string } {
  return { ok: false, refusal }
}

/** Swallows the id of a written fact where the decider has nothing more to say. */
function done(_id: string): undefined {
  return undefined
}

/** A fact that takes the place of every head that stands, so that it also settles a conflict. */
function replacing(state: IncidentState, slot: string): Extra {
  const replaces = standing(state.heads, slot).map(({ id }) => id)
  return replaces.length > 0 ? { replaces } : {}
}

const isUnanswered = ({ acknowledged, escalated }: PageStatus): boolean => !acknowledged && !escalated

/** Which pages an answer can be for: those that are waited for; where none is, those that nobody answered or passed on. */
function awaited(state: IncidentState): (status: PageStatus) => boolean {
  return pagesOf(state).some(({ waiting }) => waiting) ? ({ waiting }) => waiting : isUnanswered
}

/** The page that was named, or the one page that fits; a sentence where that is not clear. */
function findPage(state: IncidentState, id: string | undefined, fits: (status: PageStatus) => boolean, what: string) {
  const pages = pagesOf(state)
  if (id !== undefined) return pages.find(({ page }) => page.id === id) ?? 'That page is not in this incident.'
  const fitting = pages.filter(fits)
  if (fitting.length === 0) return `There is no page ${what}.`
  if (fitting.length > 1) return `${String(fitting.length)} pages are open (${fitting.map(({ page }) => page.data.whom.name).join(', ')}): say which.`
  return fitting[0]!
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

