/** Reads attached files: only what a fact names, and only where the bytes still are what their hash says. */
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { ATTACHMENT_LIMIT, PICTURE_HEAD, pictureType, type PictureType } from '../../shared/incident/attachments.ts'
import { writeAll } from '../journal/atomic-write.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf, systemCode } from '../journal/fault.ts'
import { randomId } from '../journal/random-id.ts'
import { filePath, filesFolder, relativeFilePath } from './layout.ts'

const CHUNK_BYTES = 256 * 1024

/** A file as a fact names it. */
export interface NamedFile {
  /** the stream's id */
  readonly stream: string
  readonly sha256: string
  readonly name: string
}

/** How an attached file stands; the sentence says what is wrong and what to do. */
export type FileState = { readonly state: 'there'; readonly size: number } | { readonly state: 'missing' | 'changed' | 'unreadable'; readonly sentence: string }

/** Whether a file of this hash and size (bytes) is there; its bytes are not read. */
export async function holdsFile(dataDir: string, stream: string, { sha256, size }: { readonly sha256: string; readonly size: number }, disk: Disk = nodeDisk): Promise<boolean> {
  try {
    return (await disk.stat(filePath(dataDir, stream, sha256))).size === size
  } catch (error) {
    if (systemCode(error) === null) throw error
    return false
  }
}

/** Reads every byte of a file, and says whether they are those that were attached. Never rejects for what the disk does. */
export function checkFile(dataDir: string, file: NamedFile, disk: Disk = nodeDisk): Promise<FileState> {
  return readThrough(dataDir, file, disk, () => undefined)
}

/** The bytes of a picture, by its magic number; null where it is none, or missing, changed, or larger than any attachment. */
export async function readPicture(dataDir: string, file: NamedFile, disk: Disk = nodeDisk): Promise<{ readonly bytes: Buffer; readonly type: PictureType } | null> {
  const chunks: Buffer[] = []
  let length = 0
  const read = await readThrough(dataDir, file, disk, (chunk) => {
    length += chunk.length
    if (length <= ATTACHMENT_LIMIT) chunks.push(Buffer.from(chunk))
  })
  if (read.state !== 'there' || length > ATTACHMENT_LIMIT) return null
  const bytes = Buffer.concat(chunks)
  const type = pictureType(bytes.subarray(0, PICTURE_HEAD))
  return type === null ? null : { bytes, type }
}

/** Copies a file to where a person wants it, whole or not at all. Nothing is left there of bytes that are not what was attached. */
export async function copyFile(dataDir: string, file: NamedFile, target: string, disk: Disk = nodeDisk): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomId()}.tmp`)
  try {
    const read = await copyTo(temporary, dataDir, file, disk)
    if (read.state !== 'there') {
      await disk.removeFile(temporary)
      return { ok: false, sentence: read.sentence }
    }
    await disk.rename(temporary, target)
    await disk.syncFolder(dirname(target))
    return { ok: true }
  } catch (error) {
    await disk.removeFile(temporary).catch(() => undefined)
    return { ok: false, sentence: faultOf(error, { doing: 'write to', where: dirname(target), outcome: `“${file.name}” was not saved` }).sentence }
  }
}

/** Rejects with what went wrong at the end that is written to; the other end is in the answer. */
async function copyTo(path: string, dataDir: string, file: NamedFile, disk: Disk): Promise<FileState> {
  const copy = await disk.create(path)
  try {
    let failed: { readonly error: unknown } | null = null
    const read = await readThrough(dataDir, file, disk, async (chunk) => {
      if (failed) return
      await writeAll(copy, chunk).catch((error: unknown) => void (failed = { error }))
    })
    if (failed) throw (failed as { error: unknown }).error
    await copy.datasync()
    return read
  } finally {
    await copy.close()
  }
}

async function readThrough(dataDir: string, file: NamedFile, disk: Disk, visit: (chunk: Buffer) => void | Promise<void>): Promise<FileState> {
  const relative = relativeFilePath(file.stream, file.sha256)
  const missing = { state: 'missing', sentence: `The file “${file.name}” is missing: ${relative}. Look for it on the other machines or in a backup.` } as const
  try {
    // Listed first: a link or a pipe that somebody put there under a hash is not followed.
    const entries = await disk.list(filesFolder(dataDir, file.stream))
    if (!entries.some((entry) => entry.name === file.sha256 && entry.file)) return missing
    const hash = createHash('sha256')
    const size = await readChunks(filePath(dataDir, file.stream, file.sha256), disk, async (chunk) => {
      hash.update(chunk)
      await visit(chunk)
    })
    if (hash.digest('hex') === file.sha256) return { state: 'there', size }
    return { state: 'changed', sentence: `The file “${file.name}” is not what was attached: ${relative} was changed or damaged. Copy it from another machine or from a backup.` }
  } catch (error) {
    const code = systemCode(error)
    if (code === null) throw error
    if (code === 'ENOENT') return missing
    return { state: 'unreadable', sentence: `The file “${file.name}” cannot be read (${code}): ${relative}. Check the disk and who may read the file.` }
  }
}

async function readChunks(path: string, disk: Disk, visit: (chunk: Buffer) => Promise<void>): Promise<number> {
  const file = await disk.openToRead(path)
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    for (let position = 0; ; ) {
      const count = await file.read(chunk, position)
      if (count === 0) return position
      await visit(chunk.subarray(0, count))
      position += count
    }
  } finally {
    await file.close()
  }
}
