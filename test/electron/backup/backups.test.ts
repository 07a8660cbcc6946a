/** Backups by themselves: after changes, not too often, out of the way; what fails is said, tried again, and never disturbs. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { BackupStatus } from '../../../shared/api.ts'
import { createBackups, EVERY_MS, FIRST_AFTER_MS, OVERDUE_MS, type Backups } from '../../../electron/backup/backups.ts'
import { openCopies } from '../../../electron/copies.ts'
import { nodeDisk, type Disk } from '../../../electron/journal/disk.ts'
import { INITIAL_SETTINGS, type BackupSettings } from '../../../electron/settings-file.ts'
import { note, tempFolder } from '../journal/facts.ts'
import { BY, write } from './stores.ts'

const START = Date.parse('2026-11-23T08:00:00.000Z')

let root: string
let store: string
let folder: string
beforeEach(async () => {
  root = await tempFolder()
  store = join(root, 'store')
  folder = join(root, 'backups')
  await mkdir(folder)
  await write(store, [note(1)])
})

interface Desk {
  readonly backups: Backups
  readonly statuses: BackupStatus[]
  kept(): BackupSettings
  /** Lets time pass: what was to be run by then is run, one after the other. */
  pass(ms: number): Promise<void>
  /** ms to the next wake-up; null where there is none */
  sleeps(): number | null
}

function backupsOn(disk: Disk = nodeDisk): Desk {
  let now = START
  let settings = INITIAL_SETTINGS.backup
  let timer: { at: number; run: () => void } | null = null
  const statuses: BackupStatus[] = []
  const backups = createBackups({
    dataDir: store,
    clock: { now: () => now },
    zone: () => 'UTC',
    by: BY,
    copies: openCopies(join(root, 'profile')),
    kept: {
      current: () => settings,
      keep: (next) => {
        settings = next
        return Promise.resolve(null)
      },
    },
    onStatus: (status) => statuses.push(status),
    after(ms, run) {
      const mine = { at: now + ms, run }
      timer = mine
      return () => void (timer === mine && (timer = null))
    },
    disk,
  })
  return {
    backups,
    statuses,
    kept: () => settings,
    sleeps: () => (timer === null ? null : timer.at - now),
    async pass(ms) {
      const until = now + ms
      while (timer !== null && (timer as { at: number }).at <= until) {
        const due = timer
        now = due.at
        timer = null
        due.run()
        await vi.waitFor(() => expect(timer).not.toBeNull(), { interval: 1, timeout: 10_000 })
      }
      now = until
    },
  }
}

async function made(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('Knowngood backup')).sort()
}

describe('backups', () => {
  it('are not made before a folder was chosen; then one at once', async () => {
    const { backups, pass, kept } = backupsOn()
    backups.begin()
    await pass(24 * 60 * 60_000)
    expect(await made()).toEqual([])
    expect(await backups.use(folder)).toMatchObject({ ok: true })
    expect(await made()).toEqual(['Knowngood backup 2026-11-24 08-00'])
    expect(kept()).toMatchObject({ folder, last: { at: '2026-11-24T08:00:00.000Z', incidents: 1, files: 1 }, failingSince: null })
    expect(backups.status()).toMatchObject({ folder, running: false, trouble: null, overdue: false })
  })

  it('follow changes, a quarter of an hour apart at least, and wait for none', async () => {
    const { backups, pass, sleeps } = backupsOn()
    await backups.use(folder)
    backups.begin()
    expect(sleeps()).toBe(FIRST_AFTER_MS)
    for (let n = 2; n <= 6; n++) {
      await write(store, [note(n)])
      backups.touch()
      await pass(60_000)
    }
    // One a minute after the start, and no second one within fifteen.
    expect(await made()).toHaveLength(2)
    await pass(EVERY_MS)
    expect(await made()).toHaveLength(3)
    await pass(24 * 60 * 60_000)
    expect(await made()).toHaveLength(3)
  })

  it('say how they stand while they run and afterwards', async () => {
    const { backups, statuses } = backupsOn()
    await backups.use(folder)
    expect(statuses.map(({ running }) => running)).toEqual([true, false])
  })

  it('that fail are tried again by themselves, and work once the folder is back', async () => {
    const { backups, pass, kept } = backupsOn()
    await backups.use(folder)
    backups.begin()
    await rename(folder, `${folder} away`)
    await write(store, [note(2)])
    backups.touch()
    await pass(FIRST_AFTER_MS)
    expect(backups.status()).toMatchObject({ trouble: expect.stringContaining('could not be found, so no backup was made') as string, overdue: false, last: { at: '2026-11-23T08:00:00.000Z' } })
    await pass(OVERDUE_MS)
    expect(backups.status().overdue).toBe(true)
    expect(kept().failingSince).toBe('2026-11-23T08:01:00.000Z')
    await rename(`${folder} away`, folder)
    await pass(EVERY_MS)
    expect(backups.status()).toMatchObject({ trouble: null, overdue: false })
    expect(await made()).toHaveLength(2)
  })

  it('stop when they are told to, and what was made stays', async () => {
    const { backups, pass, sleeps, kept } = backupsOn()
    await backups.use(folder)
    backups.begin()
    await backups.stop()
    await write(store, [note(2)])
    backups.touch()
    expect(sleeps()).toBeNull()
    await pass(24 * 60 * 60_000)
    expect(await made()).toHaveLength(1)
    expect(kept().folder).toBeNull()
    expect(await backups.now()).toMatchObject({ ok: false, sentence: 'No folder was chosen for backups.' })
  })

  it('are not begun in a folder that may not be one; the one before stays', async () => {
    const { backups, kept } = backupsOn()
    await backups.use(folder)
    expect(await backups.use(store)).toMatchObject({ ok: false, sentence: expect.stringContaining('lies in the folder that holds the incidents') as string })
    expect(kept().folder).toBe(folder)
    await writeFile(join(root, 'file'), '')
    expect(await backups.use(join(root, 'file'))).toMatchObject({ ok: false })
    expect(await backups.use(join(root, 'nowhere'))).toMatchObject({ ok: false, sentence: expect.stringContaining('could not be found') as string })
    expect(kept().folder).toBe(folder)
  })
})

describe('at quit', () => {
  it('what has changed is backed up, and nothing else', async () => {
    const { backups } = backupsOn()
    await backups.use(folder)
    backups.begin()
    await write(store, [note(2)])
    backups.touch()
    await backups.end()
    expect(await made()).toHaveLength(2)
    await backups.end()
    expect(await made()).toHaveLength(2)
  })

  it('nobody waits for a disk that does not answer', async () => {
    let answer = (): void => undefined
    const silence = new Promise<void>((resolve) => (answer = resolve))
    let silent = false
    const disk: Disk = {
      ...nodeDisk,
      async create(path) {
        if (silent) await silence
        return nodeDisk.create(path)
      },
    }
    const { backups } = backupsOn(disk)
    await backups.use(folder)
    backups.begin()
    await write(store, [note(2)])
    backups.touch()
    silent = true
    await backups.end()
    expect(await made()).toHaveLength(1)
    // It ends as one that was called off, and clears away what it began.
    answer()
    await vi.waitFor(async () => expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]))
    expect(await made()).toHaveLength(1)
  }, 20_000)
})
