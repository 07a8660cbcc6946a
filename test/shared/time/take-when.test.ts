/** The `@…` in front of an entry: taken where it is a time, left where it is text, asked about where it is neither. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeWhen } from '../../../shared/time/take-when.ts'

/** Saturday, 14:22:37 in Berlin. */
const context = { now: '2025-02-01T13:22:37.500Z', zone: 'Europe/Berlin' }

describe('a time in front', () => {
  it.each([
    ['@14:15 text', '14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@-5m text', '-5m', '2025-02-01T13:17:37.500Z', 'text'],
    ['@-1h 30m text', '-1h 30m', '2025-02-01T11:52:37.500Z', 'text'],
    ['@5 min ago text', '5 min ago', '2025-02-01T13:17:37.500Z', 'text'],
    ['@~14:05 text', '~14:05', '2025-02-01T13:05:00.000Z', 'text'],
    ['@yesterday 23:50 text', 'yesterday 23:50', '2025-01-31T22:50:00.000Z', 'text'],
    ['@yesterday text', 'yesterday', '2025-01-30T23:00:00.000Z', 'text'],
    ['@2025-02-01 14:15 text', '2025-02-01 14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@2025-02-01T13:15:07Z text', '2025-02-01T13:15:07Z', '2025-02-01T13:15:07.000Z', 'text'],
    ['@1 Feb 14:15 text', '1 Feb 14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@Feb 1 text', 'Feb 1', '2025-01-31T23:00:00.000Z', 'text'],
    ['@14:05-14:10 text', '14:05-14:10', '2025-02-01T13:05:00.000Z', 'text'],
    ['@14:05 - 14:10 text', '14:05 - 14:10', '2025-02-01T13:05:00.000Z', 'text'],
    ['@13:15 UTC text', '13:15 UTC', '2025-02-01T13:15:00.000Z', 'text'],
    ['@2:15pm text', '2:15pm', '2025-02-01T13:15:00.000Z', 'text'],
    ['@2:15 pm text', '2:15 pm', '2025-02-01T13:15:00.000Z', 'text'],
    ['@2:15 PM', '2:15 PM', '2025-02-01T13:15:00.000Z', ''],
    ['@now text', 'now', '2025-02-01T13:22:37.500Z', 'text'],
    ['@? text', '?', '2025-02-01T13:22:37.500Z', 'text'],
    ['  @14:15 text', '14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@ 14:15 text', '14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@14:15', '14:15', '2025-02-01T13:15:00.000Z', ''],
    ['@14:15: text', '14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@14:15, text', '14:15', '2025-02-01T13:15:00.000Z', 'text'],
    ['@14:15 : text', '14:15', '2025-02-01T13:15:00.000Z', ': text'],
    ['@14:15\n- 3 pods\n- 2 nodes', '14:15', '2025-02-01T13:15:00.000Z', '- 3 pods\n- 2 nodes'],
  ])('“%s”', (line, raw, time, rest) => {
    const taken = takeWhen(line, context)
    expect(taken).toMatchObject({ when: { raw, time }, rest })
    expect(taken.sentence).toBeUndefined()
  })

  it('leaves the first words of the entry alone', () => {
    const rests = [
      '3 pods restarting',
      '- 3 pods restarting',
      '+2 replicas',
      '-5 % traffic',
      'a node died',
      'PM informed',
      'ist down',
      'est. 3 h',
      'prod/eu-west down',
      '5 min outage',
      'to 3 pods',
      'at 3 nodes',
      '10.0.0.5 is down',
      '@ana look at this',
    ]
    for (const rest of rests) expect(takeWhen(`@14:15 ${rest}`, context)).toMatchObject({ when: { raw: '14:15' }, rest })
    expect(takeWhen('@2025-02-01 3 pods', context)).toMatchObject({ when: { raw: '2025-02-01' }, rest: '3 pods' })
    expect(takeWhen('@-1h 30 pods', context)).toMatchObject({ when: { raw: '-1h' }, rest: '30 pods' })
  })

  it('reads both ends of a range', () => {
    expect(takeWhen('@23:50–00:10 text', context).when).toEqual({
      time: '2025-01-31T22:50:00.000Z',
      until: '2025-01-31T23:10:00.000Z',
      precision: 'minute',
      zone: 'Europe/Berlin',
      raw: '23:50–00:10',
    })
  })

  it('takes the reference of a backfilled incident', () => {
    const backfill = { ...context, zone: 'UTC', reference: '2017-01-31T23:27:00.000Z' }
    expect(takeWhen('@00:36 backup restored', backfill)).toMatchObject({ when: { time: '2017-02-01T00:36:00.000Z' }, rest: 'backup restored' })
  })
})

describe('no time in front', () => {
  it.each([
    '',
    'text',
    'text @14:15',
    '@',
    '@ ',
    '@ana look at this',
    '@ana 14:15 works for me',
    '@jan 3 pods restarting',
    '@May 3 nodes are yours',
    '@2nd-line please help',
    '@3scale-team hello',
    '@10.0.0.5 is down',
    '@today-team hello',
    '@nowak look',
    '@-rf was it',
    '@@14:15',
  ])('“%s” is text', (line) => {
    expect(takeWhen(line, context)).toEqual({ when: null, rest: line })
  })
})

describe('what looks like a time and cannot be taken', () => {
  it.each([
    ['@25:99 text', 'There is no 25:99. Write a time from 00:00 to 23:59.'],
    ['@14:7x text', '“14:7x” is not a time. Write 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'],
    ['@14:15text', '“14:15text” is not a time. Write 14:15, -5m, yesterday 23:50 or 2025-02-01 14:15.'],
    ['@1415 text', 'Write 14:15 instead of “1415”.'],
    ['@14.15 text', 'Write 14:15 instead of “14.15”.'],
    ['@5m text', 'Write -5m for 5m ago.'],
    ['@-5 text', 'Write the unit too: -5m for minutes, -5h for hours.'],
    ['@01/02/2025 text', 'Write the date as 2025-02-01: “01/02/2025” could also mean 2025-01-02.'],
    ['@tomorrow 14:00 text', 'That is in the future: it is 2025-02-01 14:22 now. Write a time that has passed.'],
    [
      '@14:15 CST text',
      'CST is not exact enough. Write the zone’s full name, like 14:15 Europe/Berlin, or an offset, like 14:15+01:00.',
    ],
    [
      '@2:15 PM informed',
      'PM could be the hour or the product manager. Write @2:15pm for the afternoon, or @2:15: PM for the person.',
    ],
  ])('“%s” is asked about, and no word is taken', (line, sentence) => {
    expect(takeWhen(line, context)).toMatchObject({ when: null, rest: line, sentence })
  })

  it('follows its own advice on PM', () => {
    expect(takeWhen('@2:15pm informed', context)).toMatchObject({ when: { time: '2025-02-01T13:15:00.000Z' }, rest: 'informed' })
    expect(takeWhen('@2:15: PM informed', context)).toMatchObject({ when: { time: '2025-02-01T01:15:00.000Z' }, rest: 'PM informed' })
  })
})

describe('any line', () => {
  it('keeps every word: mark, time and rest make up the line', () => {
    fc.assert(
      fc.property(lines(), (line) => {
        const { when, rest, sentence } = takeWhen(line, context)
        expect(line.endsWith(rest)).toBe(true)
        if (when === null) {
          expect(rest).toBe(line)
          return
        }
        expect(sentence).toBeUndefined()
        const taken = line.slice(0, line.length - rest.length)
        const [before, after] = [taken.slice(0, taken.indexOf('@') + 1), taken.slice(taken.indexOf('@') + 1)]
        expect(before.trim()).toBe('@')
        expect(after.trimStart().startsWith(when.raw!)).toBe(true)
        expect(after.trimStart().slice(when.raw!.length)).toMatch(/^[,:;.]?\s*$/)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps the body behind any time, whatever it is made of', () => {
    const times = fc.constantFrom('@14:15', '@~14:05', '@-5m', '@yesterday 23:50', '@2025-02-01 14:15', '@2025-02-01T13:15:07Z')
    // a letter that starts no zone, month, clock or unit: from it on, all is body
    fc.assert(
      fc.property(times, fc.string({ unit: 'binary' }), (time, body) => {
        expect(takeWhen(`${time} x${body}`, context)).toMatchObject({ when: { raw: time.slice(1) }, rest: `x${body}` })
      }),
    )
  })
})

/** Lines of an @ and what may follow one. */
function lines(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    '@', '14:15', '2:15', '25:99', '~', '-', '–', ' ', ' ', ' ', '\n', ':', ',', '.', 'PM', 'am', 'UTC', 'CST', '2025-02-01', 'T', 'Z',
    '1', '3', 'Feb', 'yesterday', 'now', '?', '5m', '-5m', '1h30', '+02:00', 'Europe/Berlin', 'pods', 'to', '14:05-14:10', '\u00a0', '😀',
  )
  const built = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''))
  return fc.oneof(built.map((rest) => `@${rest}`), built, fc.string().map((rest) => `@${rest}`), fc.string({ unit: 'binary' }))
}
