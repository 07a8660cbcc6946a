/** The timeline: every entry that is shown, by (`at`, `id`), with what there is to say about it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { ENTRY_KINDS, timelineOf, type TimelineEntry } from '../../../shared/views/timeline.ts'
import { amendment, at, fact, note, redaction, stamp, strike, utc } from '../../helpers/facts.ts'
import { story } from '../../helpers/given.ts'
import { someFacts } from '../../helpers/generated.ts'
import { guideExample } from '../../helpers/guide-example.ts'

const clock = (time: string): string => time.slice(11, 16)
const timeline = (...facts: Parameters<typeof foldIncident>[0]): TimelineEntry[] => timelineOf(foldIncident(facts), BUILT_IN_PLAYBOOK, clock)
const row = (entry: TimelineEntry): string => `${entry.time.slice(5, 10)} ${clock(entry.time)} ${entry.text}`

describe('the timeline', () => {
  it("of the guide's example holds its nine rows, in order", () => {
    const rows = timelineOf(guideExample().incident, BUILT_IN_PLAYBOOK, clock).map(row)
    const nine = [
      '02-01 14:00 Dashboard v2 deployed to production',
      '02-01 14:15 Monitoring alerts: API error rate up to 15%',
      '02-01 14:18 Paged on-call',
      '02-01 14:22 Decision: roll back (cause unclear, user impact high)',
      '02-01 14:30 Rollback complete',
      '02-01 14:45 Investigation began',
      '02-01 17:00 Contributing factor: Database connection pool exhausted',
      '02-02 10:00 Fix built and tested, redeployed successfully',
      '02-03 14:00 Blameless retrospective held',
    ]
    expect(rows.filter((text) => nine.includes(text))).toEqual(nine)
    expect(rows).toEqual(expect.arrayContaining(['02-01 14:18 Notified PM, Product Lead and relevant teams', '02-01 14:30 API error rate 0.2%', '02-03 14:00 Action item: Alert on pool use above 80%']))
  })

  it('stands by when it happened, then by when it was written; an unknown time where it was written down', () => {
    const facts = [
      note(1, 'first written', { at: at('14:00:10') }),
      note(3, 'second of one moment', { at: at('14:00:05') }),
      note(2, 'first of one moment', { at: at('14:00:05') }),
      note(7, 'when, nobody knows', { at: at('13:00', 'unknown') }),
      note(9, 'backdated', { at: at('13:30', 'about') }),
    ]
    expect(timeline(...facts).map(({ text }) => text)).toEqual(['backdated', 'first of one moment', 'second of one moment', 'when, nobody knows', 'first written'])
  })

  it('shows what was struck, amended, starred and redacted, and no row for what did it but the redaction', () => {
    const rows = timeline(
      note(1, 'struck'), note(2, 'as said'), note(3, 'secret'), note(4, 'starred'),
      strike(5, stamp(1)), amendment(6, stamp(2), { data: { text: 'as meant' } }), redaction(7, stamp(3)), fact(8, 'EntryStarred', { target: stamp(4), starred: true }),
    )
    expect(rows.map(({ text, struck, amended, redacted, starred }) => [text, struck, amended, redacted, starred])).toEqual([
      ['struck', true, false, false, false],
      ['as meant', false, true, false, false],
      ['Redacted', false, false, true, false],
      ['starred', false, false, false, true],
      ['Ana redacted an entry', false, false, false, false],
    ])
  })

  it('names the people behind a page', () => {
    const rows = timeline(fact(1, 'Paged', { whom: { name: 'Ana' } }), fact(2, 'PageOutcomeRecorded', { page: stamp(1), outcome: 'voicemail' }))
    expect(rows.map(({ text }) => text)).toEqual(['Paged Ana', 'Page to Ana: voicemail'])
  })

  it('says what it cannot read, and that nobody understands it yet', () => {
    expect(timeline(fact(1, 'SeanceHeld'), note(2, 'clear')).map(({ kind, unreadable }) => [kind, unreadable])).toEqual([['other', true], ['note', false]])
  })

  it('marks what was written down more than two minutes later, but not in a backfill', () => {
    const late = (backfilled: boolean): boolean[] => {
      const { incident } = story({ type: 'DeclareIncident', title: 'x', backfilled, at: utc('13:58') }, { type: 'AddNote', text: 'x', at: utc('13:57') })
      return timelineOf(incident, BUILT_IN_PLAYBOOK, clock).map(({ writtenLate }) => writtenLate)
    }
    expect(late(false)).toEqual([true, false])
    expect(late(true)).toEqual([false, false])
  })

  it('holds every fact but the corrections, the stars and the steps of what is sent, whatever the facts', () => {
    fc.assert(fc.property(someFacts, (facts) => {
      const folded = foldIncident(facts)
      const shown = timelineOf(folded, BUILT_IN_PLAYBOOK, clock)
      const hidden = ['EntryAmended', 'EntryStruck', 'EntryStarred', 'DeliveryQueued', 'DeliveryTried']
      const isQuiet = ({ type, data }: Fact): boolean => hidden.includes(type) || (type === 'DeliveryAnswered' && ['accepted', 'try again'].includes(String(data['result'])))
      expect(shown.map(({ id }) => id).sort()).toEqual(folded.entries.filter(({ fact }) => !isQuiet(fact)).map(({ fact: { id } }) => id))
      for (const { text, kind } of shown) expect([text === '', ENTRY_KINDS.includes(kind)]).toEqual([false, true])
    }))
  })
})
