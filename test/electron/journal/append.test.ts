/** What is confirmed is on disk; what could not be written is said, and never half there. */
import { appendFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeDisk } from '../../../electron/journal/disk.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { factsLine } from '../../../electron/journal/line.ts'
import { randomSalt } from '../../../electron/journal/random-id.ts'
import { verifyStream } from '../../../electron/journal/verify.ts'
import { brittleDisk, type Step } from './brittle-disk.ts'
import { idsOf, journalsOf, note, notes, opened, pathOf, STREAM, tempFolder } from './facts.ts'
import { sha } from './hand-made.ts'
import { smallDisk, type SmallDisk } from './small-disk.ts'

/** The ids that a reader of its own finds on disk. */
async function stored(dataDir: string): Promise<string[]> {
  return idsOf((await opened(dataDir).poll()).facts)
}

describe('an append', () => {
  it('makes nothing before the first, then a header and one line for each command', async () => {
    const dataDir = join(await tempFolder(), 'not', 'there')
    const stream = opened(dataDir)
    expect((await stream.poll()).facts).toEqual([])
    await expect(stat(dataDir)).rejects.toThrow()

    expect(await stream.append([note(1), note(2)])).toEqual({ ok: true })
    expect(await stream.append([note(3)])).toEqual({ ok: true })

    const [[name, bytes], ...others] = [...(await journalsOf(dataDir))] as [[string, Buffer]]
    expect(others).toEqual([])
    expect(name).toBe(`${stream.writer}.jsonl`)
    expect(name).toMatch(/^[0-9a-hjkmnp-tv-z]{8}\.jsonl$/)
    const lines = bytes.toString('utf8').split('\n')
    expect(lines.map((line) => Object.keys(line === '' ? {} : (JSON.parse(line) as object)))).toEqual([
      ['sum', 'prev', 'salt', 'header'],
      ['sum', 'prev', 'salt', 'facts'],
      ['sum', 'prev', 'salt', 'facts'],
      [],
    ])
    const parsed = lines.slice(0, 3).map((line) => JSON.parse(line) as { sum: string; prev: string; salt: string })
    for (const [index, { sum, prev, salt }] of parsed.entries()) {
      expect(sum).toBe(sha(lines[index]!.slice(53)))
      expect(prev).toBe(parsed[index - 1]?.sum ?? '')
      expect(Buffer.from(salt, 'base64url')).toHaveLength(16)
    }
    expect(new Set(parsed.map(({ salt }) => salt)).size).toBe(3)
    expect(parsed[0]).toMatchObject({
      header: { format: 'knowngood-journal', version: 1, stream: STREAM, writer: stream.writer, seen: {} },
    })
    expect(parsed[1]).toMatchObject({ facts: [note(1), note(2)] })
  })

  it('answers only when the line, and of a new file the name and the new folders, are synced', async () => {
    const { disk, steps } = brittleDisk()
    const dataDir = join(await tempFolder(), 'store')
    const stream = opened(dataDir, disk)
    const file = `${stream.writer}.jsonl`
    await stream.append([note(1)])
    expect(steps).toEqual([
      `makeFolder ${STREAM}`,
      `create ${file}`,
      `write ${file}`,
      `datasync ${file}`,
      `syncFolder ${STREAM}`,
      'syncFolder incidents',
      'syncFolder store',
      expect.stringMatching(/^syncFolder knowngood-/),
    ])
    steps.length = 0
    await stream.append([note(2)])
    expect(steps).toEqual([`write ${file}`, `datasync ${file}`])
  })

  it('says how far the stream had been read when its file was begun', async () => {
    const dataDir = await tempFolder()
    const first = opened(dataDir)
    await first.append([note(1)])
    await first.append([note(2)])
    const second = opened(dataDir)
    await second.poll()
    await second.append([note(3)])
    const journals = await journalsOf(dataDir)
    const lastOfFirst = journals.get(`${first.writer}.jsonl`)!.toString('utf8').split('\n')[2]!
    const header = JSON.parse(journals.get(`${second.writer}.jsonl`)!.toString('utf8').split('\n')[0]!) as { header: { seen: unknown } }
    expect(header.header.seen).toEqual({ [first.writer]: [3, lastOfFirst.slice(8, 51)] })
  })

  it('takes many at once, one after another', async () => {
    const dataDir = await tempFolder()
    const stream = opened(dataDir)
    await Promise.all(notes(1, 50).map((fact) => stream.append([fact])))
    expect(await stored(dataDir)).toEqual(idsOf(notes(1, 50)))
    expect(await verifyStream(dataDir, STREAM)).toMatchObject({ files: 1, lines: 51, facts: 50, findings: [] })
  })

  it('of nothing does nothing', async () => {
    const dataDir = await tempFolder()
    expect(await opened(dataDir).append([])).toEqual({ ok: true })
    await expect(stat(streamFolder(dataDir, STREAM))).rejects.toThrow()
  })

  it('of what no reader would take is a bug, and throws', async () => {
    const stream = opened(await tempFolder())
    await expect(stream.append([note(1, '', { id: 'no stamp' })])).rejects.toThrow('id: not a stamp')
  })

  it('draws a new name rather than touch a file that is there', async () => {
    const dataDir = await tempFolder()
    const stream = opened(dataDir)
    const drawn = stream.writer
    await mkdir(streamFolder(dataDir, STREAM), { recursive: true })
    await writeFile(pathOf(dataDir, `${drawn}.jsonl`), 'theirs')
    expect(await stream.append([note(1)])).toEqual({ ok: true })
    expect(stream.writer).not.toBe(drawn)
    expect((await journalsOf(dataDir)).get(`${drawn}.jsonl`)?.toString()).toBe('theirs')
    expect(await stored(dataDir)).toEqual([note(1).id])
  })
})

describe('after a failed append', () => {
  const steps: [Step, string, string][] = [
    ['write', 'EIO', 'io'],
    ['short write', '', 'full'],
    ['write', 'ENOSPC', 'full'],
    ['write', 'EDQUOT', 'full'],
    ['datasync', 'EIO', 'io'],
    ['datasync', 'ENOSPC', 'full'],
  ]

  it.each(steps)('(%s %s) the file is never written again, and the same facts go to a new one', async (step, code, fault) => {
    const { disk, failNext, steps: done } = brittleDisk()
    const dataDir = await tempFolder()
    const stream = opened(dataDir, disk)
    await stream.append([note(1)])
    const old = `${stream.writer}.jsonl`

    failNext(step, code)
    expect(await stream.append([note(2)])).toMatchObject({ ok: false, fault: { code: fault } })
    const left = (await journalsOf(dataDir)).get(old)!
    done.length = 0
    expect(await stream.append([note(2)])).toEqual({ ok: true })
    expect(await stream.append([note(3)])).toEqual({ ok: true })

    expect(done.filter((entry) => entry.includes(old))).toEqual([])
    const journals = await journalsOf(dataDir)
    expect(journals.get(old)).toEqual(left)
    expect([...journals.keys()].sort()).toEqual([old, `${stream.writer}.jsonl`].sort())
    expect(await stored(dataDir)).toEqual(idsOf(notes(1, 3)))
    // A torn tail is worth knowing, and nothing is damaged, missing or said twice.
    const { findings } = await verifyStream(dataDir, STREAM, { pause: () => Promise.resolve() })
    expect(findings.map((finding) => finding.code)).toEqual(step === 'short write' ? ['torn-tail'] : [])
  })

  it.each(['makeFolder', 'create', 'write', 'datasync', 'syncFolder'] as const)(
    'that would have been the first (%s), nothing counts as done, and the next one is readable',
    async (step) => {
      const { disk, failNext } = brittleDisk()
      const dataDir = join(await tempFolder(), 'store')
      const stream = opened(dataDir, disk)
      failNext(step, 'ENOSPC')
      expect(await stream.append([note(1)])).toMatchObject({ ok: false, fault: { code: 'full' } })
      // Nothing was written, so no empty file and no empty incident stay behind.
      if (step === 'create' || step === 'write') await expect(stat(dataDir)).rejects.toThrow('ENOENT')
      expect(await stream.append([note(1)])).toEqual({ ok: true })
      expect(await stored(dataDir)).toEqual([note(1).id])
      expect((await verifyStream(dataDir, STREAM)).findings).toEqual([])
    },
  )

  it('that was half written to the first file, the torn file does no harm', async () => {
    const { disk, failNext } = brittleDisk()
    const dataDir = await tempFolder()
    const stream = opened(dataDir, disk)
    failNext('short write', '')
    expect(await stream.append([note(1)])).toMatchObject({ ok: false })
    expect(await stream.append([note(1)])).toEqual({ ok: true })
    expect(await stored(dataDir)).toEqual([note(1).id])
    const { findings } = await verifyStream(dataDir, STREAM, { pause: () => Promise.resolve() })
    expect(findings.filter(({ grave }) => grave)).toEqual([])
  })

  it('a new file that cannot be made either is a fault again', async () => {
    const { disk, failNext } = brittleDisk()
    const dataDir = await tempFolder()
    const stream = opened(dataDir, disk)
    await stream.append([note(1)])
    failNext('datasync', 'EIO')
    expect(await stream.append([note(2)])).toMatchObject({ ok: false, fault: { code: 'io' } })
    failNext('create', 'EROFS')
    expect(await stream.append([note(2)])).toMatchObject({ ok: false, fault: { code: 'read-only' } })
    expect(await stream.append([note(2)])).toEqual({ ok: true })
    expect(await stored(dataDir)).toEqual(idsOf(notes(1, 2)))
  })

  it('what was written but never confirmed may turn up, and is no second fact', async () => {
    const { disk, failNext } = brittleDisk()
    const dataDir = await tempFolder()
    const stream = opened(dataDir, disk)
    await stream.append([note(1)])
    failNext('datasync', 'EIO')
    await stream.append([note(2)])
    expect(idsOf((await stream.poll()).facts)).toEqual([note(2).id])
    await stream.append([note(2)])
    expect(await verifyStream(dataDir, STREAM)).toMatchObject({ facts: 2, findings: [] })
  })

  it('is waited for by the next: of many at once only the failed one is missing', async () => {
    const { disk, failNext } = brittleDisk()
    const dataDir = await tempFolder()
    const stream = opened(dataDir, disk)
    await stream.append([note(1)])
    failNext('write', 'EIO')
    const answers = await Promise.all(notes(2, 5).map((fact) => stream.append([fact])))
    expect(answers.map(({ ok }) => ok)).toEqual([false, true, true, true])
    expect(await stored(dataDir)).toEqual(idsOf([note(1), ...notes(3, 5)]))
  })
})

describe('a journal that was taken away under the writer', () => {
  it.each([
    ['deleted', (path: string) => rm(path)],
    ['moved', (path: string) => rename(path, `${path}.away`)],
  ])('(%s) does not confirm what nobody would find', async (_, take) => {
    const dataDir = await tempFolder()
    const stream = opened(dataDir)
    await stream.append([note(1)])
    await take(pathOf(dataDir, `${stream.writer}.jsonl`))
    expect(await stream.append([note(2)])).toMatchObject({ ok: false, fault: { code: 'gone' } })
    expect(await stream.append([note(2)])).toEqual({ ok: true })
    expect(await stored(dataDir)).toContain(note(2).id)
  })

  it.each([
    ['replaced by an older copy', async (path: string) => {
      const bytes = await readFile(path)
      await rm(path)
      await writeFile(path, bytes)
    }],
    ['replaced by a copy that grew by just as much', async (path: string) => {
      const bytes = await readFile(path)
      const padding = factsLine('', randomSalt(), [note(2)]).bytes.length
      await rename(path, `${path}.away`)
      await writeFile(path, Buffer.concat([bytes, Buffer.alloc(padding, '\n')]))
    }],
    ['written to by somebody else', (path: string) => appendFile(path, 'theirs')],
  ])('(%s) is left for a new one at once, and nobody need know', async (_, take) => {
    const dataDir = await tempFolder()
    const stream = opened(dataDir)
    await stream.append([note(1)])
    const first = `${stream.writer}.jsonl`
    await take(pathOf(dataDir, first))
    expect(await stream.append([note(2)])).toEqual({ ok: true })
    const second = `${stream.writer}.jsonl`
    expect(second).not.toBe(first)
    expect((await journalsOf(dataDir)).get(second)!.toString()).toContain(note(2).id)
    expect(await stream.append([note(3)])).toEqual({ ok: true })
    expect((await journalsOf(dataDir)).get(second)!.toString()).toContain(note(3).id)
  })

  it('is the same on a disk that calls it by another identity each time, while the lines are found in it', async () => {
    const dataDir = await tempFolder()
    let looks = 0
    const stream = opened(dataDir, { ...nodeDisk, stat: async (path) => ({ ...(await nodeDisk.stat(path)), identity: String(++looks) }) })
    for (const fact of notes(1, 3)) expect(await stream.append([fact])).toEqual({ ok: true })
    expect([...(await journalsOf(dataDir)).keys()]).toEqual([`${stream.writer}.jsonl`])
  })
})

describe('a folder that cannot be written to', () => {
  it('that is a file, is a fault in words', async () => {
    const dataDir = join(await tempFolder(), 'store')
    await writeFile(dataDir, 'no folder')
    const answer = await opened(dataDir).append([note(1)])
    expect(answer).toMatchObject({ ok: false, fault: { code: 'gone' } })
    expect(answer.ok || answer.fault.sentence).toBe(
      `${streamFolder(dataDir, STREAM)} could not be found, so nothing was recorded. Put it back or connect its drive, then try again.`,
    )
  })

  it('because it is read-only, is a fault in words', async () => {
    const { disk, failNext } = brittleDisk()
    const dataDir = await tempFolder()
    failNext('makeFolder', 'EACCES')
    const answer = await opened(dataDir, disk).append([note(1)])
    expect(answer.ok || answer.fault).toEqual({
      code: 'read-only',
      sentence: `Knowngood may not write to ${streamFolder(dataDir, STREAM)}, so nothing was recorded. Allow it there or choose another folder, then try again.`,
    })
  })
})

describe('a full disk', () => {
  let small: SmallDisk
  beforeAll(() => void (small = smallDisk()))
  afterAll(() => small.remove())

  it('is said, loses nothing that was confirmed, and is written to again once it has room', async () => {
    const { disk, folder } = small
    const stream = opened(folder, disk)
    await stream.append([note(0)])
    // Room for part of what follows, so that the last line is cut within the write.
    small.fill(20 * 1024)
    const confirmed = [note(0)]
    let answer
    for (let n = 1; (answer = await stream.append([note(n, 'x'.repeat(3000))])).ok; n++) confirmed.push(note(n))
    expect(answer.fault).toEqual({
      code: 'full',
      sentence: `The disk that holds ${streamFolder(folder, STREAM)} is full, so nothing was recorded. Free some space, then try again.`,
    })
    expect(confirmed.length).toBeGreaterThan(3)
    expect(confirmed.length).toBeLessThan(9)
    expect(await stored(folder)).toEqual(idsOf(confirmed))

    small.fill(0)
    expect(await stream.append([note(100)])).toMatchObject({ ok: false, fault: { code: 'full' } })
    expect(await opened(folder, disk).append([note(101)])).toMatchObject({ ok: false, fault: { code: 'full' } })
    expect(await stored(folder)).toEqual(idsOf(confirmed))
    expect([...(await journalsOf(folder)).keys()]).toHaveLength(1)

    small.empty()
    expect(await stream.append([note(100)])).toEqual({ ok: true })
    expect(await stored(folder)).toEqual(idsOf([...confirmed, note(100)]))
    const { findings } = await verifyStream(folder, STREAM, { pause: () => Promise.resolve() })
    expect(findings.filter(({ grave }) => grave)).toEqual([])
  })
})
