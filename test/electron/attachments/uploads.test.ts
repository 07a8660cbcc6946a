/** What windows send: in order, each its own, no more than it may, and gone with the window. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createDeskFiles } from '../../../electron/attachments/desk-files.ts'
import { createUploads, type Uploads } from '../../../electron/attachments/uploads.ts'
import type { Sender } from '../../../electron/ipc.ts'
import { deskOn } from '../../helpers/desk.ts'
import { SMALL_PICTURE, SMALL_PICTURE_SHA256 } from '../../helpers/small-picture.ts'
import { brittleDisk } from '../journal/brittle-disk.ts'
import { tempFolder } from '../journal/facts.ts'

interface Window extends Sender {
  close(): void
}

function windowOf(id: number): Window {
  const gone: (() => void)[] = []
  const close = (): void => gone.forEach((run) => run())
  onTestFinished(close)
  return { id, onGone: (run) => void gone.push(run), close }
}

async function opened() {
  const folder = await tempFolder()
  const { disk, failNext } = brittleDisk()
  const { desk, clock, declared, stored } = deskOn(folder, { disk })
  const incident = await declared()
  const uploads = createUploads(desk, folder, disk)
  const names = (): Promise<string[]> => readdir(join(folder, 'incidents', incident, 'files'))
  return { desk, clock, incident, uploads, names, stored, failNext, files: createDeskFiles(desk, folder, clock, disk) }
}

async function begun(uploads: Uploads, incident: string, window: Sender, attempt = 'press 1'): Promise<string> {
  const begun = await uploads.begin({ incident, name: 'rates.png', size: SMALL_PICTURE.length, attempt }, window)
  if (!begun.ok) throw new Error(begun.sentence)
  return begun.upload
}

it('a file comes in pieces, and is named by a fact once it is there', async () => {
  const { incident, uploads, names, stored, files } = await opened()
  const window = windowOf(1)
  const upload = await begun(uploads, incident, window)
  // Sent without waiting for the answers, they are still taken one after the other.
  const pieces = [SMALL_PICTURE.subarray(0, 30), SMALL_PICTURE.subarray(30)]
  expect(await Promise.all(pieces.map((bytes, index) => uploads.chunk({ upload, index, bytes }, window)))).toEqual([{ ok: true }, { ok: true }])
  expect(await names()).toEqual([expect.stringMatching(/\.upload$/)])
  const answer = await uploads.finish(upload, window)
  expect(answer).toMatchObject({ ok: true, facts: [expect.any(String)] })
  expect((await stored(incident)).at(-1)).toMatchObject({ type: 'FileAttached', data: { name: 'rates.png', sha256: SMALL_PICTURE_SHA256 } })
  expect(await names()).toEqual([SMALL_PICTURE_SHA256])
  expect(await uploads.finish(upload, window)).toMatchObject({ ok: false, kind: 'refused' })

  expect(await files.picture({ incident, sha256: SMALL_PICTURE_SHA256 })).toMatchObject({ type: 'image/png' })
  expect(await files.check({ incident, sha256: 'f'.repeat(64) })).toEqual({ state: 'missing', sentence: 'No entry of this incident names that file any more.' })
  expect(await files.picture({ incident: 'inc-00000000', sha256: SMALL_PICTURE_SHA256 })).toBeNull()
})

it('one window can neither add to, nor finish, nor call off what another one sends', async () => {
  const { incident, uploads, names } = await opened()
  const upload = await begun(uploads, incident, windowOf(1))
  const other = windowOf(2)
  expect(await uploads.chunk({ upload, index: 0, bytes: SMALL_PICTURE }, other)).toMatchObject({ ok: false, kind: 'refused' })
  expect(await uploads.finish(upload, other)).toMatchObject({ ok: false, kind: 'refused' })
  await uploads.cancel(upload, other)
  expect(await names()).toHaveLength(1)
})

it('what a window had under way goes with it, and another one’s stays', async () => {
  const { incident, uploads, names } = await opened()
  const [closing, staying] = [windowOf(1), windowOf(2)]
  const lost = await begun(uploads, incident, closing)
  await uploads.chunk({ upload: lost, index: 0, bytes: SMALL_PICTURE.subarray(0, 5) }, closing)
  const kept = await begun(uploads, incident, staying)
  expect(await names()).toHaveLength(2)
  closing.close()
  await vi.waitFor(async () => expect(await names()).toHaveLength(1))
  expect(await uploads.chunk({ upload: kept, index: 0, bytes: SMALL_PICTURE }, staying)).toEqual({ ok: true })
})

it('a window has a few under way at most', async () => {
  const { incident, uploads, names } = await opened()
  const window = windowOf(1)
  for (let n = 0; n < 8; n++) await begun(uploads, incident, window)
  expect(await uploads.begin({ incident, name: 'x', size: 1, attempt: 'x' }, window)).toMatchObject({ ok: false, kind: 'refused' })
  expect(await names()).toHaveLength(8)
})

it('an incident that is not there takes no file, and is not made', async () => {
  const { uploads } = await opened()
  expect(await uploads.begin({ incident: 'inc-00000000', name: 'x', size: 1, attempt: 'x' }, windowOf(1))).toMatchObject({ ok: false, kind: 'refused' })
})

it('a file that could not be synced is named by nothing; tried again it is one file and one fact', async () => {
  const { desk, incident, uploads, names, failNext } = await opened()
  const window = windowOf(1)
  const send = async () => {
    const upload = await begun(uploads, incident, window)
    await uploads.chunk({ upload, index: 0, bytes: SMALL_PICTURE }, window)
    return upload
  }
  const attached = async (): Promise<number> => (await desk.read(incident))!.incident.entries.filter(({ fact }) => fact.type === 'FileAttached').length
  const failing = await send()
  failNext('datasync', 'EIO')
  expect(await uploads.finish(failing, window)).toMatchObject({ ok: false, kind: 'fault' })
  expect([await names(), await attached()]).toEqual([[], 0])

  // The file is safe, and the journal fails.
  const unnamed = await send()
  const finishing = uploads.finish(unnamed, window)
  failNext('write', 'ENOSPC')
  expect(await finishing).toMatchObject({ ok: false, kind: 'fault' })
  expect([await names(), await attached()]).toEqual([[SMALL_PICTURE_SHA256], 0])

  expect(await uploads.finish(await send(), window)).toMatchObject({ ok: true })
  expect(await uploads.finish(await send(), window)).toMatchObject({ ok: true })
  expect([await names(), await attached()]).toEqual([[SMALL_PICTURE_SHA256], 1])
})
