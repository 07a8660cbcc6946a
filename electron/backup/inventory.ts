/** What there is in a store, or in a folder with a store's layout: every journal, attachment and playbook, and the team's own, with size and time. */
import { join } from 'node:path'
import { PLAYBOOK_FILE } from '../../shared/playbook/status.ts'
import { STREAM_KINDS } from '../../shared/stream.ts'
import type { Disk, FileStat } from '../journal/disk.ts'
import { systemError } from '../journal/fault.ts'
import { isJournalName, isMissing, listStreams, playbookFolder, streamFolder, streamPath } from '../journal/layout.ts'

export interface StoredFile {
  /** relative to the store, with forward slashes */
  readonly name: string
  /** null: a playbook, which belongs to none */
  readonly stream: string | null
  /** attachments and playbooks never change under their name; the team's own playbook is a file that people edit */
  readonly kind: 'journal' | 'attachment' | 'playbook' | 'own playbook'
  /** bytes */
  readonly size: number
  /** ms */
  readonly modified: number
}

const SHA256 = /^[0-9a-f]{64}$/

/** Rejects with the system's error where anything cannot be looked at: a store half seen is not to be backed up. */
export async function inventoryOf(dataDir: string, disk: Disk): Promise<StoredFile[]> {
  const files: StoredFile[] = []

  async function take(folder: string, path: string, kind: StoredFile['kind'], stream: string | null, isOurs: (name: string) => boolean): Promise<void> {
    for (const { name, file } of (await listed(folder, disk)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!file || !isOurs(name)) continue
      const { size, modified } = await disk.stat(join(folder, name))
      files.push({ name: `${path}/${name}`, stream, kind, size, modified })
    }
  }

  for (const streamKind of STREAM_KINDS) {
    const streams = await listStreams(dataDir, streamKind, disk)
    if (!streams.ok) throw systemError('EIO', streams.fault.sentence)
    for (const id of streams.ids) {
      const folder = streamFolder(dataDir, id)
      await take(folder, streamPath(id), 'journal', id, isJournalName)
      await take(join(folder, 'files'), `${streamPath(id)}/files`, 'attachment', id, (name) => SHA256.test(name))
    }
  }
  await take(playbookFolder(dataDir), 'playbooks', 'playbook', null, (name) => name.endsWith('.json') && SHA256.test(name.slice(0, -5)))
  const own = await statIfThere(join(dataDir, PLAYBOOK_FILE), disk)
  if (own) files.push({ name: PLAYBOOK_FILE, stream: null, kind: 'own playbook', size: own.size, modified: own.modified })
  return files
}

async function statIfThere(path: string, disk: Disk): Promise<FileStat | null> {
  try {
    return await disk.stat(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function listed(folder: string, disk: Disk): ReturnType<Disk['list']> {
  try {
    return await disk.list(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
