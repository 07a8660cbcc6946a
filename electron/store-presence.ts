/** Whether the store is where it was: a drive that is away leaves an empty folder behind, in which nothing may be begun anew. */
import { dirname, join } from 'node:path'
import type { Fault } from '../shared/api.ts'
import type { Disk } from './journal/disk.ts'
import { systemCode } from './journal/fault.ts'
import { syncWay } from './journal/sync-way.ts'

/** `incidents` in the data folder */
const INCIDENTS_DEPTH = 1

export interface StorePresence {
  /**
   * Null where the store is there, or may be begun; else the fault. Once it was seen it is expected for as long as this process lives.
   * @param outcome what does not happen because of it, for instance "nothing was recorded"
   */
  look(outcome: string): Promise<Fault | null>
  /** Takes an empty store for what is wanted, and makes its folder. Rejects with the system's error. */
  beginEmpty(): Promise<void>
}

export interface PresenceOptions {
  readonly dataDir: string
  /** there were incidents in it when this machine last saw it */
  readonly expected: boolean
  /** somebody named this folder: a drive above it that is away is not replaced by a folder of that name */
  readonly named: boolean
  readonly disk: Disk
}

export function createStorePresence({ dataDir, expected, named, disk }: PresenceOptions): StorePresence {
  const incidents = join(dataDir, 'incidents')
  let seen = expected

  return {
    async look(outcome) {
      if (await isThere(incidents, disk)) {
        seen = true
        return null
      }
      if (seen) return gone(`The incidents are not where they were, in ${dataDir}, so ${outcome}. Connect its drive or put the folder back.`)
      if (!named || (await isThere(dirname(dataDir), disk))) return null
      return gone(`There is no folder ${dirname(dataDir)}, so ${outcome}. Connect its drive, or choose another folder with --data.`)
    },
    async beginEmpty() {
      await syncWay(incidents, INCIDENTS_DEPTH, await disk.makeFolder(incidents), disk)
    },
  }
}

/** What cannot be looked at for another reason is there: whoever opens it will say what is wrong. */
async function isThere(folder: string, disk: Disk): Promise<boolean> {
  try {
    await disk.stat(folder)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === null) throw error
    return code !== 'ENOENT' && code !== 'ENOTDIR'
  }
}

function gone(sentence: string): Fault {
  return { code: 'gone', sentence }
}
