/** Instants: the first of its kind; mitigated and resolved the last after the last reopening; what is missing is null. */
import { describe, expect, it } from 'vitest'
import { INSTANTS, instantsOf, type InstantName } from '../../../shared/incident/instants.ts'
import { on, story, type Step } from '../../helpers/given.ts'
import { utc } from '../../helpers/facts.ts'
import { guideExample } from '../../helpers/guide-example.ts'

const DECLARED: Step = on('14:00', { type: 'DeclareIncident', title: 'API down' })
const times = (...steps: Step[]) => timesOf(story(...steps))
function timesOf({ incident }: ReturnType<typeof story>): Record<InstantName, string | null> {
  const instants = instantsOf(incident.state)
  return Object.fromEntries(INSTANTS.map((name) => [name, instants[name]?.time ?? null])) as Record<InstantName, string | null>
}

describe('the instants', () => {
  it("of the guide's example", () => {
    expect(timesOf(guideExample())).toEqual({
      deployed: utc('14:00'), 'impact start': null, detected: utc('14:15'), declared: utc('14:15'), paged: utc('14:18'), acknowledged: null, notified: utc('14:18'),
      decided: utc('14:22'), mitigated: utc('14:30'), 'cause found': utc('17:00'), resolved: null, 'retro held': utc('02-03 14:00'),
    })
  })

  it('are not recorded where nobody recorded them: a deployment is no start of the impact', () => {
    expect(Object.entries(times(DECLARED)).filter(([, time]) => time !== null)).toEqual([['declared', utc('14:00')]])
  })

  it('are the first of their kind, by when they happened', () => {
    const { paged, acknowledged } = times(DECLARED, on('14:10', { type: 'Page', whom: 'Ana' }), { type: 'AcknowledgePage' }, { type: 'Page', whom: 'Ben', at: utc('14:05') })
    expect([paged, acknowledged]).toEqual([utc('14:05'), utc('14:10')])
  })

  it('mitigated and resolved are the last after the last reopening', () => {
    const mitigated = (clock: string): Step => on(clock, { type: 'MarkMitigated' })
    const first: Step[] = [DECLARED, mitigated('14:10'), mitigated('14:20'), on('14:30', { type: 'ResolveIncident' })]
    expect(times(...first)).toMatchObject({ mitigated: utc('14:20'), resolved: utc('14:30') })
    const again: Step[] = [...first, on('15:00', { type: 'ReopenIncident' })]
    expect(times(...again)).toMatchObject({ mitigated: null, resolved: null })
    expect(times(...again, mitigated('15:30'))).toMatchObject({ mitigated: utc('15:30'), resolved: null })
  })

  it('say from which fact they were read', () => {
    const { incident, last } = story(DECLARED, { type: 'Page', whom: 'Ana' })
    expect(instantsOf(incident.state).paged).toEqual({ time: utc('14:00'), precision: 'exact', fact: last('Paged') })
  })
})
