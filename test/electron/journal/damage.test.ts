/** Any changed byte is found and named, and costs the line that it is in, and no other. */
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../electron/journal/finding.ts'
import { createReader } from '../../../electron/journal/reader.ts'
import { redactLine } from '../../../electron/journal/line.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { createScan } from '../../../electron/journal/scan.ts'
import { createSplitter } from '../../../electron/journal/split-lines.ts'
import { createSumSet } from '../../../electron/journal/sum-set.ts'
import { codes, idsOf, note, STREAM } from './facts.ts'
import { journalByHand } from './hand-made.ts'
import { memoryDisk } from './memory-disk.ts'

const NAME = 'k7f3q9a2.jsonl'
const FILE = `incidents/${STREAM}/${NAME}`
const LINE_BREAK = 0x0a

/** Four lines: a header, one fact, two facts, one fact; with text beyond ASCII. */
const groups = [[note(1, 'größer')], [note(2), note(3, '{"sum":"not a frame"}')], [note(4, '🔥')]]
const journal = journalByHand('k7f3q9a2', STREAM, groups).bytes
const factsOfLine = (line: number): string[] => idsOf(groups[line - 2] ?? [])
const allIds = idsOf(groups.flat())

interface Place {
  line: number
  start: number
}

/** The line that a byte belongs to; a line break belongs to the line it ends. */
function placeOf(bytes: Buffer, at: number): Place {
  const before = bytes.subarray(0, at)
  return { line: before.filter((byte) => byte === LINE_BREAK).length + 1, start: before.lastIndexOf(LINE_BREAK) + 1 }
}

/** What two looks at the journal give: the second tells an append in flight from a torn one. */
async function read(bytes: Buffer): Promise<{ ids: string[]; findings: Finding[] }> {
  const { disk, put } = memoryDisk()
  put(join(streamFolder('/data', STREAM), NAME), bytes)
  const reader = createReader('/data', STREAM, disk)
  const ids: string[] = []
  for (let look = 1; look <= 2; look++) await reader.poll(({ fact }) => ids.push(fact.id))
  return { ids: ids.sort(), findings: reader.findings() }
}

const without = (line: number): string[] => allIds.filter((id) => !factsOfLine(line).includes(id))

function expectNamed(findings: readonly Finding[], { line, start }: Place, what: string): void {
  const named = findings.filter((finding) => finding.file === FILE && finding.line === line && finding.byte === start)
  expect(named, `${what}: ${JSON.stringify(findings)}`).not.toEqual([])
  for (const { sentence } of named) expect(sentence).toContain(FILE)
}

async function expectFlipsFound(whole: Buffer): Promise<void> {
  for (let at = 0; at < whole.length; at++) {
    const original = whole[at]!
    for (const value of new Set([original ^ 1, original ^ 0x80, 0x00, LINE_BREAK, 0x20, 0x22])) {
      if (value === original) continue
      const changed = Buffer.from(whole)
      changed[at] = value
      const place = placeOf(whole, at)
      const { ids, findings } = await read(changed)
      const what = `byte ${at} of line ${place.line} set to ${value}`
      expectNamed(findings, place, what)
      expect(findings.every(({ grave }) => grave), what).toBe(true)
      expect(ids, what).toEqual(expect.arrayContaining(without(place.line)))
      // The line itself is not believed, unless all that changed is its line break.
      if (original !== LINE_BREAK) expect(ids, what).toEqual(without(place.line))
    }
  }
}

describe('a journal', () => {
  it('is read without a finding when it is unharmed', async () => {
    expect(await read(journal)).toEqual({ ids: allIds, findings: [] })
  })

  it('shows every byte that was overwritten', () => expectFlipsFound(journal), 60_000)

  it('shows every byte that was overwritten after a redaction', async () => {
    const lines = journal.toString('utf8').split('\n')
    lines[2] = redactLine(Buffer.from(lines[2]!), new Set([note(2).id]))!.toString('utf8')
    await expectFlipsFound(Buffer.from(lines.join('\n')))
  }, 60_000)

  it.each([0x00, LINE_BREAK, 0x20, 0x7b])('shows every place where a byte (%i) was put in', async (value) => {
    for (let at = 0; at < journal.length; at++) {
      const changed = Buffer.concat([journal.subarray(0, at), Buffer.from([value]), journal.subarray(at)])
      const { ids, findings } = await read(changed)
      // Two line breaks in a row are an empty line, which begins at the second.
      const found = value === LINE_BREAK && journal[at] === LINE_BREAK ? at + 1 : at
      expectNamed(findings, placeOf(changed, found), `${value} at byte ${at}`)
      expect(ids).toEqual(expect.arrayContaining(without(placeOf(journal, at).line)))
    }
  }, 60_000)

  it('shows every place where a byte was taken out', async () => {
    for (let at = 0; at < journal.length; at++) {
      const place = placeOf(journal, at)
      const { ids, findings } = await read(Buffer.concat([journal.subarray(0, at), journal.subarray(at + 1)]))
      expectNamed(findings, place, `byte ${at}`)
      expect(ids).toEqual(expect.arrayContaining(without(place.line)))
    }
  }, 60_000)

  it('keeps every whole line wherever it is cut off, and shows the rest of a line', async () => {
    for (let length = 0; length < journal.length; length++) {
      const { line, start } = placeOf(journal, length)
      const { ids, findings } = await read(journal.subarray(0, length))
      expect(ids).toEqual(idsOf(groups.slice(0, line - 2 < 0 ? 0 : line - 2).flat()))
      if (length > start) expectNamed(findings, { line, start }, `cut at ${length}`)
      else expect(codes(findings)).toEqual(length === 0 ? ['empty-file'] : [])
    }
  })

  it('loses only the lines that a block of zeros touches', async () => {
    for (let from = 0; from < journal.length; from += 7) {
      const to = Math.min(journal.length, from + 128)
      const changed = Buffer.from(journal).fill(0, from, to)
      const { ids, findings } = await read(changed)
      expect(findings).not.toEqual([])
      const touched = new Set(Array.from({ length: to - from }, (_, index) => placeOf(journal, from + index).line))
      expect(ids).toEqual(expect.arrayContaining(allIds.filter((id) => ![...touched].some((line) => factsOfLine(line).includes(id)))))
    }
  })

  it.each([0x00, LINE_BREAK, 0x20])('loses nothing where a byte (%i) was put beside a line break, and says so', async (value) => {
    for (const at of [0, journal.indexOf(LINE_BREAK), journal.indexOf(LINE_BREAK) + 1]) {
      const { ids, findings } = await read(Buffer.concat([journal.subarray(0, at), Buffer.from([value]), journal.subarray(at)]))
      expect(ids).toEqual(allIds)
      expect(findings).toMatchObject([{ code: 'line-break' }])
    }
  })

  it('loses nothing where a tool has converted its line breaks', async () => {
    const { ids, findings } = await read(Buffer.from(journal.toString('utf8').replaceAll('\n', '\r\n')))
    expect(ids).toEqual(allIds)
    expect(findings).toMatchObject([{ code: 'line-break', line: 1, lastLine: 4 }])
  })

  it('names a run of damaged lines once, and reads on behind it', async () => {
    const noise = Buffer.from('noise\n'.repeat(5000))
    const { ids, findings } = await read(Buffer.concat([journal, noise, journalByHand('q2w3e4r5', STREAM, [[note(7)]]).bytes]))
    expect(ids).toEqual(idsOf([...groups.flat(), note(7)]))
    expect(findings).toMatchObject([{ code: 'damaged', line: 5, lastLine: 5004, byte: journal.length }])
  })

  it('names each run of damaged lines, however many stand between them', async () => {
    const changed = Buffer.from(journal)
    changed[60] = 0
    changed[journal.length - 10] = 0
    const { findings } = await read(changed)
    expect(findings.filter(({ code }) => code === 'damaged').map(({ line, lastLine }) => [line, lastLine])).toEqual([[1, undefined], [4, undefined]])
  })

  it('holds at most so much of a line that never ends, and reads on behind it', () => {
    const splitter = createSplitter(1000)
    const scan = createScan(FILE, STREAM, createSumSet())
    const lines: number[] = []
    const found: string[] = []
    const bytes = Buffer.concat([Buffer.alloc(5000, 'x'), Buffer.from('\n'), journal])
    for (let at = 0; at < bytes.length; at += 300) {
      for (const line of splitter.push(bytes.subarray(at, at + 300))) {
        lines.push(line.bytes.length)
        for (const { fact } of scan.take(line)) found.push(fact.id)
      }
    }
    expect(Math.max(...lines)).toBeLessThanOrEqual(1000)
    expect(found.sort()).toEqual(allIds)
    expect(scan.marks).toEqual([{ code: 'damaged', line: 1, byte: 0 }])
    expect(scan.offset).toBe(bytes.length)
  })

  it.each([
    ['taken out', [0, 1, 3], 3],
    ['put in twice', [0, 1, 1, 2, 3], 3],
    ['moved', [0, 2, 1, 3], 2],
  ])('shows where a line was %s', async (_, order, line) => {
    const lines = journal.toString('utf8').split('\n')
    const { ids, findings } = await read(Buffer.from(order.map((index) => `${lines[index]}\n`).join('')))
    expect(findings[0]).toMatchObject({ code: 'broken-chain', line })
    expect(ids).toEqual(idsOf(order.flatMap((index) => groups[index - 1] ?? [])))
  })

  it('shows whatever is done to it, unless whole lines were cut off its end, and never invents a fact', async () => {
    const change = fc.record({ at: fc.nat(journal.length), remove: fc.nat(200), insert: fc.uint8Array({ maxLength: 40 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let bytes = journal
        for (const { at, remove, insert } of changes) bytes = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)])
        const { ids, findings } = await read(bytes)
        expect(allIds).toEqual(expect.arrayContaining(ids))
        const cutBetweenLines = journal.subarray(0, bytes.length).equals(bytes) && bytes.at(-1) === LINE_BREAK
        expect(findings.length === 0).toBe(cutBetweenLines)
      }),
      { numRuns: 200 },
    )
  })
})
