/** IN2 to IN4 and IN10: roles and handing over, paging, notices, updates. */
import { describe, expect, it } from 'vitest'
import { holdersOf, pagesOf, rolesHeld, unansweredPages } from '../../../shared/incident/status.ts'
import { given, on, type Step } from '../../helpers/given.ts'
import { utc } from '../../helpers/facts.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const
const COMMANDER = 'incident commander'
const page = (whom: string): Step => ({ type: 'Page', whom })
const names = (items: ReturnType<typeof holdersOf>) => items.map(({ data }) => data.holder!.name)

describe('a role', () => {
  it('is held by a person, a team, or whoever the directory knows', () => {
    given(DECLARED).when({ type: 'AssignRole', role: 'responder', to: { name: 'Ana', kind: 'person', id: 'u-1' } })
      .thenFacts(['RoleAssigned', { role: 'responder', holder: { name: 'Ana', kind: 'person', id: 'u-1' } }])
    given(DECLARED).when({ type: 'AssignRole', role: 'responder', to: '' }).thenRefused('A role needs a person or a team.')
    given(DECLARED).when({ type: 'AssignRole', role: '', to: 'Ana' }).thenRefused('Say which role, for instance: incident commander.')
  })

  it('of one person is handed over: the new holder replaces the old', () => {
    const { made } = given(DECLARED, { type: 'AssignRole', role: COMMANDER, to: 'Ana' }).when({ type: 'AssignRole', role: COMMANDER, to: 'Ben' })
      .thenState(({ state }) => { expect(names(holdersOf(state, COMMANDER))).toEqual(['Ben']) })
    expect(made[0]!.replaces).toHaveLength(1)
  })

  it('is the same role, however it is spelt', () => {
    given(DECLARED, { type: 'AssignRole', role: COMMANDER, to: 'Ana' }).when({ type: 'AssignRole', role: 'Incident Commander', to: 'Ben' })
      .thenState(({ state }) => { expect(rolesHeld(state).map(({ role, holders }) => [role, names(holders)])).toEqual([[COMMANDER, ['Ben']]]) })
  })

  it('of several people is shared', () => {
    given(DECLARED, { type: 'AssignRole', role: 'responder', to: 'Ana' }).when({ type: 'AssignRole', role: 'responder', to: 'Ben' })
      .thenState(({ state }) => { expect(rolesHeld(state)).toMatchObject([{ role: 'responder', conflict: false, holders: [{}, {}] }]) })
  })

  it('can be given up, if somebody has it', () => {
    given(DECLARED, { type: 'AssignRole', role: COMMANDER, to: 'Ana' }).when({ type: 'AssignRole', role: COMMANDER, to: null })
      .thenState(({ state }) => { expect(rolesHeld(state)).toEqual([]) })
    given(DECLARED).when({ type: 'AssignRole', role: COMMANDER, to: null }).thenRefused('Nobody holds the role incident commander.')
  })

  it('of the commander is listed first', () => {
    const assigned = ['responder', 'Customer Success', COMMANDER].map((role): Step => ({ type: 'AssignRole', role, to: 'Ana' }))
    given(DECLARED, ...assigned).when({ type: 'AddNote', text: 'x' }).thenState(({ state }) => { expect(rolesHeld(state)[0]!.role).toBe(COMMANDER) })
  })
})

describe('IN2 a page', () => {
  it('goes to somebody', () => {
    given(DECLARED).when({ type: 'Page', whom: 'on-call', by: 'phone', text: 'twice' }).thenFacts(['Paged', { whom: { name: 'on-call' }, by: 'phone', text: 'twice' }])
    for (const whom of [undefined, '', { name: ' ' }, 7]) given(DECLARED).when({ type: 'Page', whom } as never).thenRefused('A page needs a person or a team.')
  })

  it('is acknowledged by whoever was paged, or who else answered', () => {
    const paged = given(DECLARED, page('on-call'))
    const { last } = paged.when({ type: 'AddNote', text: 'x' })
    paged.when({ type: 'AcknowledgePage' }).thenFacts(['PageAcknowledged', { page: last('Paged'), who: { name: 'on-call' } }])
      .thenState(({ state }) => { expect([unansweredPages(state), pagesOf(state)[0]!.waiting]).toEqual([[], false]) })
    paged.when({ type: 'AcknowledgePage', page: last('Paged'), who: 'Ana' }).thenFacts(['PageAcknowledged', { page: last('Paged'), who: { name: 'Ana' } }])
  })

  it('is acknowledged once, and must be there', () => {
    given(DECLARED).when({ type: 'AcknowledgePage' }).thenRefused('There is no page to acknowledge.')
    given(DECLARED, page('Ana')).when({ type: 'AcknowledgePage', page: 'nothing' }).thenRefused('That page is not in this incident.')
    given(DECLARED, page('Ana'), on('14:03', { type: 'AcknowledgePage' })).when(({ last }) => ({ type: 'AcknowledgePage', page: last('Paged') }))
      .thenRefused('That page was acknowledged already, at 2025-02-01 14:03.')
  })

  it('among several is asked for', () => {
    given(DECLARED, page('Ana'), page('Ben')).when({ type: 'AcknowledgePage' }).thenRefused('2 pages are open (Ana, Ben): say which.')
  })

  it('that is passed on is no longer the one that an answer is for', () => {
    given(DECLARED, page('Ana'), { type: 'EscalatePage', to: 'Ben' }).when({ type: 'AcknowledgePage' })
      .thenState(({ state }) => { expect(pagesOf(state).map(({ page: { data }, acknowledged }) => [data.whom.name, acknowledged !== null])).toEqual([['Ana', false], ['Ben', true]]) })
    given(DECLARED, page('Ana'), { type: 'RecordPageOutcome', outcome: 'declined' }, page('Ben')).when({ type: 'AcknowledgePage' })
      .thenState(({ state }) => { expect(pagesOf(state).map(({ acknowledged }) => acknowledged !== null)).toEqual([false, true]) })
  })

  it('is escalated by the facts of one command: the next page, and that it was passed on', () => {
    const { last, made } = given(DECLARED, page('Ana')).when({ type: 'EscalatePage', to: 'Ben', by: 'phone' })
      .thenState(({ state }) => { expect(pagesOf(state).map(({ escalated, waiting }) => [escalated !== null, waiting])).toEqual([[true, false], [false, true]]) })
    expect(made.map(({ type, data }) => [type, data])).toEqual([
      ['Paged', { whom: { name: 'Ben' }, by: 'phone' }],
      ['PageEscalated', { page: expect.any(String) as string, to: last('Paged') }],
    ])
    expect(made[0]!.at).toEqual(made[1]!.at)
    given(DECLARED, page('Ana')).when({ type: 'EscalatePage' } as never).thenRefused('An escalation needs the person or team to page next.')
    given(DECLARED).when({ type: 'EscalatePage', to: 'Ben' }).thenRefused('There is no page to escalate.')
  })

  it.each([['sent', true], ['delivered', true], ['failed', false], ['no answer', false], ['voicemail', false], ['declined', false]] as const)(
    'with the outcome "%s" is still waited for: %s', (outcome, waiting) => {
      given(DECLARED, page('Ana')).when({ type: 'RecordPageOutcome', outcome }).thenState(({ state }) => {
        expect([pagesOf(state)[0]!.waiting, unansweredPages(state).length]).toEqual([waiting, 1])
      })
    })

  it('has an outcome only if it was sent, and one that there is', () => {
    given(DECLARED).when({ type: 'RecordPageOutcome', outcome: 'failed' }).thenRefused('There is no page without an outcome.')
    given(DECLARED, page('Ana')).when({ type: 'RecordPageOutcome', outcome: 'lost' } as never)
      .thenRefused('The outcome of a page is one of: sent, delivered, failed, no answer, voicemail, declined.')
  })
})

describe('IN3, IN4 a notice', () => {
  it('goes to groups, each once', () => {
    given(DECLARED).when({ type: 'NotifyStakeholders', groups: ['pm', 'pm', ' legal '], by: 'phone' }).thenFacts(['StakeholdersNotified', { groups: ['pm', 'legal'], by: 'phone' }])
  })

  it.each([undefined, [], 'pm'])('needs one: %j', (groups) => {
    given(DECLARED).when({ type: 'NotifyStakeholders', groups } as never).thenRefused('A notice needs at least one group, for instance PM or Customer Success.')
  })
})

describe('IN10 an update', () => {
  it('says something to somebody, and when the next one comes', () => {
    given(DECLARED).when({ type: 'PostUpdate', audience: 'customers', text: 'We are on it.', nextUpdateAt: '2025-02-01T15:20:00+01:00' })
      .thenFacts(['UpdatePosted', { audience: 'customers', text: 'We are on it.', nextUpdateAt: utc('14:20') }])
    given(DECLARED).when({ type: 'PostUpdate', text: 'We are on it.' }).thenFacts(['UpdatePosted', { audience: 'internal', text: 'We are on it.' }])
    given(DECLARED).when({ type: 'PostUpdate' } as never).thenRefused('An update needs its text.')
    given(DECLARED).when({ type: 'PostUpdate', text: 'x', audience: 'everyone' } as never).thenRefused('The audience is one of: internal, customers, public.')
  })
})
