/** The WHEN grammar looking back, by a backfilled incident's last entry, and ahead. */
import { describe, expect, it } from 'vitest'
import { type WhenContext } from '../../../shared/time/when.ts'
import { berlin, NOW, planning, read } from '../../helpers/read-when.ts'

const utc: WhenContext = { now: NOW, zone: 'UTC' }

describe('a backfilled incident, by its last entry', () => {
  it.each([
    // last entry 14:00 in UTC on 1 February 2023
    ['2023-02-01T14:00:00.000Z', '14:30', '2023-02-01T14:30:00.000Z minute'],
    ['2023-02-01T14:00:00.000Z', '13:10', '2023-02-01T13:10:00.000Z minute'],
    ['2023-02-01T14:00:00.000Z', '08:00', '2023-02-01T08:00:00.000Z minute'],
    ['2023-02-01T14:00:00.000Z', '07:59', '2023-02-02T07:59:00.000Z minute'],
    ['2023-02-01T23:30:00.000Z', '00:10', '2023-02-02T00:10:00.000Z minute'],
    ['2022-12-31T23:30:00.000Z', '00:10', '2023-01-01T00:10:00.000Z minute'],
    ['2024-02-28T23:30:00.000Z', '00:10', '2024-02-29T00:10:00.000Z minute'],
    // no next day yet: it must have been the same day
    ['2025-02-01T12:00:00.000Z', '05:00', '2025-02-01T05:00:00.000Z minute'],
    // a date without a year is the one nearest to the last entry
    ['2021-06-08T10:00:00.000Z', '9 Jun 09:47', '2021-06-09T09:47:00.000Z minute'],
    ['2021-06-08T10:00:00.000Z', '23:50-00:10', '2021-06-08T23:50:00.000Z/2021-06-09T00:10:00.000Z minute'],
  ])('last entry %s, “%s”', (reference, text, expected) => {
    expect(read(text, { ...utc, reference })).toBe(expected)
  })

  it('takes the day of its own zone', () => {
    // 2023-02-01T23:30Z is 2 February, 00:30 in Berlin
    expect(read('01:15', { ...berlin, reference: '2023-02-01T23:30:00.000Z' })).toBe('2023-02-02T00:15:00.000Z minute')
  })

  it('does not reach into the future', () => {
    expect(read('18:00', { ...utc, reference: '2025-02-01T13:00:00.000Z' })).toMatch(/^That is in the future/)
  })
})

describe('the future', () => {
  const refused = 'That is in the future: it is 2025-02-01 14:22 now. Write a time that has passed.'

  it.each(['2025-02-01 14:28', '2025-02-02', 'today 15:00', 'tomorrow 14:00', 'tomorrow', '+20m', 'in 20 min', '2025-02-01T15:00:00Z'])(
    '“%s” is refused for what has happened',
    (text) => {
      expect(read(text, berlin)).toBe(refused)
    },
  )

  it('begins five minutes from now, for clocks differ', () => {
    expect(read('2025-02-01 14:27', berlin)).toBe('2025-02-01T13:27:00.000Z minute')
    expect(read('+4m', berlin)).toBe('2025-02-01T13:26:37.500Z minute')
  })

  it.each([
    ['15:00', '2025-02-01T14:00:00.000Z minute'],
    ['14:22', '2025-02-02T13:22:00.000Z minute'],
    ['9:00', '2025-02-02T08:00:00.000Z minute'],
    ['tomorrow 14:00', '2025-02-02T13:00:00.000Z minute'],
    ['2025-02-03 14:00', '2025-02-03T13:00:00.000Z minute'],
    ['3 Feb 14:00', '2025-02-03T13:00:00.000Z minute'],
    ['+20m', '2025-02-01T13:42:37.500Z minute'],
    ['in 20 min', '2025-02-01T13:42:37.500Z minute'],
    ['in 1h30', '2025-02-01T14:52:37.500Z minute'],
    ['~15:00', '2025-02-01T14:00:00.000Z about'],
    ['15:00-16:30', '2025-02-01T14:00:00.000Z/2025-02-01T15:30:00.000Z minute'],
    // what has passed can still be said
    ['yesterday 14:00', '2025-01-31T13:00:00.000Z minute'],
    ['2025-01-30 14:00', '2025-01-30T13:00:00.000Z minute'],
    ['-5m', '2025-02-01T13:17:37.500Z minute'],
  ])('“%s” is taken for a plan', (text, expected) => {
    expect(read(text, planning)).toBe(expected)
  })
})
