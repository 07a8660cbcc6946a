/** Lengths of time, written and read. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationText, parseDuration } from '../../../shared/time/duration.ts'

const S = 1000
const MIN = 60 * S
const H = 60 * MIN

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [48 * S, '48 s'],
    [59_999, '59 s'],
    [MIN, '1 min'],
    [90 * S, '1 min 30 s'],
    [3 * MIN, '3 min'],
    [7 * MIN + 12 * S, '7 min 12 s'],
    [9 * MIN + 59 * S, '9 min 59 s'],
    [10 * MIN + 59 * S, '10 min'],
    [15 * MIN, '15 min'],
    [59 * MIN + 59 * S, '59 min'],
    [H, '1 h'],
    [2 * H + 30 * MIN, '2 h 30 min'],
    [2 * H + 5 * MIN + 59 * S, '2 h 5 min'],
    [47 * H + 30 * MIN, '47 h 30 min'],
    [48 * H, '48 h'],
    [1000 * H, '1000 h'],
    [-3 * MIN, '−3 min'],
    [-48 * S, '−48 s'],
    [-(2 * H + 30 * MIN), '−2 h 30 min'],
    [-999, '0 s'],
  ])('%i ms is “%s”', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})

describe('parseDuration', () => {
  it.each([
    ['20m', 20 * MIN],
    ['20 min', 20 * MIN],
    ['20 minutes', 20 * MIN],
    ['1h30', 90 * MIN],
    ['1h05', 65 * MIN],
    ['1h30m', 90 * MIN],
    ['1 h 30 min', 90 * MIN],
    ['90s', 90 * S],
    ['90 sec', 90 * S],
    ['7 min 12 s', 7 * MIN + 12 * S],
    ['2 h', 2 * H],
    ['2 hours', 2 * H],
    ['48H', 48 * H],
    ['  5\u00a0m ', 5 * MIN],
    ['0m', 0],
  ])('“%s” is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it.each(['', ' ', '20', 'm', 'h30', '-5m', '−3 min', '1h 30', '1h3', '1.5h', '5x', '5m 3', '30m 1h', '20 min later', '14:15'])(
    '“%s” is no length',
    (text) => {
      expect(parseDuration(text)).toBeNull()
    },
  )

  it('reads what durationText writes, but for what that cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 * H }), (ms) => {
        const unit = ms < 10 * MIN ? S : MIN
        expect(parseDuration(durationText(ms))).toBe(ms - (ms % unit))
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => parseDuration(text) === null || parseDuration(text)! >= 0))
  })
})
