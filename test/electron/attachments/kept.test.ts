/** Files that are kept: read only where they are what was attached, checked by verify, swept where nobody wants them, erased by a redaction. */
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foldIncident } from '../../../shared/incident/evolve.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import { createAttachmentPlace } from '../../../electron/attachments/erase.ts'
import { filePath, filesFolder } from '../../../electron/attachments/layout.ts'
import { checkFile, copyFile, readPicture } from '../../../electron/attachments/read.ts'
import { sweepFiles } from '../../../electron/attachments/sweep.ts'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'
import { verifyStream } from '../../../electron/journal/verify.ts'
import { SMALL_PICTURE, SMALL_PICTURE_SHA256 } from '../../helpers/small-picture.ts'
import { brittleDisk } from '../journal/brittle-disk.ts'
import { note, opened, STREAM } from '../journal/facts.ts'
import { attached, namesOf, sha256, storeWithIncident } from './stored.ts'

const RATES = { stream: STREAM, sha256: SMALL_PICTURE_SHA256, name: 'rates.png' }
const PATH = `incidents/${STREAM}/files/${SMALL_PICTURE_SHA256}`
const LOG = Buffer.from('rolling out v2\n')
const HOUR = 60 * 60 * 1000

function named(n: number, bytes: Buffer, name = 'rates.png'): Fact {
  return note(n, '', { type: 'FileAttached', data: { name, size: bytes.length, sha256: sha256(bytes) } })
}

async function withPicture(): Promise<string> {
  const dataDir = await storeWithIncident()
  await attached(dataDir, SMALL_PICTURE)
  return dataDir
}

describe('a file that is read', () => {
  it('is there, missing, or not what was attached', async () => {
    const dataDir = await withPicture()
    expect(await checkFile(dataDir, RATES)).toEqual({ state: 'there', size: SMALL_PICTURE.length })
    expect(await readPicture(dataDir, RATES)).toEqual({ bytes: SMALL_PICTURE, type: 'image/png' })

    const file = filePath(dataDir, STREAM, SMALL_PICTURE_SHA256)
    const flipped = Buffer.from(SMALL_PICTURE)
    flipped[60]! ^= 1
    await writeFile(file, flipped)
    expect(await checkFile(dataDir, RATES)).toEqual({ state: 'changed', sentence: `The file “rates.png” is not what was attached: ${PATH} was changed or damaged. Copy it from another machine or from a backup.` })
    expect(await readPicture(dataDir, RATES)).toBeNull()

    await rm(file)
    expect(await checkFile(dataDir, RATES)).toEqual({ state: 'missing', sentence: `The file “rates.png” is missing: ${PATH}. Look for it on the other machines or in a backup.` })
    await rm(filesFolder(dataDir, STREAM), { recursive: true })
    expect(await checkFile(dataDir, RATES)).toMatchObject({ state: 'missing' })
  })

  it('is no picture unless its bytes are one', async () => {
    const dataDir = await storeWithIncident()
    await attached(dataDir, LOG)
    expect(await readPicture(dataDir, { ...RATES, sha256: sha256(LOG) })).toBeNull()
  })

  it('is never a link or a pipe that somebody put in its place', async () => {
    const dataDir = await storeWithIncident()
    const folder = filesFolder(dataDir, STREAM)
    await mkdir(folder)
    await writeFile(join(dataDir, 'elsewhere.png'), SMALL_PICTURE)
    await symlink(join(dataDir, 'elsewhere.png'), join(folder, SMALL_PICTURE_SHA256))
    expect(await checkFile(dataDir, RATES)).toMatchObject({ state: 'missing' })
    await rm(join(folder, SMALL_PICTURE_SHA256))
    // Whoever opened it would wait for ever.
    execFileSync('mkfifo', [join(folder, SMALL_PICTURE_SHA256)])
    expect(await checkFile(dataDir, RATES)).toMatchObject({ state: 'missing' })
  })

  it('on a disk that fails is a sentence', async () => {
    const dataDir = await withPicture()
    const disk: Disk = { ...nodeDisk, openToRead: () => Promise.reject(Object.assign(new Error('EIO: to order'), { code: 'EIO' })) }
    expect(await checkFile(dataDir, RATES, disk)).toEqual({ state: 'unreadable', sentence: `The file “rates.png” cannot be read (EIO): ${PATH}. Check the disk and who may read the file.` })
  })
})

describe('a file that is saved', () => {
  it('is copied whole, over what was there', async () => {
    const dataDir = await withPicture()
    const target = join(dataDir, 'saved.png')
    await writeFile(target, 'old')
    expect(await copyFile(dataDir, RATES, target)).toEqual({ ok: true })
    expect(await readFile(target)).toEqual(SMALL_PICTURE)
  })

  it.each(['changed', 'full', 'missing'])('leaves what was there where it cannot be: %s', async (trouble) => {
    const dataDir = await withPicture()
    const target = join(dataDir, 'saved.png')
    await writeFile(target, 'old')
    const { disk, failNext } = brittleDisk()
    if (trouble === 'changed') await writeFile(filePath(dataDir, STREAM, SMALL_PICTURE_SHA256), 'other')
    if (trouble === 'missing') await rm(filePath(dataDir, STREAM, SMALL_PICTURE_SHA256))
    if (trouble === 'full') failNext('write', 'ENOSPC')
    const copied = await copyFile(dataDir, RATES, target, disk)
    expect(copied).toEqual({ ok: false, sentence: expect.stringContaining({ changed: 'is not what was attached', missing: 'is missing', full: 'is full, so “rates.png” was not saved' }[trouble]!) as unknown })
    expect(await readFile(target, 'utf8')).toBe('old')
    expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
  })
})

describe('verify', () => {
  it('reads every file that a fact names, and names those that are missing or changed', async () => {
    const dataDir = await withPicture()
    await attached(dataDir, LOG)
    const gone = Buffer.from('never came')
    await opened(dataDir).append([named(2, SMALL_PICTURE), named(3, LOG, 'deploy.log'), named(4, gone, 'heap.txt'), named(5, LOG, 'the same again.log')])
    await writeFile(filePath(dataDir, STREAM, sha256(LOG)), 'x')
    const { findings } = await verifyStream(dataDir, STREAM)
    expect(findings).toMatchObject([
      { code: 'changed-attachment', grave: true, file: `incidents/${STREAM}/files/${sha256(LOG)}`, sentence: expect.stringContaining('“deploy.log” is not what was attached') as unknown },
      { code: 'missing-attachment', grave: true, file: `incidents/${STREAM}/files/${sha256(gone)}`, sentence: expect.stringContaining('“heap.txt” is missing') as unknown },
    ])
  })

  it('misses no file whose fact is redacted', async () => {
    const dataDir = await storeWithIncident()
    const secret = named(2, LOG)
    const stream = opened(dataDir)
    await stream.append([secret, note(3, '', { type: 'Redacted', data: { targets: [secret.id] } })])
    expect((await verifyStream(dataDir, STREAM)).findings).toMatchObject([{ code: 'unerased' }])
    await stream.erase()
    expect((await verifyStream(dataDir, STREAM)).findings).toEqual([])
  })
})

describe('a sweep', () => {
  const ABANDONED = '.01234567.upload'

  /** @returns what is left of an abandoned upload, a file that a fact names, one that none names, and somebody else's */
  async function swept(hours: number, { isSound = true, facts = [named(2, SMALL_PICTURE)] as readonly Fact[] } = {}): Promise<string[] | null> {
    const dataDir = await withPicture()
    await attached(dataDir, LOG)
    const folder = filesFolder(dataDir, STREAM)
    for (const name of [ABANDONED, '.upload', 'notes.txt']) {
      await writeFile(join(folder, name), 'x')
      await utimes(join(folder, name), 0, 0)
    }
    const incident = foldIncident([note(0, '', { type: 'IncidentDeclared', data: { title: 'API down' } }), ...facts])
    await sweepFiles(dataDir, STREAM, incident, isSound, Date.now() + hours * HOUR, nodeDisk)
    return namesOf(dataDir)
  }
  const all = [ABANDONED, '.upload', 'notes.txt', sha256(LOG), SMALL_PICTURE_SHA256].sort()

  it('leaves what is fresh on this disk, however old it says it is', async () => {
    expect(await swept(1)).toEqual(all)
  })

  it('takes uploads that nobody has added to for a day', async () => {
    expect(await swept(25)).toEqual(all.filter((name) => name !== ABANDONED))
  })

  it('takes a file without a fact after a month, and nothing that is not ours', async () => {
    expect(await swept(31 * 24)).toEqual(all.filter((name) => name !== ABANDONED && name !== sha256(LOG)))
  })

  it('takes no file where a journal has something wrong with it, or holds nothing yet', async () => {
    expect(await swept(31 * 24, { isSound: false })).toContain(sha256(LOG))
    expect(await swept(31 * 24, { isSound: true, facts: [named(2, SMALL_PICTURE), named(3, LOG)] })).toContain(sha256(LOG))
  })

  it('of a folder that is not there does nothing', async () => {
    const dataDir = await storeWithIncident()
    await expect(sweepFiles(dataDir, STREAM, foldIncident([note(1)]), true, Date.now(), nodeDisk)).resolves.toBeUndefined()
  })
})

describe('a redaction', () => {
  const redaction = (...files: string[]) => ({ stream: STREAM, facts: new Set<string>(), files: new Set(files) })

  it('removes the files that it names, and says nothing of those that are gone', async () => {
    const dataDir = await withPicture()
    await attached(dataDir, LOG)
    const place = createAttachmentPlace(dataDir, () => Date.now())
    expect(await place.erase(redaction(SMALL_PICTURE_SHA256, 'f'.repeat(64), '../../x'))).toEqual([])
    expect(await namesOf(dataDir)).toEqual([sha256(LOG)])
    expect(await place.erase(redaction(SMALL_PICTURE_SHA256))).toEqual([])
  })

  it('also takes what an interrupted upload left behind: it may be of the same file', async () => {
    const dataDir = await withPicture()
    await writeFile(join(filesFolder(dataDir, STREAM), '.01234567.upload'), SMALL_PICTURE.subarray(0, 40))
    await createAttachmentPlace(dataDir, () => Date.now() + 2 * HOUR).erase(redaction(SMALL_PICTURE_SHA256))
    expect(await namesOf(dataDir)).toEqual([])
  })

  it('that the disk refuses is a sentence', async () => {
    const dataDir = await withPicture()
    const disk: Disk = { ...nodeDisk, removeFile: () => Promise.reject(Object.assign(new Error('EROFS: to order'), { code: 'EROFS' })) }
    expect(await createAttachmentPlace(dataDir, () => Date.now(), disk).erase(redaction(SMALL_PICTURE_SHA256))).toEqual([
      `Knowngood may not write to ${filesFolder(dataDir, STREAM)}, so a file that was redacted is still there. Allow it there or choose another folder, then try again.`,
    ])
  })
})
