/** Restore: what a backup holds and the store does not is added, and nothing is lost, whatever has become of either. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { findBackups, restore } from '../../../electron/backup/restore.ts'
import { mergedSentence } from '../../../electron/merge/merge.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { verifyStore } from '../../../electron/journal/verify.ts'
import { contentsOf } from '../bundle/store-contents.ts'
import { brittleDisk } from '../journal/brittle-disk.ts'
import { idsOf, journalsOf, note, OTHER_STREAM, STREAM, tempFolder } from '../journal/facts.ts'
import { backedUp, factsOf, write } from './stores.ts'

const T1 = '2026-11-23T08:55:00.000Z'
const T2 = '2026-11-23T09:10:00.000Z'

let store: string
let folder: string
beforeEach(async () => {
  const root = await tempFolder()
  store = join(root, 'store')
  folder = join(root, 'backups')
  await mkdir(folder)
})

async function attach(text: string): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex')
  await mkdir(join(streamFolder(store, STREAM), 'files'), { recursive: true })
  await writeFile(join(streamFolder(store, STREAM), 'files', hash), text)
  return hash
}

async function said(snapshot: string): Promise<string> {
  const result = await restore(store, snapshot)
  if (!result.ok) throw new Error(result.sentence)
  return mergedSentence(result.merged)
}

describe('restoring', () => {
  it('into a store that was wiped brings back everything, byte for byte', async () => {
    await write(store, [note(1), note(2)])
    await write(store, [note(3)], OTHER_STREAM)
    await attach('a screenshot')
    const before = await contentsOf(store)
    const snapshot = await backedUp(store, folder, T1)
    await rm(store, { recursive: true })
    expect(await said(snapshot!.path)).toBe('Merged 2 incidents: 3 new facts, 1 file.')
    expect(await contentsOf(store)).toEqual(before)
    expect(await verifyStore(store)).toMatchObject({ ok: true, report: { findings: [] } })
    expect(await said(snapshot!.path)).toBe('Nothing new: everything in it was here already.')
  })

  it('into a store that has gone on loses nothing of what is new', async () => {
    await write(store, [note(1)])
    const snapshot = await backedUp(store, folder, T1)
    const [name] = (await journalsOf(store)).keys()
    await rm(join(streamFolder(store, STREAM), name!))
    await write(store, [note(2)])
    const journals = await journalsOf(store)
    expect(await said(snapshot!.path)).toBe('Merged 1 incident: 1 new fact.')
    for (const [name, bytes] of journals) expect((await journalsOf(store)).get(name)).toEqual(bytes)
    expect(idsOf(await factsOf(store))).toEqual(idsOf([note(1), note(2)]))
  })

  it('brings the team’s playbook back where there is none, and overwrites none', async () => {
    await write(store, [note(1)])
    const own = join(store, 'playbook.json')
    await writeFile(own, '{ "name": "First" } // ours')
    const first = await backedUp(store, folder, T1)
    expect(first!.about).toMatchObject({ incidents: 1, releases: 0, files: 2 })
    await writeFile(own, '{ "name": "Second, longer" }')
    const second = await backedUp(store, folder, T2)
    expect(await readFile(join(first!.path, 'playbook.json'), 'utf8')).toBe('{ "name": "First" } // ours')

    await restore(store, first!.path)
    expect(await readFile(own, 'utf8')).toBe('{ "name": "Second, longer" }')
    await rm(store, { recursive: true })
    await restore(store, second!.path)
    expect(await readFile(own, 'utf8')).toBe('{ "name": "Second, longer" }')
  })

  it('a playbook that was changed in the backup is named, and not taken', async () => {
    await write(store, [note(1)])
    await writeFile(join(store, 'playbook.json'), '{ "name": "Ours" }')
    const snapshot = await backedUp(store, folder, T1)
    await writeFile(join(snapshot!.path, 'playbook.json'), '{ "name": "Theirs" }')
    await rm(store, { recursive: true })
    expect(await restore(store, snapshot!.path)).toMatchObject({ ok: true, merged: { damaged: ['playbook.json'] } })
    await expect(readFile(join(store, 'playbook.json'))).rejects.toThrow('ENOENT')
  })

  it('that was stopped halfway by the disk is completed by asking again', async () => {
    for (const n of [1, 2, 3]) await write(store, [note(n)])
    const snapshot = await backedUp(store, folder, T1)
    const whole = await contentsOf(store)
    for (const step of ['create', 'write', 'datasync', 'makeFolder', 'syncFolder'] as const) {
      await rm(store, { recursive: true, force: true })
      const { disk, failNext, steps } = brittleDisk()
      failNext(step, 'EIO')
      const failed = await restore(store, snapshot!.path, { disk })
      expect(failed).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('so not everything was merged') as string })
      expect(steps.at(-1)).not.toBe('')
      // Whatever is there by then is whole.
      for (const [name, bytes] of await contentsOf(store)) expect(bytes, name).toBe(whole.get(name))
      expect(await restore(store, snapshot!.path, { disk })).toMatchObject({ ok: true })
      expect(await contentsOf(store)).toEqual(whole)
    }
  })

  it('from a backup with damaged files takes all that holds, and names what does not', async () => {
    await write(store, [note(1), note(2)])
    await write(store, [note(3)])
    const hash = await attach('a screenshot')
    const snapshot = await backedUp(store, folder, T1)
    const [first] = [...(await journalsOf(snapshot!.path))].filter(([, bytes]) => bytes.includes('note 3'))
    const path = join(streamFolder(snapshot!.path, STREAM), first![0])
    await writeFile(path, (await readFile(path, 'utf8')).replace('note 3', 'note X'))
    await writeFile(join(streamFolder(snapshot!.path, STREAM), 'files', hash), 'another picture')
    await rm(store, { recursive: true })
    expect(await said(snapshot!.path)).toBe(
      `Merged 1 incident: 2 new facts. 2 files could not be taken over whole, for they are damaged: ${[`incidents/${STREAM}/${first![0]}`, `incidents/${STREAM}/files/${hash}`].sort().join(', ')}.`,
    )
    expect(idsOf(await factsOf(store))).toEqual(idsOf([note(1), note(2)]))
  })

  it('does not bring back what was redacted since', async () => {
    await write(store, [note(1, 'hunter2-hunter2'), note(2)])
    const snapshot = await backedUp(store, folder, T1)
    await rm(store, { recursive: true })
    await write(store, [{ ...note(9), type: 'Redacted', data: { targets: [note(1).id] } }])
    await said(snapshot!.path)
    expect(JSON.stringify([...(await contentsOf(store)).values()])).not.toContain('hunter2')
    expect(idsOf(await factsOf(store))).toEqual(idsOf([note(1), note(2), note(9)]))
  })
})

describe('what can be restored', () => {
  it('from a folder with backups are these, the newest first', async () => {
    await write(store, [note(1)])
    await backedUp(store, folder, T1)
    await write(store, [note(2)], OTHER_STREAM)
    await backedUp(store, folder, T2)
    const found = await findBackups(folder)
    expect(found.ok && found.choices.map(({ name, about }) => [name, about?.incidents])).toEqual([
      ['Knowngood backup 2026-11-23 09-10', 2],
      ['Knowngood backup 2026-11-23 08-55', 1],
    ])
  })

  it('is a single backup that was named itself, and a plain copy of a store', async () => {
    await write(store, [note(1)])
    const snapshot = await backedUp(store, folder, T1)
    expect(await findBackups(snapshot!.path)).toMatchObject({ ok: true, choices: [{ name: '', path: snapshot!.path, about: { incidents: 1 } }] })
    expect(await findBackups(store)).toEqual({ ok: true, choices: [{ name: '', path: store, about: null }] })
    const other = join(folder, 'other')
    expect(await restore(other, store)).toMatchObject({ ok: true, merged: { facts: 1 } })
    expect(await contentsOf(other)).toEqual(await contentsOf(store))
  })

  it('is said where there is nothing, and where the folder is not there', async () => {
    expect(await findBackups(folder)).toEqual({ ok: false, sentence: `There is no backup of Knowngood in ${folder}. Choose the folder that holds the folders “Knowngood backup …”.` })
    expect(await findBackups(join(folder, 'nowhere'))).toMatchObject({ ok: false, sentence: expect.stringContaining('could not be found') as string })
  })
})
