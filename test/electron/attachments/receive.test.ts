/** A file is taken in whole, synced and under its hash, or nothing of it is left. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { filePath, filesFolder } from '../../../electron/attachments/layout.ts'
import { receiveFile } from '../../../electron/attachments/receive.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { SMALL_PICTURE, SMALL_PICTURE_SHA256 } from '../../helpers/small-picture.ts'
import { brittleDisk, type Step } from '../journal/brittle-disk.ts'
import { STREAM, tempFolder } from '../journal/facts.ts'
import { smallDisk } from '../journal/small-disk.ts'
import { attached, namesOf, sha256, storeWithIncident } from './stored.ts'

const LOG = Buffer.from('rolling out v2\n'.repeat(1000))
const LIMIT = 25 * 1024 * 1024

describe('a file', () => {
  it('lies under the hash of its bytes, whatever it is called', async () => {
    const dataDir = await storeWithIncident()
    expect(await attached(dataDir, SMALL_PICTURE, { name: '../../rates.png', mediaType: 'text/plain' })).toEqual({
      ok: true,
      isNew: true,
      file: { name: 'rates.png', mediaType: 'image/png', size: SMALL_PICTURE.length, sha256: SMALL_PICTURE_SHA256 },
    })
    expect(await namesOf(dataDir)).toEqual([SMALL_PICTURE_SHA256])
    expect(await readFile(filePath(dataDir, STREAM, SMALL_PICTURE_SHA256))).toEqual(SMALL_PICTURE)
  })

  it('is a picture by its bytes alone', async () => {
    const dataDir = await storeWithIncident()
    expect(await attached(dataDir, LOG, { mediaType: 'image/png' })).toMatchObject({ file: expect.not.objectContaining({ mediaType: expect.anything() as unknown }) as unknown })
    expect(await attached(dataDir, LOG, { mediaType: 'image/svg+xml' })).toMatchObject({ file: { mediaType: 'image/svg+xml' } })
    // Its first bytes may come one by one.
    expect(await attached(dataDir, SMALL_PICTURE, { pieces: SMALL_PICTURE.length })).toMatchObject({ file: { mediaType: 'image/png' } })
  })

  it('is hidden while it comes, then synced, renamed, and its folders are synced', async () => {
    const { disk, steps } = brittleDisk()
    const dataDir = await storeWithIncident()
    await attached(dataDir, LOG, { disk, pieces: 2 })
    const hash = sha256(LOG)
    const temporary = expect.stringMatching(/^\w+ \.\w{8}\.upload$/) as unknown
    expect(steps.slice(0, 4)).toEqual(['makeFolder files', 'syncFolder files', `syncFolder ${STREAM}`, 'syncFolder incidents'])
    const begun = steps.findIndex((step) => step.startsWith('create'))
    expect(steps.slice(begun)).toEqual([temporary, temporary, temporary, temporary, `rename ${hash}`, 'syncFolder files'])
    expect(steps.slice(begun).map((step) => step.split(' ')[0]).slice(0, 4)).toEqual(['create', 'write', 'write', 'datasync'])
  })

  it('that is there already is one file, and mended where it was damaged', async () => {
    const dataDir = await storeWithIncident()
    await attached(dataDir, LOG)
    await writeFile(filePath(dataDir, STREAM, sha256(LOG)), 'damaged')
    expect(await attached(dataDir, LOG)).toMatchObject({ ok: true, isNew: false })
    expect(await namesOf(dataDir)).toEqual([sha256(LOG)])
    expect(await readFile(filePath(dataDir, STREAM, sha256(LOG)))).toEqual(LOG)
  })

  it('of 25 MB is taken, and a byte more is not: by what is said of it, or by what comes', async () => {
    const dataDir = await storeWithIncident()
    const most = Buffer.alloc(LIMIT, 'x')
    expect(await attached(dataDir, most, { pieces: 25 })).toMatchObject({ ok: true })
    const begun = await receiveFile(dataDir, STREAM, { name: 'heap.dump', size: LIMIT + 1 })
    expect(begun).toEqual({ ok: false, kind: 'refused', sentence: '“heap.dump” is 25.1 MB; up to 25 MB can be attached. Put it where the team keeps large files, and paste the link here as evidence.' })

    const lying = await receiveFile(dataDir, STREAM, { name: 'heap.dump', size: LIMIT })
    if (!lying.ok) throw new Error(lying.sentence)
    expect(await lying.receiving.take(most)).toBeNull()
    expect(await lying.receiving.take(Buffer.from('x'))).toMatchObject({ ok: false, kind: 'refused', sentence: expect.stringContaining('up to 25 MB') as unknown })
    expect(await lying.receiving.finish()).toMatchObject({ ok: false })
    expect(await namesOf(dataDir)).toEqual([sha256(most)])
  })

  it.each([
    ['more', 8, Buffer.alloc(9)],
    ['fewer', 10, Buffer.alloc(9)],
  ])('that brings %s bytes than were announced changed on the way', async (_, size, bytes) => {
    const dataDir = await storeWithIncident()
    expect(await attached(dataDir, bytes, { size })).toMatchObject({ ok: false, kind: 'refused', sentence: expect.stringContaining('changed while it was read') as unknown })
    expect(await namesOf(dataDir)).toEqual([])
  })

  it('that is empty, or called off, leaves nothing', async () => {
    const dataDir = await storeWithIncident()
    expect(await attached(dataDir, Buffer.alloc(0))).toMatchObject({ ok: false, sentence: '“rates.log” is empty, so there is nothing to attach.' })
    expect(await namesOf(dataDir)).toBeNull()
    const begun = await receiveFile(dataDir, STREAM, { name: 'a', size: 2 })
    if (!begun.ok) throw new Error(begun.sentence)
    await begun.receiving.take(Buffer.from('a'))
    expect(await namesOf(dataDir)).toHaveLength(1)
    await begun.receiving.cancel()
    expect(await namesOf(dataDir)).toEqual([])
    expect(await begun.receiving.finish()).toMatchObject({ ok: false, kind: 'refused' })
  })
})

describe('a disk that says no', () => {
  it.each<[Step, string, RegExp]>([
    ['makeFolder', 'EACCES', /^Knowngood may not write to .*, so “rates.log” was not attached/],
    ['create', 'EROFS', /^Knowngood may not write to/],
    ['write', 'ENOSPC', /is full, so “rates.log” was not attached/],
    ['datasync', 'EIO', /^The disk failed at .* \(EIO\), so “rates.log” was not attached/],
    ['rename', 'EIO', /was not attached/],
    ['syncFolder', 'EIO', /was not attached/],
  ])('at %s (%s) is a fault in words, and nothing of the file is left', async (step, code, words) => {
    const { disk, failNext } = brittleDisk()
    const dataDir = await storeWithIncident()
    failNext(step, code)
    const answer = await attached(dataDir, LOG, { disk })
    expect(answer).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringMatching(words) as unknown })
    expect((await namesOf(dataDir)) ?? []).toEqual([])
    expect(await attached(dataDir, LOG, { disk })).toMatchObject({ ok: true })
  })

  it('half way through a big one is said at once, and the room is given back', async () => {
    const small = smallDisk()
    onTestFinished(() => small.remove())
    await mkdir(streamFolder(small.folder, STREAM), { recursive: true })
    const big = Buffer.alloc(200 * 1024, 'x')
    expect(await attached(small.folder, big, { disk: small.disk, pieces: 50 })).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('is full') as unknown })
    expect(await namesOf(small.folder)).toEqual([])
  })

  it('because its drive is away makes no folder in its place', async () => {
    const dataDir = await storeWithIncident()
    await rm(streamFolder(dataDir, STREAM), { recursive: true })
    expect(await attached(dataDir, LOG)).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('could not be found') as unknown })
    expect(await readdir(join(dataDir, 'incidents'))).toEqual([])
    expect(await attached(await tempFolder(), LOG)).toMatchObject({ ok: false, kind: 'fault' })
  })
})

it('a path comes from a hash alone', () => {
  for (const wrong of ['', '../x', 'A'.repeat(64), `${'a'.repeat(64)}/..`, 'a'.repeat(63)]) expect(() => filePath('/data', STREAM, wrong)).toThrow(RangeError)
  expect(() => filesFolder('/data', '../inc')).toThrow(RangeError)
})
