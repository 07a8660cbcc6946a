/** Files as streams of bytes through the disk's door: read piece by piece, written whole or not at all. */
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { nodeDisk, type Disk } from './disk.ts'
import { systemCode, systemError } from './fault.ts'
import { randomId } from './random-id.ts'

const CHUNK_BYTES = 256 * 1024

/** What was written. */
export interface Written {
  /** bytes */
  readonly size: number
  /** hex */
  readonly sha256: string
}

/** A file's bytes as far as it reaches when it is opened. Rejects with the system's error. */
export async function* readChunks(path: string, disk: Disk = nodeDisk): AsyncGenerator<Buffer, void> {
  const file = await disk.openToRead(path)
  try {
    const { size } = await file.stat()
    for (let position = 0; position < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - position))
      const count = await file.read(chunk, position)
      if (count === 0) return
      position += count
      yield chunk.subarray(0, count)
    }
  } finally {
    await file.close()
  }
}

/** Size and hash of what a stream of bytes holds. */
export async function measure(chunks: AsyncIterable<Buffer>): Promise<Written> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    size += chunk.length
  }
  return { size, sha256: hash.digest('hex') }
}

/**
 * Writes a new file and waits until it is safe; its name must be free. Rejects with the system's error, or with whatever `chunks` throws,
 * and then nothing is left of it.
 */
export async function writeChunks(path: string, chunks: AsyncIterable<Buffer>, disk: Disk = nodeDisk): Promise<Written> {
  const hash = createHash('sha256')
  let size = 0
  const file = await disk.create(path)
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      for (let done = 0; done < chunk.length; ) {
        const taken = await file.write(chunk.subarray(done))
        if (taken === 0) throw systemError('ENOSPC', 'the disk took nothing more')
        done += taken
      }
    }
    await file.datasync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => undefined)
    await disk.removeFile(path).catch(() => undefined)
    throw error
  }
  return { size, sha256: hash.digest('hex') }
}

/** Network drives and foreign file systems may not know how to sync a folder; they keep its names without. */
export async function syncFolderIfItCan(path: string, disk: Disk): Promise<void> {
  try {
    await disk.syncFolder(path)
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EBADF'].includes(systemCode(error) ?? '')) throw error
  }
}

/** A hidden name beside `path` that nobody uses; it says which process made it, so that {@link removeAbandoned} can tell. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${String(process.pid)}-${randomId()}.tmp`)
}

/** Whether a name is one of {@link temporaryBeside}'s, of a process that has ended: what a crash left behind. */
export function isAbandoned(name: string): boolean {
  const made = /^\..+\.(\d+)-[0-9a-z]{8}\.tmp$/.exec(name)
  return made !== null && !isRunning(Number(made[1]))
}

/** Removes the files that a crash left half written in a folder. A folder that is not there holds none. */
export async function removeAbandoned(folder: string, disk: Disk = nodeDisk): Promise<void> {
  try {
    for (const { name, file } of await disk.list(folder)) if (file && isAbandoned(name)) await disk.removeFile(join(folder, name))
  } catch (error) {
    // Whoever needs the folder meets the same trouble and says so.
    if (systemCode(error) === null) throw error
  }
}

/** Signal 0 asks whether there is such a process; only "no such process" means no. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}
