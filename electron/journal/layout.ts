/** Where everything lies in the data folder, and which names in it are ours (design section 3). */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { BASE32 } from '../../shared/facts/stamp.ts'
import { STREAM_ID, STREAM_PREFIX, streamId, type StreamKind } from '../../shared/stream.ts'
import { nodeDisk, type Disk } from './disk.ts'
import { faultOf, systemCode, type Fault } from './fault.ts'

const FOLDERS: Record<StreamKind, string> = { incident: 'incidents', release: 'releases' }
const WRITER_ID = new RegExp(`^[${BASE32}]{8}$`)

/** A fresh id, for instance `inc-7kq2m9xa`. */
export function newStreamId(kind: StreamKind): string {
  return streamId(kind, randomBytes(5))
}

/** The id of the stream that has this name of eight base32 characters. */
export function streamNamed(kind: StreamKind, name: string): string {
  return `${STREAM_PREFIX[kind]}-${name}`
}

/** The id that a person meant (`INC-7KQ2M9XA` too), or null where it is none. */
export function readStreamId(text: string): string | null {
  const id = text.trim().toLowerCase()
  return STREAM_ID.test(id) ? id : null
}

export function kindOf(id: string): StreamKind {
  return id.startsWith(STREAM_PREFIX.release) ? 'release' : 'incident'
}

export function isWriterId(text: string): boolean {
  return WRITER_ID.test(text)
}

/**
 * The folder of a stream, relative to the data folder, with forward slashes.
 * Throws on anything but a stream id: a path never comes from a person's text.
 */
export function streamPath(id: string): string {
  if (!STREAM_ID.test(id)) throw new RangeError(`Not a stream id: ${JSON.stringify(id)}`)
  return `${FOLDERS[kindOf(id)]}/${id}`
}

/** The folder of a stream; see {@link streamPath}. */
export function streamFolder(dataDir: string, id: string): string {
  return join(dataDir, streamPath(id))
}

export function playbookFolder(dataDir: string): string {
  return join(dataDir, 'playbooks')
}

/**
 * Whether a file in a stream's folder is read as a journal: conflict copies too, whatever a sync tool called them.
 * Hidden files are not: macOS leaves binary `._name.jsonl` twins on foreign disks.
 */
export function isJournalName(name: string): boolean {
  return name.endsWith('.jsonl') && !name.startsWith('.')
}

/** The ids of all stored streams of a kind, in id order. A folder that is not there yet holds none. */
export async function listStreams(
  dataDir: string,
  kind: StreamKind,
  disk: Disk = nodeDisk,
): Promise<{ ok: true; ids: string[] } | { ok: false; fault: Fault }> {
  const folder = join(dataDir, FOLDERS[kind])
  try {
    const entries = await disk.list(folder)
    const ids = entries.filter(({ name, folder: isFolder }) => isFolder && STREAM_ID.test(name) && kindOf(name) === kind)
    return { ok: true, ids: ids.map(({ name }) => name).sort() }
  } catch (error) {
    if (isMissing(error)) return { ok: true, ids: [] }
    return { ok: false, fault: faultOf(error, { doing: 'read', where: folder, outcome: `the ${FOLDERS[kind]} cannot be listed` }) }
  }
}

/** Whether the file system said that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return systemCode(error) === 'ENOENT'
}
