/** A disk that failed is looked at until it works: cheaply, without a trace, and never by writing to a journal. */
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Fault } from '../../shared/api.ts'
import { createDiskHealth, PROBE_EVERY_MS, type DiskHealth } from '../../electron/disk-health.ts'
import type { Disk } from '../../electron/journal/disk.ts'
import { brittleDisk, type Step } from './journal/brittle-disk.ts'
import { tempFolder } from './journal/facts.ts'
import { smallDisk } from './journal/small-disk.ts'
import { handTimers } from './hand-timers.ts'

const FULL: Fault = { code: 'full', sentence: 'The disk is full.' }

function watched(disk: Disk, isGone = (): Promise<boolean> => Promise.resolve(false)) {
  const hand = handTimers()
  const said: (Fault | null)[] = []
  const health: DiskHealth = createDiskHealth({ disk, isGone, onFault: (fault) => said.push(fault), timers: hand.timers })
  health.watch()
  onTestFinished(() => health.stop())
  return { health, said, ...hand }
}

describe('after a failure', () => {
  it('a hidden file is made, filled, synced and removed; then it works, and nobody looks any more', async () => {
    const { disk, steps } = brittleDisk()
    const folder = await tempFolder()
    await writeFile(join(folder, 'k7f3q9a2.jsonl'), 'theirs')
    const { health, said, pass, waiting } = watched(disk)
    health.failed(FULL, { folders: [join(folder, 'not there'), folder], bytes: 10 })
    expect([said, waiting()]).toEqual([[FULL], 1])
    pass(PROBE_EVERY_MS - 1)
    expect(steps).toEqual([])
    pass(1)
    await vi.waitFor(() => expect(said).toEqual([FULL, null]))
    expect(waiting()).toBe(0)
    expect(steps.map((step) => step.replace(/-\w{8}$/, '-…').split(' ')[0])).toEqual(['create', 'write', 'datasync', 'syncFolder'])
    expect(steps[0]).toMatch(/^create \.knowngood-probe-\w{8}$/)
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual(['k7f3q9a2.jsonl']))
  })

  it.each<Step>(['create', 'write', 'datasync', 'syncFolder'])('a look that fails at %s is followed by another, and leaves nothing', async (step) => {
    const { disk, failNext } = brittleDisk()
    const folder = await tempFolder()
    const { health, said, pass, waiting } = watched(disk)
    health.failed(FULL, { folders: [folder], bytes: 10 })
    failNext(step, 'EIO')
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(waiting()).toBe(1))
    expect(said).toEqual([FULL])
    expect(await readdir(folder)).toEqual([])
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(said).toEqual([FULL, null]))
  })

  it('there must be room for what did not fit, not only for a little', async () => {
    const small = smallDisk()
    onTestFinished(() => small.remove())
    const { health, said, pass, waiting } = watched(small.disk)
    health.failed(FULL, { folders: [small.folder], bytes: 40 * 1024 })
    small.fill(30 * 1024)
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(waiting()).toBe(1))
    expect(said).toEqual([FULL])
    small.empty()
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(said).toEqual([FULL, null]))
  })

  it('a store that is away is not looked into, nor a folder that is missing', async () => {
    const { disk, steps } = brittleDisk()
    const folder = await tempFolder()
    let gone = true
    const { health, said, pass, waiting } = watched(disk, () => Promise.resolve(gone))
    health.failed(FULL, { folders: [folder], bytes: 0 })
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(waiting()).toBe(1))
    expect(steps).toEqual([])
    gone = false
    health.failed(FULL, { folders: [join(folder, 'incidents')], bytes: 0 })
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(waiting()).toBe(1))
    expect([steps, said]).toEqual([[], [FULL, FULL]])
  })

  it('what works before the next look ends it', () => {
    const { disk } = brittleDisk()
    const { health, said, waiting } = watched(disk)
    health.failed(FULL, { folders: [], bytes: 0 })
    health.worked()
    health.worked()
    expect([said, waiting()]).toEqual([[FULL, null], 0])
  })

  it('nobody looks who is not asked to, nor after the end', async () => {
    const { disk } = brittleDisk()
    const hand = handTimers()
    const health = createDiskHealth({ disk, isGone: () => Promise.resolve(false), onFault: () => undefined, timers: hand.timers })
    health.failed(FULL, { folders: [], bytes: 0 })
    expect(hand.waiting()).toBe(0)
    health.watch()
    expect(hand.waiting()).toBe(1)
    await health.stop()
    expect(hand.waiting()).toBe(0)
  })

  it('what an earlier look left behind is taken away: it may be what fills the disk', async () => {
    const { disk } = brittleDisk()
    const folder = await tempFolder()
    await writeFile(join(folder, '.knowngood-probe-01234567'), 'x')
    const { health, said, pass } = watched(disk)
    health.failed(FULL, { folders: [folder], bytes: 0 })
    pass(PROBE_EVERY_MS)
    await vi.waitFor(() => expect(said).toEqual([FULL, null]))
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]))
  })
})
