/** That an incident was exported is written down, and changes nothing else: not the phase, not a deadline, not the next export. */
import { describe, expect, it } from 'vitest'
import { phaseOf } from '../../../shared/incident/status.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { clocksOf } from '../../../shared/playbook/due.ts'
import { retroOf } from '../../../shared/retro/document.ts'
import { retroHtml } from '../../../shared/retro/html.ts'
import { factsJson } from '../../../shared/retro/json.ts'
import { retroMarkdown } from '../../../shared/retro/markdown.ts'
import { timelineOf } from '../../../shared/views/timeline.ts'
import { busyIncident } from '../../helpers/busy-incident.ts'
import { utc } from '../../helpers/facts.ts'
import { given, on, story, type Story } from '../../helpers/given.ts'

const HEADS = { k7f3q9a2: [3, 'sum', 'digest'] } as const
const EXPORT = { type: 'RecordExport', format: 'pdf' } as const
const RESOLVED = [on('14:00', { type: 'DeclareIncident', title: 'API down', severity: 'P1' }), on('15:00', { type: 'ResolveIncident' })] as const

describe('the record of an export', () => {
  it('holds the format and how the journals stood, whoever asks', () => {
    given(...RESOLVED).when(EXPORT, { heads: HEADS }).thenFacts(['ExportRecorded', { format: 'pdf', heads: HEADS }])
    // What a client says about the files itself counts for nothing.
    given(...RESOLVED).when({ ...EXPORT, heads: { k7f3q9a2: [1, 'a lie', 'another'] } } as never, { heads: HEADS }).thenFacts(['ExportRecorded', { format: 'pdf', heads: HEADS }])
  })

  it('is of now, also where the incident was written down afterwards', () => {
    const { made } = given({ type: 'DeclareIncident', title: 'API down', backfilled: true, at: utc('02-01 03:00') }).when(EXPORT, { now: utc('02-03 10:00') })
    expect(made.map(({ at, recordedAt }) => [at, recordedAt])).toEqual([[{ time: utc('02-03 10:00'), precision: 'exact', zone: 'UTC' }, utc('02-03 10:00')]])
  })

  it('is neither corrected nor struck', () => {
    const exported = story(...RESOLVED, EXPORT)
    given(...exported.facts).when({ type: 'StrikeEntry', target: exported.last('ExportRecorded') }).thenRefused('The record of an export cannot be struck: it says what the files were.')
    given(...exported.facts).when({ type: 'AmendEntry', target: exported.last('ExportRecorded'), data: { heads: {} } }).thenRefused('The record of an export is not corrected: it says what the files were.')
  })

  it('needs an incident and a format', () => {
    given().when(EXPORT).thenRefused('There is no such incident. Declare it first.')
    given(...RESOLVED).when({ type: 'RecordExport', format: ' ' }).thenRefused('Say which format was exported.')
  })

  it('stands in the timeline, quietly', () => {
    const { incident } = story(...RESOLVED, EXPORT)
    expect(timelineOf(incident, BUILT_IN_PLAYBOOK, String).map(({ kind, text }) => [kind, text]).at(-1)).toEqual(['export', 'Exported as PDF'])
  })

  it.each([
    ['resolved', story(...RESOLVED)],
    ['open', story(RESOLVED[0])],
    ['reviewed, with everything in it', busyIncident()],
  ])('changes neither phase, deadlines nor any export (%s)', (_, before) => {
    const after = given(...before.facts).when(EXPORT, { now: utc('02-05 10:00'), heads: HEADS, by: { person: 'eve@example.org', name: 'Eve' } })
    expect(after.made).toHaveLength(1)
    expect(phaseOf(after.incident.state)).toBe(phaseOf(before.incident.state))
    expect(clocksOf(after.incident.state, BUILT_IN_PLAYBOOK)).toEqual(clocksOf(before.incident.state, BUILT_IN_PLAYBOOK))
    expect(exportsOf(after)).toEqual(exportsOf(before))
  })
})

function exportsOf({ incident, facts }: Story): string[] {
  const document = retroOf({ id: 'inc-7kq2m9xa', incident, playbook: BUILT_IN_PLAYBOOK }, { zone: 'Asia/Kolkata' })
  return [retroMarkdown(document), retroHtml(document), factsJson('inc-7kq2m9xa', facts)]
}
