/** A zip file that may have been made to do harm, opened: its table of contents, and the bytes of one entry at a time. */
import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { nodeDisk, type Disk, type ReadableFile } from '../journal/disk.ts'
import { crc32 } from './crc32.ts'
import { asRefusal, refusal, shownName } from './refusal.ts'

export interface OpenZip {
  /** bytes of the whole file */
  readonly size: number
  /** by name, as raw bytes read one for one; no name occurs twice */
  readonly entries: ReadonlyMap<string, Entry>
  /** Unpacks an entry; throws a refusal as soon as it is more than it says, or not what it says. */
  unpack(entry: Entry): AsyncGenerator<Buffer, void>
  /** May be asked again. */
  close(): Promise<void>
}

/** The kind of file that the upper half of an entry's attributes names, where Unix made it. */
const KIND = 0xf000
const REGULAR = 0x8000
/** An extra field that gives the entry another name (Info-ZIP's Unicode path). */
const OTHER_NAME = 0x7075

/**
 * Opens the file and reads its table of contents. Throws a refusal where that holds anything but plain files, each once.
 * @param most entries
 */
export async function openZip(path: string, most: number, disk: Disk = nodeDisk): Promise<OpenZip> {
  const file = await disk.openToRead(path)
  try {
    const { size } = await file.stat()
    const zip = await fromRandomAccessReaderPromise(boundedReader(file, size), size, { autoClose: false, decodeStrings: false, validateEntrySizes: true })
    if (zip.entryCount > most) throw refusal(`It holds ${String(zip.entryCount)} files, and a bundle holds ${String(most)} at most.`)
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('latin1')
      if (entries.has(name)) throw refusal(`It holds “${shownName(name)}” twice.`)
      checkEntry(entry, name)
      entries.set(name, entry)
    }
    let closing: Promise<void> | null = null
    return { size, entries, unpack: (entry) => unpack(zip, entry), close: () => (closing ??= file.close()) }
  } catch (error) {
    await file.close()
    throw asRefusal(error)
  }
}

function checkEntry(entry: Entry, name: string): void {
  const shown = shownName(name)
  const kind = (entry.externalFileAttributes >>> 16) & KIND
  if (kind !== 0 && kind !== REGULAR) throw refusal(`“${shown}” is no plain file: it is a link, a folder or a device.`)
  if (entry.isEncrypted()) throw refusal(`“${shown}” is encrypted.`)
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw refusal(`“${shown}” is packed in a way that bundles are not.`)
  if (entry.extraFields.some(({ id }) => id === OTHER_NAME)) throw refusal(`“${shown}” has two names.`)
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer, void> {
  const name = entry.fileNameRaw.toString('latin1')
  let crc = 0
  try {
    // Other programs may go by the name that stands beside the bytes.
    const { fileName } = await zip.readLocalFileHeaderPromise(entry)
    if (!fileName.equals(entry.fileNameRaw)) throw refusal(`“${shownName(name)}” has two names.`)
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      crc = crc32(chunk as Buffer, crc)
      yield chunk as Buffer
    }
  } catch (error) {
    throw asRefusal(error)
  }
  if (crc !== entry.crc32) throw refusal(`“${shownName(name)}” is damaged: its checksum does not hold.`)
}

/** Every offset comes out of the file itself: one that lies outside of it must not reach the file system. */
function boundedReader(file: ReadableFile, size: number): RandomAccessReader {
  const check = (start: number, end: number): void => {
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end <= size)) {
      throw refusal('It is damaged, or no bundle at all.')
    }
  }
  async function* range(start: number, end: number): AsyncGenerator<Buffer, void> {
    check(start, end)
    for (let position = start; position < end; ) {
      const chunk = Buffer.allocUnsafe(Math.min(64 * 1024, end - position))
      const count = await file.read(chunk, position)
      if (count === 0) throw refusal('It ended while it was read.')
      position += count
      yield chunk.subarray(0, count)
    }
  }
  async function fill(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    check(position, position + length)
    let done = 0
    for await (const chunk of range(position, position + length)) done += chunk.copy(buffer, offset + done)
  }
  const reader = new BoundedReader()
  reader._readStreamForRange = (start, end) => Readable.from(range(start, end), { objectMode: false })
  reader.read = (buffer, offset, length, position, callback) => {
    fill(buffer, offset, length, position).then(
      () => callback(null),
      (error: unknown) => callback(error as Error),
    )
  }
  reader.close = (callback) => callback(null)
  return reader
}

/** A class, for yauzl has no other way to be given a file; what it does is set where the file is known. */
class BoundedReader extends RandomAccessReader {}
