/** A store that is away is not taken for an empty one, and nothing is begun in its place. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../electron/desk.ts'
import { createStorePresence } from '../../electron/store-presence.ts'
import { nodeDisk } from '../../electron/journal/disk.ts'
import { deskOn, steppedClock, textsOf } from '../helpers/desk.ts'
import { ANA } from '../helpers/facts.ts'
import { tempFolder } from './journal/facts.ts'

const presence = (dataDir: string, { expected = false, named = false } = {}) => createStorePresence({ dataDir, expected, named, disk: nodeDisk })

describe('a store', () => {
  it('that was never there may be begun', async () => {
    expect(await presence(join(await tempFolder(), 'profile', 'store')).look('nothing was recorded')).toBeNull()
  })

  it('that held incidents when it was last seen is missed', async () => {
    const folder = await tempFolder()
    const looks = presence(folder, { expected: true })
    expect(await looks.look('nothing was recorded')).toEqual({
      code: 'gone',
      sentence: `The incidents are not where they were, in ${folder}, so nothing was recorded. Connect its drive or put the folder back.`,
    })
    await mkdir(join(folder, 'incidents'))
    expect(await looks.look('nothing was recorded')).toBeNull()
  })

  it('that was there a moment ago is missed too', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'incidents'))
    const looks = presence(folder)
    expect(await looks.look('')).toBeNull()
    await rm(join(folder, 'incidents'), { recursive: true })
    expect(await looks.look('')).toMatchObject({ code: 'gone' })
  })

  it('that somebody named is not made where the folder above it is missing', async () => {
    const folder = await tempFolder()
    expect(await presence(join(folder, 'store'), { named: true }).look('')).toBeNull()
    expect(await presence(join(folder, 'usb', 'store'), { named: true }).look('nothing was recorded')).toEqual({
      code: 'gone',
      sentence: `There is no folder ${join(folder, 'usb')}, so nothing was recorded. Connect its drive, or choose another folder with --data.`,
    })
  })

  it('is begun empty where somebody says so', async () => {
    const folder = join(await tempFolder(), 'usb', 'store')
    const looks = presence(folder, { expected: true, named: true })
    await looks.beginEmpty()
    expect(await looks.look('')).toBeNull()
    expect(await readdir(folder)).toEqual(['incidents'])
  })
})

describe('a desk whose store is away', () => {
  it('lists nothing as if there were nothing, declares nothing, and says why', async () => {
    const folder = await tempFolder()
    const desk = openDesk({ dataDir: folder, clock: steppedClock('14:00'), actor: () => ANA, source: 'app', zone: () => 'UTC', expected: true })
    expect(await desk.list()).toMatchObject({ ok: false, fault: { code: 'gone' } })
    expect(await desk.dispatch(null, { type: 'DeclareIncident', title: 'API errors' })).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('nothing was recorded') as unknown })
    expect(await desk.dispatch('inc-7kq2m9xa', { type: 'AddNote', text: 'x' })).toMatchObject({ ok: false, kind: 'fault' })
    expect(await readdir(folder)).toEqual([])
    await desk.close()
  })

  it('shows and exports what it had read, records nothing elsewhere, and goes on once it is back', async () => {
    const folder = await tempFolder()
    const store = join(folder, 'store')
    const { desk, declared, note, faults, stored } = deskOn(store)
    const incident = await declared()
    await note(incident, 'before')
    await rename(store, join(folder, 'away'))
    await mkdir(store)
    expect(await note(incident, 'while it was away')).toMatchObject({ ok: false, kind: 'fault' })
    expect(await readdir(store)).toEqual([])
    expect((await desk.read(incident))!.incident.entries).toHaveLength(2)
    expect(textsOf(await desk.facts(incident))).toEqual(['API errors', 'before'])
    expect((await desk.read(incident))!.findings).toMatchObject([{ code: 'missing-folder' }])

    await rm(store, { recursive: true })
    await rename(join(folder, 'away'), store)
    expect(await note(incident, 'while it was away')).toMatchObject({ ok: true })
    expect(faults).toMatchObject([{ code: 'gone' }, null])
    expect(textsOf(await stored(incident))).toEqual(['API errors', 'before', 'while it was away'])
    expect((await desk.read(incident))!.findings).toEqual([])
  })

  it('does not make one incident’s folder anew either, though the store is there', async () => {
    const folder = await tempFolder()
    const { declared, note } = deskOn(folder)
    const [first, second] = [await declared('first'), await declared('second')]
    await rename(join(folder, 'incidents', first), join(folder, 'away'))
    // The second try begins a new journal, and must not begin a new folder for it.
    for (const text of ['x', 'y']) expect(await note(first, text)).toMatchObject({ ok: false, kind: 'fault', sentence: expect.stringContaining('could not be found') as unknown })
    expect(await readdir(join(folder, 'incidents'))).toEqual([second])
    expect(await note(second, 'x')).toMatchObject({ ok: true })
  })

  it('that is replaced by a file says so', async () => {
    const folder = await tempFolder()
    const store = join(folder, 'store')
    const { declared, note } = deskOn(store)
    const incident = await declared()
    await rename(store, join(folder, 'away'))
    await writeFile(store, '')
    expect(await note(incident, 'x')).toMatchObject({ ok: false, kind: 'fault' })
  })
})
