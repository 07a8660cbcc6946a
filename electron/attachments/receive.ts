/** Takes in a file in pieces: hidden while it comes, hashed on the way, synced, and only then under its hash. */
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { cleanFileName, isPictureType, PICTURE_HEAD, pictureType, refuseSize } from '../../shared/incident/attachments.ts'
import { writeAll } from '../journal/atomic-write.ts'
import { nodeDisk, type Disk, type WritableFile } from '../journal/disk.ts'
import { faultOf } from '../journal/fault.ts'
import { streamFolder } from '../journal/layout.ts'
import { syncWay } from '../journal/sync-way.ts'
import { filePath, FILES_DEPTH, filesFolder, uploadName } from './layout.ts'

/** What is said of a file before its bytes come. */
export interface Announced {
  /** as its owner calls it; only ever shown */
  readonly name: string
  readonly mediaType?: string | undefined
  /** bytes */
  readonly size: number
}

/** What a fact says of a file that is in the store. */
export interface Received {
  readonly name: string
  readonly mediaType?: string
  readonly size: number
  readonly sha256: string
}

/** Why a file was not taken: it may not be (refused), or the disk did not do its part (fault). */
export interface NotTaken {
  readonly ok: false
  readonly kind: 'refused' | 'fault'
  readonly sentence: string
}

export interface Receiving {
  /** The next bytes, in order. After the first that were not taken nothing is, and nothing of the file is left. */
  take(bytes: Uint8Array): Promise<NotTaken | null>
  /**
   * Answers once the file is on disk under its hash. `isNew` says that no file of this hash was there before.
   * The fact that names it is for the caller to record.
   */
  finish(): Promise<{ readonly ok: true; readonly file: Received; readonly isNew: boolean } | NotTaken>
  /** Leaves nothing of it behind. */
  cancel(): Promise<void>
}

/** Begins to take in a file; refused at once where its size says enough. @param stream of an incident that is stored already */
export async function receiveFile(
  dataDir: string,
  stream: string,
  announced: Announced,
  disk: Disk = nodeDisk,
): Promise<{ readonly ok: true; readonly receiving: Receiving } | NotTaken> {
  const name = cleanFileName(announced.name)
  const refusal = refuseSize(name, announced.size)
  if (refusal !== null) return refused(refusal)
  const folder = filesFolder(dataDir, stream)
  const temporary = join(folder, uploadName())
  try {
    // A stream that is not there is not made: its drive may be away, and this would be the empty folder below it.
    await disk.stat(streamFolder(dataDir, stream))
    await syncWay(folder, FILES_DEPTH, await disk.makeFolder(folder), disk)
    const file = await disk.create(temporary)
    return { ok: true, receiving: receiving(file, temporary, { dataDir, stream, announced: { ...announced, name }, disk }) }
  } catch (error) {
    return faulty(error, folder, name)
  }
}

/** Removes a file that no fact came to name, where none of its hash was there before. What cannot be removed does no harm. */
export async function removeNew(dataDir: string, stream: string, { sha256 }: Received, disk: Disk = nodeDisk): Promise<void> {
  await disk.removeFile(filePath(dataDir, stream, sha256)).catch(() => undefined)
}

interface Target {
  readonly dataDir: string
  readonly stream: string
  readonly announced: Announced
  readonly disk: Disk
}

function receiving(file: WritableFile, temporary: string, { dataDir, stream, announced: { name, mediaType, size }, disk }: Target): Receiving {
  const hash = createHash('sha256')
  const folder = dirname(temporary)
  const head = Buffer.alloc(PICTURE_HEAD)
  let count = 0
  let ended: NotTaken | null = null

  async function giveUp(reason: NotTaken): Promise<NotTaken> {
    ended = reason
    await file.close().catch(() => undefined)
    // What cannot be removed now is hidden, and swept later.
    await disk.removeFile(temporary).catch(() => undefined)
    return reason
  }

  /** Over a file of the same hash too: the same bytes, but these are known to be whole and synced. */
  async function putInPlace(target: string): Promise<boolean> {
    const isNew = await disk.stat(target).then(
      () => false,
      () => true,
    )
    await disk.rename(temporary, target)
    await disk.syncFolder(folder)
    return isNew
  }

  return {
    async take(bytes) {
      if (ended) return ended
      const refusal = count + bytes.length > size ? (refuseSize(name, count + bytes.length) ?? changed(name)) : null
      if (refusal !== null) return giveUp(refused(refusal))
      try {
        const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        if (count < PICTURE_HEAD) buffer.copy(head, count)
        count += buffer.length
        hash.update(buffer)
        await writeAll(file, buffer)
        return null
      } catch (error) {
        return giveUp(faulty(error, folder, name))
      }
    },
    async finish() {
      if (ended) return ended
      if (count !== size) return giveUp(refused(changed(name)))
      ended = refused(`“${name}” is attached already.`)
      try {
        await file.datasync()
        await file.close()
        const sha256 = hash.digest('hex')
        const isNew = await putInPlace(filePath(dataDir, stream, sha256))
        return { ok: true, isNew, file: { name, ...typed(head.subarray(0, count), mediaType), size, sha256 } }
      } catch (error) {
        return giveUp(faulty(error, folder, name))
      }
    },
    async cancel() {
      if (!ended) await giveUp(refused(`“${name}” was not attached: it was called off.`))
    },
  }
}

/** Pictures by their bytes alone; of everything else what it was called by whoever gave it, unless it claims to be a picture. */
function typed(head: Uint8Array, claimed: string | undefined): { mediaType?: string } {
  const mediaType = pictureType(head) ?? (isPictureType(claimed) ? undefined : claimed)
  return mediaType === undefined || mediaType === '' ? {} : { mediaType }
}

function changed(name: string): string {
  return `“${name}” changed while it was read, so it was not attached. Attach it again once nothing writes to it.`
}

function refused(sentence: string): NotTaken {
  return { ok: false, kind: 'refused', sentence }
}

function faulty(error: unknown, where: string, name: string): NotTaken {
  return { ok: false, kind: 'fault', sentence: faultOf(error, { doing: 'write to', where, outcome: `“${name}” was not attached` }).sentence }
}
