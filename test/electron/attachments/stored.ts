/** A store with one incident, to attach files to. */
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import type { Disk } from '../../../electron/journal/disk.ts'
import { filesFolder } from '../../../electron/attachments/layout.ts'
import { receiveFile, type Announced, type NotTaken, type Received } from '../../../electron/attachments/receive.ts'
import { note, opened, STREAM, tempFolder } from '../journal/facts.ts'

export async function storeWithIncident(): Promise<string> {
  const dataDir = await tempFolder()
  await opened(dataDir).append([note(1)])
  return dataDir
}

/** Sends a whole file in pieces. */
export async function attached(
  dataDir: string,
  bytes: Buffer,
  { disk, pieces = 3, ...announced }: Partial<Announced> & { disk?: Disk; pieces?: number } = {},
): Promise<{ ok: true; file: Received; isNew: boolean } | NotTaken> {
  const begun = await receiveFile(dataDir, STREAM, { name: 'rates.log', size: bytes.length, ...announced }, disk)
  if (!begun.ok) return begun
  const step = Math.max(1, Math.ceil(bytes.length / pieces))
  for (let at = 0; at < bytes.length; at += step) {
    const trouble = await begun.receiving.take(bytes.subarray(at, at + step))
    if (trouble) return trouble
  }
  return begun.receiving.finish()
}

/** The names among the incident's files, hidden ones too; null where there is no such folder. */
export function namesOf(dataDir: string): Promise<string[] | null> {
  return readdir(filesFolder(dataDir, STREAM)).then((names) => names.sort(), () => null)
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
