/** The WHEN grammar on the days when clocks change: what was never shown or shown twice is asked about. */
import { describe, expect, it } from 'vitest'
import { parseWhen, type WhenContext } from '../../../shared/time/when.ts'

function read(text: string, context: WhenContext): string {
  const result = parseWhen(text, context)
  return result.ok ? result.when.time : result.sentence
}

describe('clocks go forward', () => {
  // Berlin: 02:00 to 03:00 at 2025-03-30T01:00Z; New York: 02:00 to 03:00 at 2025-03-09T07:00Z
  const berlin = { now: '2025-03-30T10:00:00.000Z', zone: 'Europe/Berlin' }
  const newYork = { now: '2025-03-09T18:00:00.000Z', zone: 'America/New_York' }
  const asked = '02:30 does not exist on 2025-03-30 in Europe/Berlin: clocks go forward there. Write 01:30 or 03:30.'

  it.each([
    ['02:30', berlin, asked],
    ['2025-03-30 02:30', berlin, asked],
    ['2025-03-30T02:30', berlin, asked],
    ['today 2:30am', berlin, asked.replace('02:30 does', '2:30 does')],
    ['01:50-02:10', berlin, '02:10 does not exist on 2025-03-30 in Europe/Berlin: clocks go forward there. Write 01:10 or 03:10.'],
    ['02:00', newYork, '02:00 does not exist on 2025-03-09 in America/New_York: clocks go forward there. Write 01:00 or 03:00.'],
    // the edges exist
    ['01:59', berlin, '2025-03-30T00:59:00.000Z'],
    ['03:00', berlin, '2025-03-30T01:00:00.000Z'],
    ['03:00', newYork, '2025-03-09T07:00:00.000Z'],
    // an offset says which, and Kolkata never changes its clocks
    ['02:30+01:00', berlin, '2025-03-30T01:30:00.000Z'],
    ['02:30', { now: '2025-03-30T10:00:00.000Z', zone: 'Asia/Kolkata' }, '2025-03-29T21:00:00.000Z'],
  ])('“%s” %o', (text, context, expected) => {
    expect(read(text, context)).toBe(expected)
  })

  it('counts -2h by the watch, not by the clock on the wall', () => {
    expect(read('-2h', { now: '2025-03-30T01:30:00.000Z', zone: 'Europe/Berlin' })).toBe('2025-03-29T23:30:00.000Z')
  })

  it('begins a day without a midnight at its first instant', () => {
    expect(read('2018-11-04', { now: '2025-01-01T00:00:00.000Z', zone: 'America/Sao_Paulo' })).toBe('2018-11-04T03:00:00.000Z')
  })

  it('says so where a day was skipped', () => {
    expect(read('2011-12-30', { now: '2025-01-01T00:00:00.000Z', zone: 'Pacific/Apia' })).toBe(
      'There was no 2011-12-30 in Pacific/Apia: the calendar skipped it. Write the day before or after.',
    )
  })
})

describe('clocks go back', () => {
  // Berlin: 03:00 to 02:00 at 2025-10-26T01:00Z; New York: 02:00 to 01:00 at 2025-11-02T06:00Z
  const berlin = { now: '2025-10-26T10:00:00.000Z', zone: 'Europe/Berlin' }
  const newYork = { now: '2025-11-02T18:00:00.000Z', zone: 'America/New_York' }
  const asked =
    '02:30 comes twice on 2025-10-26 in Europe/Berlin: clocks go back there. ' +
    'Write 2025-10-26 02:30+02:00 for the first or 2025-10-26 02:30+01:00 for the second.'

  it.each([
    ['02:30', berlin, asked],
    ['2025-10-26 02:30', berlin, asked],
    // what the sentence says to write
    ['2025-10-26 02:30+02:00', berlin, '2025-10-26T00:30:00.000Z'],
    ['2025-10-26 02:30+01:00', berlin, '2025-10-26T01:30:00.000Z'],
    ['02:30+02:00', berlin, '2025-10-26T00:30:00.000Z'],
    [
      '01:30',
      newYork,
      '01:30 comes twice on 2025-11-02 in America/New_York: clocks go back there. ' +
        'Write 2025-11-02 01:30 UTC-04:00 for the first or 2025-11-02 01:30 UTC-05:00 for the second.',
    ],
    ['2025-11-02 01:30 UTC-04:00', newYork, '2025-11-02T05:30:00.000Z'],
    ['2025-11-02 01:30 UTC-05:00', newYork, '2025-11-02T06:30:00.000Z'],
    // the edges come once
    ['01:59', berlin, '2025-10-25T23:59:00.000Z'],
    ['03:00', berlin, '2025-10-26T02:00:00.000Z'],
  ])('“%s” %o', (text, context, expected) => {
    expect(read(text, context)).toBe(expected)
  })

  it('needs no question while the second time has not come', () => {
    // 02:40 summer time: 02:30 winter time is 50 minutes ahead
    expect(read('02:30', { now: '2025-10-26T00:40:00.000Z', zone: 'Europe/Berlin' })).toBe('2025-10-26T00:30:00.000Z')
  })

  it('asks the day after too, and names the day', () => {
    // 01:50 on the 27th: the most recent 02:30 were yesterday's two
    expect(read('02:30', { now: '2025-10-27T00:50:00.000Z', zone: 'Europe/Berlin' })).toBe(asked)
  })

  it('asks in a plan, where both are still to come', () => {
    expect(read('02:30', { now: '2025-10-25T12:00:00.000Z', zone: 'Europe/Berlin', allowFuture: true })).toBe(asked)
  })
})

describe('an unclear time offers what it may mean', () => {
  const choices = (text: string, context: WhenContext): readonly string[] | undefined => {
    const result = parseWhen(text, context)
    return result.ok ? undefined : result.choices
  }
  const berlin = { now: '2025-10-26T10:00:00.000Z', zone: 'Europe/Berlin' }

  it.each([
    ['02:30', berlin, ['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z']],
    ['~02:30', berlin, ['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z']],
    // the range's other end stays
    ['02:30-03:10', berlin, ['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z']],
    ['02:30', { now: '2025-03-30T10:00:00.000Z', zone: 'Europe/Berlin' }, ['2025-03-30T00:30:00.000Z', '2025-03-30T01:30:00.000Z']],
    ['02:30 Europe/Berlin', { now: '2025-03-30T10:00:00.000Z', zone: 'UTC' }, ['2025-03-30T00:30:00.000Z', '2025-03-30T01:30:00.000Z']],
    // later than now: yesterday's
    ['14:40', { now: '2025-02-01T14:30:00.000Z', zone: 'UTC' }, ['2025-01-31T14:40:00.000Z']],
    ['14:40 UTC+2', { now: '2025-02-01T12:30:00.000Z', zone: 'UTC' }, ['2025-01-31T12:40:00.000Z']],
  ])('“%s” %o', (text, context, expected) => {
    expect(choices(text, context)!.map((choice) => read(choice, context))).toEqual(expected)
  })

  it('keeps what stood around it: about, and the end of a range', () => {
    expect(choices('~02:30', berlin)).toEqual(['~2025-10-26 02:30+02:00', '~2025-10-26 02:30+01:00'])
    expect(parseWhen(choices('02:30-03:10', berlin)![0]!, berlin)).toMatchObject({ when: { until: '2025-10-26T02:10:00.000Z' } })
  })
})
