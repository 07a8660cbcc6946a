/** Writes a file whole or not at all: a reader meets the old one or the new one, never half of either. */
import { basename, dirname, join } from 'node:path'
import { nodeDisk, type Disk, type WritableFile } from './disk.ts'
import { faultOf, systemError, type Fault } from './fault.ts'
import { randomId } from './random-id.ts'

/**
 * Temporary file in the same folder, sync, rename, sync of the folder. The folder must be there.
 * @param bytes text is written as UTF-8
 */
export async function writeAtomically(
  path: string,
  bytes: Buffer | string,
  disk: Disk = nodeDisk,
): Promise<{ ok: true } | { ok: false; fault: Fault }> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomId()}.tmp`)
  try {
    await writeNew(temporary, Buffer.from(bytes), disk)
    await disk.rename(temporary, path)
    await disk.syncFolder(dirname(path))
    return { ok: true }
  } catch (error) {
    await disk.removeFile(temporary).catch(() => undefined)
    return { ok: false, fault: faultOf(error, { doing: 'write to', where: dirname(path), outcome: `${basename(path)} was not written` }) }
  }
}

async function writeNew(path: string, bytes: Buffer, disk: Disk): Promise<void> {
  const file = await disk.create(path)
  try {
    await writeAll(file, bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Writes all of it, however little the disk takes at a time. */
export async function writeAll(file: WritableFile, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const taken = await file.write(bytes.subarray(done))
    if (taken === 0) throw systemError('ENOSPC', 'the disk took nothing more')
    done += taken
  }
}
