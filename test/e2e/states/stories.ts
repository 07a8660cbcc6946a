/** The incidents that the states show, as commands on the guide's day. */
import type { Timed } from './scene.ts'

/** In the middle: a page without an answer, a rollback that runs, a task, a working theory. */
export const MIDWAY: readonly [Timed, ...Timed[]] = [
  ['14:16', { type: 'DeclareIncident', title: 'API error rate at 15% after Dashboard v2', severity: 'P1' }],
  ['14:16', { type: 'AssignRole', role: 'incident commander', to: 'Ana' }],
  ['14:16', { type: 'LinkRelease', name: 'Dashboard v2', knownGood: 'Dashboard v1', deployedAt: '2025-02-01T14:00:00Z' }],
  ['14:16', { type: 'RecordDetection', text: 'HighErrorRate fired: API error rate up to 15%', by: 'alert', evidence: [{ url: 'https://grafana.example.org/d/api', title: 'HighErrorRate' }] }],
  ['14:17', { type: 'ReadMetric', metric: 'API error rate', value: 15, unit: '%' }],
  ['14:17', { type: 'AssessImpact', users: 'all', effect: 'degraded', scope: 'widespread', dataAtRisk: 'no' }],
  ['14:18', { type: 'Page', whom: 'on-call engineer', by: 'PagerDuty' }],
  ['14:19', { type: 'AcknowledgePage', who: 'Bo' }],
  ['14:19', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead'], by: 'chat' }],
  ['14:20', { type: 'Page', whom: 'database on-call', by: 'phone' }],
  ['14:21', { type: 'StateHypothesis', text: 'The connection pool of v2 runs out under load' }],
  ['14:22', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, user impact high', target: 'Dashboard v1' }],
  ['14:23', { type: 'StartRemediation', kind: 'roll back', target: 'Dashboard v1' }],
  ['14:23', { type: 'MakePromise', kind: 'task', text: 'Check the pool’s settings', who: 'Cy', dueAt: '2025-02-01T14:33:00Z' }],
  ['14:24', { type: 'PostUpdate', audience: 'customers', text: 'We see errors in the API and are rolling back.', nextUpdateAt: '2025-02-01T14:44:00Z' }],
  ['14:24', { type: 'AddAction', text: 'Alert when 80% of the connection pool is in use', owner: 'Bo' }],
  ['14:25', { type: 'ReadMetric', metric: 'API error rate', value: 16.2, unit: '%' }],
  ['14:26', { type: 'AddNote', text: 'Connections climb with the deploy, see https://grafana.example.org/d/db' }],
]

/** Over, and with what a retro asks for. */
export const OVER: readonly Timed[] = [
  ['14:30', { type: 'CompleteRemediation', kind: 'roll back', text: 'error rate back to 0.2%' }],
  ['14:30', { type: 'ReadMetric', metric: 'API error rate', value: 0.2, unit: '%' }],
  ['14:31', { type: 'MarkMitigated' }],
  ['14:45', { type: 'StartInvestigation' }],
  ['15:05', { type: 'RecordCheck', name: 'error rate', verdict: 'passed', reading: '0.2%', expected: 'below 1%' }],
  ['15:06', { type: 'ResolveIncident', text: 'Stable for 30 minutes' }],
  ['17:00', { type: 'NameFactor', text: 'The connection pool of v2 was a tenth of that of v1' }],
  ['17:10', { type: 'ScheduleRetro', time: '2025-02-03T14:00:00Z', where: 'Room 4' }],
]

/** The guide's example, written down later. */
export const BACKFILLED: readonly [Timed, ...Timed[]] = [
  ['17:20', { type: 'DeclareIncident', title: 'Checkout errors, written down later', severity: 'P1', backfilled: true, at: at('10:18') }],
  ['17:21', { type: 'Page', whom: 'on-call engineer', at: at('10:18') }],
  ['17:22', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, user impact high', at: at('10:22') }],
  ['17:23', { type: 'CompleteRemediation', kind: 'roll back', at: at('10:30') }],
  ['17:24', { type: 'MarkMitigated', at: at('10:30') }],
  ['17:25', { type: 'ResolveIncident', at: at('11:00') }],
]

/** A time that somebody named, to the minute. */
function at(clock: string): { time: string; precision: 'minute'; zone: string } {
  return { time: `2025-02-01T${clock}:00.000Z`, precision: 'minute', zone: 'UTC' }
}
