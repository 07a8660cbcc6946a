/** While writing fails, looks every two seconds whether the disk takes something again, so that nobody has to try. */
import { join } from 'node:path'
import type { Fault } from '../shared/api.ts'
import { writeAll } from './journal/atomic-write.ts'
import type { Disk } from './journal/disk.ts'
import { systemCode } from './journal/fault.ts'
import { randomId } from './journal/random-id.ts'
import { realTimers, type Timers } from './journal/watch.ts'

/** ms between two looks */
export const PROBE_EVERY_MS = 2000
/** bytes; more than a line of the usual length needs */
const LEAST_BYTES = 16 * 1024
const PREFIX = '.knowngood-probe-'

/** What could not be written. */
export interface Failed {
  /** where it was to go; of several the first that is there */
  readonly folders: readonly string[]
  /** how much it was */
  readonly bytes: number
}

export interface DiskHealth {
  /** Something could not be written. */
  failed(fault: Fault, what: Failed): void
  /** Something was written. */
  worked(): void
  /** From now on, and until {@link stop}, a disk that failed is looked at until it works. */
  watch(): void
  /** Looks no more, and waits for the look that is under way. */
  stop(): Promise<void>
}

export interface DiskHealthOptions {
  readonly disk: Disk
  /** told of every failure, and null once writing works again */
  onFault(fault: Fault | null): void
  /** whether the store itself is away */
  isGone(): Promise<boolean>
  readonly timers?: Timers
}

export function createDiskHealth({ disk, onFault, isGone, timers = realTimers }: DiskHealthOptions): DiskHealth {
  let failing: Failed | null = null
  let watching = false
  let looking: Promise<void> | null = null
  let callOff = (): void => undefined

  function worked(): void {
    if (!failing) return
    failing = null
    callOff()
    onFault(null)
  }

  function lookLater(): void {
    callOff()
    callOff = timers.after(PROBE_EVERY_MS, () => {
      looking ??= look().finally(() => (looking = null))
    })
  }

  async function look(): Promise<void> {
    const asked = failing
    if (!asked || !watching) return
    const works = !(await isGone()) && (await takes(asked, disk))
    if (!watching || !failing) return
    // What failed meanwhile may need more room, or lie elsewhere.
    if (works && failing === asked) worked()
    else lookLater()
  }

  return {
    failed(fault, what) {
      failing = what
      onFault(fault)
      if (watching && !looking) lookLater()
    },
    worked,
    watch() {
      watching = true
      if (failing) lookLater()
    },
    async stop() {
      watching = false
      callOff()
      await looking
    },
  }
}

/** Whether as many bytes as could not be written can be: a hidden file is made, synced and removed, never a journal. */
async function takes({ folders, bytes }: Failed, disk: Disk): Promise<boolean> {
  const folder = await firstThere(folders, disk)
  if (folder === null) return false
  const path = join(folder, `${PREFIX}${randomId()}`)
  try {
    await sweep(folder, disk)
    const file = await disk.create(path)
    try {
      await writeAll(file, Buffer.alloc(Math.max(LEAST_BYTES, bytes)))
      await file.datasync()
    } finally {
      await file.close()
    }
    await disk.syncFolder(folder)
    return true
  } catch (error) {
    if (systemCode(error) === null) throw error
    return false
  } finally {
    await disk.removeFile(path).catch(() => undefined)
  }
}

/** Probes that a process left behind, or that could not be removed: they take up the room that is looked for. */
async function sweep(folder: string, disk: Disk): Promise<void> {
  for (const { name } of await disk.list(folder)) if (name.startsWith(PREFIX)) await disk.removeFile(join(folder, name)).catch(() => undefined)
}

async function firstThere(folders: readonly string[], disk: Disk): Promise<string | null> {
  for (const folder of folders) {
    const isThere = await disk.stat(folder).then(
      () => true,
      () => false,
    )
    if (isThere) return folder
  }
  return null
}
