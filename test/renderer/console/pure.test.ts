/** The small pure parts of the console. */
import { describe, expect, test } from 'vitest'
import { sparkline } from '../../../renderer/console/cards/sparkline.ts'
import { curveText, thinned } from '../../../renderer/console/cards/readings.ts'
import { lastOwnFacts } from '../../../renderer/console/entry/own-entry.ts'
import { createUnknownTimes, lastedText, momentText, runningText } from '../../../renderer/console/times.ts'
import { createIncidentFold } from '../../../shared/incident/evolve.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { amendment, at, note, stamp, utc } from '../../helpers/facts.ts'
import { story } from '../../helpers/given.ts'

describe('times', () => {
  test('a moment has its day where that is not the first', () => {
    expect(momentText(utc('14:18'), utc('14:00'), 'UTC')).toBe('14:18')
    expect(momentText(utc('02-03 14:00'), utc('14:00'), 'UTC')).toBe('3 Feb 14:00')
    expect(momentText(utc('23:30'), utc('14:00'), 'Europe/Berlin')).toBe('2 Feb 00:30')
  })

  test('a running clock counts hours on past a day, and days from 100 hours on', () => {
    expect(runningText(432_000)).toBe('00:07:12')
    expect(runningText(-5000)).toBe('00:00:00')
    expect(runningText((47 * 60 + 30) * 60_000)).toBe('47:30:00')
    expect(runningText(123 * 3_600_000 + 1000)).toBe('5 d 03:00:01')
  })

  test('what lasts is told in seconds, then in whole minutes', () => {
    expect(lastedText(40_900)).toBe('40 s')
    expect(lastedText(4 * 60_000 + 59_000)).toBe('4 min')
    expect(lastedText(-1)).toBe('0 s')
  })
})

describe('sparkline', () => {
  test('runs from the first to the last moment, the highest at the top, zero at the bottom', () => {
    expect(sparkline([{ time: 0, value: 0 }, { time: 50, value: 10 }, { time: 100, value: 5 }])).toEqual({ path: 'M0 94L50 6L100 50', marks: [] })
  })

  test('marks only what lies within it', () => {
    expect(sparkline([{ time: 100, value: 1 }, { time: 200, value: 1 }], [50, 150, 250])?.marks).toEqual([50])
  })

  test('is none for one moment', () => {
    expect(sparkline([])).toBeNull()
    expect(sparkline([{ time: 1, value: 2 }, { time: 1, value: 3 }])).toBeNull()
  })

  test('holds values below zero, and only zeroes', () => {
    expect(sparkline([{ time: 0, value: -10 }, { time: 1, value: 10 }])?.path).toBe('M0 94L100 6')
    expect(sparkline([{ time: 0, value: 0 }, { time: 1, value: 0 }])?.path).toBe('M0 94L100 94')
  })
})

describe('the last entry of a person', () => {
  const types = (...steps: Parameters<typeof story>): string[] => lastOwnFacts(story(...steps).incident, 'ana@example.org').map(({ type }) => type)

  test('is one command, whole', () => {
    expect(types({ type: 'DeclareIncident', title: 'x' }, { type: 'AddNote', text: 'a' }, { type: 'AddAction', text: 'b', owner: 'Bo', due: 'Friday' })).toEqual(['ActionItemAdded', 'ActionItemChanged', 'ActionItemChanged'])
    expect(types({ type: 'DeclareIncident', title: 'x' }, { type: 'Page', whom: 'Bo' }, { type: 'EscalatePage', to: 'Cleo' })).toEqual(['Paged', 'PageEscalated'])
    expect(types({ type: 'DeclareIncident', title: 'x' }, { type: 'AddNote', text: 'a' }, { type: 'AddNote', text: 'b' })).toEqual(['NoteAdded'])
  })

  test('is never the declaration, nor what another person wrote', () => {
    expect(types({ type: 'DeclareIncident', title: 'x' })).toEqual([])
    expect(lastOwnFacts(story({ type: 'DeclareIncident', title: 'x' }, { type: 'AddNote', text: 'a' }).incident, 'bo')).toEqual([])
  })

  test('is the one before, once the last is struck', () => {
    expect(types({ type: 'DeclareIncident', title: 'x' }, { type: 'Page', whom: 'Bo' }, { type: 'AddNote', text: 'a' }, (told) => ({ type: 'StrikeEntry', target: told.last('NoteAdded') }))).toEqual(['Paged'])
  })
})

describe('many readings', () => {
  const readings = Array.from({ length: 200_000 }, (_, index) => ({ time: index * 1000, value: index === 77_777 ? 99 : index === 123_456 ? -5 : Math.abs(Math.sin(index / 500)) }))

  test('make a curve of a few hundred points that keeps both ends and every extreme', () => {
    const few = thinned(readings)
    expect(few.length).toBeLessThan(500)
    expect([few[0], few.at(-1)]).toEqual([readings[0], readings.at(-1)])
    expect(few).toEqual(expect.arrayContaining([readings[77_777], readings[123_456]]))
    expect(few.map(({ time }) => time)).toEqual(few.map(({ time }) => time).toSorted((a, b) => a - b))
    // As many arguments as this would be too many for one call.
    expect(sparkline(readings)!.path.length).toBeGreaterThan(0)
  })

  test('few are left as they are', () => {
    expect(thinned(readings.slice(0, 400))).toEqual(readings.slice(0, 400))
    expect(thinned([])).toEqual([])
  })

  test('are told one by one while they are few, then by their ends and extremes', () => {
    const read = (count: number) => itemsOf(story({ type: 'DeclareIncident', title: 'x' }, ...Array.from({ length: count }, (_, index) => ({ type: 'ReadMetric' as const, metric: 'queue', value: [5, 1, 9, 4][index % 4]!, at: utc(`13:${String(10 + index)}`) }))).incident.state, 'MetricRead')
    expect(curveText(read(3), (time) => time.slice(11, 16))).toBe('queue: 5 at 13:10, 1 at 13:11, 9 at 13:12')
    expect(curveText(read(16), (time) => time.slice(11, 16))).toBe('queue, 16 readings: first 5 at 13:10, lowest 1 at 13:11, highest 9 at 13:12, last 4 at 13:25')
  })
})

test('the moments of writing that are no times are known while the incident grows, and forgotten with what named them', () => {
  const times = createUnknownTimes()
  const fold = createIncidentFold()
  fold.add([note(1, 'a', { at: at('13:00', 'unknown') }), note(2, 'b')])
  expect([...times(fold.current)]).toEqual([note(1, '').recordedAt])
  fold.add([note(3, 'c', { at: at('13:00', 'unknown') })])
  expect([...times(fold.current)]).toEqual([note(1, '').recordedAt, note(3, '').recordedAt])
  fold.add([amendment(4, stamp(1), { at: at('13:05') })])
  expect([...times(fold.current)]).toEqual([note(3, '').recordedAt])
})
