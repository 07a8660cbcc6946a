/** A live incident with everything the document can show: late notes, vague times, corrections, strikes, a redaction, conflicts. */
import type { When } from '../../shared/facts/fact.ts'
import { at, fact, utc } from './facts.ts'
import { on, story, type Step, type Story } from './given.ts'

/** A time as far as it is known; a text as `at` leaves the story's clock where it is, and so does this with `late`. */
function when(clock: string, precision: When['precision'], until?: string): When {
  return { ...at(clock, precision), ...(until !== undefined && { until: utc(until) }) }
}

const nth = (told: Story, type: string, index: number): string => told.facts.filter((each) => each.type === type)[index]!.id

const NOTICED: readonly Step[] = [
  on('14:16', { type: 'DeclareIncident', title: 'API errors after Dashboard v2.0', severity: 'P2' }),
  { type: 'RecordDetection', at: utc('14:15'), text: 'HighErrorRate fired for the API', by: 'alert', evidence: [{ url: 'https://grafana.example.org/d/api', title: 'HighErrorRate' }] },
  { type: 'LinkRelease', name: 'Dashboard v2.0', knownGood: 'v1.9', deployedAt: utc('14:00') },
  on('14:16:30', { type: 'AssignRole', role: 'incident commander', to: 'Ana' }),
  on('14:17', { type: 'ReadMetric', metric: 'API error rate', value: 15.4, unit: '%', evidence: [{ url: 'https://grafana.example.org/d/api?viewPanel=7&from=1738418400000&to=1738420200000' }] }),
  on('14:17:20', { type: 'AssessImpact', users: 'all', effect: 'degraded', scope: 'widespread', dataAtRisk: 'no' }),
  on('14:17:30', { type: 'SetSeverity', severity: 'P1', reason: 'every customer is hurt' }),
]

const MET: readonly Step[] = [
  on('14:18', { type: 'Page', whom: { name: 'on-call engineer', kind: 'role' }, by: 'PagerDuty' }),
  on('14:18:05', { type: 'Page', whom: 'database on-call', by: 'phone' }),
  (told) => on('14:18:48', { type: 'AcknowledgePage', page: nth(told, 'Paged', 0), who: 'Bo' }),
  on('14:19', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead'], by: 'chat' }),
  on('14:21', { type: 'StateHypothesis', text: 'database connections exhausted by v2.0' }),
  (told) => on('14:22', { type: 'EscalatePage', page: nth(told, 'Paged', 1), to: 'Cy', by: 'phone' }),
  on('14:22', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, user impact high', target: 'v1.9', lookAgainAt: utc('14:40'), question: 'Roll back or fix forward?' }),
  on('14:23', { type: 'StartRemediation', kind: 'roll back', target: 'v1.9' }),
  on('14:24', { type: 'PostUpdate', audience: 'customers', text: 'We see errors in the API and are rolling back.', nextUpdateAt: utc('14:40') }),
  // written down while the rollback ran: about 14:20, ten minutes before
  { type: 'AddNote', at: { ...when('14:16', 'about') }, text: 'Database connections seen to climb with the deploy' },
  on('14:29', { type: 'ReadMetric', metric: 'API error rate', value: 16.2, unit: '%' }),
  on('14:30', { type: 'CompleteRemediation', text: 'v1.9 is live' }),
  on('14:31', { type: 'NotifyStakeholders', groups: ['relevant-teams', 'customer-success'] }),
  on('14:33', { type: 'ReadMetric', metric: 'API error rate', value: 0.2, unit: '%' }),
  on('14:33:20', { type: 'MarkMitigated' }),
  on('14:46', { type: 'PostUpdate', audience: 'customers', text: 'Rolled back. Errors are gone; we watch.' }),
  on('15:04', { type: 'RecordCheck', name: 'error rate', verdict: 'passed', reading: '0.2%', expected: 'below 1%' }),
]

const ENDED: readonly Step[] = [
  on('15:05', { type: 'ResolveIncident', text: 'Stable for 30 minutes' }),
  (told) => ({ type: 'SettlePromise', promise: told.last('PromiseMade'), outcome: 'kept', at: utc('14:38') }),
  on('15:30', { type: 'AddNote', text: 'secret: hunter2' }),
  on('15:31', { type: 'AddNote', text: 'Posted in the wrong window' }),
  (told) => ({ type: 'StrikeEntry', target: told.last('NoteAdded') }),
  fact('2025-02-01T15:32:00.000Z-0000-bbbbbbbb', 'ReminderShown', { rule: 'update', start: 'x', due: utc('14:36'), text: 'Status update due' }),
  (told) => ({ type: 'StarEntry', target: told.last('NoteAdded') }),
  on('15:40', { type: 'AddNote', text: 'Pool metrics sampled\nmax 100 in use\n| raw | table |' }),
  { type: 'AddNote', at: when('14:05', 'minute', '14:10'), text: 'First customer reports reached support' },
  { type: 'AddNote', at: when('00:00', 'day'), text: 'Pool size lowered in staging earlier that day' },
  { type: 'AddNote', at: when('15:40', 'unknown'), text: 'Somebody restarted a worker' },
  on('17:00', { type: 'NameFactor', text: 'The connection pool of v2.0 is a tenth of that of v1.9' }),
  on('17:02', { type: 'NameFactor', kind: 'trigger', text: 'Deployment of v2.0' }),
  (told) => ({ type: 'AmendEntry', target: nth(told, 'ContributingFactorNamed', 0), data: { text: 'The connection pool of v2.0 was a tenth of that of v1.9' } }),
  (told) => on('17:06', { type: 'JudgeHypothesis', hypothesis: told.last('HypothesisStated'), verdict: 'supported' }),
  on('17:10', { type: 'ScheduleRetro', time: utc('02-03 14:00'), where: 'Room 4' }),
  on('17:20', { type: 'AddAction', text: 'Alert on pool use above 80%', owner: 'Bo', due: '2025-02-14', actionType: 'detect', priority: 'high', tracker: 'https://tracker.example.org/OPS-12' }),
  on('17:21', { type: 'AddAction', text: 'Compare pool sizes in the release checklist' }),
  on('02-03 14:00', { type: 'HoldRetro' }),
]

/** On the guide's day in UTC; the retro two days later. The note with the secret is redacted, its struck neighbour is not. */
export function busyIncident(): Story {
  const told = story(...NOTICED, ...MET, ...ENDED)
  const secret = told.facts.find(({ data }) => data['text'] === 'secret: hunter2')!
  return story(...told.facts, fact('2025-02-03T15:00:00.000Z-0000-bbbbbbbb', 'Redacted', { targets: [secret.id], reason: 'a password' }))
}
