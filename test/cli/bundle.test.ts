/** `knowngood bundle`, `import`, `backup` and `restore` as real processes: exit codes, what they print, and what is on disk afterwards. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentsOf } from '../electron/bundle/store-contents.ts'
import { commandLine } from '../helpers/cli.ts'

describe('a bundle', () => {
  it('is named after its incident, goes into another store, and adds nothing a second time', async () => {
    const [here, there] = [await commandLine(), await commandLine()]
    const id = await here.ok(['declare', '--title', 'API: errors/up "15%"', '--at', '2025-02-01T14:15:00Z', '--backfill'])
    const path = join(here.folder, '2025-02-01 API errors up 15.knowngood')
    expect(await here.ok(['bundle', id])).toBe(path)
    expect((await readFile(path)).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    // One that was not named is not written over.
    expect(await here.ok(['bundle', id])).toBe(join(here.folder, '2025-02-01 API errors up 15 (2).knowngood'))

    expect(await there.ok(['import', path])).toBe(`Merged 1 incident: 1 new fact.\n  ${id}`)
    expect(await there.ok(['list'])).toContain('API: errors/up "15%"')
    const contents = await contentsOf(there.store)
    expect(await there.ok(['import', path])).toBe('Nothing new: everything in it was here already.')
    expect(await contentsOf(there.store)).toEqual(contents)
    // That it was exported stands in the incident, after what went along.
    expect((await here.ok(['facts', id])).split('\n')[0]).toBe(await there.ok(['facts', id]))
    expect((await there.run(['verify'])).code).toBe(0)
  })

  it('holds the incidents that were named, or all of them', async () => {
    const [here, there] = [await commandLine(), await commandLine()]
    const ids = [await here.ok(['declare', '--title', 'one']), await here.ok(['declare', '--title', 'two']), await here.ok(['declare', '--title', 'three'])]
    const some = join(here.folder, 'some.knowngood')
    expect(await here.ok(['bundle', ids[0]!, ids[2]!.toUpperCase(), '--out', 'some.knowngood'])).toBe(some)
    expect((await there.ok(['import', some])).split('\n')[0]).toBe('Merged 2 incidents: 2 new facts.')
    expect(await here.ok(['bundle', '--all', '--out', 'all.knowngood'])).toBe(join(here.folder, 'all.knowngood'))
    expect((await there.ok(['import', join(here.folder, 'all.knowngood')])).split('\n')[0]).toBe('Merged 3 incidents: 3 new facts.')
    expect(await there.run(['verify'])).toMatchObject({ code: 0 })
  })

  it('that is none is refused with its reason, and the store stays as it was', async () => {
    const { ok, run, store, folder } = await commandLine()
    await ok(['declare', '--title', 'API errors'])
    const before = await contentsOf(store)
    await writeFile(join(folder, 'letter.knowngood'), 'Dear colleague')
    expect(await run(['import', 'letter.knowngood'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'letter.knowngood was refused. It is damaged, or no bundle at all. Nothing was changed.\n',
    })
    expect(await contentsOf(store)).toEqual(before)
    expect(await run(['import', 'nowhere.knowngood'])).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be found') as string })
    expect((await run(['import'])).code).toBe(2)
    expect((await run(['bundle', 'inc-00000000'])).code).toBe(1)
    expect((await run(['bundle', 'INC-1', '--all'])).code).toBe(2)
    expect(await run(['bundle', '--out', join(folder, 'no', 'such', 'folder.knowngood')])).toMatchObject({ code: 1, stderr: expect.stringContaining('so no bundle was written') as string })
  })
})

describe('a backup', () => {
  it('is made where it is told to be, listed, and brings a store back that was lost', async () => {
    const { ok, run, store, folder } = await commandLine()
    await ok(['declare', '--title', 'API errors'])
    await ok(['log', 'written down'])
    const backups = join(folder, 'backups')
    await mkdir(backups)
    const [path, counts] = (await ok(['backup', '--to', backups])).split('\n')
    expect(path).toMatch(/backups\/Knowngood backup \d{4}-\d\d-\d\d \d\d-\d\d$/)
    expect(counts).toBe('Backed up: 1 incident, 3 files.')
    expect(await ok(['backup', '--to', backups])).toBe(`Nothing has changed since ${path!}`)
    const before = await contentsOf(store)

    await rm(store, { recursive: true })
    expect(await ok(['restore', backups, '--list'])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d {2}1 incident, 3 files {2}Knowngood backup /)
    expect(existsSync(store)).toBe(false)
    expect(await ok(['restore', backups])).toBe('Merged 1 incident: 2 new facts.')
    expect(await contentsOf(store)).toEqual(before)
    expect(await ok(['restore', path!])).toBe('Nothing new: everything in it was here already.')
    expect(await run(['verify'])).toMatchObject({ code: 0 })
  })

  it('goes where the app’s settings say; without a folder the call is wrong, and in the store it is refused', async () => {
    const { ok, run, store, folder } = await commandLine()
    await ok(['declare', '--title', 'API errors'])
    expect(await run(['backup'])).toMatchObject({ code: 2, stderr: expect.stringContaining('No folder was chosen for backups') as string })
    expect(await run(['backup', '--to', store])).toMatchObject({ code: 1, stderr: expect.stringContaining('lies in the folder that holds the incidents') as string })
    expect((await readdir(store)).sort()).toEqual(['incidents', 'playbooks'])

    const backups = join(folder, 'backups')
    await mkdir(backups)
    await ok(['backup', '--to', backups])
    await mkdir(join(folder, 'knowngood'), { recursive: true })
    await writeFile(join(folder, 'knowngood', 'config.json'), JSON.stringify({ backup: { folder: backups, last: null, failingSince: null } }))
    await ok(['log', 'more'])
    expect(await ok(['backup'])).toContain('Backed up: 1 incident, 3 files.')
    expect(await run(['restore', folder])).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no backup of Knowngood in') as string })
    expect((await run(['restore'])).code).toBe(2)
  })
})
