/** What a live incident's document says, and what it keeps to itself. */
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import { retroHtml } from '../../../shared/retro/html.ts'
import { retroMarkdown } from '../../../shared/retro/markdown.ts'
import type { RetroDocument } from '../../../shared/retro/tree.ts'
import { at, fact, note, redaction, strike, utc } from '../../helpers/facts.ts'
import { busyIncident } from '../../helpers/busy-incident.ts'
import { linesOf, rowsOf, tableOf } from '../../helpers/read-retro.ts'

function retro(facts: readonly Fact[], zone = 'UTC'): RetroDocument {
  return retroOf({ id: 'inc-7kq2m9xa', incident: foldIncident(facts), playbook: BUILT_IN_PLAYBOOK }, { zone })
}

const declared = (extra: Partial<Fact> = {}) => fact(0, 'IncidentDeclared', { title: 'Slow API' }, extra)
const wordsOf = (document: RetroDocument): string[] => rowsOf(document).map(({ words }) => words)

const busy = retro(busyIncident().facts)
const written = `${retroMarkdown(busy)}\n${retroHtml(busy)}`

describe('what stays out', () => {
  it('is what was struck, in every section', () => {
    expect(written).not.toContain('wrong window')
  })

  it('is what was redacted: the row says so, with the reason', () => {
    expect(written).not.toContain('hunter2')
    expect(wordsOf(busy)).toContain('Redacted (a password)')
  })

  it('is a struck entry that another one refers to', () => {
    const paged = fact(1, 'Paged', { whom: { name: 'Secret Sam' } })
    const document = retro([declared(), paged, fact(2, 'PageOutcomeRecorded', { page: paged.id, outcome: 'no answer' }), strike(3, paged.id)])
    expect(retroMarkdown(document)).not.toContain('Secret Sam')
    expect(wordsOf(document)).toContain('Page to somebody: no answer')
  })

  it('are reminders, stars and the changes of an action item’s fields', () => {
    expect(wordsOf(busy).filter((words) => /^(Status update due|Starred|Action item “)/.test(words))).toEqual([])
  })

  it('is the wording before a correction', () => {
    expect(written).not.toContain('v2.0 is a tenth')
    expect(wordsOf(busy)).toContain('Contributing factor: The connection pool of v2.0 was a tenth of that of v1.9 (corrected)')
  })
})

describe('the timeline', () => {
  it('numbers its rows from 1 without a gap', () => {
    expect(rowsOf(busy).map(({ number }) => number)).toEqual(rowsOf(busy).map((_, index) => String(index + 1)))
  })

  it('shows how well each time is known', () => {
    const timeOf = (words: RegExp): string | undefined => rowsOf(busy).find((row) => words.test(row.words))?.time
    expect(timeOf(/^Database connections seen/)).toBe('~14:16')
    expect(timeOf(/^First customer reports/)).toBe('14:05–14:10')
    expect(timeOf(/^Pool size lowered/)).toBe('day only')
    expect(timeOf(/^Somebody restarted/)).toBe('time not known')
  })

  it('says when it was written down, where that was more than two minutes later', () => {
    const document = retro([
      declared(),
      note(60, 'at once', { at: at('14:00') }),
      note(480, 'eight minutes', { at: at('14:00') }),
      note(540, 'a range', { at: { ...at('14:00'), until: utc('14:05') } }),
      note(600, 'unknown', { at: at('14:00', 'unknown') }),
      note(660, 'this day', { at: at('00:00', 'day') }),
      note(720, 'the day before', { at: at('01-31 00:00', 'day') }),
    ])
    expect(wordsOf(document)).toEqual([
      'the day before (written down 14:12)',
      'this day',
      'Incident declared: Slow API',
      'at once',
      'eight minutes (written down 8 min later)',
      'a range (written down 4 min later)',
      'unknown (written down 14:10)',
    ])
  })

  it('says when the team knew, where that was later than it happened', () => {
    const document = retro([declared(), note(600, 'The queue filled up', { at: at('14:01'), knownAt: utc('14:10') })])
    expect(wordsOf(document)).toContain('The queue filled up (known 14:10; written down 9 min later)')
  })

  it('keeps what a newer version wrote, under its type', () => {
    const document = retro([declared(), fact(60, 'ChatImported', { words: 'hello' })])
    expect(wordsOf(document)).toContain('Recorded by a newer version of Knowngood: ChatImported')
  })

  it('opens before its declaration has arrived', () => {
    const document = retro([note(60, 'Looking')])
    expect(document.title).toBe('Untitled incident')
    expect(wordsOf(document)).toEqual(['Looking'])
  })

  it('repeats the date where the day changes in the document’s zone, not in UTC', () => {
    const document = retro([declared(), note(3600, 'still the day', { at: at('22:30') }), note(3601, 'past midnight', { at: at('23:30') })], 'Europe/Berlin')
    expect(rowsOf(document).map(({ day, time }) => [day, time])).toEqual([
      ['Saturday, 1 February 2025', '15:00'],
      ['Saturday, 1 February 2025', '23:30'],
      ['Sunday, 2 February 2025', '00:30'],
    ])
  })

  it('says each time’s offset where the clocks change within the incident', () => {
    // Berlin went back from 03:00 UTC+02:00 to 02:00 UTC+01:00 at 2024-10-27T01:00Z.
    const on = (id: number, time: string, text: string) => note(id, text, { at: { time, precision: 'exact', zone: 'UTC' }, recordedAt: time })
    const document = retro(
      [declared({ at: { time: '2024-10-27T00:10:00.000Z', precision: 'exact', zone: 'UTC' } }), on(1, '2024-10-27T00:30:00.000Z', 'first half past two'), on(2, '2024-10-27T01:30:00.000Z', 'second half past two')],
      'Europe/Berlin',
    )
    expect(rowsOf(document).map(({ time }) => time)).toEqual(['02:10 +02:00', '02:30 +02:00', '02:30 +01:00'])
    expect(document.sections.find(({ id }) => id === 'timeline')!.remark).toBe('all times Europe/Berlin; its offset changes (UTC+02:00, then UTC+01:00), so each time says its own')
  })

  it('links evidence that lies on the web, and only says the rest', () => {
    const evidence = [{ url: 'https://graphs.example.org/1', title: 'Error rate' }, { url: 'javascript:alert(1)', title: 'click' }, { url: 'file:///etc/passwd' }]
    const document = retro([declared(), note(1, 'Seen', { evidence })])
    expect(rowsOf(document)[1]!.evidence).toBe('Error rate, click: javascript:alert(1), file:///etc/passwd')
    expect(retroHtml(document).match(/<a [^>]*>/g)).toEqual(Array(2).fill('<a href="https://graphs.example.org/1" rel="noopener noreferrer">'))
    expect(tableOf(document, 'evidence')).toContainEqual(['2', 'Error rate · https://graphs.example.org/1'])
  })
})

describe('durations', () => {
  it('show the seconds of both ends where one of them has seconds', () => {
    expect(tableOf(busy, 'durations')).toContainEqual(['Detection to acknowledgement', '3 min 48 s, 14:15:00 → 14:18:48'])
  })

  it('flag an end that is recorded before its start', () => {
    const document = retro([declared(), fact(60, 'Detected', { text: 'alert' }, { at: at('14:15') }), fact(61, 'IncidentMitigated', {}, { at: at('14:10') })])
    expect(tableOf(document, 'durations')).toContainEqual(['Detection to mitigation', '−5 min, 14:15 → 14:10 (the end is recorded before the start)'])
  })

  it('are about as long where an end is about known, and have no length where only its day is', () => {
    const detected = fact(60, 'Detected', { text: 'alert' }, { at: at('14:15') })
    const mitigated = (precision: 'about' | 'day' | 'unknown') => tableOf(retro([declared(), detected, fact(61, 'IncidentMitigated', {}, { at: at('14:30', precision) })]), 'durations')
    expect(mitigated('about')).toContainEqual(['Detection to mitigation', 'about 15 min, 14:15 → ~14:30'])
    expect(mitigated('day')).toContainEqual(['Detection to mitigation', '14:15 → 2025-02-01 (day only)'])
    expect(mitigated('unknown')).toContainEqual(['Detection to mitigation', '14:15 → time not known'])
  })
})

describe('decisions', () => {
  it('tell the reason and what was known then, and nothing that came to be known later', () => {
    expect(linesOf(busy, 'decisions')).toEqual([
      'Roll back · 14:22, row 19',
      'Reason: cause unclear, user impact high',
      'Question: Roll back or fix forward?',
      'Target: v1.9',
      'Known then: severity P1 (14:17); all customers affected, degraded, widespread, no data at risk (14:17); API error rate 15.4% (14:17); theory: database connections exhausted by v2.0 (14:21)',
      'Look again: by 14:40: kept at 14:38',
    ])
  })

  it('leave out what happened before but was written down after', () => {
    const reading = fact(900, 'MetricRead', { metric: 'queue', value: 9000 }, { at: at('14:05') })
    const document = retro([declared(), fact(600, 'DecisionRecorded', { kind: 'wait' }), reading])
    expect(linesOf(document, 'decisions')).toEqual(['Wait · 14:10, row 3', 'Reason: not recorded', 'Known then: nothing recorded by then'])
  })

  it('name the one that was taken instead', () => {
    const first = fact(60, 'DecisionRecorded', { kind: 'wait', reason: 'unclear' })
    const document = retro([declared(), first, fact(120, 'DecisionRecorded', { kind: 'roll back', reason: 'worse now' }, { replaces: [first.id] })])
    expect(linesOf(document, 'decisions')).toEqual([
      'Wait · 14:01, row 2', 'Reason: unclear', 'Known then: nothing recorded by then', 'Replaced by: roll back (worse now) (row 3)',
      'Roll back · 14:02, row 3', 'Reason: worse now', 'Known then: nothing recorded by then', 'Instead of: wait (unclear) (row 2)',
    ])
  })
})

describe('deadlines', () => {
  it('are kept, late by so much, or no longer due', () => {
    const deadlines = tableOf(busy, 'deadlines')
    expect(deadlines).toContainEqual(['Page the on-call engineer (IN2)', '14:17', '14:19', 'kept: 14:18'])
    // PM and Product Lead were told at 14:19, the relevant teams at 14:31: a minute after 14:15 + 15 min
    expect(deadlines).toContainEqual(['Notify stakeholders (IN3)', '14:15', '14:30', 'late by 1 min: 14:31'])
    expect(deadlines).toContainEqual(['Post a status update', '14:24', '14:40', 'late by 6 min: 14:46'])
    expect(deadlines).toContainEqual(['Answer from database on-call', '14:18', '14:23', 'no longer due from 14:22'])
    expect(deadlines).toContainEqual(['Answer from Cy', '14:22', '14:27', 'not recorded by then; no longer due from 15:05'])
  })

  it('are not judged where a time is known by its day alone', () => {
    const told = fact(120, 'StakeholdersNotified', { groups: ['pm', 'product-lead', 'relevant-teams'] }, { at: at('00:00', 'day') })
    const document = retro([declared(), fact(60, 'Detected', { text: 'alert' }), told])
    expect(tableOf(document, 'deadlines')).toContainEqual(['Notify stakeholders (IN3)', '14:01', '14:16', 'not known to the minute'])
  })

  it('are open while the incident is, for the document knows no present', () => {
    const document = retro([declared(), fact(60, 'SeverityChanged', { severity: 'P1' })])
    expect(tableOf(document, 'deadlines')).toContainEqual(['Page the on-call engineer (IN2)', '14:01', '14:03', 'open'])
  })
})

describe('the other sections', () => {
  it('hold what was promised against what was sent', () => {
    expect(tableOf(busy, 'communication')).toContainEqual(['14:24', 'customers: We see errors in the API and are rolling back.', '14:40', 'late by 6 min: 14:46'])
  })

  it('hold each page with its outcome and how long the answer took', () => {
    expect(tableOf(busy, 'paging')).toEqual([
      ['14:18', 'on-call engineer', 'PagerDuty', 'acknowledged by Bo after 48 s, 14:18:00 → 14:18:48'],
      ['14:18', 'database on-call', 'phone', 'escalated to Cy, 14:22'],
      ['14:22', 'Cy', 'phone', 'not recorded'],
    ])
  })

  it('keep the trigger apart from the contributing factors', () => {
    expect(linesOf(busy, 'factors')).toEqual([
      'Contributing factor: The connection pool of v2.0 was a tenth of that of v1.9 · named at 17:00, row 35',
      'Trigger: Deployment of v2.0 · named at 17:02, row 36',
      'Theory: database connections exhausted by v2.0 · stated at 14:21; supported at 17:06',
    ])
  })

  it('show what an action item lacks', () => {
    expect(tableOf(busy, 'actions')).toEqual([
      ['Alert on pool use above 80% · tracker.example.org/OPS-12', 'Bo', '2025-02-14', 'detect', 'high', 'open'],
      ['Compare pool sizes in the release checklist', 'no owner yet', 'no date yet', 'not set', 'not set', 'open'],
    ])
  })

  it('give the first, the highest, the lowest and the last reading of a metric', () => {
    expect(tableOf(busy, 'impact')).toEqual([['API error rate', '15.4%, 14:17', '16.2%, 14:29', '0.2%, 14:33', '0.2%, 14:33']])
  })

  it('list what is owed, a page without an answer, and two people in one role', () => {
    expect(linesOf(busy, 'questions')).toEqual(['When the impact started', 'An owner for one action item', 'Whether Cy answered the page'])
    const two = retro([declared(), fact(1, 'RoleAssigned', { role: 'incident commander', holder: { name: 'Ana' } }), fact(2, 'RoleAssigned', { role: 'incident commander', holder: { name: 'Bo' } })])
    expect(linesOf(two, 'questions')).toContain('Who was incident commander: Ana or Bo')
  })

  it('say in a line that they are empty', () => {
    const document = retro([declared()])
    expect(linesOf(document, 'decisions')).toEqual(['No decision is recorded.'])
    expect(linesOf(document, 'actions')).toEqual(['No action item is recorded.'])
    expect(linesOf(document, 'summary')).toEqual(['The incident was declared at 14:00.', 'Not recorded: impact start, detection, a page, an answer to a page, a notice to stakeholders, a decision, mitigation, a contributing factor, resolution, the retro.'])
  })

  it('never speak of the root cause', () => {
    expect(written.toLowerCase()).not.toContain('root cause')
  })
})

describe('a redaction', () => {
  it('reaches what the entry’s corrections said', () => {
    const told = note(1, 'password: a')
    const document = retro([declared(), told, fact(2, 'EntryAmended', { target: told.id, data: { text: 'password: b' } }), redaction(3, told.id)])
    expect(retroMarkdown(document)).not.toContain('password')
    expect(wordsOf(document)).toEqual(['Incident declared: Slow API', 'Redacted'])
  })
})
