/** Every command, given with as little as it takes, is accepted and makes the facts that it says. */
import { describe, expect, it } from 'vitest'
import { factSchema } from '../../../shared/facts/fact.ts'
import { isControl } from '../../../shared/facts/control.ts'
import { COMMANDS, type CommandInput, type CommandType } from '../../../shared/incident/commands.ts'
import { isReadable } from '../../../shared/incident/events.ts'
import { given, type Step, type Story } from '../../helpers/given.ts'

/** An incident that has one of everything, so that every command finds what it acts on. */
const EVERYTHING: readonly Step[] = [
  { type: 'DeclareIncident', title: 'API down' },
  { type: 'AssignRole', role: 'scribe', to: 'Ana' },
  { type: 'Page', whom: 'on-call' },
  { type: 'RecordDecision', kind: 'roll back' },
  { type: 'StartRemediation', kind: 'roll back' },
  { type: 'StateHypothesis', text: 'the pool is empty' },
  { type: 'AddAction', text: 'Alert on pool use' },
  { type: 'MakePromise', text: 'the graphs', dueAt: '2025-02-01T14:40:00Z' },
  { type: 'AddNote', text: 'typed in the wrong window' },
]
const SENDING: readonly Step[] = [...EVERYTHING, { type: 'Page', whom: 'Ben', send: [{ channel: 'ch-1', name: 'PagerDuty', kind: 'PagerDuty' }] }]
const ALERT = { source: 'Alertmanager', group: 'HighErrorRate', startsAt: '2025-02-01T13:55:00.000Z' } as const
const ALERTED: readonly Step[] = [...EVERYTHING, { type: 'RecordAlert', name: 'HighErrorRate', ...ALERT }]
const STRUCK: readonly Step[] = [...EVERYTHING, ({ last }) => ({ type: 'StrikeEntry', target: last('NoteAdded') })]
const OFFERED: readonly Step[] = [...EVERYTHING, { type: 'OfferHandover', to: 'Ben' }]
const OVER: readonly Step[] = [...EVERYTHING, { type: 'ResolveIncident' }]

type Example = readonly [before: readonly Step[], command: CommandInput | ((story: Story) => CommandInput), makes: readonly string[]]

const EXAMPLES: Readonly<Record<CommandType, Example>> = {
  DeclareIncident: [[], { type: 'DeclareIncident', title: 'API down', severity: 'P1' }, ['IncidentDeclared', 'SeverityChanged']],
  ChangeTitle: [EVERYTHING, { type: 'ChangeTitle', title: 'API slow' }, ['TitleChanged']],
  SetSeverity: [EVERYTHING, { type: 'SetSeverity', severity: null }, ['SeverityChanged']],
  RecordDetection: [EVERYTHING, { type: 'RecordDetection', text: 'alert' }, ['Detected']],
  RecordAlert: [EVERYTHING, { type: 'RecordAlert', name: 'HighErrorRate', ...ALERT }, ['AlertFired']],
  RecordAlertResolved: [ALERTED, { type: 'RecordAlertResolved', ...ALERT }, ['AlertResolved']],
  RecordImpactStart: [EVERYTHING, { type: 'RecordImpactStart' }, ['ImpactStarted']],
  AssessImpact: [EVERYTHING, { type: 'AssessImpact', users: 'some' }, ['ImpactAssessed']],
  ReadMetric: [EVERYTHING, { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' }, ['MetricRead']],
  AssignRole: [EVERYTHING, { type: 'AssignRole', role: 'scribe', to: null }, ['RoleAssigned']],
  OfferHandover: [EVERYTHING, { type: 'OfferHandover', to: 'Ben' }, ['HandoverOffered']],
  ConfirmHandover: [OFFERED, { type: 'ConfirmHandover' }, ['RoleAssigned']],
  EndHandover: [OFFERED, { type: 'EndHandover' }, ['HandoverEnded']],
  LinkRelease: [EVERYTHING, { type: 'LinkRelease', name: 'v2', deployedAt: '2025-02-01T14:00:00Z' }, ['ReleaseLinked', 'Deployed']],
  RecordDeployment: [EVERYTHING, { type: 'RecordDeployment', release: 'v2.1' }, ['Deployed']],
  Page: [EVERYTHING, { type: 'Page', whom: 'Ben' }, ['Paged']],
  AcknowledgePage: [EVERYTHING, { type: 'AcknowledgePage' }, ['PageAcknowledged']],
  EscalatePage: [EVERYTHING, { type: 'EscalatePage', to: 'the lead' }, ['Paged', 'PageEscalated']],
  RecordPageOutcome: [EVERYTHING, { type: 'RecordPageOutcome', outcome: 'voicemail' }, ['PageOutcomeRecorded']],
  NotifyStakeholders: [EVERYTHING, { type: 'NotifyStakeholders', groups: ['pm'] }, ['StakeholdersNotified']],
  PostUpdate: [EVERYTHING, { type: 'PostUpdate', text: 'We are on it.' }, ['UpdatePosted']],
  TryDelivery: [SENDING, ({ last }) => ({ type: 'TryDelivery', delivery: last('DeliveryQueued'), number: 1 }), ['DeliveryTried']],
  AnswerDelivery: [SENDING, ({ last }) => ({ type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number: 1, result: 'accepted' }), ['DeliveryAnswered', 'PageOutcomeRecorded']],
  LinkRemote: [EVERYTHING, { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q1', title: 'API errors' }, ['RemoteLinked']],
  RecordDecision: [EVERYTHING, { type: 'RecordDecision', kind: 'wait', lookAgainAt: '2025-02-01T14:40:00Z' }, ['DecisionRecorded', 'PromiseMade']],
  StartRemediation: [EVERYTHING, { type: 'StartRemediation', kind: 'fix forward' }, ['RemediationStarted']],
  CompleteRemediation: [EVERYTHING, { type: 'CompleteRemediation' }, ['RemediationCompleted']],
  RecordCheck: [EVERYTHING, { type: 'RecordCheck', name: 'login', verdict: 'passed' }, ['CheckRecorded']],
  MarkMitigated: [EVERYTHING, { type: 'MarkMitigated' }, ['IncidentMitigated']],
  ResolveIncident: [EVERYTHING, { type: 'ResolveIncident' }, ['IncidentResolved']],
  ReopenIncident: [OVER, { type: 'ReopenIncident' }, ['IncidentReopened']],
  StartInvestigation: [EVERYTHING, { type: 'StartInvestigation' }, ['InvestigationStarted']],
  StateHypothesis: [EVERYTHING, { type: 'StateHypothesis', text: 'a leak' }, ['HypothesisStated']],
  JudgeHypothesis: [EVERYTHING, ({ last }) => ({ type: 'JudgeHypothesis', hypothesis: last('HypothesisStated'), verdict: 'ruled out' }), ['HypothesisJudged']],
  NameFactor: [EVERYTHING, { type: 'NameFactor', text: 'pool exhausted' }, ['ContributingFactorNamed']],
  AddAction: [EVERYTHING, { type: 'AddAction', text: 'Size the pool', owner: 'Ana' }, ['ActionItemAdded', 'ActionItemChanged']],
  ChangeAction: [EVERYTHING, ({ last }) => ({ type: 'ChangeAction', action: last('ActionItemAdded'), field: 'state', value: 'done' }), ['ActionItemChanged']],
  MakePromise: [EVERYTHING, { type: 'MakePromise', text: 'a fix', dueAt: '2025-02-01T15:00:00Z' }, ['PromiseMade']],
  SettlePromise: [EVERYTHING, ({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'kept' }), ['PromiseSettled']],
  ScheduleRetro: [EVERYTHING, { type: 'ScheduleRetro', time: '2025-02-03T14:00:00Z' }, ['RetroScheduled']],
  HoldRetro: [EVERYTHING, { type: 'HoldRetro' }, ['RetroHeld']],
  AddNote: [EVERYTHING, { type: 'AddNote', text: 'seen' }, ['NoteAdded']],
  AddNotes: [EVERYTHING, { type: 'AddNotes', notes: [{ text: 'seen' }, { text: 'seen before', at: '2025-02-01T13:00:00Z' }] }, ['NoteAdded', 'NoteAdded']],
  AttachFile: [EVERYTHING, { type: 'AttachFile', name: 'error rate.png', size: 3, sha256: '0'.repeat(64) }, ['FileAttached']],
  AmendEntry: [EVERYTHING, ({ last }) => ({ type: 'AmendEntry', target: last('NoteAdded'), data: { text: 'mended' } }), ['EntryAmended']],
  StrikeEntry: [EVERYTHING, ({ last }) => ({ type: 'StrikeEntry', target: last('NoteAdded') }), ['EntryStruck']],
  RestoreEntry: [STRUCK, ({ last }) => ({ type: 'RestoreEntry', target: last('NoteAdded') }), ['EntryStruck']],
  Redact: [EVERYTHING, ({ last }) => ({ type: 'Redact', targets: [last('NoteAdded')] }), ['Redacted']],
  StarEntry: [EVERYTHING, ({ last }) => ({ type: 'StarEntry', target: last('NoteAdded') }), ['EntryStarred']],
  ShowReminder: [EVERYTHING, { type: 'ShowReminder', rule: 'update', start: 'x', due: '2025-02-01T14:30:00Z', text: 'Post a status update' }, ['ReminderShown']],
  SnoozeReminder: [EVERYTHING, { type: 'SnoozeReminder', rule: 'update', start: 'x', due: '2025-02-01T14:30:00Z', until: '2025-02-01T14:40:00Z' }, ['ReminderSnoozed']],
  RecordClockStep: [EVERYTHING, { type: 'RecordClockStep', from: '2025-02-01T14:30:00Z', to: '2025-02-01T14:20:00Z', cause: 'set' }, ['ClockStepped']],
  UsePlaybook: [EVERYTHING, { type: 'UsePlaybook', playbook: 'a'.repeat(64), name: 'Ours' }, ['PlaybookChanged']],
  ArchiveIncident: [OVER, { type: 'ArchiveIncident' }, ['IncidentArchived']],
  RecordExport: [OVER, { type: 'RecordExport', format: 'html' }, ['ExportRecorded']],
}

describe('every command', () => {
  it.each(Object.entries(EXAMPLES))('%s is accepted with as little as it takes', (_, [before, command, makes]) => {
    const { made, refusal } = given(...before).when(command)
    expect(refusal).toBeNull()
    expect(made.map(({ type }) => type)).toEqual(makes)
    for (const fact of made) {
      expect(factSchema.parse(JSON.parse(JSON.stringify(fact)))).toEqual(fact)
      expect(isReadable(fact) || isControl(fact.type)).toBe(true)
    }
  })

  it.each(Object.keys(COMMANDS).filter((type) => type !== 'DeclareIncident') as CommandType[])('%s is refused where there is no incident', (type) => {
    const command = EXAMPLES[type][1]
    given().when(typeof command === 'function' ? command(ANYTHING) : command).thenRefused('There is no such incident. Declare it first.')
  })
})

/** A story in which every fact has been written, under one id. */
const ANYTHING = { last: () => 'x' } as unknown as Story
