/** Attached files as a place that a redaction reaches. */
import { join } from 'node:path'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf } from '../journal/fault.ts'
import { isMissing } from '../journal/layout.ts'
import type { Place } from '../redaction/place.ts'
import { filesFolder, isFileHash } from './layout.ts'
import { removeUploads } from './sweep.ts'

/** ms; an upload that nothing was added to for so long was left behind by a process that ended, perhaps of the very file that goes */
const LEFT_BEHIND_MS = 60 * 60 * 1000

/** @param now the wall clock, ms UTC */
export function createAttachmentPlace(dataDir: string, now: () => number, disk: Disk = nodeDisk): Place {
  return {
    async erase({ stream, files }) {
      const folder = filesFolder(dataDir, stream)
      const troubles: string[] = []
      let removed = 0
      for (const sha256 of files) {
        if (!isFileHash(sha256)) continue
        try {
          await disk.removeFile(join(folder, sha256))
          removed += 1
        } catch (error) {
          if (!isMissing(error)) troubles.push(sentence(error, folder))
        }
      }
      if (files.size > 0) await removeUploads(folder, now() - LEFT_BEHIND_MS, disk)
      if (removed > 0) await disk.syncFolder(folder).catch((error: unknown) => void troubles.push(sentence(error, folder)))
      return troubles
    },
  }
}

function sentence(error: unknown, where: string): string {
  return faultOf(error, { doing: 'write to', where, outcome: 'a file that was redacted is still there' }).sentence
}
