/** Declaring: a title is enough; what an incident is called, how bad it is, and when. */
import { describe, expect, it } from 'vitest'
import { declarationOf, isBackfilled, phaseOf, severityAt, titleOf } from '../../../shared/incident/status.ts'
import { given, on } from '../../helpers/given.ts'
import { ANA, at, note, utc } from '../../helpers/facts.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const

describe('declaring', () => {
  it('takes a title alone', () => {
    given().when({ type: 'DeclareIncident', title: '  API down  ' }).thenFacts(['IncidentDeclared', { title: 'API down' }]).thenState(({ state }) => {
      expect([titleOf(state), phaseOf(state), severityAt(state), isBackfilled(state)]).toEqual(['API down', 'declared', null, false])
    })
  })

  it.each([undefined, '', '   ', 7])('asks for one where it is %j', (title) => {
    given().when({ type: 'DeclareIncident', title } as never).thenRefused('An incident needs a title: a few words on what is wrong.')
  })

  it('can say the severity at once, and names the playbook', () => {
    given().when({ ...DECLARED, severity: 'P0', practice: true }, { playbook: 'ab12' })
      .thenFacts(['IncidentDeclared', { title: 'API down', practice: true, playbook: 'ab12' }], ['SeverityChanged', { severity: 'P0' }])
  })

  it('happens once', () => {
    given(DECLARED).when(DECLARED).thenRefused('This incident is declared already.')
  })

  it('may come after facts of another machine', () => {
    const { incident } = given(note(1, 'seen before anybody declared')).when(DECLARED).thenFacts(['IncidentDeclared', { title: 'API down' }])
    expect(incident.entries).toHaveLength(2)
  })

  it('writes who, when and where from', () => {
    const [fact] = given().when({ ...DECLARED, at: '2025-02-01T14:15:00+01:00', evidence: [{ url: 'https://example.org', title: '' }] }, { now: utc('14:20') }).made
    expect(fact).toMatchObject({
      v: 1, at: { time: utc('13:15'), precision: 'exact', zone: 'UTC' }, recordedAt: utc('14:20'), by: ANA, source: 'app', evidence: [{ url: 'https://example.org' }],
    })
    expect(fact!.id.startsWith(utc('14:20'))).toBe(true)
  })

  it('after it was over is a backfill, and so is everything that follows', () => {
    const { made } = given({ ...DECLARED, backfilled: true, at: at('01-20 09:00') }).when({ type: 'AddNote', text: 'x' }, { source: 'cli' })
      .thenState(({ state }) => { expect([isBackfilled(state), declarationOf(state)!.time]).toEqual([true, utc('01-20 09:00')]) })
    expect(made[0]!.source).toBe('backfill')
    given().when({ ...DECLARED, backfilled: true }).thenFacts(['IncidentDeclared', { title: 'API down', backfilled: true }])
  })

  it('after it was over does not take the present for the time that nobody named', () => {
    const written = given({ ...DECLARED, backfilled: true, at: at('01-20 09:00') })
    expect(written.when({ type: 'MarkMitigated' }).made[0]!.at.precision).toBe('unknown')
    expect(written.when({ type: 'MarkMitigated', at: at('01-20 10:00') }).made[0]!.at).toEqual(at('01-20 10:00'))
    // A live incident happens now.
    expect(given(DECLARED).when({ type: 'MarkMitigated' }).made[0]!.at.precision).toBe('exact')
  })
})

describe('a title', () => {
  it('can be changed, and the change names what it replaces', () => {
    const { made } = given(DECLARED, { type: 'ChangeTitle', title: 'API slow' }).when({ type: 'ChangeTitle', title: 'Checkout slow' })
      .thenState(({ state }) => { expect(titleOf(state)).toBe('Checkout slow') })
    expect(made[0]!.replaces).toHaveLength(1)
  })

  it('cannot be taken away', () => {
    given(DECLARED).when({ type: 'ChangeTitle', title: '' }).thenRefused('An incident needs a title: a few words on what is wrong.')
  })
})

describe('a severity', () => {
  it('is the last by the time at which it held, whatever was written last', () => {
    given(DECLARED, on('14:10', { type: 'SetSeverity', severity: 'P0' })).when({ type: 'SetSeverity', severity: 'P2', at: utc('14:05') }).thenState(({ state }) => {
      expect([severityAt(state), severityAt(state, utc('14:07')), severityAt(state, utc('14:01'))]).toEqual(['P0', 'P2', null])
    })
  })

  it('can be taken back', () => {
    given({ ...DECLARED, severity: 'P1' }).when({ type: 'SetSeverity', severity: null, reason: 'a test page' })
      .thenFacts(['SeverityChanged', { severity: null, reason: 'a test page' }])
      .thenState(({ state }) => { expect(severityAt(state)).toBeNull() })
  })

  it('is one of four', () => {
    given(DECLARED).when({ type: 'SetSeverity', severity: 'SEV1' } as never).thenRefused('The severity is one of: P0, P1, P2, P3.')
  })
})

describe('a time', () => {
  it('that has not come is refused', () => {
    given(DECLARED).when({ type: 'AddNote', text: 'x', at: utc('15:00') })
      .thenRefused('That time is in the future (2025-02-01 15:00); what has not happened yet cannot be recorded.')
    given(DECLARED).when({ type: 'AddNote', text: 'x', at: { ...at('13:30'), until: utc('15:00') } })
      .thenRefused('That time is in the future (2025-02-01 15:00); what has not happened yet cannot be recorded.')
    given(DECLARED).when({ type: 'LinkRelease', name: 'v2', deployedAt: utc('15:00') })
      .thenRefused('That time is in the future (2025-02-01 15:00); what has not happened yet cannot be recorded.')
    given(DECLARED).when({ type: 'AddNote', text: 'x', knownAt: utc('15:00') })
      .thenRefused('That time is in the future (2025-02-01 15:00); what has not happened yet cannot be recorded.')
  })

  it('a little ahead is another clock, not the future', () => {
    expect(given(DECLARED).when({ type: 'AddNote', text: 'x', at: utc('14:04') }).refusal).toBeNull()
  })

  it('that cannot be read is asked for again', () => {
    given(DECLARED).when({ type: 'AddNote', text: 'x', at: 'just now' }).thenRefused('“at” is a time, as in 2026-11-22T14:15:00Z.')
    given(DECLARED).when({ type: 'AddNote', text: 'x', knownAt: '14:15' }).thenRefused('“knownAt” is a time, as in 2026-11-22T14:15:00Z.')
  })

  it.each(['9999-12-31T23:59:59-05:00', '0000-01-01T00:00:00+05:00'])('outside the years that a fact can hold is none: %s', (dueAt) => {
    given(DECLARED).when({ type: 'MakePromise', text: 'a fix', dueAt }).thenRefused('A promise needs a time, as in 2026-11-22T14:40:00Z.')
  })

  it('needs no seconds', () => {
    expect(given(DECLARED).when({ type: 'AddNote', text: 'x', at: '2025-02-01T13:15Z' }).made[0]!.at.time).toBe(utc('13:15'))
  })
})
