/** Wall clocks and instants, against expectations worked by hand and against luxon as a second opinion. */
import fc from 'fast-check'
import { DateTime, IANAZone } from 'luxon'
import { describe, expect, it } from 'vitest'
import { addDays, dateExists, isZone, localTime, offsetMs, startOfDay, wallClock } from '../../../shared/time/zone.ts'

const HOUR = 3_600_000
const at = (iso: string) => Date.parse(iso)
const date = (year: number, month: number, day: number) => ({ year, month, day })
const time = (hour: number, minute: number, second = 0, ms = 0) => ({ hour, minute, second, ms })
const isoOf = (instants: readonly number[]) => instants.map((instant) => new Date(instant).toISOString())

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]

describe('wallClock', () => {
  it.each([
    ['Europe/Berlin', '2025-02-01T13:18:07.250Z', date(2025, 2, 1), time(14, 18, 7, 250)],
    ['Europe/Berlin', '2025-07-01T22:00:00.000Z', date(2025, 7, 2), time(0, 0)],
    ['America/New_York', '2025-01-01T04:59:59.999Z', date(2024, 12, 31), time(23, 59, 59, 999)],
    ['Asia/Kolkata', '2024-02-28T18:30:00.000Z', date(2024, 2, 29), time(0, 0)],
    ['UTC', '2025-02-01T00:00:00.000Z', date(2025, 2, 1), time(0, 0)],
  ])('in %s at %s', (zone, iso, day, clock) => {
    expect(wallClock(at(iso), zone)).toEqual({ ...day, ...clock })
  })

  it('takes a fixed offset', () => {
    expect(wallClock(at('2025-02-01T23:30:00.000Z'), 5.5 * HOUR)).toEqual({ ...date(2025, 2, 2), ...time(5, 0) })
  })

  it('reads a zone that this machine does not know as UTC', () => {
    expect(wallClock(at('2025-02-01T14:18:00.000Z'), 'Mars/Phobos')).toEqual({ ...date(2025, 2, 1), ...time(14, 18) })
  })

  it('agrees with luxon at any instant', () => {
    fc.assert(
      fc.property(instants(), fc.constantFrom(...ZONES), (instant, zone) => {
        const luxon = DateTime.fromMillis(instant, { zone })
        expect(wallClock(instant, zone)).toEqual({
          year: luxon.year,
          month: luxon.month,
          day: luxon.day,
          hour: luxon.hour,
          minute: luxon.minute,
          second: luxon.second,
          ms: luxon.millisecond,
        })
        expect(offsetMs(instant, zone)).toBe(luxon.offset * 60_000)
      }),
    )
  })
})

describe('offsetMs', () => {
  it('agrees with luxon in every half hour of a year', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
      for (let instant = at('2025-01-01T00:00:00.000Z'); instant < at('2026-01-01T00:00:00.000Z'); instant += HOUR / 2) {
        const expected = IANAZone.create(zone).offset(instant) * 60_000
        if (offsetMs(instant, zone) !== expected) expect.fail(`${zone} at ${new Date(instant).toISOString()}`)
      }
    }
  })

  it('changes at the very ms', () => {
    expect(offsetMs(at('2025-03-30T00:59:59.999Z'), 'Europe/Berlin')).toBe(HOUR)
    expect(offsetMs(at('2025-03-30T01:00:00.000Z'), 'Europe/Berlin')).toBe(2 * HOUR)
    expect(offsetMs(at('2025-11-02T05:59:59.999Z'), 'America/New_York')).toBe(-4 * HOUR)
    expect(offsetMs(at('2025-11-02T06:00:00.000Z'), 'America/New_York')).toBe(-5 * HOUR)
  })
})

describe('localTime', () => {
  it.each([
    // Berlin goes from 02:00 to 03:00 at 01:00Z on 30 March 2025 and back at 01:00Z on 26 October
    ['Europe/Berlin', date(2025, 3, 30), time(1, 59), 'once', ['2025-03-30T00:59:00.000Z']],
    ['Europe/Berlin', date(2025, 3, 30), time(2, 30), 'never', ['2025-03-30T00:30:00.000Z', '2025-03-30T01:30:00.000Z']],
    ['Europe/Berlin', date(2025, 3, 30), time(3, 0), 'once', ['2025-03-30T01:00:00.000Z']],
    ['Europe/Berlin', date(2025, 10, 26), time(2, 30), 'twice', ['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z']],
    ['Europe/Berlin', date(2025, 10, 26), time(3, 0), 'once', ['2025-10-26T02:00:00.000Z']],
    // New York: 07:00Z on 9 March, 06:00Z on 2 November
    ['America/New_York', date(2025, 3, 9), time(2, 0), 'never', ['2025-03-09T06:00:00.000Z', '2025-03-09T07:00:00.000Z']],
    ['America/New_York', date(2025, 11, 2), time(1, 0), 'twice', ['2025-11-02T05:00:00.000Z', '2025-11-02T06:00:00.000Z']],
    // Lord Howe moves by half an hour: 02:00 to 02:30 on 5 October 2025 at 15:30Z the day before
    ['Australia/Lord_Howe', date(2025, 10, 5), time(2, 15), 'never', ['2025-10-04T15:15:00.000Z', '2025-10-04T15:45:00.000Z']],
    ['Asia/Kolkata', date(2025, 3, 30), time(2, 30), 'once', ['2025-03-29T21:00:00.000Z']],
  ])('%s %o %o is there %s', (zone, day, clock, kind, expected) => {
    const local = localTime(day, clock, zone)
    expect([local.kind, isoOf(local.instants)]).toEqual([kind, expected])
  })

  it('finds every instant again from what its wall clock shows', () => {
    fc.assert(
      fc.property(instants(), fc.constantFrom(...ZONES), (instant, zone) => {
        const wall = wallClock(instant, zone)
        const local = localTime(wall, wall, zone)
        expect(local.kind).not.toBe('never')
        expect(local.instants).toContain(instant)
      }),
    )
  })
})

describe('startOfDay', () => {
  it.each([
    ['Europe/Berlin', date(2025, 2, 1), '2025-01-31T23:00:00.000Z'],
    // clocks went from 00:00 to 01:00: the day began at 01:00
    ['America/Sao_Paulo', date(2018, 11, 4), '2018-11-04T03:00:00.000Z'],
    // clocks go from 01:00 back to 00:00: the first midnight counts
    ['America/Havana', date(2025, 11, 2), '2025-11-02T04:00:00.000Z'],
  ])('%s %o', (zone, day, expected) => {
    expect(isoOf([startOfDay(day, zone)!])).toEqual([expected])
  })

  it('is null for the day that Samoa skipped', () => {
    expect(startOfDay(date(2011, 12, 30), 'Pacific/Apia')).toBeNull()
  })
})

describe('the calendar', () => {
  it.each([
    [date(2025, 2, 28), 1, date(2025, 3, 1)],
    [date(2024, 2, 28), 1, date(2024, 2, 29)],
    [date(2025, 1, 1), -1, date(2024, 12, 31)],
  ])('%o and %i days', (from, days, to) => {
    expect(addDays(from, days)).toMatchObject(to)
  })

  it.each([
    [date(2024, 2, 29), true],
    [date(2025, 2, 29), false],
    [date(2025, 13, 1), false],
    [date(2025, 4, 31), false],
    [date(2025, 0, 1), false],
    [date(2025, 1, 0), false],
  ])('%o exists: %s', (day, exists) => {
    expect(dateExists(day)).toBe(exists)
  })
})

describe('isZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+5'])('takes %s', (name) => {
    expect(isZone(name)).toBe(true)
  })

  it.each(['', 'Mars/Phobos', '+01:00', '-05:00', 'CST', 'IST', 'BST', 'Europe/', 'Z', 'local'])('refuses “%s”', (name) => {
    expect(isZone(name)).toBe(false)
  })
})

/** Whole instants between 1970 and 2100, ms UTC. */
function instants(): fc.Arbitrary<number> {
  return fc.integer({ min: at('1970-01-03T00:00:00.000Z'), max: at('2100-01-01T00:00:00.000Z') })
}
