/** Files that may not be there, or not any more, without a fuss. */
import type { Disk } from './disk.ts'
import { isMissing } from './layout.ts'

/** Null where there is no such file. */
export async function identityOf(path: string, disk: Disk): Promise<string | null> {
  try {
    return (await disk.stat(path)).identity
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export async function removeIfThere(path: string, disk: Disk): Promise<void> {
  try {
    await disk.removeFile(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
