/** Redacting: what is named, what goes with it because it says the same, what is refused, and what an incident keeps. */
import { describe, expect, it } from 'vitest'
import { entriesHolding } from '../../../shared/incident/redaction.ts'
import { isBackfilled, playbookOf, severityAt, titleOf } from '../../../shared/incident/status.ts'
import { runningClocks } from '../../../shared/playbook/due.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { amendment, at, fact, note, redaction, stamp, strike, utc } from '../../helpers/facts.ts'
import { given, on, story, type Story } from '../../helpers/given.ts'
import { eraseFact } from '../../../shared/facts/control.ts'

const DECLARED = { type: 'DeclareIncident', title: 'API down' } as const
const PASTED = { type: 'AddNote', text: 'the password is hunter2' } as const
const FILE = 'ab'.repeat(32)

const typesOf = ({ facts }: Story, targets: unknown): string[] => (targets as string[]).map((id) => facts.find((each) => each.id === id)!.type)

describe('a redaction', () => {
  it('names the entry, with or without a reason, and happens now', () => {
    const told = story(DECLARED, PASTED)
    const target = told.last('NoteAdded')
    given(DECLARED, PASTED).when({ type: 'Redact', targets: [target] }).thenFacts(['Redacted', { targets: [target] }])
    const { made } = given(DECLARED, PASTED).when({ type: 'Redact', targets: [target, target], reason: ' a password ', at: at('13:00') })
    expect(made).toMatchObject([{ data: { targets: [target], reason: 'a password' }, at: { time: utc('14:00'), precision: 'exact' } }])
    given({ ...DECLARED, backfilled: true }, PASTED).when({ type: 'Redact', targets: [target] }).thenState(({ entries }) => expect(entries.at(-1)!.fact.at.precision).toBe('exact'))
  })

  it('is refused in sentences', () => {
    const first = story(DECLARED, PASTED).last('NoteAdded')
    given(DECLARED, PASTED).when({ type: 'Redact', targets: ['nothing'] }).thenRefused('That entry is not in this incident.')
    given(DECLARED, PASTED).when({ type: 'Redact', targets: [first, 'nothing'] }).thenRefused('That entry is not in this incident.')
    given(DECLARED, PASTED).when({ type: 'Redact', targets: [] }).thenRefused('Say which entry: its id is missing.')
    given(DECLARED, PASTED).when({ type: 'Redact' } as never).thenRefused('Say which entry: its id is missing.')
    given(DECLARED, PASTED, redaction(9, first)).when({ type: 'Redact', targets: [first] }).thenRefused('That entry is redacted already.')
    given(DECLARED, PASTED, note(5, 'x'), redaction(9, first, stamp(5))).when({ type: 'Redact', targets: [first, stamp(5)] }).thenRefused('Those entries are redacted already.')
    given(DECLARED, PASTED, redaction(9, first)).when({ type: 'Redact', targets: [stamp(9)] }).thenRefused('A redaction cannot be redacted: it says who erased what, and stays.')
  })

  it('is not made of the record of an export, which holds no words', () => {
    given(DECLARED, { type: 'RecordExport', format: 'md' }).when(({ last }) => ({ type: 'Redact', targets: [last('ExportRecorded')] }))
      .thenRefused('The record of an export cannot be redacted: it holds no words, only how the files were.')
  })

  it('of some that are redacted already names the others; of one that nobody explains it says why', () => {
    const told = given(DECLARED, note(5, 'one'), note(6, 'two'), redaction(9, stamp(5)))
    told.when({ type: 'Redact', targets: [stamp(5), stamp(6)] }).thenFacts(['Redacted', { targets: [stamp(6)] }])
    given(DECLARED, eraseFact(note(5, 'one'))).when({ type: 'Redact', targets: [stamp(5)], reason: 'it was one' }).thenFacts(['Redacted', { targets: [stamp(5)], reason: 'it was one' }])
  })

  it('of a struck entry, a strike’s reason or a correction is as good as any other', () => {
    given(DECLARED, note(5, 'one'), strike(6, stamp(5))).when({ type: 'Redact', targets: [stamp(5)] }).thenFacts(['Redacted', { targets: [stamp(5)] }])
    given(DECLARED, note(5, 'one'), fact(6, 'EntryStruck', { target: stamp(5), reason: 'hunter2' })).when({ type: 'Redact', targets: [stamp(6)] })
      .thenState(({ entryOf }) => expect([entryOf.get(stamp(6))!.fact.data, entryOf.get(stamp(5))!.struckBy!.id]).toEqual([{ target: stamp(5) }, stamp(6)]))
    given(DECLARED, note(5, 'one'), amendment(6, stamp(5), { data: { text: 'hunter2' } })).when({ type: 'Redact', targets: [stamp(6)] })
      .thenState(({ entryOf }) => expect(entryOf.get(stamp(5))!.fact.data).toEqual({ text: 'one' }))
  })

  it('of one of two facts that share a key names the one that counts', () => {
    given(DECLARED, note(5, 'alert', { key: 'k' }), note(6, 'alert', { key: 'k' })).when({ type: 'Redact', targets: [stamp(6)] }).thenFacts(['Redacted', { targets: [stamp(5)] }])
  })
})

describe('what goes with it', () => {
  it('is the promise that a decision made, which says its words again, and the one that was revised from it', () => {
    const told = story(
      DECLARED,
      { type: 'RecordDecision', kind: 'other', text: 'log in with hunter2 everywhere', lookAgainAt: utc('14:40') },
      ({ last }) => ({ type: 'SettlePromise', promise: last('PromiseMade'), outcome: 'revised', dueAt: utc('15:00') }),
      ({ last }) => ({ type: 'ShowReminder', rule: 'promise', start: last('PromiseMade'), due: utc('15:00'), text: 'Look again at the decision: log in with hunter2 everywhere: due 15:00' }),
      PASTED,
    )
    const { made } = given(...told.facts).when({ type: 'Redact', targets: [told.last('DecisionRecorded')] })
    expect(typesOf(told, made[0]!.data['targets'])).toEqual(['DecisionRecorded', 'PromiseMade', 'PromiseMade', 'ReminderShown'])
  })

  it('is a promise that names only the beginning of a long decision', () => {
    const told = story(DECLARED, { type: 'RecordDecision', kind: 'other', text: `hunter2 ${'and so on '.repeat(100)}`, lookAgainAt: utc('14:40') })
    const { made } = given(...told.facts).when({ type: 'Redact', targets: [told.last('PromiseMade')] })
    expect(typesOf(told, made[0]!.data['targets'])).toEqual(['PromiseMade', 'DecisionRecorded'])
  })

  it('is its corrections, without being named: they are erased with it', () => {
    given(DECLARED, note(5, 'hunter2'), amendment(6, stamp(5), { data: { text: 'hunter2, mended' } })).when({ type: 'Redact', targets: [stamp(5)] }).thenFacts(['Redacted', { targets: [stamp(5)] }])
  })

  it('is not what only refers to it, or only uses the same fixed words', () => {
    const told = story(
      DECLARED,
      { type: 'RecordDecision', kind: 'roll back', text: 'roll back with hunter2' },
      ({ last }) => ({ type: 'StartRemediation', kind: 'roll back', decision: last('DecisionRecorded') }),
      { type: 'Page', whom: 'Priya' },
      { type: 'AcknowledgePage' },
      { type: 'StarEntry', target: stamp(0) } as never,
    )
    const { made } = given(...told.facts).when({ type: 'Redact', targets: [told.last('DecisionRecorded')] })
    expect(typesOf(told, made[0]!.data['targets'])).toEqual(['DecisionRecorded'])
  })

  it('is the link that a command gave to each of its facts', () => {
    const told = story(DECLARED, { type: 'LinkRelease', name: 'v2', deployedAt: utc('13:50'), evidence: [{ url: 'https://ci.example.org/?token=hunter2' }] })
    const { made } = given(...told.facts).when({ type: 'Redact', targets: [told.last('ReleaseLinked')] })
    expect(typesOf(told, made[0]!.data['targets'])).toEqual(['ReleaseLinked', 'Deployed'])
  })

  it('is an attachment, by its hash, and every other entry with the same file', () => {
    const screen = fact(5, 'FileAttached', { name: 'screen.png', mediaType: 'image/png', size: 3, sha256: FILE })
    const again = fact(6, 'FileAttached', { name: 'again.png', size: 3, sha256: FILE })
    const other = fact(7, 'FileAttached', { name: 'other.png', size: 3, sha256: 'cd'.repeat(32) })
    given(DECLARED, screen, again, other).when({ type: 'Redact', targets: [stamp(5)] }).thenFacts(['Redacted', { targets: [stamp(5), stamp(6)], files: [FILE] }])
  })
})

describe('an incident whose declaration is redacted', () => {
  const told = story({ ...DECLARED, title: 'hunter2 leaked', severity: 'P1' }, { type: 'AddNote', text: 'seen' })
  const withPlaybook = told.facts.map((each) => (each.type === 'IncidentDeclared' ? { ...each, data: { ...each.data, playbook: FILE, practice: true } } : each))

  it('stays declared, with its clocks, its severity and its playbook, and can be given another title', () => {
    const before = story(...withPlaybook)
    const outcome = given(...withPlaybook).when({ type: 'Redact', targets: [before.last('IncidentDeclared')] })
    outcome.thenFacts(['Redacted', { targets: [before.last('IncidentDeclared')] }], ['PlaybookChanged', { playbook: FILE }])
    outcome.thenState(({ state, entries }) => {
      expect(titleOf(state)).toBe('Title redacted')
      expect(severityAt(state)).toBe('P1')
      expect(playbookOf(state)).toBe(FILE)
      expect(entries[0]!.fact.data).toEqual({ practice: true })
      expect(runningClocks(state, BUILT_IN_PLAYBOOK)).toEqual(runningClocks(before.incident.state, BUILT_IN_PLAYBOOK))
    })
    given(...outcome.facts).when({ type: 'ChangeTitle', title: 'API errors' }).thenState(({ state }) => expect(titleOf(state)).toBe('API errors'))
  })

  it('stays backfilled, so that no clock begins to run', () => {
    const before = story({ ...DECLARED, backfilled: true })
    given(...before.facts).when({ type: 'Redact', targets: [before.last('IncidentDeclared')] }).thenState(({ state }) => expect(isBackfilled(state)).toBe(true))
  })
})

describe('the entries that hold some words', () => {
  it('hold them in any field, link, typed time or earlier wording, in any case; what is redacted holds none', () => {
    const { incident } = story(
      DECLARED,
      on('14:05', { type: 'AddNote', text: 'HUNTER2 in the text' }),
      { type: 'Page', whom: 'hunter2@example.org' },
      { type: 'AddNote', text: 'a link', evidence: [{ url: 'https://example.org/?p=hunter2' }] },
      note(30, 'once hunter2'), amendment(31, stamp(30), { data: { text: 'now harmless' } }),
      note(32, 'a time', { at: { ...at('14:00'), raw: '@hunter2' } }),
      note(33, 'hunter2, redacted'), redaction(34, stamp(33)),
      fact(35, 'Redacted', { targets: [stamp(33)], reason: 'it was hunter2' }),
      note(36, 'hunter 2'),
    )
    const texts = entriesHolding(incident, ' hunter2 ').map((id) => incident.entryOf.get(id)!.fact).map(({ type, data }) => data['text'] ?? type)
    expect(texts).toEqual(['HUNTER2 in the text', 'Paged', 'a link', 'now harmless', 'a time'].sort((a, b) => texts.indexOf(a) - texts.indexOf(b)))
    expect(entriesHolding(incident, ' ')).toEqual([])
  })

  it('are told of a correction only where the entry that it corrected does not hold them any more', () => {
    const facts = [note(1, 'x'), amendment(2, stamp(1), { data: { text: 'hunter2' } })]
    expect(entriesHolding(story(DECLARED, ...facts).incident, 'hunter2')).toEqual([stamp(1)])
    expect(entriesHolding(story(DECLARED, ...facts, strike(3, stamp(2))).incident, 'hunter2')).toEqual([stamp(2)])
  })
})
