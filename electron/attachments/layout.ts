/** Where a stream's files lie, and which names there are ours. */
import { join } from 'node:path'
import { BASE32 } from '../../shared/facts/stamp.ts'
import { SHA256 } from '../../shared/incident/events.ts'
import { randomId } from '../journal/random-id.ts'
import { streamFolder, streamPath } from '../journal/layout.ts'

const FILES = 'files'
/** `incidents/inc-7kq2m9xa/files` in the data folder */
export const FILES_DEPTH = 3
const UPLOAD = new RegExp(`^\\.[${BASE32}]{8}\\.upload$`)

/** The folder of a stream's files. */
export function filesFolder(dataDir: string, stream: string): string {
  return join(streamFolder(dataDir, stream), FILES)
}

/** Where the file of this hash lies. Throws on anything but a hash: it may come out of somebody else's fact. */
export function filePath(dataDir: string, stream: string, sha256: string): string {
  if (!isFileHash(sha256)) throw new RangeError('Not a SHA-256 in hex')
  return join(filesFolder(dataDir, stream), sha256)
}

/** The same, relative to the data folder, with forward slashes. */
export function relativeFilePath(stream: string, sha256: string): string {
  return `${streamPath(stream)}/${FILES}/${sha256}`
}

export function isFileHash(name: string): boolean {
  return SHA256.test(name)
}

/** A fresh hidden name for a file whose bytes are still coming. */
export function uploadName(): string {
  return `.${randomId()}.upload`
}

export function isUploadName(name: string): boolean {
  return UPLOAD.test(name)
}
