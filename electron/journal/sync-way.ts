/** A file is safe where its whole path is: the names of the folders that lead to it must survive a power cut, too. */
import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { systemCode } from './fault.ts'

/**
 * Syncs a folder of the store and those above it, up to the one that holds the data folder; every time a file is made in it. That they are
 * there already says nothing: another process may have made them, and ended before it synced them.
 * @param depth how many folders down from the data folder it lies
 * @param made what `makeFolder` answered, for what lies higher still
 */
export async function syncWay(folder: string, depth: number, made: readonly string[], disk: Disk): Promise<void> {
  const synced = new Set<string>()
  let path = folder
  for (let level = depth; level >= 0; level--) {
    await disk.syncFolder(path)
    synced.add(path)
    path = dirname(path)
  }
  await syncHolder(path, disk)
  for (const holder of made.map((one) => dirname(one))) if (!synced.has(holder) && holder !== path) await disk.syncFolder(holder)
}

/** The folder that holds the data folder is not ours, and may not be ours to open. */
async function syncHolder(path: string, disk: Disk): Promise<void> {
  try {
    await disk.syncFolder(path)
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(systemCode(error) ?? '')) throw error
  }
}
