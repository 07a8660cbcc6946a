/** Where everything lies, and how files other than journals are written. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../electron/journal/atomic-write.ts'
import { kindOf, listStreams, newStreamId, readStreamId, streamFolder } from '../../../electron/journal/layout.ts'
import { keepPlaybook, readPlaybook } from '../../../electron/journal/playbooks.ts'
import { brittleDisk, type Step } from './brittle-disk.ts'
import { tempFolder } from './facts.ts'

describe('the layout', () => {
  it('draws ids that are their own names', () => {
    const ids = Array.from({ length: 50 }, () => newStreamId('incident'))
    expect(new Set(ids).size).toBe(50)
    for (const id of ids) expect(readStreamId(id)).toBe(id)
    expect(kindOf(ids[0]!)).toBe('incident')
    expect(kindOf(newStreamId('release'))).toBe('release')
  })

  it('reads an id as a person writes it, and nothing else', () => {
    expect(readStreamId(' INC-7KQ2M9XA ')).toBe('inc-7kq2m9xa')
    for (const text of ['', 'inc-', 'inc-7kq2m9x', 'inc-7kq2m9xaa', 'inc-7kq2m9xi', '../inc-7kq2m9xa', 'inc-7kq2m9xa/..']) {
      expect(readStreamId(text), text).toBeNull()
    }
  })

  it('makes no path from anything but an id', () => {
    expect(streamFolder('/data', 'inc-7kq2m9xa')).toBe(join('/data', 'incidents', 'inc-7kq2m9xa'))
    expect(streamFolder('/data', 'rel-7kq2m9xa')).toBe(join('/data', 'releases', 'rel-7kq2m9xa'))
    expect(() => streamFolder('/data', '../../etc')).toThrow(RangeError)
  })

  it('lists the streams of a kind, and only what is named like one', async () => {
    const dataDir = await tempFolder()
    expect(await listStreams(dataDir, 'incident')).toEqual({ ok: true, ids: [] })
    for (const name of ['inc-7kq2m9xa', 'inc-00000000', 'rel-00000000', '.stfolder', 'inc-7kq2m9xa (1)']) {
      await mkdir(join(dataDir, 'incidents', name), { recursive: true })
    }
    await writeFile(join(dataDir, 'incidents', 'inc-aaaaaaaa'), 'no folder')
    await mkdir(join(dataDir, 'releases', 'rel-11111111'), { recursive: true })
    expect(await listStreams(dataDir, 'incident')).toEqual({ ok: true, ids: ['inc-00000000', 'inc-7kq2m9xa'] })
    expect(await listStreams(dataDir, 'release')).toEqual({ ok: true, ids: ['rel-11111111'] })
  })
})

describe('an atomic write', () => {
  it('leaves the new file and nothing else', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'retro.md'), 'old')
    expect(await writeAtomically(join(folder, 'retro.md'), 'größer')).toEqual({ ok: true })
    expect(await readFile(join(folder, 'retro.md'), 'utf8')).toBe('größer')
    expect(await readdir(folder)).toEqual(['retro.md'])
  })

  it('syncs the bytes before the name, and the folder after it', async () => {
    const folder = await tempFolder()
    const { disk, steps } = brittleDisk()
    await writeAtomically(join(folder, 'retro.md'), 'text', disk)
    expect(steps.map((step) => step.split(' ')[0])).toEqual(['create', 'write', 'datasync', 'rename', 'syncFolder'])
  })

  it.each<[Step, string, string]>([
    ['create', 'EACCES', 'read-only'],
    ['write', 'ENOSPC', 'full'],
    ['datasync', 'EIO', 'io'],
    ['rename', 'EPERM', 'read-only'],
  ])('that fails (%s) leaves the old file and nothing else', async (step, code, fault) => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'retro.md'), 'old')
    const { disk, failNext } = brittleDisk()
    failNext(step, code)
    const written = await writeAtomically(join(folder, 'retro.md'), 'new', disk)
    expect(written).toMatchObject({ ok: false, fault: { code: fault } })
    expect(written.ok || written.fault.sentence).toContain('retro.md was not written')
    expect(await readFile(join(folder, 'retro.md'), 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['retro.md'])
  })

  it('goes on where a write was cut short', async () => {
    const folder = await tempFolder()
    const { disk, failNext } = brittleDisk()
    failNext('short write', '')
    expect(await writeAtomically(join(folder, 'retro.md'), 'the whole text', disk)).toEqual({ ok: true })
    expect(await readFile(join(folder, 'retro.md'), 'utf8')).toBe('the whole text')
  })

  it('says so where the folder is not there', async () => {
    const folder = await tempFolder()
    expect(await writeAtomically(join(folder, 'none', 'retro.md'), 'text')).toMatchObject({ ok: false, fault: { code: 'gone' } })
  })
})

describe('a playbook', () => {
  const text = '{"name":"größer"}'
  const hash = createHash('sha256').update(text, 'utf8').digest('hex')

  it('is kept under the hash of its text, once', async () => {
    const dataDir = join(await tempFolder(), 'store')
    const { disk, steps } = brittleDisk()
    expect(await keepPlaybook(dataDir, text, disk)).toEqual({ ok: true, hash })
    steps.length = 0
    expect(await keepPlaybook(dataDir, text, disk)).toEqual({ ok: true, hash })
    // Nothing is written; whoever made the folders may have ended before it synced them.
    expect(steps.map((step) => step.split(' ')[0])).toEqual(['syncFolder', 'syncFolder', 'syncFolder'])
    expect(await readdir(join(dataDir, 'playbooks'))).toEqual([`${hash}.json`])
    expect(await readPlaybook(dataDir, hash)).toEqual({ ok: true, text })
  })

  it('that was changed is refused, and kept anew when it is needed again', async () => {
    const dataDir = await tempFolder()
    await keepPlaybook(dataDir, text)
    await writeFile(join(dataDir, 'playbooks', `${hash}.json`), '{"name":"other"}')
    expect(await readPlaybook(dataDir, hash)).toMatchObject({ ok: false, fault: { code: 'io' } })
    expect(await keepPlaybook(dataDir, text)).toEqual({ ok: true, hash })
    expect(await readPlaybook(dataDir, hash)).toEqual({ ok: true, text })
  })

  it('that is not there, or no hash at all, is a fault', async () => {
    const dataDir = await tempFolder()
    expect(await readPlaybook(dataDir, hash)).toMatchObject({ ok: false, fault: { code: 'gone' } })
    expect(await readPlaybook(dataDir, '../config')).toMatchObject({ ok: false, fault: { code: 'gone' } })
  })

  it('that cannot be kept is a fault', async () => {
    const { disk, failNext } = brittleDisk()
    failNext('write', 'ENOSPC')
    expect(await keepPlaybook(await tempFolder(), text, disk)).toMatchObject({ ok: false, fault: { code: 'full' } })
  })
})
