/** Any entry: noting, correcting, striking, restoring, starring; reminders. */
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { pagesOf, starredEntries } from '../../../shared/incident/status.ts'
import { given, type Step } from '../../helpers/given.ts'
import { amendment, at, fact, note, redaction, stamp, strike, utc } from '../../helpers/facts.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const
const NOTED: Step = { type: 'AddNote', text: 'as said' }

describe('a note', () => {
  it('is its words, trimmed', () => {
    given(DECLARED).when({ type: 'AddNote', text: ' seen \n' }).thenFacts(['NoteAdded', { text: 'seen' }])
    given(DECLARED).when({ type: 'AddNote', text: ' ' }).thenRefused('There is nothing to record yet: type a few words first.')
  })

  it('has room, and an end', () => {
    expect(given(DECLARED).when({ type: 'AddNote', text: 'x'.repeat(20_000) }).refusal).toBeNull()
    given(DECLARED).when({ type: 'AddNote', text: 'x'.repeat(20_001) }).thenRefused('That is longer than 20000 characters; shorten it or attach it as a file.')
  })
})

describe('what one command recorded', () => {
  it('names its first fact as the cause, so that all of it can be taken back together', () => {
    const { made } = given(DECLARED, { type: 'Page', whom: 'Ben' }).when({ type: 'EscalatePage', to: 'Ana' })
    expect(made.map(({ type }) => type)).toEqual(['Paged', 'PageEscalated'])
    expect(made.map(({ cause }) => cause)).toEqual([undefined, made[0]!.id])
  })
})

describe('what a newer version wrote', () => {
  it('counts as far as it is understood: a way of paging that is not known here is passed over, the page is not', () => {
    const { state } = foldIncident([fact(1, 'IncidentDeclared', { title: 'API down' }), fact(2, 'Paged', { whom: { name: 'Ana' }, by: 'carrier pigeon' }), fact(3, 'NoteAdded', { text: 'x'.repeat(50_000) })])
    expect(pagesOf(state).map(({ page }) => [page.data.whom.name, page.data.by])).toEqual([['Ana', undefined]])
    expect(itemsOf(state, 'NoteAdded')).toHaveLength(1)
  })
})

describe('a correction', () => {
  it('changes words, time and links; it happens now, what it corrects then', () => {
    const { made, last } = given(DECLARED, NOTED).when(({ last: id }) => ({ type: 'AmendEntry', target: id('NoteAdded'), data: { text: 'as meant' }, at: at('13:50', 'about'), evidence: [{ url: 'https://example.org' }] }))
    expect(made).toMatchObject([{ type: 'EntryAmended', at: { time: utc('14:00') }, data: { target: last('NoteAdded'), data: { text: 'as meant' }, at: at('13:50', 'about'), evidence: [{ url: 'https://example.org' }] } }])
  })

  it('needs something to change, and something to change it on', () => {
    given(DECLARED, NOTED).when(({ last }) => ({ type: 'AmendEntry', target: last('NoteAdded') })).thenRefused('Say what to change: the time, the words or the links.')
    given(DECLARED).when({ type: 'AmendEntry', target: 'nothing', data: {} }).thenRefused('That entry is not in this incident.')
    given(DECLARED).when({ type: 'AmendEntry', data: {} } as never).thenRefused('Say which entry: its id is missing.')
  })

  it('that would break the entry is refused', () => {
    const { refusal } = given(DECLARED, NOTED).when(({ last }) => ({ type: 'AmendEntry', target: last('NoteAdded'), data: { text: null } }))
    expect(refusal).toMatch(/^The entry would not make sense with that change: text: .+\.$/)
  })

  it('is not made of corrections, nor of what was redacted', () => {
    given(DECLARED, note(1, 'x'), amendment(2, stamp(1), { data: { text: 'y' } })).when({ type: 'AmendEntry', target: stamp(2), data: { text: 'z' } })
      .thenRefused('That is a correction itself; correct the entry that it belongs to.')
    given(DECLARED, note(1, 'x'), redaction(2, stamp(1))).when({ type: 'AmendEntry', target: stamp(1), data: { text: 'z' } }).thenRefused('That entry was redacted; write a new one.')
  })

  it('of what a newer version wrote is taken as it is', () => {
    given(DECLARED, fact(1, 'SeanceHeld', { ghosts: 1 })).when({ type: 'AmendEntry', target: stamp(1), data: { ghosts: 2 } })
      .thenState(({ entryOf }) => { expect(entryOf.get(stamp(1))!.fact.data).toEqual({ ghosts: 2 }) })
  })
})

describe('a strike', () => {
  it('takes an entry back, once', () => {
    const struck = given(DECLARED, NOTED).when(({ last }) => ({ type: 'StrikeEntry', target: last('NoteAdded'), reason: 'wrong window' }))
    struck.thenFacts(['EntryStruck', { target: struck.last('NoteAdded'), reason: 'wrong window' }])
    given(DECLARED, note(1, 'x'), strike(2, stamp(1))).when({ type: 'StrikeEntry', target: stamp(1) }).thenRefused('That entry is struck already.')
    given(DECLARED).when({ type: 'StrikeEntry', target: 'nothing' }).thenRefused('That entry is not in this incident.')
  })

  it('is not for the declaration, nor for a redaction', () => {
    given(DECLARED).when(({ last }) => ({ type: 'StrikeEntry', target: last('IncidentDeclared') })).thenRefused('The declaration cannot be struck. Change the title, or resolve the incident.')
    given(DECLARED, note(1, 'x'), redaction(2, stamp(1))).when({ type: 'StrikeEntry', target: stamp(2) }).thenRefused('A redaction cannot be taken back.')
  })

  it('names the fact that counts, whichever id of its key it was given', () => {
    given(DECLARED, note(1, 'x', { key: 'alert:1' }), note(2, 'y', { key: 'alert:1' })).when({ type: 'StrikeEntry', target: stamp(2) }).thenFacts(['EntryStruck', { target: stamp(1) }])
  })

  it('can be taken back, however many there were', () => {
    given(DECLARED, note(1, 'x'), strike(2, stamp(1)), strike(3, stamp(1))).when({ type: 'RestoreEntry', target: stamp(1) })
      .thenFacts(['EntryStruck', { target: stamp(2) }], ['EntryStruck', { target: stamp(3) }])
      .thenState(({ entryOf }) => { expect(entryOf.get(stamp(1))!.struckBy).toBeNull() })
    given(DECLARED, note(1, 'x'), strike(2, stamp(1)), strike(3, stamp(2)), strike(4, stamp(1))).when({ type: 'RestoreEntry', target: stamp(1) }).thenFacts(['EntryStruck', { target: stamp(4) }])
    given(DECLARED, NOTED).when(({ last }) => ({ type: 'RestoreEntry', target: last('NoteAdded') })).thenRefused('That entry is not struck.')
    given(DECLARED).when({ type: 'RestoreEntry', target: 'nothing' }).thenRefused('That entry is not in this incident.')
  })
})

describe('a star', () => {
  it('is put on and taken off', () => {
    given(DECLARED, note(1, 'x')).when({ type: 'StarEntry', target: stamp(1) }).thenFacts(['EntryStarred', { target: stamp(1), starred: true }])
      .thenState(({ state }) => { expect(starredEntries(state)).toEqual(new Set([stamp(1)])) })
    given(DECLARED, note(1, 'x'), { type: 'StarEntry', target: stamp(1) }).when({ type: 'StarEntry', target: stamp(1), starred: false })
      .thenState(({ state }) => { expect(starredEntries(state)).toEqual(new Set()) })
    given(DECLARED).when({ type: 'StarEntry', target: 'nothing' }).thenRefused('That entry is not in this incident.')
  })
})

describe('a reminder', () => {
  it('that two machines show is one', () => {
    const shown: Step = { type: 'ShowReminder', rule: 'update', start: stamp(0), due: utc('14:30'), text: 'Post a status update' }
    const { incident, made } = given(DECLARED, shown).when(shown)
    expect(made[0]!.key).toBe(`reminder:update:${stamp(0)}:${utc('14:30')}`)
    expect(incident.entries.filter(({ fact: { type } }) => type === 'ReminderShown')).toHaveLength(1)
  })
})

describe('a reply', () => {
  it('names the entry that it answers to', () => {
    let asked = ''
    const { made } = given(DECLARED, NOTED).when(({ last }) => ({ type: 'AddNote', text: 'yes', replyTo: (asked = last('NoteAdded')) }))
    expect(made).toMatchObject([{ type: 'NoteAdded', data: { text: 'yes', replyTo: asked } }])
  })

  it('is refused where that entry is not in this incident', () => {
    given(DECLARED, NOTED).when({ type: 'AddNote', text: 'yes', replyTo: stamp(999) }).thenRefused('The entry that this answers to is not in this incident.')
  })

  it('stays a note where what it names cannot be read', () => {
    const { state } = foldIncident([fact(1, 'IncidentDeclared', { title: 'API down' }), fact(2, 'NoteAdded', { text: 'yes', replyTo: 5 })])
    expect(itemsOf(state, 'NoteAdded').map(({ data }) => data)).toEqual([{ text: 'yes' }])
  })
})
