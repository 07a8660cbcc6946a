/** Journals that vanish, shrink or are rewritten are noticed, and nothing that was read is given twice. */
import { mkdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { redactLine } from '../../../electron/journal/line.ts'
import type { News, Stream } from '../../../electron/journal/stream.ts'
import { A, B, codes, note, opened, OTHER_STREAM, pathOf, putJournal, STREAM, tempFolder } from './facts.ts'
import { journalByHand } from './hand-made.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await tempFolder()
  await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
})

/** The news once nothing has changed for a while: what is missing may only be on its way before that. */
async function settled(stream: Stream): Promise<News> {
  expect((await stream.poll()).findings).toEqual([])
  expect((await stream.poll()).findings).toEqual([])
  return stream.poll()
}

describe('a journal that changes otherwise than by growing', () => {
  const journal = journalByHand(A, STREAM, [[note(1)], [note(2)]])
  const name = `${A}.jsonl`

  async function readOnce() {
    await putJournal(dataDir, name, journal.bytes)
    const stream = opened(dataDir)
    expect((await stream.poll()).facts).toHaveLength(2)
    return stream
  }

  it('by vanishing, is noticed, until it is back', async () => {
    const stream = await readOnce()
    await rename(pathOf(dataDir, name), join(dataDir, name))
    const { findings } = await settled(stream)
    expect(findings).toMatchObject([{ code: 'missing-file', file: `incidents/${STREAM}/${name}` }])
    expect(findings[0]!.sentence).toContain('3 lines')
    await rename(join(dataDir, name), pathOf(dataDir, name))
    expect((await stream.poll()).facts).toEqual([])
    expect(stream.findings()).toEqual([])
  })

  it('by being renamed, is the same journal', async () => {
    const stream = await readOnce()
    await rename(pathOf(dataDir, name), pathOf(dataDir, `${A} (1).jsonl`))
    expect(await stream.poll()).toEqual({ facts: [], texts: [], findings: [], healed: false })
  })

  it('by being cut short, is noticed', async () => {
    const stream = await readOnce()
    await truncate(pathOf(dataDir, name), journal.bytes.lastIndexOf(0x0a, journal.bytes.length - 2) + 1)
    const { findings } = await settled(stream)
    expect(findings).toMatchObject([{ code: 'missing-lines', file: `incidents/${STREAM}/${name}` }])
    expect(findings[0]!.sentence).toContain('2 can be read now')
  })

  it('by losing the whole folder, is noticed', async () => {
    const stream = await readOnce()
    await rm(streamFolder(dataDir, STREAM), { recursive: true })
    expect(codes((await stream.poll()).findings)).toEqual(['missing-folder'])
  })

  it('by damage in place, is noticed as soon as the file says that it was written to', async () => {
    const stream = await readOnce()
    const changed = Buffer.from(journal.bytes)
    changed[journal.bytes.length - 10]! ^= 1
    await writeFile(pathOf(dataDir, name), changed)
    await utimes(pathOf(dataDir, name), new Date(), new Date(Date.now() + 5000))
    expect(codes((await stream.poll()).findings)).toEqual(['damaged'])
  })

  it('by being replaced with a redacted copy, gives the erased fact', async () => {
    const stream = await readOnce()
    const lines = journal.bytes.toString('utf8').split('\n')
    lines[1] = redactLine(Buffer.from(lines[1]!), new Set([note(1).id]))!.toString('utf8')
    await writeFile(join(dataDir, 'copy'), lines.join('\n'))
    await rename(join(dataDir, 'copy'), pathOf(dataDir, name))
    const { facts, findings } = await stream.poll()
    expect(facts).toMatchObject([{ id: note(1).id, redacted: true, data: {} }])
    expect(findings).toEqual([])
  })

  it('is noticed by a reader that never saw it whole, where another journal had', async () => {
    const { bytes } = journalByHand(B, STREAM, [[note(3)]], { [A]: [3, journal.sums[2]!] })
    await putJournal(dataDir, `${B}.jsonl`, bytes)
    const missing = await opened(dataDir).poll()
    expect(missing.facts).toEqual([note(3)])
    expect(missing.findings).toMatchObject([{ code: 'missing-file', file: `incidents/${STREAM}/${name}` }])
    expect(missing.findings[0]!.sentence).toContain(`writer ${B} had read 3 lines`)

    await putJournal(dataDir, name, journal.bytes.subarray(0, journal.bytes.lastIndexOf(0x0a, journal.bytes.length - 2) + 1))
    expect((await opened(dataDir).poll()).findings).toMatchObject([{ code: 'missing-lines', file: `incidents/${STREAM}/${name}` }])

    await putJournal(dataDir, name, journal.bytes)
    expect((await opened(dataDir).poll()).findings).toEqual([])
  })

  it('is found by its header, or else by its lines, whatever it is called now', async () => {
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [[note(3)]], { [A]: [3, journal.sums[2]!] }).bytes)
    const shortened = journal.bytes.subarray(0, journal.bytes.lastIndexOf(0x0a, journal.bytes.length - 2) + 1)
    await putJournal(dataDir, 'x5c6v7b8.jsonl', shortened)
    expect((await opened(dataDir).poll()).findings).toMatchObject([{ code: 'missing-lines', file: `incidents/${STREAM}/${name}` }])

    const headless = Buffer.from(journal.bytes).fill('?', 0, 20)
    await putJournal(dataDir, 'x5c6v7b8.jsonl', headless)
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['damaged', 'no-header'])
  })

  it('is not missed on the word of a journal of another stream', async () => {
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, OTHER_STREAM, [[note(3)]], { [A]: [3, journal.sums[2]!] }).bytes)
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['foreign-stream'])
  })

  it('by damage to the last line that another had read, is damage and no more', async () => {
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [[note(3)]], { [A]: [3, journal.sums[2]!] }).bytes)
    const changed = Buffer.from(journal.bytes)
    changed[journal.bytes.length - 10]! ^= 1
    await putJournal(dataDir, name, changed)
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['damaged'])
  })
})
