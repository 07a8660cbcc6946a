/** Deleting an incident: all of it goes, nothing else does, and a deletion that was cut short is finished. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { nodeDisk, type Disk } from '../../electron/journal/disk.ts'
import { systemError } from '../../electron/journal/fault.ts'
import { deskOn } from '../helpers/desk.ts'

const DELETE = { type: 'DeleteIncident' }

async function store(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knowngood-deletion-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function withFile(dataDir: string, id: string): Promise<void> {
  await mkdir(join(dataDir, 'incidents', id, 'files'), { recursive: true })
  await writeFile(join(dataDir, 'incidents', id, 'files', 'a'.repeat(64)), 'x')
}

it('says what would go, then takes the whole folder away and leaves the other incident', async () => {
  const dataDir = await store()
  const { desk, declared, note } = deskOn(dataDir)
  const [gone, stays] = [await declared('API down'), await declared('Disk full')]
  await note(gone, 'one')
  await withFile(dataDir, gone)
  expect(await desk.deletion(gone)).toEqual({ title: 'API down', entries: 2, files: 1, journals: 1 })
  expect(await desk.dispatch(gone, DELETE)).toEqual({ ok: true, incident: gone, facts: [] })
  expect(await readdir(join(dataDir, 'incidents'))).toEqual([stays])
  expect(await desk.read(gone)).toBeNull()
  expect(await note(gone, 'too late')).toMatchObject({ ok: false, kind: 'refused' })
  expect(await readdir(join(dataDir, 'incidents'))).toEqual([stays])
  expect(await note(stays, 'still here')).toMatchObject({ ok: true })
  expect(await desk.dispatch(gone, DELETE)).toMatchObject({ ok: false, kind: 'refused' })
})

it('answers what was asked before it, and loses none of it to another incident', async () => {
  const { desk, declared, note } = deskOn(await store())
  const id = await declared('API down')
  const answers = await Promise.all([note(id, 'first'), desk.dispatch(id, DELETE), note(id, 'after')])
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, false])
})

it('is finished by the next start where it was cut short, and is out of sight until then', async () => {
  const dataDir = await store()
  // The power goes after the rename: no file is removed any more.
  const disk: Disk = { ...nodeDisk, removeFile: () => Promise.reject(systemError('EIO', 'cut')) }
  const first = deskOn(dataDir, { disk })
  const id = await first.declared('API down')
  const answer = await first.desk.dispatch(id, DELETE)
  expect(answer).toMatchObject({ ok: true })
  expect(answer.ok && answer.notices).toHaveLength(1)
  expect(await first.desk.list()).toEqual({ ok: true, ids: [] })
  expect(await readdir(join(dataDir, 'incidents'))).toHaveLength(1)
  await deskOn(dataDir).desk.sweep()
  expect(await readdir(join(dataDir, 'incidents'))).toEqual([])
})

it('deletes nothing where the folder cannot be moved, and says so', async () => {
  const dataDir = await store()
  const disk: Disk = { ...nodeDisk, rename: (from, to) => (to.includes('.deleted-') ? Promise.reject(systemError('EPERM', 'in use')) : nodeDisk.rename(from, to)) }
  const { desk, declared, note } = deskOn(dataDir, { disk })
  const id = await declared('API down')
  const answer = await desk.dispatch(id, DELETE)
  expect(answer).toMatchObject({ ok: false, kind: 'fault' })
  expect(!answer.ok && answer.sentence).toContain('nothing was deleted')
  expect(existsSync(join(dataDir, 'incidents', id))).toBe(true)
  expect(await note(id, 'still here')).toMatchObject({ ok: true })
})
