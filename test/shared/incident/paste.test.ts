/** Pasted lines: what each becomes, and that no word is lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPaste } from '../../../shared/incident/entry/paste.ts'

const context = { now: '2025-02-01T14:30:00.000Z', zone: 'UTC' }
const read = (text: string, now = context.now): string[] =>
  readPaste(text, { ...context, now }).entries.map(({ text, when }) => `${when?.time ?? 'no time'} ${text}`)

describe('pasted lines', () => {
  it('are an entry each where none has a time', () => {
    expect(read('pool at its limit\n\n  - rollback considered\n')).toEqual(['no time pool at its limit', 'no time rollback considered'])
  })

  it.each([
    ['14:18 pool at its limit', '2025-02-01T14:18:00.000Z pool at its limit'],
    ['[14:18] pool at its limit', '2025-02-01T14:18:00.000Z pool at its limit'],
    ['- **14:18**: pool at its limit', '2025-02-01T14:18:00.000Z pool at its limit'],
    ['**2025-02-01 14:15**: pool at its limit', '2025-02-01T14:15:00.000Z pool at its limit'],
    ['| 14:18 | pool at its limit |', '2025-02-01T14:18:00.000Z pool at its limit'],
    ['2:18 PM pool at its limit', '2025-02-01T14:18:00.000Z pool at its limit'],
    ['@14:18 pool at its limit', '2025-02-01T14:18:00.000Z pool at its limit'],
    ['2025-02-01T14:18:05Z pool at its limit', '2025-02-01T14:18:05.000Z pool at its limit'],
    ['2025-02-01 14:18:05,123 ERROR pool', '2025-02-01T14:18:05.000Z ERROR pool'],
    ['2025-02-01 14:18Z pool', '2025-02-01T14:18:00.000Z pool'],
    ['2025-02-01T15:18:05+01:00 pool', '2025-02-01T14:18:05.000Z pool'],
    // the words behind a time are not part of it
    ['14:18 - 3 pods restarting', '2025-02-01T14:18:00.000Z 3 pods restarting'],
    ['11:58 a node died', '2025-02-01T11:58:00.000Z a node died'],
    ['[14:18] <ana> pool at its limit', '2025-02-01T14:18:00.000Z ana: pool at its limit'],
    ['14:18 Ana: pool at its limit', '2025-02-01T14:18:00.000Z Ana: pool at its limit'],
    // a log line's own numbers, and a path, are no times and no commands
    ['/var/log/api: 500', 'no time /var/log/api: 500'],
    ['99:99 is no time', 'no time 99:99 is no time'],
  ])('“%s”', (line, entry) => {
    expect(read(line)).toEqual([entry])
  })

  it('of a chat take the name and the time above them', () => {
    expect(read('Ana Lima  2:18 PM\npool at its limit\nall of it\nBo  2:21 PM\nrolling back')).toEqual([
      '2025-02-01T14:18:00.000Z Ana Lima:\npool at its limit\nall of it',
      '2025-02-01T14:21:00.000Z Bo:\nrolling back',
    ])
  })

  it('go over midnight, and onto the day that a heading names', () => {
    expect(read('23:58 first\n00:03 second', '2025-02-02T08:00:00.000Z')).toEqual(['2025-02-01T23:58:00.000Z first', '2025-02-02T00:03:00.000Z second'])
    expect(read('--- 2025-01-30 ---\n09:10 first')).toEqual(['2025-01-30T09:10:00.000Z first'])
  })

  it('with an unclear time keep it in their words and say why', () => {
    const [entry] = readPaste('14:50 still to come', context).entries
    expect(entry).toMatchObject({ text: '14:50 still to come', when: null })
    expect(entry!.unclear).toContain('14:50')
  })

  it('lose no word, whatever they are', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/)
    const stamp = fc.constantFrom('', '14:18 ', '[14:18] ', '- ', '2:18 PM ', '2025-02-01 14:18:05 ', '<ana> ', '| ', '> ')
    fc.assert(
      fc.property(fc.array(fc.tuple(stamp, fc.array(word, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 12 }), (lines) => {
        const all = readPaste(lines.map(([mark, words]) => mark + words.join(' ')).join('\n'), context).entries.map(({ text }) => text).join('\n')
        expect(all.match(/[a-z]{3,}/g)!.filter((found) => found !== 'ana')).toEqual(lines.flatMap(([, words]) => words).filter((found) => found !== 'ana'))
      }),
    )
  })
})
