/** Durations: the figures that the guide states; both ends or none; nothing invented. */
import { describe, expect, it } from 'vitest'
import { durationsOf } from '../../../shared/views/durations.ts'
import { on, story, type Story } from '../../helpers/given.ts'
import { at, utc } from '../../helpers/facts.ts'
import { guideExample } from '../../helpers/guide-example.ts'

const MINUTE = 60_000
const minutes = ({ incident }: Story, name: string): number | null => {
  const { ms } = durationsOf(incident.state).find((duration) => duration.name === name)!
  return ms === null ? null : ms / MINUTE
}
const DECLARED = on('14:00', { type: 'DeclareIncident', title: 'API down' })

describe('the durations', () => {
  // guide.md, "What it implies".
  it.each([
    ['Deployment to detection', 15],
    ['Detection to page', 3],
    ['Detection to notice', 3],
    ['Detection to decision', 7],
    ['Detection to mitigation', 15],
    ['Deployment to mitigation', 30],
    ['Mitigation to cause found', 2 * 60 + 30],
    ['Deployment to retro', 48 * 60],
    ['Mitigation to retro', 47 * 60 + 30],
  ])("of the guide's example: %s is %i min", (name, expected) => {
    expect(minutes(guideExample(), name)).toBe(expected)
  })

  it.each(['Impact start to detection', 'Detection to acknowledgement', 'Detection to resolution'])('that the guide does not state are not recorded: %s', (name) => {
    expect(minutes(guideExample(), name)).toBeNull()
  })

  it('keep both ends, the one that is there too', () => {
    const half = durationsOf(story(DECLARED, on('14:10', { type: 'RecordDetection', text: 'alert' })).incident.state).find(({ name }) => name === 'Detection to page')
    expect(half).toMatchObject({ from: 'detected', to: 'paged', start: { time: utc('14:10') }, end: null, ms: null })
  })

  it.each(['unknown', 'day'] as const)('are not taken from a time that is known as "%s"', (precision) => {
    const told = story(DECLARED, on('14:10', { type: 'RecordDetection', text: 'alert' }), { type: 'MarkMitigated', at: at('14:20', precision) })
    expect(minutes(told, 'Detection to mitigation')).toBeNull()
  })

  it('are negative where the facts contradict each other', () => {
    const told = story(DECLARED, on('14:10', { type: 'RecordDetection', text: 'alert' }), { type: 'MarkMitigated', at: utc('14:05') })
    expect(minutes(told, 'Detection to mitigation')).toBe(-5)
  })
})
