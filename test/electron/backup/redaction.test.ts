/** A redaction reaches backups and saved bundles, those that are there and those that come back. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../electron/backup/back-up.ts'
import { backupPlace } from '../../../electron/backup/backup-place.ts'
import { restore } from '../../../electron/backup/restore.ts'
import { bundlePlace } from '../../../electron/bundle/bundle-place.ts'
import { importBundle } from '../../../electron/bundle/import-bundle.ts'
import { writeBundle } from '../../../electron/bundle/write-bundle.ts'
import { openCopies, type Copies } from '../../../electron/copies.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { contentsOf } from '../bundle/store-contents.ts'
import { note, OTHER_STREAM, STREAM, tempFolder } from '../journal/facts.ts'
import { backedUp, BY, write } from './stores.ts'

const SECRET = 'hunter2-hunter2'
const T1 = '2026-11-23T08:55:00.000Z'
const T2 = '2026-11-23T09:10:00.000Z'
const T3 = '2026-11-23T09:25:00.000Z'

let root: string
let store: string
let folder: string
let copies: Copies
let picture: string
beforeEach(async () => {
  root = await tempFolder()
  store = join(root, 'store')
  folder = join(root, 'backups')
  copies = openCopies(join(root, 'profile'))
  await mkdir(folder)
  await write(store, [note(1, SECRET), note(2)])
  picture = createHash('sha256').update(`${SECRET} in pixels`).digest('hex')
  await mkdir(join(streamFolder(store, STREAM), 'files'))
  await writeFile(join(streamFolder(store, STREAM), 'files', picture), `${SECRET} in pixels`)
})

const redaction = () => ({ stream: STREAM, facts: new Set([note(1).id]), files: new Set([picture]) })
const redacted = () => ({ ...note(9), type: 'Redacted', data: { targets: [note(1).id], files: [picture] } })

async function holdsSecret(at: string): Promise<string[]> {
  return [...(await contentsOf(at))].filter(([, bytes]) => bytes.includes(SECRET)).map(([name]) => name)
}

/** Two snapshots, the second sharing with the first what had not changed. */
async function twoSnapshots(): Promise<[string, string]> {
  const first = await backedUp(store, folder, T1)
  await write(store, [note(3)])
  const second = await backedUp(store, folder, T2)
  await copies.remember({ kind: 'backups', path: folder })
  return [first!.path, second!.path]
}

describe('a redaction in backups', () => {
  it('erases the words and the attachment in every snapshot, which stays whole and shared', async () => {
    const [first, second] = await twoSnapshots()
    expect((await holdsSecret(folder)).length).toBe(4)
    expect(await backupPlace(copies).erase(redaction())).toEqual([])
    expect(await holdsSecret(folder)).toEqual([])
    // Its hashes hold, so that nothing is taken for damaged; and the note beside it is there.
    const target = join(root, 'target')
    expect(await restore(target, first)).toMatchObject({ ok: true, merged: { facts: 2, files: 0, damaged: [] } })
    expect(await restore(target, second)).toMatchObject({ ok: true, merged: { facts: 1, damaged: [] } })
    for (const name of await readdir(streamFolder(first, STREAM))) if (name.endsWith('.jsonl')) expect((await stat(join(streamFolder(first, STREAM), name))).nlink).toBe(2)
    expect(await backupPlace(copies).erase(redaction())).toEqual([])
  })

  it('names a folder that is not there, and reaches it with the next backup', async () => {
    await twoSnapshots()
    await rename(folder, `${folder} away`)
    expect(await backupPlace(copies).erase(redaction())).toEqual([
      `The backups in ${folder} cannot be reached now, and may still hold the words. Connect that drive and choose Back up now, or remove the backups.`,
    ])
    await write(store, [redacted()])
    await rename(`${folder} away`, folder)
    const result = await backUp(store, folder, { now: T3, zone: 'UTC', by: BY })
    expect(result).toMatchObject({ ok: true, troubles: [] })
    expect(await holdsSecret(folder)).toEqual([])
    expect(await restore(join(root, 'target'), result.ok && result.made ? result.made.path : '')).toMatchObject({ ok: true, merged: { facts: 4, damaged: [] } })
  })

  it('keeps the words out of a new snapshot although a journal of the store still holds them', async () => {
    await write(store, [redacted()])
    const made = await backedUp(store, folder, T1)
    expect(await holdsSecret(store)).not.toEqual([])
    expect(await holdsSecret(folder)).toEqual([])
    expect(made?.about.redacted[STREAM]).toMatch(/^[0-9a-f]{16}$/)
    // And nothing is made anew, nor shared with what held them, as long as nothing changes.
    expect(await backedUp(store, folder, T2)).toBeNull()
    await write(store, [note(5)], OTHER_STREAM)
    await backedUp(store, folder, T3)
    expect(await holdsSecret(folder)).toEqual([])
  })
})

describe('a redaction in bundles', () => {
  const save = async (path: string): Promise<void> => {
    await mkdir(join(path, '..'), { recursive: true })
    expect(await writeBundle(store, [STREAM], path, { made: T1, by: BY })).toMatchObject({ ok: true })
    expect(await copies.remember({ kind: 'bundle', path, streams: [STREAM], at: T1 })).toBeNull()
  }
  const place = () => bundlePlace(copies, () => 'UTC')

  it('writes those that are there anew, without the words', async () => {
    const path = join(root, 'saved', 'one.knowngood')
    await save(path)
    expect(await place().erase(redaction())).toEqual([])
    const target = join(root, 'target')
    expect(await importBundle(target, path)).toMatchObject({ ok: true, merged: { facts: 2, files: 0 } })
    expect(await holdsSecret(target)).toEqual([])
    const after = await readFile(path)
    expect(await place().erase(redaction())).toEqual([])
    expect(await readFile(path)).toEqual(after)
    expect(await readdir(join(root, 'saved'))).toEqual(['one.knowngood'])
  })

  it('names one that was moved, once; and one whose disk is not there, each time', async () => {
    const [moved, away] = [join(root, 'saved', 'moved.knowngood'), join(root, 'stick', 'away.knowngood')]
    await save(moved)
    await save(away)
    await rename(moved, join(root, 'sent.knowngood'))
    await rename(join(root, 'stick'), join(root, 'pulled out'))
    const sentences = [
      `A bundle was saved as ${moved} on 2026-11-23 08:55. It is not there any more: moved.knowngood may still hold the words wherever it was moved or sent.`,
      `A bundle was saved as ${away} on 2026-11-23 08:55. That folder cannot be reached now, and the bundle may still hold the words.`,
    ]
    expect([...(await place().erase(redaction()))].sort()).toEqual([...sentences].sort())
    expect(await place().erase(redaction())).toEqual(sentences.slice(1))
  })

  it('leaves alone what is something else by now, and what holds other incidents', async () => {
    const path = join(root, 'saved', 'one.knowngood')
    await save(path)
    expect(await place().erase({ ...redaction(), stream: OTHER_STREAM })).toEqual([])
    await rm(path)
    await writeFile(path, 'a shopping list')
    expect(await place().erase(redaction())).toEqual([expect.stringContaining('what lies there now cannot be read as one') as string])
    expect(await readFile(path, 'utf8')).toBe('a shopping list')
  })
})
