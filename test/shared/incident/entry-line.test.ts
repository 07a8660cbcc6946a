// The entry line: what each line records, and what is said where it records nothing.
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { ENTRY_COMMANDS, readEntry, type EntryContext } from '../../../shared/incident/entry-line.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { utc } from '../../helpers/facts.ts'
import { given, on, story, type Story } from '../../helpers/given.ts'

const DECLARED = story(on('14:15', { type: 'DeclareIncident', title: 'API errors' }))

function context(told: Story = DECLARED, now = utc('14:30')): EntryContext {
  return { now, zone: 'UTC', state: told.incident.state, playbook: BUILT_IN_PLAYBOOK, me: 'Ana' }
}

/** What a line records, without its time. */
function recorded(line: string, told?: Story): unknown {
  const read = readEntry(line, context(told))
  if (!read.ok) throw new Error(`refused: ${read.sentence}`)
  const { at: _, ...command } = read.command
  return command
}

function timeOf(line: string, told?: Story): string | undefined {
  const read = readEntry(line, context(told))
  return read.ok ? read.when?.time : undefined
}

function refusal(line: string, told?: Story): string {
  const read = readEntry(line, context(told))
  if (read.ok) throw new Error(`recorded: ${JSON.stringify(read.command)}`)
  return read.sentence
}

describe('a plain line', () => {
  it('is a note, word for word', () => {
    expect(recorded('Pool at its limit; p95 = 2.9 s')).toEqual({ type: 'AddNote', text: 'Pool at its limit; p95 = 2.9 s' })
  })

  it('keeps its lines', () => {
    expect(recorded('first\n  second\n\nfourth')).toEqual({ type: 'AddNote', text: 'first\n  second\n\nfourth' })
  })

  it('that is empty records nothing', () => {
    expect(refusal('   ')).toBe('There is nothing to record yet: type a few words first.')
    expect(refusal('@14:15')).toBe('There is nothing to record yet: type a few words first.')
  })

  it('takes its time off the front', () => {
    expect(recorded('@14:21 No fix in sight')).toEqual({ type: 'AddNote', text: 'No fix in sight' })
    expect(timeOf('@14:21 No fix in sight')).toBe(utc('14:21'))
    expect(timeOf('@-5m back then')).toBe(utc('14:25'))
    expect(timeOf('now')).toBeUndefined()
  })

  it('with a time that cannot be taken records nothing', () => {
    expect(refusal('@25:99 what')).toBe('There is no 25:99. Write a time from 00:00 to 23:59.')
  })

  it('that names a person after an @ keeps the name', () => {
    expect(recorded('@ana looks at the pool')).toEqual({ type: 'AddNote', text: '@ana looks at the pool' })
  })

  it('makes its links evidence and keeps them in the text', () => {
    expect(recorded('see https://grafana.example/d/api?x=(1), and (http://a.example/b). https://grafana.example/d/api?x=(1)')).toEqual({
      type: 'AddNote',
      text: 'see https://grafana.example/d/api?x=(1), and (http://a.example/b). https://grafana.example/d/api?x=(1)',
      evidence: [{ url: 'https://grafana.example/d/api?x=(1)' }, { url: 'http://a.example/b' }],
    })
  })

  it('begins with a slash where two are typed', () => {
    expect(recorded('//var/log is full')).toEqual({ type: 'AddNote', text: '/var/log is full' })
    expect(recorded('@14:20 //resolve did nothing')).toEqual({ type: 'AddNote', text: '/resolve did nothing' })
  })
})

describe('a line that begins with a slash', () => {
  it('is never taken for a note: the nearest command is named', () => {
    expect(refusal('/esclate Bo')).toBe('/esclate is not a command. Did you mean /escalate? For a line that begins with a slash, type two.')
    expect(refusal('/xyzzy')).toBe('/xyzzy is not a command. For a line that begins with a slash, type two.')
    expect(refusal('/var/log is full')).toMatch(/^\/var\/log is not a command\./)
    expect(refusal('/')).toBe('Type a command behind the slash, for instance /page. For a line that begins with a slash, type two.')
  })

  it('takes its time before the word, behind it or, where it is short, at its end', () => {
    for (const line of ['@14:18 /page Bo', '/page @14:18 Bo', '/page Bo @14:18', '/PAGE   @ 14:18  Bo']) {
      expect(recorded(line), line).toEqual({ type: 'Page', whom: 'Bo' })
      expect(timeOf(line), line).toBe(utc('14:18'))
    }
    expect(refusal('@14:18 /page Bo @14:19')).toBe('Write one time: this line has @14:18 and @14:19.')
  })

  it('leaves a time at the end of prose alone', () => {
    expect(recorded('/theory the job that runs @14:00')).toEqual({ type: 'StateHypothesis', text: 'the job that runs @14:00' })
    expect(timeOf('/theory the job that runs @14:00')).toBeUndefined()
  })

  it('keeps a name with an @', () => {
    expect(recorded('/page @bo by chat')).toEqual({ type: 'Page', whom: '@bo', by: 'chat' })
  })
})

const PAGED = story(
  on('14:15', { type: 'DeclareIncident', title: 'API errors' }),
  on('14:18', { type: 'Page', whom: 'on-call engineer' }),
)
const TWICE = story(
  on('14:15', { type: 'DeclareIncident', title: 'API errors' }),
  on('14:18', { type: 'Page', whom: 'on-call engineer' }),
  on('14:20', { type: 'Page', whom: 'Database on-call' }),
)
const RELEASED = story(
  on('14:15', { type: 'DeclareIncident', title: 'API errors' }),
  { type: 'LinkRelease', name: 'v2.0', knownGood: 'v1.9' },
  on('14:22', { type: 'RecordDecision', kind: 'roll back' }),
)

const STAKEHOLDERS = ['pm', 'product-lead', 'relevant-teams']

const LINES: readonly (readonly [line: string, command: object])[] = [
  ['/sev P1', { type: 'SetSeverity', severity: 'P1' }],
  ['/sev p0 all customers blocked', { type: 'SetSeverity', severity: 'P0', reason: 'all customers blocked' }],
  ['/severity 2: a way round exists', { type: 'SetSeverity', severity: 'P2', reason: 'a way round exists' }],
  ['/sev none', { type: 'SetSeverity', severity: null }],

  ['/impact all degraded widespread', { type: 'AssessImpact', users: 'all', effect: 'degraded', scope: 'widespread' }],
  ['/impact some customers, blocked, isolated, no data at risk: checkout only', { type: 'AssessImpact', users: 'some', effect: 'blocked', scope: 'isolated', dataAtRisk: 'no', text: 'checkout only' }],
  ['/impact some people cannot log in', { type: 'AssessImpact', users: 'some', text: 'some people cannot log in' }],
  ['/impact login is slow', { type: 'AssessImpact', text: 'login is slow' }],

  ['/page Bo', { type: 'Page', whom: 'Bo' }],
  ['/page database on-call by phone', { type: 'Page', whom: 'database on-call', by: 'phone' }],
  ['/page Bo by PagerDuty: pool exhausted', { type: 'Page', whom: 'Bo', by: 'PagerDuty', text: 'pool exhausted' }],
  ['/page Bo in person', { type: 'Page', whom: 'Bo', by: 'in person' }],
  ['/page the team by the sea', { type: 'Page', whom: 'the team by the sea' }],

  ['/notify', { type: 'NotifyStakeholders', groups: STAKEHOLDERS }],
  ['/notify stakeholders', { type: 'NotifyStakeholders', groups: STAKEHOLDERS }],
  ['/notify customer success', { type: 'NotifyStakeholders', groups: ['customer-success'] }],
  ['/notify PM, Payments and Customer Success by phone: errors at 15%', { type: 'NotifyStakeholders', groups: ['pm', 'Payments', 'customer-success'], by: 'phone', text: 'errors at 15%' }],

  ['/update We see 15% errors.', { type: 'PostUpdate', audience: 'internal', text: 'We see 15% errors.' }],
  ['/update customers: We are on it. next 20m', { type: 'PostUpdate', audience: 'customers', text: 'We are on it.', nextUpdateAt: utc('14:50') }],
  ['/update public Rolling back, next update by 15:05', { type: 'PostUpdate', audience: 'public', text: 'Rolling back', nextUpdateAt: utc('15:05') }],
  ['/update What comes next we do not know', { type: 'PostUpdate', audience: 'internal', text: 'What comes next we do not know' }],

  ['/decide roll back: cause unclear, user impact high', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, user impact high' }],
  ['/decide rollback to v1.9 because it is known good', { type: 'RecordDecision', kind: 'roll back', text: 'roll back to v1.9', target: 'v1.9', reason: 'it is known good' }],
  ['/decide pause webhooks: protect data', { type: 'RecordDecision', kind: 'contain', text: 'pause webhooks', reason: 'protect data' }],
  ['/decide call in the vendor', { type: 'RecordDecision', kind: 'other', text: 'call in the vendor' }],
  ['/decide wait: a fix is near, look again in 10m', { type: 'RecordDecision', kind: 'wait', reason: 'a fix is near', lookAgainAt: utc('14:40') }],

  ['/fix start bigger pool', { type: 'StartRemediation', kind: 'fix forward', text: 'bigger pool' }],
  ['/fix done', { type: 'CompleteRemediation', kind: 'fix forward', outcome: 'done' }],
  ['/contain failed: webhooks still run', { type: 'CompleteRemediation', kind: 'contain', outcome: 'failed', text: 'webhooks still run' }],
  ['/restore started from the 13:00 snapshot', { type: 'StartRemediation', kind: 'restore', text: 'from the 13:00 snapshot' }],

  ['/check error rate passed 0.2%', { type: 'RecordCheck', name: 'error rate', verdict: 'passed', reading: '0.2%' }],
  ['/check login failed 3 of 10 (expected 10 of 10): time-outs', { type: 'RecordCheck', name: 'login', verdict: 'failed', reading: '3 of 10', expected: '10 of 10', text: 'time-outs' }],
  ['/metric error rate 15%', { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' }],
  ['/metric p95 latency 2.9 s', { type: 'ReadMetric', metric: 'p95 latency', value: 2.9, unit: 's' }],
  ['/metric HTTP 500 rate 3%', { type: 'ReadMetric', metric: 'HTTP 500 rate', value: 3, unit: '%' }],
  ['/metric error rate up to 15 %', { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' }],
  ['/metric balance = -3', { type: 'ReadMetric', metric: 'balance', value: -3 }],

  ['/mitigated', { type: 'MarkMitigated' }],
  ['/mitigated error rate back to 0.2%', { type: 'MarkMitigated', text: 'error rate back to 0.2%' }],
  ['/resolve', { type: 'ResolveIncident' }],
  ['/reopen it is back', { type: 'ReopenIncident', text: 'it is back' }],

  ['/role incident commander Bo', { type: 'AssignRole', role: 'incident commander', to: 'Bo' }],
  ['/role IC me', { type: 'AssignRole', role: 'incident commander', to: 'Ana' }],
  ['/handover Bo', { type: 'OfferHandover', to: 'Bo' }],
  ['/handover Bo: the rollback runs', { type: 'OfferHandover', to: 'Bo', text: 'the rollback runs' }],
  ['/handover scribe to Bo', { type: 'OfferHandover', role: 'scribe', to: 'Bo' }],
  ['/takeover', { type: 'ConfirmHandover' }],
  ['/withdraw I stay', { type: 'EndHandover', outcome: 'withdrawn', text: 'I stay' }],
  ['/decline', { type: 'EndHandover', outcome: 'declined' }],
  ['/role scribe nobody', { type: 'AssignRole', role: 'scribe', to: null }],
  ['/role database lead: Bo', { type: 'AssignRole', role: 'database lead', to: 'Bo' }],

  ['/release Dashboard v2 deployed @14:00 known good Dashboard v1', { type: 'LinkRelease', name: 'Dashboard v2', knownGood: 'Dashboard v1', deployedAt: { time: utc('14:00'), precision: 'minute', zone: 'UTC', raw: '14:00' } }],
  ['/release v2.0; known good: v1.9', { type: 'LinkRelease', name: 'v2.0', knownGood: 'v1.9' }],
  ['/deployed the hotfix', { type: 'RecordDeployment', text: 'the hotfix' }],

  ['/detected API error rate up to 15%', { type: 'RecordDetection', text: 'API error rate up to 15%' }],
  ['/detected alert: API error rate up to 15%', { type: 'RecordDetection', by: 'alert', text: 'API error rate up to 15%' }],
  ['/began', { type: 'RecordImpactStart' }],
  ['/investigate', { type: 'StartInvestigation' }],
  ['/theory the pool is exhausted', { type: 'StateHypothesis', text: 'the pool is exhausted' }],
  ['/factor database connection pool exhausted', { type: 'NameFactor', text: 'database connection pool exhausted' }],
  ['/factor trigger: the deployment', { type: 'NameFactor', kind: 'trigger', text: 'the deployment' }],

  ['/action alert on pool use', { type: 'AddAction', text: 'alert on pool use' }],
  ['/action alert on pool use, owner: Bo Berg, due: 3 Feb 2025, type: detect', { type: 'AddAction', text: 'alert on pool use', owner: 'Bo Berg', due: '2025-02-03', actionType: 'detect' }],
  ['/action write it down due: Friday', { type: 'AddAction', text: 'write it down', due: 'Friday' }],

  ['/promise fix deployed by 14:40', { type: 'MakePromise', kind: 'eta', text: 'fix deployed', dueAt: utc('14:40') }],
  ['/promise look by the pool by 14:20', { type: 'MakePromise', kind: 'eta', text: 'look by the pool', dueAt: utc('02-02 14:20') }],
  ['/task Bo pool metrics 3m', { type: 'MakePromise', kind: 'task', who: 'Bo', text: 'pool metrics', dueAt: utc('14:33') }],
  ['/task Bo Berg: pool metrics in 1 h', { type: 'MakePromise', kind: 'task', who: 'Bo Berg', text: 'pool metrics', dueAt: utc('15:30') }],

  ['/retro 2025-02-03 14:00', { type: 'ScheduleRetro', time: utc('02-03 14:00') }],
  ['/retro tomorrow 10:00, Room 4', { type: 'ScheduleRetro', time: utc('02-02 10:00'), where: 'Room 4' }],
  ['/retro @tomorrow 10:00 in the big room', { type: 'ScheduleRetro', time: utc('02-02 10:00'), where: 'the big room' }],
  ['/held', { type: 'HoldRetro' }],
  ['/archive', { type: 'ArchiveIncident', archived: true }],
  ['/archive back', { type: 'ArchiveIncident', archived: false }],
  ['/title Checkout fails', { type: 'ChangeTitle', title: 'Checkout fails' }],
]

describe('each command', () => {
  it.each(LINES)('%s', (line, command) => {
    expect(recorded(line)).toEqual({ ...command })
  })

  it('stands in the table with what it takes and what it does', () => {
    const tried = new Set(LINES.map(([line]) => /^\/(\S+)/.exec(line)![1]!.toLowerCase()))
    for (const { name, takes, help } of ENTRY_COMMANDS) {
      expect(takes, name).not.toBe('')
      expect(help, name).not.toBe('')
      if (!['ack', 'escalate', 'outcome', 'rollback', 'kept', 'dropped', 'attach'].includes(name)) expect(tried, name).toContain(name)
    }
  })

  it('refuses with a sentence where its words are missing', () => {
    expect(refusal('/page')).toBe('A page needs a person or a team.')
    expect(refusal('/sev high')).toBe('Write the severity first: P0, P1, P2, P3, or none.')
    expect(refusal('/metric error rate')).toBe('A reading is a name, a number and its unit, as in: /metric error rate 15%')
    expect(refusal('/metric users 1,500')).toBe('Write the number with a point and without separators, not 1,500: 1.5, or 1500.')
    expect(refusal('/check error rate')).toBe('Write what was checked and how it went: /check error rate passed 0.2%')
    expect(refusal('/rollback')).toBe('Write /rollback start, /rollback done or /rollback failed.')
    expect(refusal('/role Bo')).toBe('Write the role, then the name: /role incident commander Ana. Behind a role of your own, put a colon.')
    expect(refusal('/promise fix deployed')).toBe('Say by when, as in: /promise fix deployed by 14:40')
    expect(refusal('/task Bo')).toBe('Say who does what, as in: /task Ana pool metrics 10m')
    expect(refusal('/task Bo 10m')).toBe('Say who does what, as in: /task Ana pool metrics 10m')
    expect(refusal('/retro soon')).toBe('The retro needs a time, as in: /retro tomorrow 14:00, Room 4')
    expect(refusal('/kept')).toBe('There is no open promise.')
    expect(refusal('/release v2 deployed on a whim')).toBe('Write when it was deployed, as in: /release v2.0 deployed @14:00')
    expect(refusal('/action x type: urgent')).toBe('The type of an action item is one of: detect, mitigate, prevent, process, investigate.')
    expect(refusal('/theory ruled out')).toBe('There is no theory to judge yet. Write it first: /theory the pool is exhausted')
  })
})

describe('a command about something that is there', () => {
  it('acknowledges the page that is named, or the only one', () => {
    expect(recorded('/ack', PAGED)).toEqual({ type: 'AcknowledgePage' })
    expect(recorded('/ack Bo: on it', PAGED)).toEqual({ type: 'AcknowledgePage', who: 'Bo', text: 'on it' })
    expect(recorded('/ack database', TWICE)).toEqual({ type: 'AcknowledgePage', page: TWICE.last('Paged') })
    expect(refusal('/ack Bo', TWICE)).toBe('2 pages are open (on-call engineer, Database on-call): say which.')
  })

  it('escalates from one to the next', () => {
    expect(recorded('/escalate Bo by phone', PAGED)).toEqual({ type: 'EscalatePage', to: 'Bo', by: 'phone' })
    expect(recorded('/escalate database to Bo', TWICE)).toEqual({ type: 'EscalatePage', page: TWICE.last('Paged'), to: 'Bo' })
  })

  it('writes down what came of a page', () => {
    expect(recorded('/outcome no answer', PAGED)).toEqual({ type: 'RecordPageOutcome', outcome: 'no answer' })
    expect(recorded('/outcome no answer from database on-call', TWICE)).toEqual({ type: 'RecordPageOutcome', page: TWICE.last('Paged'), outcome: 'no answer' })
    expect(recorded('/outcome database on-call voicemail: left word', TWICE)).toEqual({ type: 'RecordPageOutcome', page: TWICE.last('Paged'), outcome: 'voicemail', text: 'left word' })
    expect(refusal('/outcome great', PAGED)).toBe('Write what came of the page: sent, delivered, failed, no answer, voicemail, declined.')
  })

  it('rolls back to the known-good release and names the decision behind it', () => {
    const decision = RELEASED.last('DecisionRecorded')
    expect(recorded('/rollback start', RELEASED)).toEqual({ type: 'StartRemediation', kind: 'roll back', target: 'v1.9', decision })
    expect(recorded('/rollback start to v1.8: v1.9 leaks', RELEASED)).toEqual({ type: 'StartRemediation', kind: 'roll back', target: 'v1.8', text: 'v1.9 leaks', decision })
    expect(recorded('/rollback done error rate back to 0.2%', RELEASED)).toEqual({ type: 'CompleteRemediation', kind: 'roll back', outcome: 'done', text: 'error rate back to 0.2%' })
  })

  it('settles the promise that is meant', () => {
    const made = story(on('14:15', { type: 'DeclareIncident', title: 'x' }), { type: 'MakePromise', text: 'fix deployed', dueAt: utc('14:40') })
    expect(recorded('/kept', made)).toEqual({ type: 'SettlePromise', promise: made.last('PromiseMade'), outcome: 'kept' })
    expect(recorded('/dropped fix', made)).toEqual({ type: 'SettlePromise', promise: made.last('PromiseMade'), outcome: 'dropped' })
    expect(refusal('/kept the garden', made)).toBe('Say which promise: fix deployed.')
  })

  it('judges the working theory', () => {
    const told = story(on('14:15', { type: 'DeclareIncident', title: 'x' }), { type: 'StateHypothesis', text: 'the pool' })
    expect(recorded('/theory ruled out: it is idle', told)).toEqual({ type: 'JudgeHypothesis', hypothesis: told.last('HypothesisStated'), verdict: 'ruled out', text: 'it is idle' })
  })

  it('counts what is promised from when it was said', () => {
    expect(recorded('@14:18 /update On it. next 20m')).toMatchObject({ nextUpdateAt: utc('14:38') })
    expect(recorded('@14:18 /task Bo metrics 3m')).toMatchObject({ dueAt: utc('14:21') })
  })

  it('is accepted by decide as the line says it', () => {
    const read = readEntry('/page Bo by phone @14:18', context())
    if (!read.ok) throw new Error(read.sentence)
    given(on('14:15', { type: 'DeclareIncident', title: 'x' }))
      .when(read.command, { now: utc('14:30') })
      .thenFacts(['Paged', { whom: { name: 'Bo' }, by: 'phone' }])
  })
})

describe('a backfilled incident', () => {
  it('reads clock times on the day of its last entry', () => {
    const late: EntryContext = { ...context(DECLARED, '2026-11-22T09:00:00.000Z'), reference: utc('14:18') }
    const read = readEntry('@14:22 /decide roll back', late)
    expect(read.ok && read.when?.time).toBe(utc('14:22'))
    const retro = readEntry('/retro 2025-02-03 14:00', late)
    expect(retro.ok && retro.command).toEqual({ type: 'ScheduleRetro', time: utc('02-03 14:00') } satisfies CommandInput)
  })
})
