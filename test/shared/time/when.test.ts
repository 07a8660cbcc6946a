/** The WHEN grammar: what people write, and which instant it means. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateTime } from '../../../shared/time/format.ts'
import { parseWhen } from '../../../shared/time/when.ts'
import { berlin, NOW, planning, read } from '../../helpers/read-when.ts'

describe('clock times', () => {
  it.each([
    ['14:15', '2025-02-01T13:15:00.000Z minute'],
    ['  14:15  ', '2025-02-01T13:15:00.000Z minute'],
    ['9:05', '2025-02-01T08:05:00.000Z minute'],
    ['2:15', '2025-02-01T01:15:00.000Z minute'],
    ['00:00', '2025-01-31T23:00:00.000Z minute'],
    ['14:15:30', '2025-02-01T13:15:30.000Z exact'],
    ['14:15:30.25', '2025-02-01T13:15:30.250Z exact'],
    ['14:15:30,123', '2025-02-01T13:15:30.123Z exact'],
    ['14h15', '2025-02-01T13:15:00.000Z minute'],
    ['2:15pm', '2025-02-01T13:15:00.000Z minute'],
    ['2:15 PM', '2025-02-01T13:15:00.000Z minute'],
    ['2:15\u202fPM', '2025-02-01T13:15:00.000Z minute'],
    ['2:15 p.m.', '2025-02-01T13:15:00.000Z minute'],
    ['2pm', '2025-02-01T13:00:00.000Z minute'],
    ['2:15 am', '2025-02-01T01:15:00.000Z minute'],
    ['12:15am', '2025-01-31T23:15:00.000Z minute'],
    ['12:15pm', '2025-02-01T11:15:00.000Z minute'],
    ['~14:05', '2025-02-01T13:05:00.000Z about'],
    ['~ 14:05:30', '2025-02-01T13:05:30.000Z about'],
  ])('“%s”', (text, expected) => {
    expect(read(text, berlin)).toBe(expected)
  })

  it.each([
    // the most recent such time, five minutes of clock difference allowed
    ['14:22', NOW, '2025-02-01T13:22:00.000Z minute'],
    ['14:27', NOW, '2025-02-01T13:27:00.000Z minute'],
    ['14:28', NOW, '14:28 is still to come: it is 2025-02-01 14:22 now. Write yesterday 14:28 for the one that has passed.'],
    // twelve hours to either side: the nearer one is meant
    ['02:21', '2025-02-01T13:22:00.000Z', '2025-02-01T01:21:00.000Z minute'],
    ['02:23', '2025-01-31T13:22:00.000Z', '2025-01-31T01:23:00.000Z minute'],
    ['23:50', '2025-01-31T10:30:00.000Z', '2025-01-30T22:50:00.000Z minute'],
    ['23:20', '2025-01-31T10:30:00.000Z', '23:20 is still to come: it is 2025-01-31 11:30 now. Write yesterday 23:20 for the one that has passed.'],
    ['23:50', '2025-01-31T23:10:00.000Z', '2025-01-31T22:50:00.000Z minute'],
    ['00:01', '2025-01-31T22:58:00.000Z', '2025-01-31T23:01:00.000Z minute'],
    // over the turn of the year, and back to the leap day
    ['23:50', '2024-12-31T23:10:00.000Z', '2024-12-31T22:50:00.000Z minute'],
    ['23:50', '2024-02-29T23:10:00.000Z', '2024-02-29T22:50:00.000Z minute'],
  ])('“%s” at %s', (text, now, expected) => {
    expect(read(text, { now, zone: 'Europe/Berlin' })).toBe(expected)
  })

  it.each([
    ['UTC', '2025-02-01T08:15:00.000Z minute'],
    ['Europe/Berlin', '2025-02-01T07:15:00.000Z minute'],
    ['America/New_York', '2025-02-01T13:15:00.000Z minute'],
    ['Asia/Kolkata', '2025-02-01T02:45:00.000Z minute'],
  ])('08:15 in %s', (zone, expected) => {
    expect(read('08:15', { now: NOW, zone })).toBe(expected)
  })
})

describe('zones', () => {
  it.each([
    ['13:15Z', '2025-02-01T13:15:00.000Z', 'UTC'],
    ['13:15 UTC', '2025-02-01T13:15:00.000Z', 'UTC'],
    ['13:15 GMT', '2025-02-01T13:15:00.000Z', 'UTC'],
    ['14:15+02:00', '2025-02-01T12:15:00.000Z', 'Europe/Berlin'],
    ['14:15 +02:00', '2025-02-01T12:15:00.000Z', 'Europe/Berlin'],
    ['14:15+0530', '2025-02-01T08:45:00.000Z', 'Europe/Berlin'],
    ['14:15 UTC+2', '2025-02-01T12:15:00.000Z', 'Europe/Berlin'],
    ['06:15 UTC-05:00', '2025-02-01T11:15:00.000Z', 'Europe/Berlin'],
    ['06:15 UTC−5', '2025-02-01T11:15:00.000Z', 'Europe/Berlin'],
    ['8:15am America/New_York', '2025-02-01T13:15:00.000Z', 'America/New_York'],
    // "yesterday" is the day before in the zone that was named
    ['yesterday 23:50 Asia/Kolkata', '2025-01-31T18:20:00.000Z', 'Asia/Kolkata'],
  ])('“%s”', (text, time, zone) => {
    expect(parseWhen(text, berlin)).toEqual({ ok: true, when: { time, precision: 'minute', zone, raw: text } })
  })

  it.each(['14:15 CST', '14:15 cst', '14:15IST', '14:15 BST', '2025-02-01 14:15 EST', 'yesterday 14:15 CET'])('“%s” asks for a full zone', (text) => {
    expect(read(text, berlin)).toMatch(
      /^[A-Z]{3} is not exact enough\. Write the zone’s full name, like 14:15 Europe\/Berlin, or an offset, like 14:15\+01:00\.$/,
    )
  })

  it('asks again where a zone is misspelt', () => {
    expect(read('14:15 Europe/Berln', berlin)).toMatch(/^“Europe\/Berln” is not a time zone/)
  })

  it('asks for an offset where this machine does not know its own zone, rather than read it as UTC', () => {
    const context = { now: NOW, zone: 'Mars/Phobos' }
    expect(read('14:15', context)).toMatch(/^“Mars\/Phobos” is not a time zone/)
    expect(read('14:15+02:00', context)).toBe('2025-02-01T12:15:00.000Z minute')
    expect(read('-5m', context)).toBe('2025-02-01T13:17:37.500Z minute')
  })
})

describe('ISO 8601', () => {
  it.each([
    ['2025-02-01T14:15', '2025-02-01T13:15:00.000Z minute'],
    ['2025-02-01 14:15', '2025-02-01T13:15:00.000Z minute'],
    ['2025-02-01T14:15Z', '2025-02-01T14:15:00.000Z minute'],
    ['2025-02-01 13:18Z', '2025-02-01T13:18:00.000Z minute'],
    ['2025-02-01T14:15+01:00', '2025-02-01T13:15:00.000Z minute'],
    ['2025-02-01T04:15-05:00', '2025-02-01T09:15:00.000Z minute'],
    ['2025-02-01T04:15-05', '2025-02-01T09:15:00.000Z minute'],
    ['2025-02-01 04:15:00-05:00', '2025-02-01T09:15:00.000Z exact'],
    ['2025-02-01T14:15:07.123+01:00', '2025-02-01T13:15:07.123Z exact'],
    ['2025-02-01t13:15:07z', '2025-02-01T13:15:07.000Z exact'],
    ['2025-02-01T13:15:07.123456789Z', '2025-02-01T13:15:07.123Z exact'],
    ['20250201T131507Z', '2025-02-01T13:15:07.000Z exact'],
    ['20250201T1415', '2025-02-01T13:15:00.000Z minute'],
    ['2025-02-01', '2025-01-31T23:00:00.000Z day'],
    ['20250201', '2025-01-31T23:00:00.000Z day'],
    ['2024-02-29 12:00', '2024-02-29T11:00:00.000Z minute'],
    ['1985-07-01 12:00', '1985-07-01T10:00:00.000Z minute'],
  ])('“%s”', (text, expected) => {
    expect(read(text, { ...berlin, now: '2025-02-02T00:00:00.000Z' })).toBe(expected)
  })
})

describe('days', () => {
  it.each([
    ['yesterday 23:50', '2025-01-31T22:50:00.000Z minute'],
    ['Yesterday at 23:50', '2025-01-31T22:50:00.000Z minute'],
    ['today 9:05', '2025-02-01T08:05:00.000Z minute'],
    ['yesterday', '2025-01-30T23:00:00.000Z day'],
    ['1 Feb 14:15', '2025-02-01T13:15:00.000Z minute'],
    ['Feb 1 14:15', '2025-02-01T13:15:00.000Z minute'],
    ['February 1st, 2:15pm', '2025-02-01T13:15:00.000Z minute'],
    ['1 Feb 2025 14:15', '2025-02-01T13:15:00.000Z minute'],
    ['Feb 1, 2025 14:15', '2025-02-01T13:15:00.000Z minute'],
    ['2017/01/31 6pm UTC', '2017-01-31T18:00:00.000Z minute'],
    // no year: the nearest past
    ['1 Feb 15:00', '2024-02-01T14:00:00.000Z minute'],
    ['31 Dec 14:15', '2024-12-31T13:15:00.000Z minute'],
    ['29 Feb', '2024-02-28T23:00:00.000Z day'],
    ['29 feb 12:00', '2024-02-29T11:00:00.000Z minute'],
    ['~1 Feb 14:15', '2025-02-01T13:15:00.000Z about'],
    ['~2025-01-31', '2025-01-30T23:00:00.000Z day'],
  ])('“%s”', (text, expected) => {
    expect(read(text, berlin)).toBe(expected)
  })

  it.each([
    ['01/02/2025', 'Write the date as 2025-02-01: “01/02/2025” could also mean 2025-01-02.'],
    ['01/02/2025 14:15', 'Write the date as 2025-02-01: “01/02/2025” could also mean 2025-01-02.'],
    ['01.02.25 14:15', 'Write the date as 2025-02-01: “01.02.25” could also mean 2025-01-02.'],
    ['25/02/2024', 'Write the date as 2024-02-25, so that day and month are plain.'],
    ['02/02/2024', 'Write the date as 2024-02-02, so that day and month are plain.'],
    ['1/2 14:15', 'Write the date as 1 Feb: “1/2” could also mean 2 Jan.'],
    ['2025-02-29', 'There is no 2025-02-29: February 2025 has 28 days.'],
    ['2025-13-01', 'There is no month 13. Write year, month, day: 2025-02-01.'],
    ['30 Feb 14:15', 'There is no 30 February. Write a day that the month has.'],
  ])('“%s” is asked about', (text, sentence) => {
    expect(read(text, berlin)).toBe(sentence)
  })
})

describe('relative times', () => {
  it.each([
    ['now', '2025-02-01T13:22:37.500Z exact'],
    ['-5m', '2025-02-01T13:17:37.500Z minute'],
    ['−5 min', '2025-02-01T13:17:37.500Z minute'],
    ['–5m', '2025-02-01T13:17:37.500Z minute'],
    ['5 min ago', '2025-02-01T13:17:37.500Z minute'],
    ['-1h30m', '2025-02-01T11:52:37.500Z minute'],
    ['-1h30', '2025-02-01T11:52:37.500Z minute'],
    ['-90s', '2025-02-01T13:21:07.500Z exact'],
    ['~-5m', '2025-02-01T13:17:37.500Z about'],
    ['?', '2025-02-01T13:22:37.500Z unknown'],
    ['unknown', '2025-02-01T13:22:37.500Z unknown'],
  ])('“%s”', (text, expected) => {
    expect(read(text, berlin)).toBe(expected)
  })
})

describe('ranges', () => {
  it.each([
    ['14:05-14:10', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z minute'],
    ['14:05–14:10', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z minute'],
    ['14:05 - 14:10', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z minute'],
    ['14:05 to 14:10', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z minute'],
    ['14:05:10-14:10:20', '2025-02-01T13:05:10.000Z/2025-02-01T13:10:20.000Z exact'],
    ['~14:05-14:10', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z about'],
    ['23:50-00:10', '2025-01-31T22:50:00.000Z/2025-01-31T23:10:00.000Z minute'],
    ['09:30-10:00', '2025-02-01T08:30:00.000Z/2025-02-01T09:00:00.000Z minute'],
    ['yesterday 23:50 - 00:10', '2025-01-31T22:50:00.000Z/2025-01-31T23:10:00.000Z minute'],
    ['2025-01-31 23:50 - 2025-02-01 00:10', '2025-01-31T22:50:00.000Z/2025-01-31T23:10:00.000Z minute'],
    ['13:05-13:10 UTC', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z minute'],
    ['13:05Z-13:10Z', '2025-02-01T13:05:00.000Z/2025-02-01T13:10:00.000Z minute'],
    ['1:05pm-1:10pm', '2025-02-01T12:05:00.000Z/2025-02-01T12:10:00.000Z minute'],
    ['14:05 - 14:05', '2025-02-01T13:05:00.000Z minute'],
  ])('“%s”', (text, expected) => {
    expect(read(text, berlin)).toBe(expected)
  })

  it.each([
    ['1:05-1:10pm', 'Write am or pm at both ends, like 2:05pm-2:10pm.'],
    ['14:05-15:30', 'The end is in the future: it is 2025-02-01 14:22 now. Write a range that has passed, or its start alone.'],
    ['2025-01-31 14:00 - 2025-01-30 14:00', 'The end is before the start. Write the earlier time first.'],
    ['14:05-14:99', 'There is no 14:99. Write a time from 00:00 to 23:59.'],
    [
      '14:15-05:00',
      '“14:15-05:00” could be a range or an offset. Write 14:15 - 05:00 for the range, or 14:15 UTC-05:00 for the offset.',
    ],
    [
      '2025-01-31 09:30-10:00',
      '“2025-01-31 09:30-10:00” could be a range or an offset. Write 2025-01-31 09:30 - 10:00 for the range, or 2025-01-31 09:30 UTC-10:00 for the offset.',
    ],
  ])('“%s” is asked about', (text, sentence) => {
    expect(read(text, berlin)).toBe(sentence)
  })
})

describe('what is no time', () => {
  it.each([
    ['', 'Write a time: 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'],
    ['   ', 'Write a time: 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'],
    ['soon', '“soon” is not a time. Write 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'],
    ['14:7x', '“14:7x” is not a time. Write 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'],
    ['1415', 'Write 14:15 instead of “1415”.'],
    ['1415Z', 'Write 14:15Z instead of “1415Z”.'],
    ['14.15', 'Write 14:15 instead of “14.15”.'],
    ['25:99', 'There is no 25:99. Write a time from 00:00 to 23:59.'],
    ['14:15:60', 'There is no 14:15:60. Write a time from 00:00 to 23:59.'],
    ['24:00', 'Midnight is 00:00 of the next day. Write that instead of 24:00.'],
    ['14:15 pm', '14:15 is in 24 hours already. Write it without am or pm.'],
    ['5m', 'Write -5m for 5m ago.'],
    ['-5', 'Write the unit too: -5m for minutes, -5h for hours.'],
    ['1969-12-31 12:00', 'That is too far away. Write a year from 1970 to 9999.'],
    ['-999999h', 'That is too far away. Write a year from 1970 to 9999.'],
  ])('“%s”', (text, sentence) => {
    expect(read(text, berlin)).toBe(sentence)
  })

  it('offers both directions where the future counts', () => {
    expect(read('20m', planning)).toBe('Write +20m from now on, or -20m for the past.')
  })

  it('quotes no more than a few words', () => {
    expect(read('x'.repeat(5000), berlin)).toBe(
      `“${'x'.repeat(40)}…” is not a time. Write 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.`,
    )
  })
})

describe('any text', () => {
  it('is read without a throw, as a valid time or a sentence', () => {
    fc.assert(
      fc.property(timeLike(), fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'), fc.boolean(), (text, zone, allowFuture) => {
        const result = parseWhen(text, { now: NOW, zone, allowFuture })
        if (!result.ok) {
          expect(result.sentence).toMatch(/^\S.*\.$/su)
          return
        }
        const { time, until, raw } = result.when
        expect(new Date(time).toISOString()).toBe(time)
        expect(time).toHaveLength('2025-02-01T13:22:37.500Z'.length)
        expect(raw).toBe(text.trim())
        if (!allowFuture) expect(Date.parse(until ?? time)).toBeLessThanOrEqual(Date.parse(NOW) + 5 * 60_000)
        if (until !== undefined) {
          expect(new Date(until).toISOString()).toBe(until)
          expect(until > time).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('reads what dateTime writes as the same minute, or says that it comes twice', () => {
    const minutes = fc.integer({ min: 0, max: Math.floor(Date.parse(NOW) / 60_000) }).map((minute) => minute * 60_000)
    fc.assert(
      fc.property(minutes, fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'), (instant, zone) => {
        const iso = new Date(instant).toISOString()
        const text = dateTime(iso, zone)
        fc.pre(text >= '1970-01-02')
        expect(read(text, { now: NOW, zone })).toMatch(new RegExp(`^${iso} minute$|comes twice`))
      }),
    )
  })
})

/** Texts that come near to the grammar, and some that do not. */
function timeLike(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    '14:15', '2:15', '25:99', '00:00', '14:15:30', '.5', 'T', 'Z', ' ', ' ', ' - ', '-', '–', '~', '+', '@', 'am', 'PM', 'UTC', 'CST',
    '2025-02-01', '2024-02-29', '9999-12-31', '01/02/2025', '1', 'Feb', '31', 'yesterday', 'tomorrow', 'today', 'in', 'ago', 'now', '?',
    '5m', '1h30', '90s', '999999h', '+02:00', '-05:00', 'Europe/Berlin', 'a/b', 'to', 'at', ',', ':', '\n', '\u00a0', '😀',
  )
  return fc.oneof(fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')), fc.string({ maxLength: 150 }), fc.string({ unit: 'binary' }))
}
