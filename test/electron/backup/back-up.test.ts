/** Snapshots: whole, plain, small, rotated, and never in the way of what they protect. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../electron/backup/back-up.ts'
import { NOTE_NAME } from '../../../electron/backup/folder.ts'
import { outdated } from '../../../electron/backup/rotation.ts'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { contentsOf } from '../bundle/store-contents.ts'
import { brittleDisk } from '../journal/brittle-disk.ts'
import { journalsOf, note, OTHER_STREAM, STREAM, tempFolder } from '../journal/facts.ts'
import { backedUp, BY, write } from './stores.ts'

let store: string
let folder: string
beforeEach(async () => {
  const root = await tempFolder()
  store = join(root, 'store')
  folder = join(root, 'backups')
  await mkdir(folder)
  await write(store, [note(1)])
})

const T1 = '2026-11-23T08:55:00.000Z'
const T2 = '2026-11-23T09:10:00.000Z'

async function snapshots(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name !== NOTE_NAME).sort()
}

async function attach(text: string): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex')
  await mkdir(join(streamFolder(store, STREAM), 'files'), { recursive: true })
  await writeFile(join(streamFolder(store, STREAM), 'files', hash), text)
  return hash
}

describe('a snapshot', () => {
  it('is a dated folder with the layout of the store, byte for byte, and a hash of each file', async () => {
    const hash = await attach('a screenshot')
    await writeFile(join(store, 'notes of mine.txt'), 'not ours')
    const made = await backedUp(store, folder, T1)
    expect(made?.name).toBe('Knowngood backup 2026-11-23 08-55')
    expect(made?.about).toMatchObject({ format: 'knowngood-backup', version: 1, made: T1, by: BY, incidents: 1, releases: 0, files: 2 })
    const [journal] = (await journalsOf(store)).keys()
    const contents = await contentsOf(made!.path)
    expect([...contents.keys()].sort()).toEqual(['backup.json', 'files.json', `incidents/${STREAM}/${journal!}`, `incidents/${STREAM}/files/${hash}`].sort())
    expect(contents.get(`incidents/${STREAM}/${journal!}`)).toBe(await readFile(join(streamFolder(store, STREAM), journal!), 'latin1'))
    const files = JSON.parse(contents.get('files.json')!) as { name: string; size: number; sha256: string }[]
    for (const { name, size, sha256 } of files) {
      expect(contents.get(name)!.length).toBe(size)
      expect(createHash('sha256').update(contents.get(name)!, 'latin1').digest('hex')).toBe(sha256)
    }
  })

  it('is named in the zone of whoever reads it, and two of one minute are two', async () => {
    expect((await backedUp(store, folder, T1, { zone: 'Asia/Kolkata' }))?.name).toBe('Knowngood backup 2026-11-23 14-25')
    await write(store, [note(2)])
    expect((await backedUp(store, folder, T1, { zone: 'Asia/Kolkata' }))?.name).toBe('Knowngood backup 2026-11-23 14-25 (2)')
  })

  it('is not made where nothing has changed, nor of nothing', async () => {
    await backedUp(store, folder, T1)
    expect(await backedUp(store, folder, T2)).toBeNull()
    // The disk with the store is not there: an empty snapshot must not push the others out.
    await rename(store, `${store} away`)
    expect(await backedUp(store, folder, T2)).toBeNull()
    expect(await snapshots()).toEqual(['Knowngood backup 2026-11-23 08-55'])
  })

  it('shares with the one before what has not changed, and nothing with the store', async () => {
    await write(store, [note(5)], OTHER_STREAM)
    const hash = await attach('a screenshot')
    const first = await backedUp(store, folder, T1)
    await write(store, [note(2)])
    const second = await backedUp(store, folder, T2)
    const names = [...(await journalsOf(second!.path)).keys()]
    const shared = [...(await journalsOf(first!.path)).keys()]
    const links = async (path: string): Promise<number> => (await stat(join(second!.path, path))).nlink
    expect([shared.length, names.length]).toEqual([1, 2])
    for (const name of names) expect(await links(`incidents/${STREAM}/${name}`)).toBe(shared.includes(name) ? 2 : 1)
    expect(await links(`incidents/${STREAM}/files/${hash}`)).toBe(2)
    for (const name of (await journalsOf(store)).keys()) expect((await stat(join(streamFolder(store, STREAM), name))).nlink).toBe(1)
  })

  it('is as good where the disk knows no links, and none of its folders can be synced', async () => {
    const error = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
    const plain: Disk = { ...nodeDisk, link: () => error('EPERM'), syncFolder: (path) => (path.startsWith(store) ? nodeDisk.syncFolder(path) : error('EINVAL')) }
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, NOTE_NAME), '')
    await backedUp(store, folder, T1, { disk: plain })
    await write(store, [note(2)])
    const second = await backedUp(store, folder, T2, { disk: plain })
    expect(await journalsOf(second!.path)).toEqual(await journalsOf(store))
  })

  it('ends a journal at its last line break', async () => {
    const [[name, bytes]] = [...(await journalsOf(store))] as [[string, Buffer]]
    await writeFile(join(streamFolder(store, STREAM), name), Buffer.concat([bytes, Buffer.from('{"sum":"an append in fli')]))
    const made = await backedUp(store, folder, T1)
    expect((await journalsOf(made!.path)).get(name)).toEqual(bytes)
  })
})

describe('a folder', () => {
  const options = { now: T1, zone: 'UTC', by: BY }

  it('in the store, or in a backup, is refused', async () => {
    const sentence = /lies in the folder that holds the incidents themselves/
    for (const inside of [store, join(store, 'incidents')]) {
      expect(await backUp(store, inside, options, true)).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringMatching(sentence) as string })
    }
    await symlink(store, join(folder, 'elsewhere'))
    expect(await backUp(store, join(folder, 'elsewhere'), options, true)).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) as string })
    await rm(join(folder, 'elsewhere'))
    const made = await backedUp(store, folder, T1)
    expect(await backUp(store, made!.path, options, true)).toMatchObject({ ok: false, sentence: expect.stringContaining('is itself a backup') as string })
  })

  it('above the store is taken: only what belongs to the store is copied', async () => {
    const above = join(store, '..')
    const made = await backedUp(store, above, T1)
    await write(store, [note(2)])
    const second = await backedUp(store, above, T2)
    expect(made?.about.files).toBe(1)
    expect(second?.about.files).toBe(2)
  })

  it('that is gone, or another one in its place, is not written to, and works again once it is back', async () => {
    await backedUp(store, folder, T1)
    await write(store, [note(2)])
    await rename(folder, `${folder} away`)
    expect(await backUp(store, folder, options)).toMatchObject({ ok: false, kind: 'fault', sentence: `${folder} could not be found, so no backup was made. Put it back or connect its drive, then try again.` })
    // The empty folder on which the drive was mounted.
    await mkdir(folder)
    expect(await backUp(store, folder, options)).toMatchObject({ ok: false, sentence: expect.stringContaining('Connect its drive') as string })
    expect(await readdir(folder)).toEqual([])
    await rm(folder, { recursive: true })
    await rename(`${folder} away`, folder)
    expect(await backUp(store, folder, { ...options, now: T2 })).toMatchObject({ ok: true, made: { name: 'Knowngood backup 2026-11-23 09-10' } })
  })
})

describe('a backup that fails halfway', () => {
  it.each(['create', 'write', 'datasync', 'rename'] as const)('at %s leaves the ones before and nothing else, and the next one is whole', async (step) => {
    await backedUp(store, folder, T1)
    await write(store, [note(2)])
    const before = await contentsOf(folder)
    const { disk, failNext } = brittleDisk()
    failNext(step, 'ENOSPC')
    const result = await backUp(store, folder, { now: T2, zone: 'UTC', by: BY, disk })
    expect(result).toEqual({ ok: false, kind: 'fault', sentence: `The disk that holds ${folder} is full, so no backup was made. Free some space, then try again.` })
    expect(await contentsOf(folder)).toEqual(before)
    expect(await backUp(store, folder, { now: T2, zone: 'UTC', by: BY, disk })).toMatchObject({ ok: true, made: { about: { files: 2 } } })
  })

  it('in a crash leaves a hidden folder, which the next one removes once it is old', async () => {
    await backedUp(store, folder, T1)
    // No process has this number.
    const left = join(folder, '.Knowngood backup 2026-11-23 09-00.4194999-abcdefgh.tmp')
    await mkdir(join(left, 'incidents'), { recursive: true })
    await writeFile(join(left, 'incidents', 'half'), 'words')
    await write(store, [note(2)])
    await backedUp(store, folder, new Date().toISOString())
    expect(await readdir(folder)).toContain('.Knowngood backup 2026-11-23 09-00.4194999-abcdefgh.tmp')
    await utimes(left, new Date(0), new Date(0))
    await write(store, [note(3)])
    await backedUp(store, folder, new Date().toISOString())
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('because it was called off says so, and leaves nothing', async () => {
    const calling = new AbortController()
    calling.abort()
    await mkdir(folder, { recursive: true })
    expect(await backUp(store, folder, { now: T1, zone: 'UTC', by: BY, signal: calling.signal }, true)).toMatchObject({ ok: false, kind: 'cancelled' })
    expect(await snapshots()).toEqual([])
  })
})

describe('rotation', () => {
  it('keeps the ten newest, and the last of each of the thirty newest days', () => {
    // Four a day for forty days, the newest first.
    const all = Array.from({ length: 160 }, (_, index) => {
      const made = new Date(Date.parse('2026-11-23T20:00:00Z') - index * 6 * 60 * 60_000).toISOString()
      return { name: made, made }
    })
    const gone = new Set(outdated(all, 'UTC'))
    const kept = all.filter(({ name }) => !gone.has(name)).map(({ made }) => made)
    expect(kept.slice(0, 10)).toEqual(all.slice(0, 10).map(({ made }) => made))
    // Ten snapshots reach into the third day; from there on the last of the day, to the thirtieth day.
    expect(kept.slice(10)).toEqual(Array.from({ length: 27 }, (_, index) => new Date(Date.parse('2026-11-20T20:00:00Z') - index * 24 * 60 * 60_000).toISOString()))
  })

  it('removes from the folder what is old, of this store alone, and nothing that is not certainly a backup', async () => {
    const other = join(store, '..', 'other store')
    await write(other, [note(9)])
    await backedUp(other, folder, '2026-11-23T07:00:00.000Z')
    await mkdir(join(folder, 'Knowngood backup 2026-01-01 00-00'))
    await writeFile(join(folder, 'Knowngood backup 2026-01-01 00-00', 'precious.txt'), 'mine')
    await mkdir(join(folder, 'Knowngood backup of mine'))
    for (let n = 2; n <= 13; n++) {
      await write(store, [note(n)])
      await backedUp(store, folder, `2026-11-23T08:${String(n).padStart(2, '0')}:00.000Z`)
    }
    expect(await snapshots()).toEqual([
      'Knowngood backup 2026-01-01 00-00',
      'Knowngood backup 2026-11-23 07-00',
      ...Array.from({ length: 10 }, (_, index) => `Knowngood backup 2026-11-23 08-${String(index + 4).padStart(2, '0')}`),
      'Knowngood backup of mine',
    ])
  })
})
