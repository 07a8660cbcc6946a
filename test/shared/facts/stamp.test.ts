/** Stamps: string order is write order, whatever the clock does (design section 2). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatStamp, INITIAL_CLOCK, isStamp, nextStamp, observeStamp, parseStamp, type StampClock } from '../../../shared/facts/stamp.ts'

const NOON = Date.parse('2025-02-01T12:00:00.000Z')
const DAY = 24 * 60 * 60 * 1000

function write(clock: StampClock, walls: readonly number[], writer = 'k7f3q9a2'): { ids: string[]; clock: StampClock } {
  const ids: string[] = []
  for (const wall of walls) {
    const next = nextStamp(clock, wall, writer)
    ids.push(next.id)
    clock = next.clock
  }
  return { ids, clock }
}

describe('the form of a stamp', () => {
  it('is the one of the design, of fixed width', () => {
    const { ids } = write(INITIAL_CLOCK, [Date.parse('2026-11-22T04:05:06.123Z')])
    expect(ids).toEqual(['2026-11-22T04:05:06.123Z-0000-k7f3q9a2'])
  })

  it('comes apart into what it was made of', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: Date.parse('9999-12-31') }), fc.integer({ min: 0, max: 0xffff }), (wall, counter) => {
      expect(parseStamp(formatStamp({ wall, counter, writer: 'k7f3q9a2' }))).toEqual({ wall, counter, writer: 'k7f3q9a2' })
    }))
  })

  it.each([
    '2026-11-22T04:05:06.123Z-0000-k7f3q9a',
    '2026-11-22T04:05:06.123Z-000-k7f3q9a2',
    '2026-11-22T04:05:06Z-0000-k7f3q9a2',
    '2026-02-30T04:05:06.123Z-0000-k7f3q9a2',
    '2026-11-22T04:05:06.123Z-0000-k7f3q9ai',
    '2026-11-22T04:05:06.123Z-0000-K7F3Q9A2',
    '2026-11-22T04:05:06.123Z-0000-k7f3q9a2\n',
    '',
  ])('is nothing else: %j', (id) => {
    expect(isStamp(id)).toBe(false)
  })
})

describe('the clock of a writer', () => {
  it('never goes back, whatever the wall clock does', () => {
    const wall = fc.integer({ min: NOON - DAY, max: NOON + DAY })
    fc.assert(fc.property(fc.array(wall, { maxLength: 50 }), (walls) => {
      const { ids } = write(INITIAL_CLOCK, walls)
      expect(ids).toEqual([...new Set(ids)].sort())
    }))
  })

  it('counts within one millisecond', () => {
    const { ids } = write(INITIAL_CLOCK, [NOON, NOON, NOON - 5000])
    expect(ids.map((id) => id.slice(24, 30))).toEqual(['-0000-', '-0001-', '-0002-'])
    expect(ids.every((id) => id.startsWith('2025-02-01T12:00:00.000Z'))).toBe(true)
  })

  it('borrows the next millisecond where the counter is full', () => {
    expect(nextStamp({ wall: NOON, counter: 0xffff }, NOON, 'k7f3q9a2').id).toBe('2025-02-01T12:00:00.001Z-0000-k7f3q9a2')
  })

  it('starts above everything that it has read, of any writer', () => {
    const read = '2025-02-01T12:00:07.000Z-0003-zzzzzzzz'
    const clock = observeStamp(INITIAL_CLOCK, read, NOON)
    expect(nextStamp(clock, NOON, '00000000').id).toBe('2025-02-01T12:00:07.000Z-0004-00000000')
  })

  it('keeps the highest that it has read, in whatever order', () => {
    const stamp = fc.record({ wall: fc.integer({ min: NOON - DAY, max: NOON + DAY }), counter: fc.integer({ min: 0, max: 9 }), writer: fc.constantFrom('aaaaaaaa', 'zzzzzzzz') })
    fc.assert(fc.property(fc.array(stamp, { minLength: 1 }), (stamps) => {
      const ids = stamps.map(formatStamp)
      const clock = ids.reduce((seen, id) => observeStamp(seen, id, NOON), INITIAL_CLOCK)
      const { id } = nextStamp(clock, NOON, '00000000')
      expect(ids.every((read) => read < id)).toBe(true)
    }))
  })

  it('is not pulled by a stamp more than 24 h ahead', () => {
    const ahead = (ms: number): string => formatStamp({ wall: NOON + ms, counter: 0, writer: 'zzzzzzzz' })
    expect(observeStamp(INITIAL_CLOCK, ahead(DAY + 1), NOON)).toEqual(INITIAL_CLOCK)
    expect(observeStamp(INITIAL_CLOCK, ahead(DAY), NOON)).toEqual({ wall: NOON + DAY, counter: 0 })
  })

  it('is not moved by what is no stamp', () => {
    expect(observeStamp({ wall: NOON, counter: 1 }, 'a note', NOON)).toEqual({ wall: NOON, counter: 1 })
  })
})
