/** The guide's example as a document: its rows, what guide.md says it implies, and the whole of it as a stranger reads it. */
import { describe, expect, it } from 'vitest'
import golden from '../../golden/guide-example.md?raw'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import { retroHtml } from '../../../shared/retro/html.ts'
import { retroMarkdown } from '../../../shared/retro/markdown.ts'
import { lineText } from '../../../shared/retro/tree.ts'
import { GUIDE_DURATIONS, GUIDE_ROWS } from '../../helpers/guide-document.ts'
import { guideWrittenDown } from '../../helpers/guide-written-down.ts'
import { rowsOf, tableOf } from '../../helpers/read-retro.ts'

const { id, facts, incident } = guideWrittenDown()
const document = (zone: string) => retroOf({ id, incident, playbook: BUILT_IN_PLAYBOOK }, { zone })

describe('the guide’s example', () => {
  it('reads as the golden document, byte for byte', () => {
    expect(retroMarkdown(document('UTC'))).toBe(golden)
  })

  it('has the guide’s rows, in their order, on their days', () => {
    const rows = rowsOf(document('UTC')).map(({ day, time, words }) => [day, time, words])
    const known = rows.flatMap(([day, time, words]) => GUIDE_ROWS.filter((row) => row[0] === day && row[1] === time && words!.startsWith(row[2])))
    expect(known).toEqual(GUIDE_ROWS)
  })

  it('prints every duration that the guide implies, with both ends', () => {
    const durations = tableOf(document('UTC'), 'durations')
    for (const [name, length] of GUIDE_DURATIONS) expect(durations).toContainEqual([name, length])
  })

  it('says what is not recorded, and gives it no length', () => {
    const durations = tableOf(document('UTC'), 'durations')
    expect(durations).toContainEqual(['Impact start to detection', 'not recorded → 14:15'])
    expect(durations).toContainEqual(['Detection to resolution', '14:15 → not recorded'])
  })

  it('judges the deadlines of an incident that was written down afterwards', () => {
    const deadlines = tableOf(document('UTC'), 'deadlines')
    expect(deadlines).toContainEqual(['Notify stakeholders (IN3)', '14:15', '14:30', 'kept: 14:18'])
    expect(deadlines).toContainEqual(['Hold the retro (IN11)', '14:30', '2025-02-03 14:30', 'kept: 2025-02-03 14:00'])
    expect(deadlines).toContainEqual(['Answer from on-call engineer', '14:18', '14:23', 'not recorded'])
  })

  it('says that no row was written down late, for all of them were', () => {
    expect(retroMarkdown(document('UTC'))).not.toContain('later)')
  })

  it('gives the same bytes whatever order the facts came in, and however often', () => {
    const again = foldIncident([...facts.toReversed(), ...facts])
    const other = retroOf({ id, incident: again, playbook: BUILT_IN_PLAYBOOK }, { zone: 'UTC' })
    expect(retroMarkdown(other)).toBe(golden)
    expect(retroHtml(other)).toBe(retroHtml(document('UTC')))
  })

  it.each([
    ['Europe/Berlin', 'all times Europe/Berlin, UTC+01:00', '15:15', 'Saturday, 1 February 2025'],
    ['Asia/Kolkata', 'all times Asia/Kolkata, UTC+05:30', '19:45', 'Saturday, 1 February 2025'],
    ['America/New_York', 'all times America/New_York, UTC-05:00', '09:15', 'Saturday, 1 February 2025'],
    ['Pacific/Auckland', 'all times Pacific/Auckland, UTC+13:00', '03:15', 'Sunday, 2 February 2025'],
  ])('is written in the zone that was asked for: %s', (zone, note, detected, day) => {
    const local = document(zone)
    expect(local.sections.find((section) => section.id === 'timeline')!.remark).toBe(note)
    expect(rowsOf(local).find(({ words }) => words === 'API error rate up to 15%')).toMatchObject({ time: detected, day })
    expect(lineText(local.heading)).toContain(day.replace(/^\w+, /, ''))
  })

  it('never speaks of the root cause', () => {
    expect(`${retroMarkdown(document('UTC'))}${retroHtml(document('UTC'))}`.toLowerCase()).not.toContain('root cause')
  })
})
