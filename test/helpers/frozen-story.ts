/** The incident that is frozen with every released version: written by the app's own code, with every type of fact in it. */
import fc from 'fast-check'
import { receiveFile, type Received } from '../../electron/attachments/receive.ts'
import { openDesk } from '../../electron/desk.ts'
import { openStream } from '../../electron/journal/stream.ts'
import { FACT_VERSION, type Actor, type Fact } from '../../shared/facts/fact.ts'
import { formatStamp } from '../../shared/facts/stamp.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { INCIDENT_FACTS, type IncidentFactType } from '../../shared/incident/events.ts'
import { ANA, at, utc } from './facts.ts'
import { inputsOf } from './from-schema.ts'

/** What later steps name: the last fact of a type that there is. */
type Last = (type: string) => string
type Step = readonly [clock: string, command: CommandInput | ((last: Last) => CommandInput)]

const BO: Actor = { person: 'bo@example.org', name: 'Bo', role: 'scribe' }
const FIX = { type: 'NameFactor', text: 'the pool of v2.0 is a tenth of that of v1.9' } as const

/** In the window, by Ana. */
const NOTICED: readonly Step[] = [
  ['14:01', { type: 'DeclareIncident', title: 'API errors', severity: 'P2' }],
  ['14:02', { type: 'ChangeTitle', title: 'API errors after Dashboard v2.0' }],
  ['14:02', { type: 'RecordDetection', at: at('14:00'), text: 'HighErrorRate fired', by: 'alert', evidence: [{ url: 'https://grafana.example.org/d/api', title: 'HighErrorRate' }] }],
  ['14:03', { type: 'RecordAlert', source: 'Alertmanager', name: 'HighErrorRate', group: 'alertname=HighErrorRate', startsAt: utc('14:00'), count: 3, labels: { severity: 'critical' }, text: 'over 10%' }],
  ['14:03', { type: 'RecordImpactStart', at: at('13:55', 'about'), text: 'first customer reports' }],
  ['14:03', { type: 'LinkRelease', name: 'Dashboard v2.0', knownGood: 'v1.9', deployedAt: utc('13:50') }],
  ['14:04', { type: 'AssignRole', role: 'incident commander', to: 'Ana' }],
  ['14:04', { type: 'AssessImpact', users: 'all', effect: 'degraded', scope: 'widespread', dataAtRisk: 'no' }],
  ['14:05', { type: 'ReadMetric', metric: 'error rate', value: 15.4, unit: '%' }],
  ['14:05', { type: 'SetSeverity', severity: 'P1', reason: 'every customer is hurt' }],
  ['14:05', { type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q1X2', title: 'HighErrorRate' }],
  ['14:06', { type: 'Page', whom: { name: 'on-call engineer', kind: 'role' }, by: 'PagerDuty', send: [{ channel: 'ch-7kq2m9xa', name: 'PagerDuty', kind: 'PagerDuty', expiresAt: utc('14:16') }] }],
  ['14:06', (last) => ({ type: 'TryDelivery', delivery: last('DeliveryQueued'), number: 1 })],
  ['14:06', (last) => ({ type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number: 1, result: 'accepted', status: 202, remote: 'kg-inc' })],
]

/** On the command line, by Bo. */
const MET: readonly Step[] = [
  ['14:08', (last) => ({ type: 'AcknowledgePage', page: last('Paged'), who: 'Cy' })],
  ['14:08', { type: 'Page', whom: 'database on-call', by: 'phone' }],
  ['14:09', (last) => ({ type: 'RecordPageOutcome', page: last('Paged'), outcome: 'voicemail' })],
  ['14:10', (last) => ({ type: 'EscalatePage', page: last('Paged'), to: 'Dee', by: 'phone' })],
  ['14:11', { type: 'NotifyStakeholders', groups: ['pm', 'legal'], by: 'chat' }],
  ['14:12', { type: 'PostUpdate', audience: 'customers', text: 'We see errors and are on it.', nextUpdateAt: utc('14:30') }],
  ['14:13', { type: 'StateHypothesis', text: 'connections exhausted by v2.0' }],
  ['14:14', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, impact high', lookAgainAt: utc('14:30') }],
  ['14:15', { type: 'AddNote', text: 'Passwort steht im Log: hunter2 🔥' }],
]

/** Again in the window, in a run of its own. */
const ENDED: readonly Step[] = [
  ['14:15', { type: 'OfferHandover', to: 'Dee', text: 'the rollback is decided' }],
  ['14:15', { type: 'EndHandover', outcome: 'declined', text: 'still on the database' }],
  ['14:15', { type: 'OfferHandover', to: 'Bo' }],
  ['14:16', { type: 'ConfirmHandover' }],
  ['14:16', { type: 'StartRemediation', kind: 'roll back', target: 'v1.9' }],
  ['14:20', { type: 'CompleteRemediation', text: 'v1.9 is live' }],
  ['14:22', { type: 'MarkMitigated' }],
  ['14:23', (last) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'kept' })],
  ['14:30', { type: 'ResolveIncident' }],
  ['14:40', { type: 'ReopenIncident', text: 'errors are back' }],
  ['14:41', { type: 'MakePromise', text: 'the graphs', dueAt: utc('14:50'), who: 'Cy' }],
  ['14:45', { type: 'MarkMitigated', text: 'cache flushed' }],
  ['14:52', { type: 'RecordCheck', name: 'error rate', verdict: 'passed', reading: '0.2%', expected: 'below 1%' }],
  ['15:15', { type: 'ResolveIncident', text: 'stable for 30 minutes' }],
  ['15:16', (last) => ({ type: 'AddNote', text: 'so it was the cache', replyTo: last('CheckRecorded') })],
  ['15:16', { type: 'AddNote', text: 'posted in the wrong window' }],
  ['15:17', (last) => ({ type: 'StrikeEntry', target: last('NoteAdded'), reason: 'not about this' })],
  ['15:18', { type: 'AddNote', text: 'struck by mistake' }],
  ['15:19', (last) => ({ type: 'StrikeEntry', target: last('NoteAdded') })],
  ['15:20', (last) => ({ type: 'RestoreEntry', target: last('NoteAdded') })],
  ['15:21', (last) => ({ type: 'StarEntry', target: last('NoteAdded') })],
  ['15:22', (last) => ({ type: 'ShowReminder', rule: 'update', start: last('UpdatePosted'), due: utc('14:30'), text: 'Post a status update' })],
  ['15:23', { type: 'SnoozeReminder', rule: 'watch', start: 'x', due: utc('15:22'), until: utc('15:30') }],
  ['15:24', { type: 'RecordClockStep', from: utc('15:24'), to: utc('15:23'), cause: 'set' }],
  ['15:25', { type: 'RecordAlertResolved', source: 'Alertmanager', group: 'alertname=HighErrorRate', startsAt: utc('14:00'), at: at('15:10') }],
  ['16:00', { type: 'StartInvestigation', text: 'with the database team' }],
  ['16:30', FIX],
  ['16:31', (last) => ({ type: 'AmendEntry', target: last('ContributingFactorNamed'), data: { text: 'the pool of v2.0 was a tenth of that of v1.9' } })],
  ['16:32', (last) => ({ type: 'JudgeHypothesis', hypothesis: last('HypothesisStated'), verdict: 'supported' })],
  ['16:33', { type: 'AddAction', text: 'Alert on pool use', owner: 'Bo', due: '2025-02-14' }],
  ['16:34', (last) => ({ type: 'ChangeAction', action: last('ActionItemAdded'), field: 'state', value: 'done' })],
  ['16:35', { type: 'ScheduleRetro', time: utc('02-03 14:00'), where: 'Room 4' }],
  ['02-03 14:00', { type: 'HoldRetro', text: 'action items agreed' }],
]

/** Writes the incident into a store. */
export async function writeFrozenStory(dataDir: string): Promise<string> {
  let now = 0
  const clock = { now: () => now }
  const desk = (by: Actor, source: string) => openDesk({ dataDir, clock, actor: () => by, source, zone: () => 'Europe/Berlin' })

  async function tell(by: Actor, source: string, steps: readonly Step[], incident: string | null): Promise<string> {
    const writing = desk(by, source)
    let id = incident
    for (const [time, step] of steps) {
      now = Date.parse(utc(time))
      const facts = id === null ? [] : (await writing.facts(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const answer = await writing.dispatch(id, typeof step === 'function' ? step((type) => facts.findLast((fact) => fact.type === type)!.id) : step)
      if (!answer.ok) throw new Error(answer.sentence)
      id = answer.incident
    }
    await writing.close()
    return id!
  }

  const incident = await tell(ANA, 'app', NOTICED, null)
  await tell(BO, 'cli', MET, incident)
  await tell(ANA, 'app', ENDED, incident)
  const [pool, environment] = [await putFile(dataDir, incident, 'pool.txt', 'max 100, in use 100\n'), await putFile(dataDir, incident, 'env.txt', 'PASSWORD=hunter2\n')]
  await tell(BO, 'cli', [['17:00', { type: 'AttachFile', ...pool, text: 'what the pool said' }], ['17:00', { type: 'AttachFile', ...environment }]], incident)
  await appendStrangers(dataDir, incident)
  await tell(ANA, 'app', [['02-03 15:00', { type: 'RecordExport', format: 'html' }]], incident)
  const secrets = (await desk(ANA, 'app').facts(incident)).filter(({ type, data }) => String(data['text']).includes('hunter2') || (type === 'FileAttached' && data['name'] === 'env.txt'))
  await tell(ANA, 'app', [['02-03 16:00', { type: 'Redact', targets: secrets.map(({ id }) => id), reason: 'a password' }]], incident)
  return incident
}

/** A small file into the incident's folder, as the window and the command line put it there. */
async function putFile(dataDir: string, incident: string, name: string, text: string): Promise<Received> {
  const bytes = Buffer.from(text)
  const begun = await receiveFile(dataDir, incident, { name, mediaType: 'text/plain', size: bytes.length })
  if (!begun.ok) throw new Error(begun.sentence)
  const trouble = await begun.receiving.take(bytes)
  const finished = trouble ?? (await begun.receiving.finish())
  if (!finished.ok) throw new Error(finished.sentence)
  return finished.file
}

/** What no command of this version makes: imports that share a key, a playbook that was changed, and the words of newer versions. */
async function appendStrangers(dataDir: string, incident: string): Promise<void> {
  const stream = openStream(dataDir, incident)
  const { facts: known } = await stream.poll()
  let serial = 0
  const stranger = (type: string, data: Record<string, unknown>, extra: Partial<Fact> = {}): Fact => {
    const wall = Date.parse(utc('17:00')) + ++serial * 1000
    const time = new Date(wall).toISOString()
    return { v: FACT_VERSION, id: formatStamp({ wall, counter: 0, writer: stream.writer }), type, data, at: { time, precision: 'minute', zone: 'UTC', raw: '18:00' }, recordedAt: time, by: BO, source: 'import', ...extra }
  }
  const playbook = known.find(({ type }) => type === 'IncidentDeclared')!.data['playbook'] as string
  const facts = [
    stranger('NoteAdded', { text: 'from the chat' }, { key: 'chat:1', knownAt: utc('14:09') }),
    stranger('NoteAdded', { text: 'from the chat, imported twice' }, { key: 'chat:1' }),
    stranger('PlaybookChanged', { playbook }),
    stranger('NoteAdded', { text: 'with more than we know', mood: 'calm' }, { ...({ weather: { rain: true } } as object) }),
    stranger('SeanceHeld', { ghosts: 3 }),
    stranger('NoteAdded', { text: 'of the year 2031' }, { v: 99 }),
  ]
  const present = new Set([...known, ...facts].map(({ type }) => type))
  for (const type of Object.keys(INCIDENT_FACTS) as IncidentFactType[]) {
    // The export comes last. A type that the story does not tell of yet is frozen all the same, with whatever its schema takes.
    if (present.has(type) || type === 'ExportRecorded') continue
    const { data } = INCIDENT_FACTS[type]
    const candidates = fc.sample(inputsOf(data, fc.constant(known[0]!.id)), { numRuns: 50, seed: 1 })
    facts.push(stranger(type, candidates.find((candidate) => data.safeParse(candidate).success) as Record<string, unknown>))
  }
  const appended = await stream.append(facts)
  await stream.close()
  if (!appended.ok) throw new Error(appended.fault.sentence)
}
