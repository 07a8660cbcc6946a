/** All journals of a stream are read, whole at first and then only what is new, and nothing is shown before it is confirmed. */
import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { createReader } from '../../../electron/journal/reader.ts'
import { A, B, codes, idsOf, note, notes, opened, OTHER_STREAM, pathOf, putJournal, STREAM, tempFolder } from './facts.ts'
import { factsByHand, headerByHand, journalByHand, sealed } from './hand-made.ts'
import { memoryDisk } from './memory-disk.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await tempFolder()
  await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
})

describe('a poll', () => {
  it('gives everything at first, then what others have added, then nothing', async () => {
    const [ours, theirs] = [opened(dataDir), opened(dataDir)]
    await theirs.append([note(1)])
    expect((await ours.poll()).facts).toEqual([note(1)])
    await theirs.append([note(2), note(3)])
    await ours.append([note(4)])
    expect((await ours.poll()).facts).toEqual([note(2), note(3)])
    expect(await ours.poll()).toEqual({ facts: [], texts: [], findings: [], healed: false })
    expect((await theirs.poll()).facts).toEqual([note(4)])
  })

  it('gives each fact as its JSON too', async () => {
    await opened(dataDir).append([note(1, '"]}{[,\\'), note(2)])
    const { facts, texts } = await opened(dataDir).poll()
    expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(facts)
  })

  it('never shows what this process writes before it is confirmed', async () => {
    const { disk: slow, hold, release } = slowDisk()
    const stream = opened(dataDir, slow)
    const written = hold()
    const answer = stream.append([note(1)])
    await written
    expect((await readFile(pathOf(dataDir, `${stream.writer}.jsonl`))).length).toBeGreaterThan(0)
    expect((await stream.poll()).facts).toEqual([])
    release()
    expect(await answer).toEqual({ ok: true })
    expect((await stream.poll()).facts).toEqual([])
  })

  it('reads only the bytes that are new', async () => {
    const { disk, read } = countingDisk()
    const stream = opened(dataDir, disk)
    const journal = journalByHand(A, STREAM, [[note(1)], [note(2)]]).bytes
    const cut = journal.lastIndexOf(0x0a, journal.length - 2) + 1
    await putJournal(dataDir, `${A}.jsonl`, journal.subarray(0, cut))
    await stream.poll()
    await appendFile(pathOf(dataDir, `${A}.jsonl`), journal.subarray(cut))
    read.length = 0
    expect((await stream.poll()).facts).toEqual([note(2)])
    // Of what it knows only the beginning of the last line: whether it still stands where it did.
    expect(read).toEqual([[journal.lastIndexOf(0x0a, cut - 2) + 1, 53], [cut, journal.length - cut]])
    read.length = 0
    await stream.poll()
    expect(read).toEqual([])
  })

  it('reads lines of any length, across the chunks it reads in', async () => {
    const { disk, put } = memoryDisk()
    const facts = [note(1, 'a'.repeat(200_000)), note(2, 'ü'.repeat(300_000)), note(3), note(4, 'b'.repeat(1_000_000))]
    put(join(streamFolder('/data', STREAM), `${A}.jsonl`), journalByHand(A, STREAM, facts.map((fact) => [fact])).bytes)
    const reader = createReader('/data', STREAM, disk)
    const found: unknown[] = []
    await reader.poll(({ fact }) => found.push(fact))
    expect(found).toEqual(facts)
    expect(reader.findings()).toEqual([])
  })

  it('lets others run while it reads a long journal', async () => {
    const { disk, put } = memoryDisk()
    put(join(streamFolder('/data', STREAM), `${A}.jsonl`), journalByHand(A, STREAM, notes(1, 20_000).map((fact) => [fact])).bytes)
    let turns = 0
    let ticking = true
    const tick = (): void => {
      turns += 1
      if (ticking) setImmediate(tick)
    }
    tick()
    let count = 0
    await createReader('/data', STREAM, disk).poll(() => void (count += 1))
    ticking = false
    expect(count).toBe(20_000)
    // The disk in memory never waits: but for the pauses not one other turn would come.
    expect(turns).toBeGreaterThan(5)
  })

  it('that is asked for while one runs does not read twice', async () => {
    await opened(dataDir).append(notes(1, 100))
    const stream = opened(dataDir)
    const news = await Promise.all([stream.poll(), stream.poll(), stream.poll()])
    expect(news.map(({ facts }) => facts.length)).toEqual([100, 0, 0])
  })
})

describe('bytes behind the last line break', () => {
  const whole = journalByHand(A, STREAM, [[note(1)], [note(2)]]).bytes
  const cut = whole.length - 40

  it('are ignored while they may be in flight, reported when they stay, and read when they are finished', async () => {
    const stream = opened(dataDir)
    await putJournal(dataDir, `${A}.jsonl`, whole.subarray(0, cut))
    expect(await stream.poll()).toMatchObject({ facts: [note(1)], findings: [] })
    expect(codes((await stream.poll()).findings)).toEqual(['torn-tail'])
    expect((await stream.poll()).findings).toEqual([])
    expect(codes(stream.findings())).toEqual(['torn-tail'])
    await appendFile(pathOf(dataDir, `${A}.jsonl`), whole.subarray(cut))
    expect((await stream.poll()).facts).toEqual([note(2)])
    expect(stream.findings()).toEqual([])
  })

  it('are never moved or cut', async () => {
    await putJournal(dataDir, `${A}.jsonl`, whole.subarray(0, cut))
    const stream = opened(dataDir)
    await stream.poll()
    await stream.poll()
    await stream.append([note(3)])
    expect(await readFile(pathOf(dataDir, `${A}.jsonl`))).toEqual(whole.subarray(0, cut))
  })

  it('may change in flight: what counts is how they end', async () => {
    const stream = opened(dataDir)
    await putJournal(dataDir, `${A}.jsonl`, Buffer.concat([whole.subarray(0, cut), Buffer.alloc(10)]))
    await stream.poll()
    const file = pathOf(dataDir, `${A}.jsonl`)
    await truncate(file, cut)
    await appendFile(file, whole.subarray(cut))
    expect((await stream.poll()).facts).toEqual([note(2)])
    expect(stream.findings()).toEqual([])
  })
})

describe('every journal in the folder is read', () => {
  it('whatever a sync tool called it: the header counts', async () => {
    const journal = journalByHand(A, STREAM, [[note(1)], [note(2)]]).bytes
    await putJournal(dataDir, `${A}.sync-conflict-20261122-040506-ABCDEFG.jsonl`, journal)
    await putJournal(dataDir, `${A} (conflicted copy).jsonl`, journalByHand(A, STREAM, [[note(1)]]).bytes)
    await putJournal(dataDir, `${A}.jsonl`, journalByHand(A, STREAM, [[note(1)], [note(2)], [note(3)]]).bytes)
    const stream = opened(dataDir)
    const { facts, findings } = await stream.poll()
    expect(facts.map(({ id }) => id).sort()).toEqual(idsOf(notes(1, 3)))
    expect(findings).toEqual([])
    await stream.append([note(4)])
    const header = (await readFile(pathOf(dataDir, `${stream.writer}.jsonl`), 'utf8')).split('\n')[0]!
    expect((JSON.parse(header) as { header: { seen: unknown } }).header.seen).toEqual({
      [A]: [4, journalByHand(A, STREAM, [[note(1)], [note(2)], [note(3)]]).sums[3]],
    })
  })

  it('but nothing else: no temporary files, no hidden ones, no folders', async () => {
    const journal = journalByHand(A, STREAM, [[note(1)]]).bytes
    for (const name of [`.syncthing.${A}.jsonl.tmp`, `._${A}.jsonl`, `${A}.jsonl~`, `${A}.json`]) await putJournal(dataDir, name, journal)
    await mkdir(pathOf(dataDir, 'files.jsonl'))
    expect(await opened(dataDir).poll()).toEqual({ facts: [], texts: [], findings: [], healed: false })
  })

  it('line by line without a readable header, with a finding', async () => {
    const first = factsByHand('', [note(1)])
    await putJournal(dataDir, `${A}.jsonl`, first.text + factsByHand(first.sum, [note(2)]).text)
    const { facts, findings } = await opened(dataDir).poll()
    expect(facts).toEqual([note(1), note(2)])
    expect(findings).toMatchObject([{ code: 'no-header', line: 1, file: `incidents/${STREAM}/${A}.jsonl` }])
  })

  it('though a header of version 1 lacks something', async () => {
    const header = sealed('"prev":"","salt":"AAAAAAAAAAAAAAAAAAAAAA","header":{"format":"knowngood-journal","version":1,"seen":7}}')
    await putJournal(dataDir, `${A}.jsonl`, header.text + factsByHand(header.sum, [note(1)]).text)
    const { facts, findings } = await opened(dataDir).poll()
    expect(facts).toEqual([note(1)])
    expect(codes(findings)).toEqual(['no-header'])
  })

  it('as far as it can be where a newer version wrote it', async () => {
    const header = headerByHand(A, STREAM, {}, 2)
    const strange = sealed(`"prev":"${header.sum}","salt":"AAAAAAAAAAAAAAAAAAAAAA","attachments":[]}`)
    await putJournal(dataDir, `${A}.jsonl`, header.text + strange.text + factsByHand(strange.sum, [note(1)]).text)
    const { facts, findings } = await opened(dataDir).poll()
    expect(facts).toEqual([note(1)])
    expect(findings).toMatchObject([{ code: 'newer-format', grave: false }])
    expect(findings[0]!.sentence).toContain('update Knowngood')
  })

  it('but what belongs to another stream is left out, with a finding', async () => {
    await putJournal(dataDir, `${A}.jsonl`, journalByHand(A, OTHER_STREAM, [[note(1)]]).bytes)
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [[note(2)]]).bytes)
    const { facts, findings } = await opened(dataDir).poll()
    expect(facts).toEqual([note(2)])
    expect(findings).toMatchObject([{ code: 'foreign-stream', line: 1, file: `incidents/${STREAM}/${A}.jsonl` }])
    expect(findings[0]!.sentence).toContain(OTHER_STREAM)
  })

  it('and a fact that does not fit the envelope costs itself alone', async () => {
    const header = headerByHand(A, STREAM)
    const bad = JSON.stringify({ ...note(2), at: { time: 'noon' } })
    const facts = factsByHand(header.sum, `${JSON.stringify(note(1))},${bad},7,${JSON.stringify(note(3))}`)
    await putJournal(dataDir, `${A}.jsonl`, header.text + facts.text)
    const news = await opened(dataDir).poll()
    expect(news.facts).toEqual([note(1), note(3)])
    expect(news.findings).toMatchObject([
      { code: 'unreadable-fact', line: 2, byte: header.text.length },
      { code: 'unreadable-fact', line: 2, byte: header.text.length },
    ])
    expect(news.findings[0]!.sentence).toContain('at.time')
  })

  it('and one that cannot be opened is a finding until it can', async () => {
    const stream = opened(dataDir, { ...nodeDisk, openToRead: failOnce(nodeDisk.openToRead, 'EACCES') })
    await putJournal(dataDir, `${A}.jsonl`, journalByHand(A, STREAM, [[note(1)]]).bytes)
    expect(await stream.poll()).toMatchObject({ facts: [], findings: [{ code: 'unreadable-file', file: `incidents/${STREAM}/${A}.jsonl` }] })
    expect(await stream.poll()).toMatchObject({ facts: [note(1)], findings: [], healed: true })
    expect(stream.findings()).toEqual([])
  })
})

/** A disk on which a sync waits to be released. */
function slowDisk() {
  let waiting = Promise.resolve()
  let release = (): void => undefined
  let reached = (): void => undefined
  const disk: Disk = {
    ...nodeDisk,
    async create(path) {
      const file = await nodeDisk.create(path)
      return {
        ...file,
        async datasync() {
          reached()
          await waiting
          return file.datasync()
        },
      }
    },
  }
  return {
    disk,
    /** Answers once a sync has begun. */
    hold(): Promise<void> {
      waiting = new Promise((resolve) => (release = resolve))
      return new Promise((resolve) => (reached = resolve))
    },
    release: () => release(),
  }
}

/** The real disk, with a note of where and how much was read. */
function countingDisk() {
  const read: [position: number, bytes: number][] = []
  const disk: Disk = {
    ...nodeDisk,
    async openToRead(path) {
      const file = await nodeDisk.openToRead(path)
      return {
        ...file,
        async read(into, position) {
          const count = await file.read(into, position)
          read.push([position, count])
          return count
        },
      }
    },
  }
  return { disk, read }
}

function failOnce<A extends unknown[], T>(call: (...args: A) => Promise<T>, code: string): (...args: A) => Promise<T> {
  let failed = false
  return async (...args) => {
    if (failed) return call(...args)
    failed = true
    throw Object.assign(new Error(code), { code })
  }
}
