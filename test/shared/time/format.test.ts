/** Times as they read on screen and in documents. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { When } from '../../../shared/facts/fact.ts'
import * as format from '../../../shared/time/format.ts'

const WINTER = '2025-02-01T13:18:07.900Z'
const SUMMER = '2025-07-01T13:18:07.900Z'

describe('clock times and days', () => {
  it.each([
    [WINTER, 'Europe/Berlin', '2025-02-01 14:18', '14:18:07', 'Saturday, 1 February 2025'],
    [SUMMER, 'Europe/Berlin', '2025-07-01 15:18', '15:18:07', 'Tuesday, 1 July 2025'],
    [WINTER, 'America/New_York', '2025-02-01 08:18', '08:18:07', 'Saturday, 1 February 2025'],
    [WINTER, 'Asia/Kolkata', '2025-02-01 18:48', '18:48:07', 'Saturday, 1 February 2025'],
    [WINTER, 'UTC', '2025-02-01 13:18', '13:18:07', 'Saturday, 1 February 2025'],
    // midnight is 00:00 of the new day, in a leap year's February and at the turn of the year
    ['2024-02-28T23:00:00.000Z', 'Europe/Berlin', '2024-02-29 00:00', '00:00:00', 'Thursday, 29 February 2024'],
    ['2024-12-31T23:00:00.000Z', 'Europe/Berlin', '2025-01-01 00:00', '00:00:00', 'Wednesday, 1 January 2025'],
    ['2025-01-01T04:59:59.999Z', 'America/New_York', '2024-12-31 23:59', '23:59:59', 'Tuesday, 31 December 2024'],
    // the hour that comes twice
    ['2025-10-26T00:30:00.000Z', 'Europe/Berlin', '2025-10-26 02:30', '02:30:00', 'Sunday, 26 October 2025'],
    ['2025-10-26T01:30:00.000Z', 'Europe/Berlin', '2025-10-26 02:30', '02:30:00', 'Sunday, 26 October 2025'],
  ])('%s in %s', (iso, zone, dateTime, seconds, long) => {
    expect(format.dateTime(iso, zone)).toBe(dateTime)
    expect(format.isoDay(iso, zone)).toBe(dateTime.slice(0, 10))
    expect(format.clockTime(iso, zone)).toBe(dateTime.slice(11))
    expect(format.clockTimeSeconds(iso, zone)).toBe(seconds)
    expect(format.dayLong(iso, zone)).toBe(long)
  })

  it('have a fixed width at any instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
        (date, zone) => {
          expect(format.dateTime(date.toISOString(), zone)).toMatch(/^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/)
        },
      ),
    )
  })
})

describe('zones', () => {
  it.each([
    [WINTER, 'Europe/Berlin', 'UTC+01:00', 'Europe/Berlin, UTC+01:00'],
    [SUMMER, 'Europe/Berlin', 'UTC+02:00', 'Europe/Berlin, UTC+02:00'],
    [WINTER, 'Europe/London', 'UTC+00:00', 'Europe/London, UTC+00:00'],
    [WINTER, 'America/New_York', 'UTC-05:00', 'America/New_York, UTC-05:00'],
    [WINTER, 'Asia/Kolkata', 'UTC+05:30', 'Asia/Kolkata, UTC+05:30'],
    [WINTER, 'America/St_Johns', 'UTC-03:30', 'America/St_Johns, UTC-03:30'],
    [WINTER, 'UTC', 'UTC', 'UTC'],
    [WINTER, 'Etc/UTC', 'UTC', 'UTC'],
  ])('%s in %s', (iso, zone, offset, label) => {
    expect(format.offset(iso, zone)).toBe(offset)
    expect(format.zoneLabel(iso, zone)).toBe(label)
  })

  it('says UTC for a zone that this machine does not know, and shows UTC', () => {
    expect(format.zoneLabel(WINTER, 'Mars/Phobos')).toBe('UTC')
    expect(format.dateTime(WINTER, 'Mars/Phobos')).toBe('2025-02-01 13:18')
  })
})

describe('whenText', () => {
  const when = (rest: Partial<When>): When => ({ time: WINTER, precision: 'minute', zone: 'Europe/Berlin', ...rest })

  it.each([
    [when({}), 'UTC', '13:18'],
    [when({ precision: 'exact' }), 'Europe/Berlin', '14:18'],
    [when({ precision: 'about' }), 'Europe/Berlin', '~14:18'],
    [when({ until: '2025-02-01T13:25:00.000Z' }), 'Europe/Berlin', '14:18–14:25'],
    [when({ until: '2025-02-01T13:25:00.000Z', precision: 'about' }), 'Europe/Berlin', '~14:18–14:25'],
    // over midnight the clock times say enough, over a day they do not
    [when({ until: '2025-02-01T23:10:00.000Z' }), 'Europe/Berlin', '14:18–00:10'],
    [when({ until: '2025-02-02T13:25:00.000Z' }), 'Europe/Berlin', '14:18–2025-02-02 14:25'],
    [when({ precision: 'unknown' }), 'Europe/Berlin', 'time not known'],
    // 1 February in Berlin began on 31 January in UTC, and is 1 February all the same
    [when({ time: '2025-01-31T23:00:00.000Z', precision: 'day' }), 'UTC', '2025-02-01'],
    [when({ time: '2025-01-31T23:00:00.000Z', precision: 'day' }), 'America/New_York', '2025-02-01'],
  ])('%o in %s is %s', (value, zone, text) => {
    expect(format.whenText(value, zone)).toBe(text)
  })
})
