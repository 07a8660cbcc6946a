/** Never in the way: every command of the entry line with all that may be left out left out, and main does not refuse it. */
import { describe, expect, it } from 'vitest'
import { ENTRY_COMMANDS, readEntry } from '../../../shared/incident/entry-line.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { owedOf } from '../../../shared/playbook/owed.ts'
import { given, story, type Step } from '../../helpers/given.ts'

const DECLARED: Step = { type: 'DeclareIncident', title: 'API errors' }
const PAGED: Step = { type: 'Page', whom: 'Anna' }
const PROMISED: Step = { type: 'MakePromise', text: 'fix', dueAt: '2025-02-01T14:40:00Z' }
const OFFERED: Step = { type: 'OfferHandover', to: 'Bo' }
const RESOLVED: Step = { type: 'ResolveIncident' }

/** Behind the word, what alone is no option, and in front what the command acts on; a command that is not here stands with its word alone. */
const LEAST: Readonly<Record<string, readonly [words: string, ...before: Step[]]>> = {
  sev: ['P1'],
  page: ['Anna'],
  ack: ['', PAGED],
  escalate: ['Bo', PAGED],
  outcome: ['no answer', PAGED],
  update: ['We are on it'],
  decide: ['pause webhooks'],
  rollback: ['start'],
  fix: ['done'],
  contain: ['failed'],
  restore: ['start'],
  check: ['error rate passed'],
  metric: ['error rate 15'],
  reopen: ['', RESOLVED],
  theory: ['the pool is exhausted'],
  task: ['Ana pool metrics'],
  promise: ['fix by 14:40'],
  kept: ['', PROMISED],
  dropped: ['', PROMISED],
  role: ['scribe Ana'],
  handover: ['Bo'],
  takeover: ['', OFFERED],
  withdraw: ['', OFFERED],
  decline: ['', OFFERED],
  detected: ['15% errors'],
  release: ['v2'],
  factor: ['pool exhausted'],
  action: ['Alert on pool use'],
  retro: ['tomorrow 14:00'],
  title: ['Checkout is down'],
  archive: ['', RESOLVED],
}

/** Attaching is no command to main. */
const COMMANDS = ENTRY_COMMANDS.filter(({ name }) => name !== 'attach')

function recorded(line: string, before: readonly Step[]): string[] {
  const { incident, now } = story(DECLARED, ...before)
  const read = readEntry(line, { now, zone: 'UTC', state: incident.state, playbook: BUILT_IN_PLAYBOOK, me: 'Ana' })
  if (!read.ok) throw new Error(read.sentence)
  const { made, refusal } = given(DECLARED, ...before).when(read.command)
  expect(refusal).toBeNull()
  return made.map(({ type }) => type)
}

describe('a command with all that is optional left blank', () => {
  it.each(COMMANDS.map(({ name }) => name))('/%s is recorded', (name) => {
    const [words = '', ...before] = LEAST[name] ?? []
    expect(recorded(`/${name} ${words}`, before).length).toBeGreaterThan(0)
  })

  it('takes no words where the table says that all may be left out', () => {
    const bare = COMMANDS.filter(({ takes }) => takes.replace(/\[[^\]]*\]/g, '').trim() === '').map(({ name }) => name)
    expect(bare).toContain('deployed')
    for (const name of bare) expect(LEAST[name]?.[0] ?? '', name).toBe('')
  })

  it('/deployed names the linked release; without one it is owed which it was, until it is linked', () => {
    const owed = (...before: Step[]): string[] => owedOf(story(DECLARED, ...before).incident.state).map(({ text }) => text)
    expect(recorded('/deployed', [])).toEqual(['Deployed'])
    expect(owed({ type: 'RecordDeployment' })).toContain('Which release was deployed')
    expect(owed({ type: 'RecordDeployment' }, { type: 'LinkRelease', name: 'v2' })).not.toContain('Which release was deployed')
    expect(owed({ type: 'RecordDeployment', text: 'the fix' })).not.toContain('Which release was deployed')
  })

  it('/task has three minutes where nobody says how many', () => {
    const { incident } = story(DECLARED)
    const read = readEntry('/task Ana pool metrics', { now: '2025-02-01T14:30:00.000Z', zone: 'UTC', state: incident.state, playbook: BUILT_IN_PLAYBOOK })
    expect(read).toMatchObject({ ok: true, command: { who: 'Ana', text: 'pool metrics', dueAt: '2025-02-01T14:33:00.000Z' } })
  })
})
