/** What sync tools, full disks and newer versions leave in a folder: read as far as it goes, said in proportion. */
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { verifyStream } from '../../../electron/journal/verify.ts'
import { deskOn } from '../../helpers/desk.ts'
import { A, B, codes, idsOf, note, notes, opened, pathOf, putJournal, STREAM, tempFolder } from './facts.ts'
import { headerByHand, journalByHand } from './hand-made.ts'

const NAME = `${A}.jsonl`
const atOnce = { pause: () => Promise.resolve() }

let dataDir: string
beforeEach(async () => {
  dataDir = await tempFolder()
  await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
})

describe('a conflict copy', () => {
  const short = journalByHand(A, STREAM, [[note(1)]]).bytes
  const long = journalByHand(A, STREAM, [[note(1)], [note(2)], [note(3)]]).bytes
  const COPIES = [
    `${A}.sync-conflict-20261122-101112-ABCDEFG.jsonl`,
    `${A} (Ana's conflicted copy 2026-11-22).jsonl`,
    `${A}-LAPTOP.jsonl`,
    `${A} (1).jsonl`,
    `${A}_conf(1).jsonl`,
  ]

  it.each(COPIES)('(%s) with nothing new needs no word', async (copy) => {
    await putJournal(dataDir, NAME, long)
    await putJournal(dataDir, copy, short)
    const { facts, findings } = await opened(dataDir).poll()
    expect([idsOf(facts), findings]).toEqual([idsOf(notes(1, 3)), []])
  })

  it.each(COPIES)('(%s) with lines that the first lacks is read too, and said quietly', async (copy) => {
    await putJournal(dataDir, NAME, short)
    await putJournal(dataDir, copy, long)
    const { facts, findings } = await opened(dataDir).poll()
    expect(idsOf(facts)).toEqual(idsOf(notes(1, 3)))
    expect(findings).toMatchObject([{ code: 'conflict-copy', grave: false, file: `incidents/${STREAM}/${copy}` }])
    expect(findings[0]!.sentence).toBe(`incidents/${STREAM}/${copy} is a second copy of ${NAME} and holds 2 lines that ${NAME} lacks. They are shown too, so nothing is lost.`)
  })

  it('without its original is the journal', async () => {
    await putJournal(dataDir, COPIES[0]!, long)
    expect((await opened(dataDir).poll()).findings).toEqual([])
  })

  it('that takes the place of what the original has lost makes up for it', async () => {
    const other = journalByHand(B, STREAM, [[note(9)]], { [A]: [4, journalByHand(A, STREAM, [[note(1)], [note(2)], [note(3)]]).sums[3]!] })
    await putJournal(dataDir, `${B}.jsonl`, other.bytes)
    await putJournal(dataDir, NAME, short)
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['missing-lines'])
    await putJournal(dataDir, COPIES[0]!, long)
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['conflict-copy'])
  })
})

describe('an empty journal', () => {
  it('may be about to be written: a second look says that it is empty', async () => {
    await putJournal(dataDir, NAME, '')
    const stream = opened(dataDir)
    expect((await stream.poll()).findings).toEqual([])
    expect((await stream.poll()).findings).toMatchObject([{ code: 'empty-file', grave: false }])
    await putJournal(dataDir, NAME, journalByHand(A, STREAM, [[note(1)]]).bytes)
    expect(await stream.poll()).toMatchObject({ facts: [note(1)], findings: [], healed: true })
  })

  it('is all that is left of an incident, which is shown nevertheless', async () => {
    const { desk, declared } = deskOn(dataDir)
    const id = await declared()
    await desk.close()
    const [name] = await readdir(streamFolder(dataDir, id))
    await putJournal(dataDir, name!, '', id)
    const other = deskOn(dataDir)
    expect(codes((await other.desk.read(id))!.findings)).toEqual(['empty-file'])
    expect(codes((await other.desk.open(id))!.findings)).toEqual(['empty-file'])
    expect(await verifyStream(dataDir, id, atOnce)).toMatchObject({ findings: [{ code: 'empty-file', grave: false }] })
  })
})

it('an emptied journal that somebody had read has lost lines', async () => {
  const ours = journalByHand(A, STREAM, [[note(1)]])
  await putJournal(dataDir, NAME, '')
  await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [[note(2)]], { [A]: [2, ours.sums[1]!] }).bytes)
  expect(await verifyStream(dataDir, STREAM, atOnce)).toMatchObject({ findings: [{ code: 'missing-lines', grave: true }, { code: 'empty-file' }] })
})

describe('a journal of a newer version', () => {
  it('is read as far as it goes, and alarms nobody', async () => {
    const header = headerByHand(A, STREAM, {}, 2)
    await putJournal(dataDir, NAME, header.text)
    expect(await verifyStream(dataDir, STREAM, atOnce)).toMatchObject({ findings: [{ code: 'newer-format', grave: false, line: 1 }] })
  })
})

it('a file worse than can be listed says so, and is read to its end', async () => {
  const { bytes } = journalByHand(A, STREAM, notes(1, 2500).map((fact) => [fact]))
  const lines = bytes.toString('utf8').split('\n')
  // Every second line: 1,250 runs of damage, each of its own.
  await putJournal(dataDir, NAME, lines.map((line, index) => (index % 2 === 1 ? line.replace('note', 'N0TE') : line)).join('\n'))
  const { findings, facts } = await verifyStream(dataDir, STREAM, atOnce)
  expect(facts).toBe(1250)
  expect(findings).toHaveLength(1001)
  const [last] = findings.slice(-1)
  expect(last).toMatchObject({ code: 'more-damage', grave: true, line: 2002 })
  expect(last!.sentence).toContain('from line 2002')
})

describe('a folder that is still being copied', () => {
  const ours = journalByHand(A, STREAM, [[note(1)], [note(2)]])
  const theirs = journalByHand(B, STREAM, [[note(3)]], { [A]: [3, ours.sums[2]!] })

  it('is given time before anybody is alarmed: two looks must meet no change', async () => {
    const stream = opened(dataDir)
    await stream.poll()
    await putJournal(dataDir, `${B}.jsonl`, theirs.bytes)
    expect(await stream.poll()).toMatchObject({ facts: [note(3)], findings: [] })
    await putJournal(dataDir, NAME, ours.bytes.subarray(0, 700))
    expect((await stream.poll()).findings).toEqual([])
    expect((await stream.poll()).findings.filter(({ code }) => code === 'missing-lines')).toEqual([])
    await putJournal(dataDir, NAME, ours.bytes)
    expect(await stream.poll()).toMatchObject({ findings: [] })
    for (let look = 1; look <= 3; look++) await stream.poll()
    expect(stream.findings()).toEqual([])
  })

  it('but what stays away is said, and stands while other files change', async () => {
    const stream = opened(dataDir)
    await stream.poll()
    await putJournal(dataDir, `${B}.jsonl`, theirs.bytes)
    await stream.poll()
    await stream.poll()
    expect(codes((await stream.poll()).findings)).toEqual(['missing-file'])
    await putJournal(dataDir, 'x5c6v7b8.jsonl', journalByHand('x5c6v7b8', STREAM, [[note(4)]]).bytes)
    await stream.poll()
    expect(codes(stream.findings())).toEqual(['missing-file'])
    await putJournal(dataDir, NAME, ours.bytes)
    expect(await stream.poll()).toMatchObject({ healed: true })
    expect(stream.findings()).toEqual([])
  })

  it('what we write ourselves is no change', async () => {
    const stream = opened(dataDir)
    await stream.poll()
    await putJournal(dataDir, `${B}.jsonl`, theirs.bytes)
    await stream.poll()
    await stream.append([note(5)])
    await stream.poll()
    await stream.append([note(6)])
    expect(codes((await stream.poll()).findings)).toEqual(['missing-file'])
  })

  it('what is missing when somebody first looks is said at once', async () => {
    await putJournal(dataDir, `${B}.jsonl`, theirs.bytes)
    expect(codes((await opened(dataDir).poll()).findings)).toEqual(['missing-file'])
  })
})

it('a journal that was written anew and only happens to be longer is read anew', async () => {
  const before = journalByHand(A, STREAM, [[note(1)], [note(2)]])
  await putJournal(dataDir, NAME, before.bytes)
  const stream = opened(dataDir)
  await stream.poll()
  const after = journalByHand(A, STREAM, [[note(1, 'nobody ever said this, and it is a good deal longer')], [note(2)], [note(3)]])
  await putJournal(dataDir, NAME, after.bytes)
  const { facts } = await stream.poll()
  expect(facts.map(({ data }) => data['text'])).toContain('nobody ever said this, and it is a good deal longer')
  await stream.poll()
  await stream.poll()
  expect(codes(stream.findings())).toEqual(['missing-lines'])
})

it('a journal of our own that failed and was taken away is missed, with the lines that were confirmed', async () => {
  const stream = opened(dataDir)
  await stream.append([note(1)])
  await stream.append([note(2)])
  const name = `${stream.writer}.jsonl`
  await copyFile(pathOf(dataDir, name), join(dataDir, 'kept'))
  await rm(pathOf(dataDir, name))
  expect(await stream.append([note(3)])).toMatchObject({ ok: false })
  expect(await stream.append([note(3)])).toEqual({ ok: true })
  for (let look = 1; look <= 3; look++) await stream.poll()
  expect(stream.findings()).toMatchObject([{ code: 'missing-file', file: `incidents/${STREAM}/${name}` }])
  await rename(join(dataDir, 'kept'), pathOf(dataDir, name))
  await stream.poll()
  expect(stream.findings()).toEqual([])
})
