/** A deadline always says the time it counts to. */
import { expect, test } from 'vitest'
import { ageText, countdownText } from '../../../renderer/ui/countdown.ts'

const now = Date.parse('2025-02-01T14:22:00Z')
const said = (due: string, zone = 'UTC'): string => {
  const { time, distance, late } = countdownText(due, now, zone)
  return `${time}, ${distance}${late ? ' (late)' : ''}`
}

test.each([
  ['2025-02-01T14:30:00.000Z', '14:30, 8 min'],
  ['2025-02-01T14:30:59.000Z', '14:30, 8 min'],
  ['2025-02-01T14:22:45.000Z', '14:22, 45 s'],
  ['2025-02-01T14:22:00.000Z', '14:22, 0 s'],
  ['2025-02-01T14:19:00.000Z', '14:19, 3 min ago (late)'],
  ['2025-02-01T14:21:40.000Z', '14:21, 20 s ago (late)'],
  ['2025-02-01T16:52:00.000Z', '16:52, 2 h 30 min'],
  ['2025-02-02T14:30:00.000Z', '2025-02-02 14:30, 24 h 8 min'],
  ['2025-02-03T14:30:00.000Z', '2025-02-03 14:30, 2 d'],
  ['2025-01-23T14:00:00.000Z', '2025-01-23 14:00, 9 d ago (late)'],
])('%s', (due, expected) => {
  expect(said(due)).toBe(expected)
})

test('the day is that of the zone', () => {
  // In Kolkata it is 19:52 of the same day; a due time at 18:40 UTC is past midnight there.
  expect(said('2025-02-01T18:40:00.000Z', 'Asia/Kolkata')).toBe('2025-02-02 00:10, 4 h 18 min')
})

test.each([
  [20_000, 'just now'],
  [7 * 60_000, '7 min ago'],
  [59 * 60_000 + 59_000, '59 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [47 * 3_600_000, '47 h ago'],
  [72 * 3_600_000, '3 d ago'],
])('%d ms', (ms, expected) => {
  expect(ageText(ms)).toBe(expected)
})
