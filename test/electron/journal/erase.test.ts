/** Erasing on disk: the words go from every journal, every other fact stays, whoever else writes and whatever fails on the way. */
import { copyFile, link, mkdir, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import type { Stream } from '../../../electron/journal/stream.ts'
import { verifyStream } from '../../../electron/journal/verify.ts'
import { brittleDisk } from './brittle-disk.ts'
import { A, B, codes, holding, idsOf, journalsOf, note, opened, OTHER_STREAM, pathOf, putJournal, redaction, STREAM, tempFolder } from './facts.ts'
import { journalByHand } from './hand-made.ts'

const SECRET = 'hunter2 "in quotes"'
const PASTED = note(2, `the password is ${SECRET}`, { evidence: [{ url: `https://example.org/${encodeURIComponent(SECRET)}`, title: SECRET }] })
const REDACTED = redaction(9, PASTED.id)

let dataDir: string
beforeEach(async () => {
  dataDir = await tempFolder()
  await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
})

/** The ids that a reader of its own finds. */
const stored = async (): Promise<string[]> => idsOf((await opened(dataDir).poll()).facts)
const names = async (): Promise<string[]> => (await readdir(streamFolder(dataDir, STREAM))).sort()

/** Another writer's journal with the secret in it, open as in another process. */
async function theirs(): Promise<Stream> {
  const other = opened(dataDir)
  await other.append([note(1)])
  await other.append([PASTED, note(3)])
  return other
}

/** Reads the stream and redacts; answers what erases. */
async function redacting(disk?: Disk): Promise<Stream> {
  const stream = opened(dataDir, disk)
  await stream.poll()
  expect(await stream.append([REDACTED])).toEqual({ ok: true })
  return stream
}

async function expectClean(ids: readonly string[]): Promise<void> {
  expect(await holding(dataDir, SECRET)).toEqual([])
  expect(await stored()).toEqual(expect.arrayContaining([...ids]))
  expect((await verifyStream(dataDir, STREAM)).findings).toEqual([])
}

describe('erasing', () => {
  it('takes the words from another writer’s journal and leaves every other byte of every other fact', async () => {
    const other = await theirs()
    const before = (await journalsOf(dataDir)).get(`${other.writer}.jsonl`)!.toString().split('\n')
    const stream = await redacting()
    expect(stream.needsErasing()).toBe(true)
    expect(await stream.erase()).toEqual({ lines: 1, journals: 1, notices: [], done: true })

    const after = (await journalsOf(dataDir)).get(`${other.writer}.jsonl`)!.toString().split('\n')
    expect([after[0], after[1], after[3]]).toEqual([before[0], before[1], before[3]])
    expect(after[2]).toContain(JSON.stringify(note(3)))
    expect(after[2]!.slice(0, 51)).toBe(before[2]!.slice(0, 51))
    await expectClean(idsOf([note(1), PASTED, note(3), REDACTED]))
    expect(await verifyStream(dataDir, STREAM)).toMatchObject({ redactedLines: 1, findings: [] })
    expect(stream.needsErasing()).toBe(false)
    expect(await names()).toEqual([`${other.writer}.jsonl`, `${stream.writer}.jsonl`].sort())
  })

  it('closes our own journal first, and later facts go to a new one', async () => {
    const stream = opened(dataDir)
    await stream.poll()
    await stream.append([PASTED])
    await stream.append([REDACTED])
    const first = stream.writer
    const [erased, appended] = await Promise.all([stream.erase(), stream.append([note(4)])])
    expect(erased).toMatchObject({ lines: 1, done: true })
    expect(appended).toEqual({ ok: true })
    await stream.append([note(5)])
    expect(stream.writer).not.toBe(first)
    await expectClean(idsOf([PASTED, REDACTED, note(4), note(5)]))
    expect((await stream.poll()).findings).toEqual([])
  })

  it('does nothing to journals that hold nothing of it', async () => {
    const other = await theirs()
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [[note(7)]]).bytes)
    const look = (writer: string) => nodeDisk.stat(pathOf(dataDir, `${writer}.jsonl`))
    const before = await look(B)
    const stream = await redacting()
    await stream.erase()
    expect(await look(B)).toEqual(before)
    const once = await look(other.writer)
    expect(await stream.erase()).toEqual({ lines: 0, journals: 0, notices: [], done: true })
    expect(await look(other.writer)).toEqual(once)
  })

  it('reaches conflict copies, journals of a strange header, corrections, and facts that share a key', async () => {
    const alert = note(3, `alert: ${SECRET}`, { key: 'alert:1' })
    const again = note(4, `alert, seen elsewhere: ${SECRET}`, { key: 'alert:1' })
    const corrected = note(5, '', { type: 'EntryAmended', data: { target: again.id, data: { text: SECRET } } })
    const twice = note(6, '', { type: 'EntryAmended', data: { target: corrected.id, data: { text: SECRET } } })
    await putJournal(dataDir, `${A}.jsonl`, journalByHand(A, STREAM, [[alert, note(1)], [corrected]]).bytes)
    await putJournal(dataDir, `${A}.sync-conflict.jsonl`, journalByHand(A, STREAM, [[alert, note(1)]]).bytes)
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, OTHER_STREAM, [[alert]]).bytes)
    const stream = opened(dataDir)
    await stream.poll()
    await stream.append([again, twice])
    await stream.append([redaction(9, alert.id)])
    expect(await stream.erase()).toMatchObject({ lines: 5, journals: 4, done: true })
    expect(await holding(dataDir, SECRET)).toEqual([])
    expect(codes((await verifyStream(dataDir, STREAM)).findings)).toEqual(['foreign-stream'])
  })

  it('is not told to whoever reads in between: what is redacted comes erased', async () => {
    await theirs()
    await redacting()
    const { facts, texts } = await opened(dataDir).poll()
    expect(facts.find(({ id }) => id === PASTED.id)).toMatchObject({ redacted: true, data: {} })
    expect(texts.join('\n')).not.toContain('hunter2')
  })

  it('is asked for again when a peer’s copy brings the words back, though every line of it was known', async () => {
    const other = await theirs()
    await copyFile(pathOf(dataDir, `${other.writer}.jsonl`), join(dataDir, 'peer'))
    const stream = await redacting()
    await stream.erase()
    await stream.poll()
    expect(stream.needsErasing()).toBe(false)
    await copyFile(join(dataDir, 'peer'), pathOf(dataDir, `${other.writer} (peer).jsonl`))
    expect((await stream.poll()).facts).toEqual([])
    expect(stream.needsErasing()).toBe(true)
    expect(await stream.erase()).toMatchObject({ lines: 1, done: true })
    expect((await holding(dataDir, SECRET)).filter((path) => !path.endsWith('/peer'))).toEqual([])
  })
})

describe('damaged bytes that name what was redacted', () => {
  const journal = journalByHand(A, STREAM, [[note(1)], [PASTED], [note(3)]])
  const lines = journal.bytes.toString().split('\n')
  const put = (...damaged: string[]): Promise<void> => putJournal(dataDir, `${A}.jsonl`, damaged.join('\n'))

  it('are blanked, byte for byte, and reported', async () => {
    await put(lines[0]!, lines[1]!, lines[2]!.replace('NoteAdded', 'NoteAddet'), lines[3]!, '')
    const stream = await redacting()
    const { lines: erased, notices, done } = await stream.erase()
    expect({ erased, done }).toEqual({ erased: 0, done: true })
    expect(notices).toEqual([`1 damaged line of incidents/${STREAM}/${A}.jsonl named what was redacted; what was left of it was blanked.`])
    expect(await holding(dataDir, SECRET)).toEqual([])
    const after = (await journalsOf(dataDir)).get(`${A}.jsonl`)!.toString().split('\n')
    expect(after).toEqual([lines[0], lines[1], '#'.repeat(Buffer.byteLength(lines[2]!)), lines[3], ''])
    expect(codes((await verifyStream(dataDir, STREAM)).findings)).toEqual(['damaged'])
    expect(await stream.erase()).toMatchObject({ notices: [], done: true })
  })

  it('are found by the time of the fact where the id itself is damaged', async () => {
    await put(lines[0]!, lines[1]!, lines[2]!.replace(PASTED.id, `${PASTED.id.slice(0, 10)}#${PASTED.id.slice(11)}`), lines[3]!, '')
    await (await redacting()).erase()
    expect(await holding(dataDir, SECRET)).toEqual([])
  })

  it('that do not say what they were are reported, and left', async () => {
    await put(lines[0]!, lines[1]!, lines[2]!, 'noise, or what was a line', '')
    const { notices, done } = await (await redacting()).erase()
    expect(done).toBe(true)
    expect(notices).toEqual([`1 line of incidents/${STREAM}/${A}.jsonl is damaged, and nobody can tell whether the words stand there too. If they might, put a sound copy of the file in its place.`])
    expect((await journalsOf(dataDir)).get(`${A}.jsonl`)!.toString()).toContain('noise, or what was a line')
  })

  it('beside whole lines that ran together cost no line: only the words go', async () => {
    await put(lines[0]!, `${lines[1]!} ${lines[2]!}\r`, lines[3]!, '')
    expect(await (await redacting()).erase()).toMatchObject({ lines: 1, done: true, notices: [] })
    await expect(stored()).resolves.toEqual(idsOf([note(1), PASTED, note(3), REDACTED]))
    expect(await holding(dataDir, SECRET)).toEqual([])
  })

  it.each([
    ['cut within the words', lines[2]!.slice(0, lines[2]!.indexOf('hunter2') + 10)],
    ['whole but for its line break', lines[2]!],
  ])('at the end, %s, are blanked or erased', async (_, tail) => {
    await putJournal(dataDir, `${B}.jsonl`, journalByHand(B, STREAM, [[PASTED]]).bytes)
    await put(lines[0]!, lines[1]!, tail)
    await (await redacting()).erase()
    expect((await holding(dataDir, 'hunter2')).filter((path) => !path.includes(B))).toEqual([])
    expect(await holding(dataDir, SECRET)).toEqual([])
    expect((await verifyStream(dataDir, STREAM, { pause: () => Promise.resolve() })).findings.filter(({ code }) => code !== 'no-line-break' && code !== 'torn-tail')).toEqual([])
  })
})

describe('another process that appends meanwhile', () => {
  it('loses nothing: what it appends before the journal is replaced is rescued', async () => {
    const other = await theirs()
    const first = other.writer
    const { disk, beforeNext } = brittleDisk()
    const stream = await redacting(disk)
    beforeNext('rename', async () => expect(await other.append([note(20), note(21)])).toEqual({ ok: true }))
    expect(await stream.erase()).toMatchObject({ lines: 1, done: true })
    await expectClean(idsOf([note(1), PASTED, note(3), REDACTED, note(20), note(21)]))
    const kept = (await names()).filter((name) => name !== `${stream.writer}.jsonl`)
    expect(kept.map((name) => name.replace(/\.\w{8}\./, '.*.')).sort()).toEqual([`${first}.*.jsonl`, `${first}.jsonl`])
    // Told to whoever watches: what was rescued, and the redacted line anew.
    expect(idsOf((await stream.poll()).facts)).toEqual(idsOf([PASTED, note(3), note(20), note(21)]))

    expect(await other.append([note(22)])).toEqual({ ok: true })
    await expectClean(idsOf([note(22)]))
  })

  it('loses nothing: what it appends after that goes to a new journal of its own', async () => {
    const other = await theirs()
    const first = other.writer
    const { disk, beforeNext } = brittleDisk()
    const stream = await redacting(disk)
    beforeNext('removeFile', async () => expect(await other.append([note(20)])).toEqual({ ok: true }))
    expect(await stream.erase()).toMatchObject({ lines: 1, done: true })
    expect(other.writer).not.toBe(first)
    await expectClean(idsOf([note(1), PASTED, note(3), REDACTED, note(20)]))
  })

  it('loses nothing while it writes without end', async () => {
    const other = await theirs()
    const stream = await redacting()
    let writing = true
    const appended: number[] = []
    const writer = (async () => {
      for (let n = 100; writing; n++) {
        expect(await other.append([note(n)])).toEqual({ ok: true })
        appended.push(n)
      }
    })()
    expect(await stream.erase()).toMatchObject({ lines: 1, done: true })
    writing = false
    await writer
    expect(appended.length).toBeGreaterThan(0)
    await expectClean(idsOf(appended.map((n) => note(n))))
  })

  it('that redacts something else at the same time does not undo it', async () => {
    const more = note(4, `another one: ${SECRET}`)
    const other = await theirs()
    await other.append([more])
    const [first, second] = [await redacting(), opened(dataDir)]
    await second.poll()
    await second.append([redaction(10, more.id)])
    await Promise.all([first.erase(), second.erase()])
    for (const stream of [first, second]) {
      await stream.poll()
      if (stream.needsErasing()) await stream.erase()
    }
    await expectClean(idsOf([note(1), PASTED, note(3), more]))
  })
})

describe('two processes that erase the same journal', () => {
  it('one just behind the other, lose nothing of what a third appends to it', async () => {
    const more = note(4, `another one: ${SECRET}`)
    const other = await theirs()
    await other.append([more])
    const [listed, replaced, copied, finished] = [signal(), signal(), signal(), signal()]

    let isErasing = false
    const behind = opened(dataDir, {
      ...nodeDisk,
      // It looks into the folder before the other begins, and takes the other's journal for the whole of it.
      async list(folder) {
        const entries = await nodeDisk.list(folder)
        listed.give()
        if (isErasing) await replaced.given
        return entries
      },
      async rename(from, to) {
        copied.give()
        await finished.given
        return nodeDisk.rename(from, to)
      },
    })
    const ahead = await redacting({
      ...nodeDisk,
      async rename(from, to) {
        if (to.endsWith(`${other.writer}.jsonl`)) expect(await other.append([note(20)])).toEqual({ ok: true })
        return nodeDisk.rename(from, to)
      },
      async syncFolder(folder) {
        await nodeDisk.syncFolder(folder)
        if (!isErasing) return
        replaced.give()
        await copied.given
      },
    })
    await behind.poll()
    await behind.append([redaction(10, more.id)])
    isErasing = true
    const second = behind.erase()
    await listed.given
    await ahead.erase()
    finished.give()
    await second
    for (const stream of [ahead, behind]) {
      await stream.poll()
      if (stream.needsErasing()) await stream.erase()
    }
    await expectClean(idsOf([note(1), PASTED, note(3), more, note(20), REDACTED]))
  })

  function signal(): { give(): void; given: Promise<void> } {
    let give = (): void => undefined
    const given = new Promise<void>((resolve) => (give = resolve))
    return { give: () => give(), given }
  }
})

describe('a disk that will not', () => {
  it.each(['rename', 'create', 'write', 'datasync'] as const)('(%s) leaves the journal as it was, says so, and is asked again', async (step) => {
    const other = await theirs()
    const { disk, failNext } = brittleDisk()
    const stream = await redacting(disk)
    const before = await journalsOf(dataDir)
    failNext(step, step === 'write' ? 'ENOSPC' : 'EPERM')
    const { notices, done, lines } = await stream.erase()
    expect({ done, lines }).toEqual({ done: false, lines: 0 })
    expect(notices).toEqual([
      step === 'write'
        ? `What was redacted still stands in incidents/${STREAM}/${other.writer}.jsonl: the disk is full. Free some space. Knowngood tries again by itself.`
        : `What was redacted still stands in incidents/${STREAM}/${other.writer}.jsonl: it is in use, or may not be changed. Close what else has it open, or allow Knowngood to change it. Knowngood tries again by itself.`,
    ])
    expect(await journalsOf(dataDir)).toEqual(before)
    expect(await names()).toEqual([...before.keys()])
    expect(stream.needsErasing()).toBe(true)
    expect(await stream.erase()).toMatchObject({ done: true, lines: 1 })
    await expectClean(idsOf([note(1), PASTED, note(3)]))
  })

  it('knows no second names, as on exFAT: the journal is moved aside and replaced', async () => {
    await theirs()
    const { disk, failNext } = brittleDisk()
    const stream = await redacting(disk)
    failNext('link', 'EPERM')
    expect(await stream.erase()).toMatchObject({ done: true, lines: 1 })
    await expectClean(idsOf([note(1), PASTED, note(3)]))
    expect(await names()).toHaveLength(2)

    const again = await redactingAnother(disk)
    failNext('link', 'ENOTSUP')
    const failing = { ...disk, rename: (from: string, to: string) => (from.endsWith('.tmp') ? Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })) : disk.rename(from, to)) }
    const unlucky = opened(dataDir, failing)
    await unlucky.poll()
    failNext('link', 'ENOTSUP')
    expect(await unlucky.erase()).toMatchObject({ done: false })
    expect(await stored()).toEqual(expect.arrayContaining(idsOf([note(1), note(3), note(30)])))
    expect(await again.erase()).toMatchObject({ done: true })
    await expectClean(idsOf([note(1), note(3), note(30)]))
  })

  async function redactingAnother(disk: Disk): Promise<Stream> {
    await opened(dataDir).append([note(30, SECRET)])
    const stream = opened(dataDir, disk)
    await stream.poll()
    await stream.append([redaction(31, note(30).id)])
    return stream
  }

  it('puts another file in its place each time is given up for now', async () => {
    const other = await theirs()
    const path = pathOf(dataDir, `${other.writer}.jsonl`)
    const stream = await redacting({
      ...nodeDisk,
      async link(from, to) {
        await copyFile(path, `${path}.copy`)
        await rename(`${path}.copy`, path)
        return nodeDisk.link(from, to)
      },
    })
    const { done, notices } = await stream.erase()
    expect(done).toBe(false)
    expect(notices[0]).toContain('another program would not let it be replaced (EBUSY)')
    expect(await names()).toHaveLength(2)
  })
})

describe('a crash', () => {
  /** A disk that does `lives` more things that change it, and then nothing any more. */
  function dying(lives: number): Disk {
    const alive = <A extends unknown[], R>(does: (...args: A) => Promise<R>) => (...args: A): Promise<R> =>
      lives-- > 0 ? does(...args) : Promise.reject(Object.assign(new Error('EIO: dead'), { code: 'EIO' }))
    return {
      ...nodeDisk,
      create: alive(async (path: string) => {
        const file = await nodeDisk.create(path)
        return { write: alive((bytes: Buffer) => file.write(bytes)), datasync: alive(() => file.datasync()), close: () => file.close() }
      }),
      link: alive(nodeDisk.link),
      rename: alive(nodeDisk.rename),
      removeFile: alive(nodeDisk.removeFile),
      syncFolder: alive(nodeDisk.syncFolder),
    }
  }

  /** As if a minute had passed. */
  async function age(): Promise<void> {
    for (const name of await names()) if (name.startsWith('.')) await utimes(pathOf(dataDir, name), new Date(0), new Date(0))
  }

  it('at any step loses no fact that was confirmed, and the next to open the stream ends what was begun', async () => {
    let survived = false
    for (let lives = 0; !survived; lives++) {
      dataDir = await tempFolder()
      await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
      const other = await theirs()
      await (await redacting()).close()
      let appended = false
      const disk = dying(lives)
      const stream = opened(dataDir, {
        ...disk,
        async rename(from, to) {
          expect(await other.append([note(20)])).toEqual({ ok: true })
          appended = true
          return disk.rename(from, to)
        },
      })
      await stream.poll()
      survived = (await stream.erase()).done
      await age()

      const next = opened(dataDir)
      const found = await next.poll()
      if (next.needsErasing()) expect(await next.erase(), `after ${String(lives)} steps`).toMatchObject({ done: true, notices: [] })
      const afterwards = await next.poll()
      const there = idsOf([...found.facts, ...afterwards.facts])
      const confirmed = idsOf([note(1), PASTED, note(3), REDACTED, ...(appended ? [note(20)] : [])])
      expect(there, `after ${String(lives)} steps`).toEqual(expect.arrayContaining(confirmed))
      await expectClean(confirmed)
      expect((await names()).filter((name) => name.startsWith('.')), `after ${String(lives)} steps`).toEqual([])
      expect(lives).toBeLessThan(30)
    }
  })

  it('between moving aside and replacing, where there are no second names, is put right', async () => {
    const other = await theirs()
    const name = `${other.writer}.jsonl`
    await (await redacting()).close()
    await rename(pathOf(dataDir, name), pathOf(dataDir, `.${name}.a1b2c3d4.old`))
    const stream = opened(dataDir)
    await stream.poll()
    expect(stream.needsErasing()).toBe(true)
    await stream.erase()
    await stream.poll()
    if (stream.needsErasing()) await stream.erase()
    await expectClean(idsOf([note(1), PASTED, note(3)]))
    expect(await names()).toHaveLength(2)
  })

  it('of somebody else is not meddled with while they may be alive', async () => {
    const other = await theirs()
    const name = `${other.writer}.jsonl`
    await writeFile(pathOf(dataDir, `.${name}.a1b2c3d4.tmp`), 'being written')
    await link(pathOf(dataDir, name), pathOf(dataDir, `.${name}.a1b2c3d4.old`))
    const stream = opened(dataDir)
    await stream.poll()
    expect(await stream.erase()).toMatchObject({ done: false, notices: [] })
    expect(await names()).toContain(`.${name}.a1b2c3d4.old`)
    await age()
    expect(await stream.erase()).toMatchObject({ done: true })
    expect(await names()).toEqual([name])
  })

  it('leaves other hidden files alone', async () => {
    await theirs()
    for (const name of ['._twin.jsonl', '.syncthing.x.jsonl.tmp', '.DS_Store']) await writeFile(pathOf(dataDir, name), SECRET)
    const stream = await redacting()
    await stream.erase()
    expect((await names()).filter((name) => name.startsWith('.'))).toEqual(['._twin.jsonl', '.DS_Store', '.syncthing.x.jsonl.tmp'].sort())
  })
})

describe('a journal that was rewritten', () => {
  it('is read from its beginning, though the file system gave it the identity that it once had', async () => {
    const short = note(2, 'pw')
    const reused = { ...nodeDisk, stat: async (path: string) => ({ ...(await nodeDisk.stat(path)), identity: 'one' }), openToRead: async (path: string) => {
      const file = await nodeDisk.openToRead(path)
      return { ...file, stat: async () => ({ ...(await file.stat()), identity: 'one' }) }
    } }
    const other = opened(dataDir)
    await other.append([note(1)])
    await other.append([short])
    await other.append([note(3)])
    const reader = opened(dataDir, reused)
    await reader.poll()
    const before = await stat(pathOf(dataDir, `${other.writer}.jsonl`))
    const stream = opened(dataDir)
    await stream.poll()
    await stream.append([redaction(9, short.id)])
    await stream.erase()
    expect((await stat(pathOf(dataDir, `${other.writer}.jsonl`))).size).toBeGreaterThan(before.size)
    expect((await reader.poll()).facts.map(({ id, redacted }) => [id, redacted])).toEqual(expect.arrayContaining([[short.id, true], [REDACTED.id, undefined]]))
    expect(reader.findings()).toEqual([])
  })

  it('is still the one that others had read so far: their headers name the same sums', async () => {
    await theirs()
    await opened(dataDir).append([note(7)])
    const late = opened(dataDir)
    await late.poll()
    await late.append([note(8)])
    const stream = await redacting()
    await stream.erase()
    expect((await opened(dataDir).poll()).findings).toEqual([])
  })
})
