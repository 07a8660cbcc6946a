/** Removes what an interrupted run left among the attached files: uploads that never ended, and files that no fact ever came to name. */
import { join } from 'node:path'
import type { FoldedIncident } from '../../shared/incident/evolve.ts'
import { attachmentsOf } from '../../shared/incident/attachments.ts'
import type { Disk } from '../journal/disk.ts'
import { systemCode } from '../journal/fault.ts'
import { filesFolder, isFileHash, isUploadName } from './layout.ts'

/** ms; nobody uploads 25 MB for a day */
const UPLOAD_MS = 24 * 60 * 60 * 1000
/** ms on this disk; by then the journal of a folder that is being synced has come too */
const NAMELESS_MS = 30 * 24 * 60 * 60 * 1000

/**
 * Sweeps the files of one incident. Files without a fact go only where nothing is wrong with the incident's journals: a fact that
 * cannot be read today may name one. What the disk refuses stays; it does no harm.
 * @param now the wall clock, ms UTC
 */
export async function sweepFiles(dataDir: string, stream: string, incident: FoldedIncident, isSound: boolean, now: number, disk: Disk): Promise<void> {
  const folder = filesFolder(dataDir, stream)
  await removeUploads(folder, now - UPLOAD_MS, disk)
  if (!isSound || incident.entries.length === 0) return
  const named = new Set(attachmentsOf(incident).map(({ data }) => data.sha256))
  await removeOld(folder, (name) => isFileHash(name) && !named.has(name), now - NAMELESS_MS, disk)
}

/** Removes uploads that have not changed since `before` (ms UTC). */
export function removeUploads(folder: string, before: number, disk: Disk): Promise<void> {
  return removeOld(folder, isUploadName, before, disk)
}

async function removeOld(folder: string, isWanted: (name: string) => boolean, before: number, disk: Disk): Promise<void> {
  try {
    for (const { name, file } of await disk.list(folder)) {
      if (!file || !isWanted(name)) continue
      const { modified, arrived = Infinity } = await disk.stat(join(folder, name))
      if (Math.max(modified, arrived) < before) await disk.removeFile(join(folder, name))
    }
  } catch (error) {
    // Gone, read-only or not there at all: what would be swept does no harm.
    if (systemCode(error) === null) throw error
  }
}
