/** Sentences: what the timeline says of each fact, in words that a person would use. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INCIDENT_FACTS, type IncidentFactType } from '../../../shared/incident/events.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { sentenceOf, type SentenceContext } from '../../../shared/views/sentence.ts'
import { fact } from '../../helpers/facts.ts'
import { inputsOf } from '../../helpers/from-schema.ts'

const NAMES = new Map([['page1', 'Ana'], ['page2', 'Ben'], ['theory', 'a leak'], ['action', 'Size the pool'], ['promise', 'the graphs']])
const CONTEXT: SentenceContext = { playbook: BUILT_IN_PLAYBOOK, nameOf: (id) => NAMES.get(id) ?? null, timeText: (time) => time.slice(11, 16) }
const UNTIL = '2025-02-01T14:30:00.000Z'

const SAID: readonly (readonly [type: IncidentFactType, data: Record<string, unknown>, sentence: string])[] = [
  ['IncidentDeclared', { title: 'API down' }, 'Incident declared: API down'],
  ['TitleChanged', { title: 'API slow' }, 'Title changed to: API slow'],
  ['PlaybookChanged', { playbook: 'ab' }, 'Playbook changed'],
  ['PlaybookChanged', { playbook: 'ab', name: 'Ours' }, 'Playbook changed: Ours'],
  ['SeverityChanged', { severity: 'P1', reason: 'checkout' }, 'Severity set to P1 (checkout)'],
  ['SeverityChanged', { severity: null }, 'Severity no longer set'],
  ['Detected', { text: 'Monitoring alerts' }, 'Monitoring alerts'],
  ['AlertFired', { source: 'Alertmanager', name: 'HighErrorRate', group: 'g', startsAt: UNTIL, count: 1, text: 'over 10%' }, 'Alertmanager: HighErrorRate fired: over 10%'],
  ['AlertFired', { source: 'Grafana', name: 'HighErrorRate', group: 'g', startsAt: UNTIL, count: 12 }, 'Grafana: HighErrorRate fired, 12 alerts'],
  ['AlertResolved', { source: 'Alertmanager', name: 'HighErrorRate', group: 'g', startsAt: UNTIL }, 'Alertmanager: HighErrorRate is over'],
  ['ReminderSnoozed', { rule: 'update', start: 'x', due: UNTIL, until: '2025-02-01T14:40:00.000Z' }, 'Reminder of what was due 14:30 put off until 14:40'],
  ['ClockStepped', { from: UNTIL, to: '2025-02-01T14:20:00.000Z', cause: 'set' }, 'The clock of this machine was set from 14:30 to 14:20'],
  ['ClockStepped', { from: UNTIL, to: '2025-02-01T15:20:00.000Z', cause: 'slept' }, 'This machine slept from 14:30 to 15:20'],
  ['ImpactStarted', {}, 'Impact started'],
  ['ImpactAssessed', { users: 'some', effect: 'degraded', scope: 'isolated', dataAtRisk: 'no', text: 'EU only' }, 'Impact assessed: some customers affected, degraded, isolated, no data at risk, EU only'],
  ['ImpactAssessed', { customersAffected: 'no' }, 'Impact assessed: customers not affected'],
  ['ImpactAssessed', { dataAtRisk: 'unknown' }, 'Impact assessed'],
  ['MetricRead', { metric: 'error rate', value: 15, unit: '%' }, 'error rate 15%'],
  ['MetricRead', { metric: 'p99', value: 2.9, unit: 's' }, 'p99 2.9 s'],
  ['MetricRead', { metric: 'queue', value: 0 }, 'queue 0'],
  ['RoleAssigned', { role: 'incident commander', holder: { name: 'Ana' } }, 'Incident commander: Ana'],
  ['RoleAssigned', { role: 'incident commander', holder: { name: 'Ben' }, handover: 'offer' }, 'Incident commander: Ben, who took over'],
  ['HandoverOffered', { role: 'scribe', to: { name: 'Ben' }, text: 'notes are up to date' }, 'Hand-over of the role scribe offered to Ben: notes are up to date'],
  ['HandoverEnded', { handover: 'page2', outcome: 'declined', text: 'on the database' }, 'Hand-over to Ben declined: on the database'],
  ['RoleAssigned', { role: 'scribe', holder: null }, 'Scribe: nobody any more'],
  ['ReleaseLinked', { name: 'v2', knownGood: 'v1' }, 'Follows the release v2; known good before it: v1'],
  ['Deployed', { release: 'v2' }, 'v2 deployed to production'],
  ['Deployed', { release: 'v2', environment: 'staging' }, 'v2 deployed to staging'],
  ['Deployed', { text: 'fix redeployed' }, 'fix redeployed'],
  ['Paged', { whom: { name: 'Ana' }, by: 'phone', text: 'twice' }, 'Paged Ana by phone: twice'],
  ['Paged', { whom: { name: 'Ana' }, by: 'in person' }, 'Paged Ana in person'],
  ['Paged', { whom: { name: 'Ana' }, by: 'other', text: 'by pigeon' }, 'Paged Ana: by pigeon'],
  ['PageAcknowledged', { page: 'page1' }, 'Ana acknowledged'],
  ['PageAcknowledged', { page: 'gone' }, 'The page acknowledged'],
  ['PageEscalated', { page: 'page1', to: 'page2' }, 'Escalated from Ana to Ben'],
  ['PageEscalated', { page: 'gone', to: 'gone' }, 'Escalated from a page to the next one'],
  ['PageOutcomeRecorded', { page: 'page1', outcome: 'no answer' }, 'Page to Ana: no answer'],
  ['StakeholdersNotified', { groups: ['pm', 'product-lead', 'legal'], by: 'phone' }, 'Notified PM, Product Lead and legal by phone'],
  ['UpdatePosted', { audience: 'customers', text: 'We are on it.', nextUpdateAt: UNTIL }, 'Status update (customers): We are on it. Next update by 14:30.'],
  ['DeliveryQueued', { subject: 'page1', channel: 'ch', name: 'Ops', kind: 'PagerDuty', to: 'PX1' }, 'To be sent by Ops to PX1 “Ana”'],
  ['DeliveryTried', { delivery: 'gone', number: 2 }, 'Sending by a channel, try 2'],
  ['DeliveryAnswered', { delivery: 'gone', number: 2, result: 'refused', status: 403, text: 'invalid key' }, 'A channel: refused (403): invalid key'],
  ['RemoteLinked', { kind: 'PagerDuty', remote: 'Q1', title: 'API errors' }, 'This is the incident Q1 of PagerDuty: API errors'],
  ['RemoteLinked', { kind: 'PagerDuty', remote: null }, 'No incident of PagerDuty any more'],
  ['DecisionRecorded', { kind: 'roll back', reason: 'cause unclear, user impact high' }, 'Decision: roll back (cause unclear, user impact high)'],
  ['DecisionRecorded', { kind: 'contain', text: 'pause webhooks' }, 'Decision: contain: pause webhooks'],
  ['DecisionRecorded', { kind: 'other', text: 'page the vendor' }, 'Decision: page the vendor'],
  ['RemediationStarted', { kind: 'roll back', target: 'v1' }, 'Rollback started to v1'],
  ['RemediationCompleted', { kind: 'fix forward', outcome: 'failed' }, 'Forward fix failed'],
  ['RemediationCompleted', { kind: 'roll back', outcome: 'done', text: 'error rate back to 0.2%' }, 'Rollback complete: error rate back to 0.2%'],
  ['CheckRecorded', { name: 'error rate', verdict: 'passed', reading: '0.2%', expected: 'below 1%' }, 'Check passed: error rate 0.2% (expected below 1%)'],
  ['IncidentMitigated', {}, 'Mitigated'],
  ['IncidentResolved', { text: 'all green' }, 'Resolved: all green'],
  ['IncidentReopened', {}, 'Reopened'],
  ['InvestigationStarted', {}, 'Investigation began'],
  ['HypothesisStated', { text: 'a leak' }, 'Theory: a leak'],
  ['HypothesisJudged', { hypothesis: 'theory', verdict: 'ruled out', text: 'pool is fine' }, 'Theory ruled out: a leak: pool is fine'],
  ['HypothesisJudged', { hypothesis: 'gone', verdict: 'supported' }, 'Theory supported'],
  ['ContributingFactorNamed', { text: 'pool exhausted' }, 'Contributing factor: pool exhausted'],
  ['ContributingFactorNamed', { text: 'the deployment', kind: 'trigger' }, 'Trigger: the deployment'],
  ['ActionItemAdded', { text: 'Size the pool' }, 'Action item: Size the pool'],
  ['ActionItemChanged', { action: 'action', field: 'owner', value: 'Ben' }, 'Action item “Size the pool”: owner set to Ben'],
  ['ActionItemChanged', { action: 'gone', field: 'owner', value: null }, 'Action item: owner removed'],
  ['PromiseMade', { kind: 'eta', text: 'a fix', dueAt: UNTIL, who: 'Ana' }, 'Promised (Ana): a fix, by 14:30'],
  ['PromiseMade', { kind: 'look again', text: 'Look again at the decision: wait', dueAt: UNTIL }, 'To do: Look again at the decision: wait, by 14:30'],
  ['PromiseSettled', { promise: 'promise', outcome: 'kept' }, 'Kept: the graphs'],
  ['RetroScheduled', { time: UNTIL, where: 'room 3' }, 'Retro scheduled for 14:30, room 3'],
  ['RetroHeld', {}, 'Blameless retrospective held'],
  ['NoteAdded', { text: 'seen' }, 'seen'],
  ['FileAttached', { name: 'error rate.png', size: 245_760, sha256: '0'.repeat(64) }, 'Attached error rate.png (240 KB)'],
  ['FileAttached', { name: 'notes.txt', size: 1, sha256: '0'.repeat(64), text: 'what the vendor sent' }, 'Attached notes.txt (1 byte): what the vendor sent'],
  ['IncidentArchived', { archived: true }, 'Incident archived'],
  ['IncidentArchived', { archived: false }, 'Incident taken out of the archive'],
  ['EntryStarred', { target: 'page1', starred: false }, 'Took a star away'],
  ['ReminderShown', { rule: 'update', start: 'x', due: UNTIL, text: 'Post a status update' }, 'Post a status update'],
  ['ExportRecorded', { format: 'html', heads: {} }, 'Exported as HTML'],
  ['ExportRecorded', { format: 'hologram', heads: {} }, 'Exported as hologram'],
]

describe('a sentence', () => {
  it.each(SAID)('of %s %j is "%s"', (type, data, sentence) => {
    expect(sentenceOf(fact(1, type, data), CONTEXT)).toBe(sentence)
  })

  it('is there for every type', () => {
    expect(new Set(SAID.map(([type]) => type))).toEqual(new Set(Object.keys(INCIDENT_FACTS)))
  })

  it('says so where a newer version wrote it, it is damaged, or redacted', () => {
    expect(sentenceOf(fact(1, 'SeanceHeld', { ghosts: 1 }), CONTEXT)).toBe('Recorded by a newer version of Knowngood: SeanceHeld')
    expect(sentenceOf(fact(1, 'NoteAdded', {}, { redacted: true }), CONTEXT)).toBe('Redacted')
    expect(sentenceOf(fact(1, 'Deployed', {}, { redacted: true }), CONTEXT)).toBe('Redacted')
    expect(sentenceOf(fact(1, 'NoteAdded', { words: 'lost' }), CONTEXT)).toBe('This version cannot read it: NoteAdded')
  })

  it('is never empty, has no ragged ends and no holes, whatever the data', () => {
    const types = Object.keys(INCIDENT_FACTS) as IncidentFactType[]
    const facts = fc.oneof(...types.map((type) => inputsOf(INCIDENT_FACTS[type].data, fc.constantFrom('page1', 'gone')).map((data) => fact(1, type, withoutBlanks(data) as Record<string, unknown>))))
    fc.assert(fc.property(facts, (each) => {
      const sentence = sentenceOf(each, CONTEXT)
      expect(sentence).not.toMatch(/^$|^\s|\s$|: $|undefined|\bnull\b|NaN|\[object|“”|\(\)/)
    }), { numRuns: 500 })
  })
})

/** Words are trimmed before they become facts, and brackets of their own are no fault of the sentence. */
function withoutBlanks(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[()“”]/g, '').trim() || 'words'
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withoutBlanks(field)]))
  return value
}
