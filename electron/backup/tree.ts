/** Folders as a whole: removed with everything in them. */
import { join } from 'node:path'
import type { Disk } from '../journal/disk.ts'
import { isMissing } from '../journal/layout.ts'

/** Removes a folder and what is in it; links are removed, never followed. A folder that is not there is no trouble. */
export async function removeTree(path: string, disk: Disk): Promise<void> {
  try {
    for (const { name, folder } of await disk.list(path)) {
      if (folder) await removeTree(join(path, name), disk)
      else await disk.removeFile(join(path, name))
    }
    await disk.removeFolder(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
