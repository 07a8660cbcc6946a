/** An export's record of the journals proves later that nothing before it was changed or removed. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { nodeDisk } from '../../../electron/journal/disk.ts'
import { headsOf } from '../../../electron/journal/exports.ts'
import { createReader } from '../../../electron/journal/reader.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { redactLine } from '../../../electron/journal/line.ts'
import { verifyStream, type Report } from '../../../electron/journal/verify.ts'
import { A, B, codes, note, opened, pathOf, putJournal, STREAM, tempFolder } from './facts.ts'
import { factsByHand, headerByHand, journalByHand, sha } from './hand-made.ts'
import { memoryDisk } from './memory-disk.ts'

const C = 'x5c6v7b8'
const LATER = 100

/** By docs/journal-format.md, from the sums of a journal's lines. */
const headOf = (sums: readonly string[]): [number, string, string] => [sums.length, sums.at(-1)!, sha(sums.join(''))]
const exported = (n: number, heads: Record<string, unknown>, format = 'html'): Fact => note(n, '', { type: 'ExportRecorded', data: { format, heads } })
const redaction = (n: number, ...targets: string[]): Fact => note(n, '', { type: 'Redacted', data: { targets } })
const isOfExport = (code: string): boolean => code.endsWith('-since-export')

const ours = journalByHand(A, STREAM, [[note(1)], [note(2), note(3)], [note(4)]])
const theirs = journalByHand(B, STREAM, [[note(5)]])
/** Written when both stood as above. */
const record = journalByHand(C, STREAM, [[exported(50, { [A]: headOf(ours.sums), [B]: headOf(theirs.sums) })]])

let dataDir: string
beforeEach(async () => {
  dataDir = await tempFolder()
  await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
  await putJournal(dataDir, `${A}.jsonl`, ours.bytes)
  await putJournal(dataDir, `${B}.jsonl`, theirs.bytes)
  await putJournal(dataDir, `${C}.jsonl`, record.bytes)
})

const verified = (): Promise<Report> => verifyStream(dataDir, STREAM, { pause: () => Promise.resolve(), zone: 'Europe/Berlin' })
const ofExport = ({ findings }: Report): string[][] => findings.filter(({ code }) => isOfExport(code)).map(({ code, file }) => [code, file.split('/').at(-1)!])
const linesOf = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').slice(0, -1)
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** What `facts` would look like, had they been written so in the first place: every sum is right. */
function rewritten(groups: readonly (readonly Fact[])[], writer = A): Buffer {
  return journalByHand(writer, STREAM, groups).bytes
}

describe('after an export', () => {
  it('nothing is found while nothing has changed, and the export is named', async () => {
    expect(await verified()).toMatchObject({ findings: [], exports: [{ stream: STREAM, export: { format: 'html', time: note(50).recordedAt } }] })
  })

  it('what is appended later changes nothing, in old journals and in new ones', async () => {
    await writeFile(pathOf(dataDir, `${A}.jsonl`), factsByHand(ours.sums.at(-1)!, [note(LATER)]).text, { flag: 'a' })
    await putJournal(dataDir, 'zzzzzzzz.jsonl', journalByHand('zzzzzzzz', STREAM, [[note(LATER + 1)]]).bytes)
    expect(await verified()).toMatchObject({ findings: [], exports: [{ export: { format: 'html' } }] })
  })

  it.each<[what: string, bytes: Buffer | string, codes: readonly string[]]>([
    ['a word was changed and every sum made anew', rewritten([[note(1, 'nothing happened')], [note(2), note(3)], [note(4)]]), ['changed-since-export']],
    ['a line was taken out and every sum made anew', rewritten([[note(1)], [note(4)]]), ['missing-since-export']],
    ['a line was put in and every sum made anew', rewritten([[note(1)], [note(9)], [note(2), note(3)], [note(4)]]), ['changed-since-export']],
    ['the order was changed and every sum made anew', rewritten([[note(4)], [note(2), note(3)], [note(1)]]), ['changed-since-export']],
    ['one fact of two was taken out of a line', rewritten([[note(1)], [note(2)], [note(4)]]), ['changed-since-export']],
    ['the last line was cut off', joined(linesOf(ours.bytes).slice(0, -1)), ['missing-since-export']],
    ['the file was emptied', '', ['missing-since-export']],
    ['a line was taken out', joined(linesOf(ours.bytes).filter((_, index) => index !== 2)), ['changed-since-export']],
    ['two lines were swapped', joined([0, 2, 1, 3].map((index) => linesOf(ours.bytes)[index]!)), ['changed-since-export']],
    ['the header was made anew', headerByHand(A, STREAM, { [B]: [9, sha('x')] }).text + joined(linesOf(ours.bytes).slice(1)), ['changed-since-export']],
  ])('it is found that %s', async (_, bytes, expected) => {
    await putJournal(dataDir, `${A}.jsonl`, bytes)
    const report = await verified()
    expect(ofExport(report)).toEqual(expected.map((code) => [code, `${A}.jsonl`]))
    expect(report.exports).toEqual([])
  })

  it('it is found that a journal is gone, with what was exported when', async () => {
    await rm(pathOf(dataDir, `${A}.jsonl`))
    const { findings } = await verified()
    expect(findings.map(({ code, sentence }) => [code, sentence])).toEqual([
      [
        'missing-since-export',
        `incidents/${STREAM}/${A}.jsonl is not what it was at the export of 2025-02-01 15:00 UTC+01:00 (HTML): of the 4 lines that it had then, some are not all there any more.`,
      ],
    ])
  })

  it('a journal that was renamed is still the journal, and a whole copy is as good as the one that was harmed', async () => {
    await rename(pathOf(dataDir, `${A}.jsonl`), pathOf(dataDir, `${A} (1).jsonl`))
    expect(ofExport(await verified())).toEqual([])
    await putJournal(dataDir, `${A}.jsonl`, ours.bytes.subarray(0, 400))
    expect(ofExport(await verified())).toEqual([])
  })

  it('the last export that still holds is the one that is named', async () => {
    const grown = [...ours.sums]
    const more = factsByHand(ours.sums.at(-1)!, [note(60)])
    await putJournal(dataDir, 'zzzzzzzz.jsonl', rewritten([[exported(70, { [A]: headOf([...grown, more.sum]) }, 'md')]], 'zzzzzzzz'))
    await putJournal(dataDir, `${A}.jsonl`, Buffer.concat([ours.bytes, Buffer.from(more.text)]))
    expect(await verified()).toMatchObject({ findings: [], exports: [{ export: { format: 'md' } }] })
    await putJournal(dataDir, `${A}.jsonl`, Buffer.concat([ours.bytes, Buffer.from(factsByHand(ours.sums.at(-1)!, [note(60, 'something else')]).text)]))
    const report = await verified()
    expect(report.exports).toMatchObject([{ export: { format: 'html' } }])
    expect(report.findings[0]!.sentence).toContain('(Markdown)')
  })

  it('damage from before the export is no news, and further damage is', async () => {
    // Line 2 was damaged already, so three lines could be read when the export was made.
    const harmed = Buffer.from(ours.bytes).fill('?', ours.bytes.indexOf('note 1'), ours.bytes.indexOf('note 1') + 4)
    await putJournal(dataDir, `${A}.jsonl`, harmed)
    await putJournal(dataDir, `${C}.jsonl`, rewritten([[exported(50, { [A]: headOf(ours.sums.filter((_, index) => index !== 1)) })]], C))
    expect(codes((await verified()).findings)).toEqual(['damaged'])
    await putJournal(dataDir, `${A}.jsonl`, Buffer.from(harmed).fill('?', 60, 64))
    expect(ofExport(await verified())).toEqual([['changed-since-export', `${A}.jsonl`]])
  })
})

describe('a redaction after an export', () => {
  const erased = (line: number, ...ids: string[]): string =>
    joined(linesOf(ours.bytes).map((text, index) => (index === line - 1 ? redactLine(Buffer.from(text), new Set(ids))!.toString('utf8') : text)))

  it('is no tampering where a fact explains it', async () => {
    await putJournal(dataDir, `${A}.jsonl`, erased(3, note(2).id))
    await putJournal(dataDir, 'zzzzzzzz.jsonl', rewritten([[redaction(LATER, note(2).id)]], 'zzzzzzzz'))
    expect(await verified()).toMatchObject({ findings: [], redactedLines: 1, exports: [{ export: { format: 'html' } }] })
  })

  it('is one where nothing explains it', async () => {
    await putJournal(dataDir, `${A}.jsonl`, erased(3, note(2).id))
    const report = await verified()
    expect(codes(report.findings)).toEqual(['unexplained-redaction', 'changed-since-export'])
    expect(report.exports).toEqual([])
  })

  it.each([
    ['its facts', (prev: string) => `"prev":"${prev}","facts":[]}`],
    ['nothing but the words', (prev: string) => `"prev":"${prev}","facts":[${JSON.stringify(note(1, 'nothing happened'))}]}`],
    ['everything, as if it were a header', (prev: string) => `"prev":"${prev}","header":{}}`],
  ])('is one where the mark only hides that a line has lost %s', async (_, covered) => {
    const [header, first, ...rest] = linesOf(ours.bytes)
    const left = covered(ours.sums[0]!)
    const forged = `{"sum":"${ours.sums[1]!}","left":"${sha(ours.sums[1]!, left)}",${left}`
    expect(first).toContain(ours.sums[1])
    await putJournal(dataDir, `${A}.jsonl`, joined([header!, forged, ...rest]))
    const report = await verified()
    expect(codes(report.findings)).toContain('unexplained-redaction')
    expect(ofExport(report)).toEqual([['changed-since-export', `${A}.jsonl`]])
  })
})

describe('what an open stream says', () => {
  it('is the same, once nothing changes any more', async () => {
    const stream = opened(dataDir)
    expect(codes((await stream.poll()).findings)).toEqual([])
    await putJournal(dataDir, `${A}.jsonl`, rewritten([[note(1, 'nothing happened')], [note(2), note(3)], [note(4)]]))
    await stream.poll()
    expect(codes(stream.findings()).filter(isOfExport)).toEqual([])
    await stream.poll()
    await stream.poll()
    expect(codes(stream.findings())).toEqual(['missing-lines', 'changed-since-export'])
    await putJournal(dataDir, `${A}.jsonl`, ours.bytes)
    await stream.poll()
    expect(codes(stream.findings()).filter(isOfExport)).toEqual([])
    // Opened anew it is said at once.
    await rm(pathOf(dataDir, `${A}.jsonl`))
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['missing-since-export'])
  })

  it('covers what it has written itself', async () => {
    const stream = opened(dataDir)
    await stream.poll()
    await stream.append([note(60)])
    await stream.append([note(61)])
    const heads = stream.heads()
    const [lines] = heads[stream.writer]!
    expect([Object.keys(heads).sort(), lines]).toEqual([[A, B, C, stream.writer].sort(), 3])
    await stream.append([exported(62, heads)])
    expect(await verified()).toMatchObject({ findings: [], exports: [{ export: { time: note(62).recordedAt } }] })
  })

  it('of files that cannot be read says no more than that', async () => {
    const { disk, put } = memoryDisk()
    put(join(streamFolder('/data', STREAM), `${C}.jsonl`), record.bytes)
    put(join(streamFolder('/data', STREAM), `${B}.jsonl`), theirs.bytes)
    put(join(streamFolder('/data', STREAM), `${A}.jsonl`), ours.bytes)
    const failing = { ...disk, openToRead: (path: string) => (path.endsWith(`${A}.jsonl`) ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) : disk.openToRead(path)) }
    const report = await verifyStream('/data', STREAM, { disk: failing })
    expect(codes(report.findings)).toEqual(['unreadable-file'])
    expect(report.exports).toEqual([])
  })
})

it('whatever is done to what stood before the heads is found; whatever comes after is not', async () => {
  const before = linesOf(ours.bytes)
  const facts = [[note(1)], [note(2), note(3)], [note(4)]]
  const tampering: fc.Arbitrary<Buffer | null> = fc.oneof(
    fc.record({ at: fc.nat(ours.bytes.length - 2), to: fc.integer({ min: 1, max: 255 }) }).map(({ at, to }) => {
      const changed = Buffer.from(ours.bytes)
      changed[at] = changed[at]! ^ to
      return changed
    }),
    fc.record({ at: fc.nat(ours.bytes.length - 2), length: fc.integer({ min: 1, max: 600 }) }).map(({ at, length }) => Buffer.concat([ours.bytes.subarray(0, at), ours.bytes.subarray(at + length)])),
    fc.shuffledSubarray(before, { minLength: 0 }).filter((lines) => lines.join() !== before.join()).map((lines) => Buffer.from(joined(lines))),
    fc.shuffledSubarray(facts, { minLength: 1 }).filter((groups) => groups.length < 3 || groups.some((group, index) => group !== facts[index])).map((groups) => rewritten(groups)),
    fc.record({ line: fc.nat(2), text: fc.string({ maxLength: 20 }) }).map(({ line, text }) => rewritten(facts.map((group, index) => (index === line ? [note(200, text), ...group] : group)))),
    fc.constant(null),
  )
  const later = fc.array(fc.string({ maxLength: 30 }), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(tampering, later, async (tampered, texts) => {
      const check = async (bytes: Buffer | null): Promise<Report> => {
        const { disk, put } = memoryDisk()
        const folder = streamFolder('/data', STREAM)
        if (bytes) put(join(folder, `${A}.jsonl`), bytes)
        put(join(folder, `${B}.jsonl`), theirs.bytes)
        put(join(folder, `${C}.jsonl`), record.bytes)
        return verifyStream('/data', STREAM, { disk, pause: () => Promise.resolve() })
      }
      let prev = ours.sums.at(-1)!
      const grown = texts.map((text, index) => {
        const line = factsByHand(prev, [note(LATER + index, text)])
        prev = line.sum
        return Buffer.from(line.text)
      })
      const sound = await check(Buffer.concat([ours.bytes, ...grown]))
      expect([sound.findings, sound.exports.length]).toEqual([[], 1])

      const found = await check(tampered && Buffer.concat([tampered, ...grown]))
      expect(found.exports).toEqual([])
      // A line break holds no fact: where it alone was touched, that is what is found.
      if (codes(found.findings).join() === 'line-break') expect([found.lines, found.facts]).toEqual([sound.lines, sound.facts])
      else expect(ofExport(found).map(([, file]) => file)).toEqual([`${A}.jsonl`])
    }),
    { numRuns: 300 },
  )
})

it('the digest that is recorded is the one that the format describes', async () => {
  const reader = createReader(dataDir, STREAM, nodeDisk)
  await reader.poll(() => undefined)
  expect(headsOf(reader.journals())).toEqual({ [A]: headOf(ours.sums), [B]: headOf(theirs.sums), [C]: headOf(record.sums) })
})

