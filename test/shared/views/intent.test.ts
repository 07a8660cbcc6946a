/** What Enter would do, said before it is done: the sentence for each command of the entry line, by hand. */
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../shared/incident/commands.ts'
import { ENTRY_COMMANDS, readEntry } from '../../../shared/incident/entry-line.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { intentOf } from '../../../shared/views/intent.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step } from '../../helpers/given.ts'

const DECLARED = on('14:15', { type: 'DeclareIncident', title: 'API errors' })
const PAGED = on('14:16', { type: 'Page', whom: 'Anna' })

function previewed(line: string, ...steps: Step[]): string {
  const { state } = story(DECLARED, ...steps).incident
  const read = readEntry(line, { now: utc('14:30'), zone: 'UTC', state, playbook: BUILT_IN_PLAYBOOK, me: 'Ana' })
  if (!read.ok) return `refused: ${read.sentence}`
  const parsed = parseCommand(read.command)
  if (!parsed.ok) throw new Error(parsed.refusal)
  const intent = intentOf(parsed.command, { state, playbook: BUILT_IN_PLAYBOOK, zone: 'UTC', timeText: (time) => time.slice(11, 16) })
  if (!intent) return 'nothing'
  return 'does' in intent ? intent.does : `lacks: ${intent.lacks}`
}

/** Each command's line, what it says, and what must have happened before. */
const LINES: Record<string, readonly [line: string, says: string, ...before: Step[]]> = {
  sev: ['/sev P1 checkout is down', 'Sets the severity to P1'],
  impact: ['/impact all degraded no data at risk: slow', 'Assesses the impact: all customers affected, degraded, no data at risk'],
  page: ['/page Anna by phone: pool is full', 'Records that Anna was paged by phone'],
  ack: ['/ack', 'Records that Anna acknowledged', PAGED],
  escalate: ['/escalate Bo', 'Escalates from Anna to Bo', PAGED],
  outcome: ['/outcome voicemail', 'Records what came of the page to Anna: voicemail', PAGED],
  notify: ['/notify pm, customer success: down', 'Records that PM and Customer Success were told'],
  update: ['/update customers We are on it next 20m', 'Records a customer status update; the next one is due 14:50'],
  decide: ['/decide pause webhooks: protect data look again in 20m', 'Records the decision “pause webhooks” with its reason; look again at 14:50'],
  rollback: ['/rollback start to v1', 'Starts: rollback to v1'],
  fix: ['/fix done', 'Ends: forward fix complete'],
  contain: ['/contain failed', 'Ends: containment failed'],
  check: ['/check error rate passed 0.2% expected below 1%', 'Records a check passed: error rate 0.2% (expected below 1%)'],
  metric: ['/metric error rate 15%', 'Records a reading: error rate 15%'],
  mitigated: ['/mitigated', 'Marks the harm as stopped; the watch begins'],
  resolve: ['/resolve', 'Resolves the incident'],
  reopen: ['/reopen', 'Reopens the incident', { type: 'ResolveIncident' }],
  restore: ['/restore start', 'Starts: restore'],
  theory: ['/theory the pool is exhausted', 'Sets the working theory'],
  task: ['/task Ana pool metrics 10m', 'Hands a task to Ana, due 14:40'],
  promise: ['/promise fix deployed by 14:40', 'Writes down a promise, due 14:40'],
  kept: ['/kept', 'Records as kept: fix', { type: 'MakePromise', text: 'fix', dueAt: utc('14:40') }],
  dropped: ['/dropped', 'Records as dropped: fix', { type: 'MakePromise', text: 'fix', dueAt: utc('14:40') }],
  role: ['/role scribe me', 'Gives the role scribe to Ana'],
  handover: ['/handover Bo', 'Offers the role incident commander to Bo, who confirms'],
  takeover: ['/takeover', 'Makes Bo the incident commander', { type: 'OfferHandover', to: 'Bo' }],
  withdraw: ['/withdraw', 'Records that the hand-over to Bo was withdrawn', { type: 'OfferHandover', to: 'Bo' }],
  decline: ['/decline', 'Records that the hand-over to Bo was declined', { type: 'OfferHandover', to: 'Bo' }],
  detected: ['/detected alert: 15% errors', 'Records what an alert noticed first'],
  began: ['/began', 'Sets when the impact began'],
  release: ['/release v2 deployed @14:00 known good v1', 'Links the release v2, deployed 14:00, known good v1'],
  deployed: ['/deployed', 'Records that v2 was deployed to production', { type: 'LinkRelease', name: 'v2' }],
  investigate: ['/investigate', 'Records that the investigation began'],
  factor: ['/factor trigger: v2', 'Adds a trigger'],
  action: ['/action Alert on pool use owner: Bo', 'Adds an action item: owner Bo'],
  retro: ['/retro tomorrow 14:00, Room 4', 'Schedules the retro for 2025-02-02 14:00, Room 4'],
  held: ['/held', 'Records that the retro was held'],
  attach: ['/attach x', 'refused: Take /attach alone: Enter opens the file dialog. Or paste the file, or drop it here.'],
  title: ['/title Checkout is down', 'Changes the title to “Checkout is down”'],
  archive: ['/archive', 'Puts the incident away', { type: 'ResolveIncident' }],
}

describe('what Enter would do', () => {
  it.each(ENTRY_COMMANDS.map(({ name }) => name))('/%s says it', (name) => {
    const [line, says, ...before] = LINES[name]!
    expect(previewed(line, ...before)).toBe(says)
  })

  it('says what stands in the way as things are', () => {
    expect(previewed('/ack')).toBe('lacks: There is no page to acknowledge.')
    expect(previewed('/ack', PAGED, { type: 'Page', whom: 'Bo' })).toBe('lacks: 2 pages are open: say which.')
    expect(previewed('/resolve', on('14:20', { type: 'ResolveIncident' }))).toBe('lacks: This incident is resolved already, since 14:20.')
    expect(previewed('/reopen')).toBe('lacks: This incident is open.')
    expect(previewed('/archive')).toBe('lacks: This incident is still open: resolve it first, then archive it.')
    expect(previewed('/takeover')).toBe('lacks: No hand-over waits: offer it first, as in /handover NAME.')
  })

  it('repeats no more of the words than one knows them by', () => {
    expect(previewed(`/title ${'a'.repeat(200)}`)).toBe(`Changes the title to “${'a'.repeat(59)}…”`)
  })

  it('leaves a plain line to its own words', () => {
    expect(previewed('Pool at its limit')).toBe('nothing')
  })
})
