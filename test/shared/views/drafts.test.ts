/** Drafted messages, word for word: what the facts say and nothing else; customers read no internals. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { noticeDraft, pageDraft, updateDraft, type DraftContext, type Wording } from '../../../shared/views/drafts.ts'
import type { Audience } from '../../../shared/incident/words.ts'
import { at, utc } from '../../helpers/facts.ts'
import { someFacts } from '../../helpers/generated.ts'
import { on, story, type Step } from '../../helpers/given.ts'

const CONTEXT: DraftContext = { playbook: BUILT_IN_PLAYBOOK, timeText: (time) => time.slice(11, 16), zone: 'UTC' }
const page = (...steps: Step[]): string => pageDraft(story(...steps).incident, [{ kind: 'bridge', title: 'War room', value: 'https://meet.example.org/war' }], CONTEXT)
const notice = (wording: Wording, ...steps: Step[]): string => noticeDraft(story(...steps).incident, wording, CONTEXT)
const update = (audience: Audience, ...steps: Step[]): string[] => updateDraft(story(...steps).incident, audience, CONTEXT).split('\n')

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'Pool of db-7 is exhausted' })
const BUSY: readonly Step[] = [
  DECLARED,
  on('14:01', { type: 'SetSeverity', severity: 'P2' }),
  { type: 'RecordImpactStart', at: utc('13:55') },
  on('14:02', { type: 'AssessImpact', users: 'some', effect: 'degraded', scope: 'widespread', text: 'checkout fails' }),
  on('14:03', { type: 'ReadMetric', metric: 'error rate', value: 15, unit: '%' }),
  on('14:04', { type: 'AssignRole', role: 'incident commander', to: 'Ana' }),
  on('14:05', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear' }),
  on('14:06', { type: 'StartRemediation', kind: 'roll back', target: 'v1.9' }),
]

describe('what whoever is paged reads', () => {
  it('is the title, and where to join', () => {
    expect(page(DECLARED)).toBe('Pool of db-7 is exhausted. Join: https://meet.example.org/war')
  })

  it('is severity and impact as soon as they are known', () => {
    expect(page(...BUSY)).toBe('P2: Pool of db-7 is exhausted. Error rate 15%; some customers affected, degraded, widespread, checkout fails. Join: https://meet.example.org/war')
  })

  it('names no bridge that the break-glass card does not', () => {
    expect(pageDraft(story(DECLARED).incident, [{ kind: 'phone', title: 'Host', value: '+49 1' }], CONTEXT)).toBe('Pool of db-7 is exhausted.')
  })
})

describe('a notice', () => {
  it('tells colleagues how it stands', () => {
    expect(notice('internal', ...BUSY)).toBe(
      'P2: Pool of db-7 is exhausted. Since 13:55. Error rate 15%; some customers affected, degraded, widespread, checkout fails. Decided: roll back (cause unclear). Rollback under way to v1.9 since 14:06. Commander: Ana.',
    )
  })

  it('tells customers what it means for them, and no internals', () => {
    expect(notice('customers', ...BUSY)).toBe('We are looking into a problem that affects some of our customers. What is affected does not work as it should. It began at 13:55 (UTC). A remedy is being carried out.')
    expect(notice('customers', DECLARED)).toBe('We are looking into a problem.')
  })

  it('gives no time that nobody knows', () => {
    expect(notice('customers', DECLARED, { type: 'RecordImpactStart', at: at('00:00', 'day') })).toBe('We are looking into a problem.')
  })
})

describe('an update to colleagues', () => {
  it('that is the first says how it stands and what comes next', () => {
    expect(update('internal', DECLARED, on('14:02', { type: 'AssessImpact', users: 'all' }))).toEqual(['Pool of db-7 is exhausted.', 'All customers affected.', 'Next: Roll back or fix forward?'])
  })

  it('says what changed since the last one, and what it was before', () => {
    const said = update(
      'internal',
      ...BUSY,
      on('14:10', { type: 'PostUpdate', text: 'first' }),
      on('14:12', { type: 'SetSeverity', severity: 'P1', reason: 'it spreads' }),
      on('14:14', { type: 'ReadMetric', metric: 'error rate', value: 40, unit: '%' }),
      on('14:16', { type: 'ReadMetric', metric: 'error rate', value: 22, unit: '%' }),
      on('14:17', { type: 'MakePromise', kind: 'task', who: 'Cy', text: 'pool metrics', dueAt: utc('14:25') }),
    )
    expect(said).toEqual([
      'Since 14:10:',
      '- Severity set to P1 (it spreads), was P2',
      '- error rate 22%, was 15%',
      'Rollback under way to v1.9 since 14:06.',
      'Cy: pool metrics, by 14:25.',
      'Next: Finish the rollback.',
    ])
  })

  it('says where nothing changed', () => {
    expect(update('internal', ...BUSY, on('14:10', { type: 'PostUpdate', text: 'first' })).slice(0, 2)).toEqual([
      'No change since 14:10.',
      'Error rate 15%; some customers affected, degraded, widespread, checkout fails.',
    ])
  })

  it('counts from the last one that went out, and to the same readers', () => {
    const queued = on('14:20', { type: 'PostUpdate', text: 'stuck', send: [{ channel: 'ch-1', name: 'ops', kind: 'Slack' }] })
    const said = update('internal', ...BUSY, on('14:10', { type: 'PostUpdate', text: 'first' }), on('14:15', { type: 'PostUpdate', audience: 'customers', text: 'for them' }), queued)
    expect(said[0]).toBe('No change since 14:10.')
  })

  it('brings what was written down only afterwards', () => {
    const said = update('internal', ...BUSY, on('14:10', { type: 'PostUpdate', text: 'first' }), on('14:20', { type: 'AddNote', text: 'x' }), { type: 'RecordCheck', name: 'login', verdict: 'failed', at: utc('14:08') })
    expect(said).toContain('- Check failed: login')
  })
})

describe('an update to customers', () => {
  const FIRST: Step = on('14:10', { type: 'PostUpdate', audience: 'customers', text: 'first' })

  it('goes on from the last', () => {
    expect(update('customers', ...BUSY, FIRST)).toEqual(['We are still working on a problem that affects some of our customers. What is affected does not work as it should. A remedy is being carried out.'])
  })

  it('holds what was promised to them, and nothing that was promised to others', () => {
    const eta: Step = { type: 'MakePromise', kind: 'eta', text: 'it works again', to: 'customers', dueAt: utc('15:00') }
    const own: Step = { type: 'MakePromise', kind: 'eta', text: 'db-7 is rebuilt', to: 'internal', dueAt: utc('14:50') }
    expect(update('public', DECLARED, FIRST, eta, own)).toEqual(['We are still working on a problem. We expect by 15:00 (UTC): it works again.'])
  })

  it('tells of the end: stopped, resolved, back again', () => {
    const stopped: Step[] = [...BUSY, FIRST, on('14:30', { type: 'MarkMitigated', text: 'db-7 has room' })]
    const resolved: Step[] = [...stopped, on('15:00', { type: 'ResolveIncident' })]
    expect(update('customers', ...stopped)).toEqual(['The problem has stopped at 14:30 (UTC). We are watching that it stays so.'])
    expect(update('customers', ...resolved)).toEqual(['The problem is resolved; it ended at 14:30 (UTC).'])
    expect(update('customers', ...resolved, on('15:20', { type: 'ReopenIncident' }))[0]).toMatch(/^We see a problem that affects some of our customers again\./)
  })
})

describe('whatever the facts are', () => {
  it('a draft is made of them, and customers read neither title, number, name nor reason', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom<Audience>('internal', 'customers', 'public'), (facts, audience) => {
        expect(typeof updateDraft(foldIncident(facts), audience, CONTEXT)).toBe('string')
      }),
    )
    const internals = /db-7|15%|checkout|Ana|unclear|v1\.9|widespread|P2/
    for (let length = 1; length <= BUSY.length; length++) expect(update('customers', ...BUSY.slice(0, length)).join(' ')).not.toMatch(internals)
  })
})
