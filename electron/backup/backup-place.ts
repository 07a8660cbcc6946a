/** Backups as a place that words of a stream are kept in: a redaction reaches every snapshot of every folder that was ever used. */
import type { Copies } from '../copies.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf } from '../journal/fault.ts'
import type { Place } from '../redaction/place.ts'
import { checkFolder } from './folder.ts'
import { eraseInSnapshot } from './redactions.ts'
import { listSnapshots } from './snapshot.ts'

/** A folder that is not there now is named; the next backup in it begins with what was redacted meanwhile. */
export function backupPlace(copies: Copies, disk: Disk = nodeDisk): Place {
  return {
    async erase(redaction) {
      const troubles: string[] = []
      for (const copy of await copies.all()) {
        if (copy.kind !== 'backups') continue
        const checked = await checkFolder(copy.path, disk)
        if (!checked.ok) {
          troubles.push(`The backups in ${copy.path} cannot be reached now, and may still hold the words. Connect that drive and choose Back up now, or remove the backups.`)
          continue
        }
        try {
          const rewritten = new Map<string, string>()
          for (const snapshot of await listSnapshots(copy.path, disk)) troubles.push(...(await eraseInSnapshot(snapshot, redaction.stream, redaction, null, rewritten, disk)))
        } catch (error) {
          troubles.push(faultOf(error, { doing: 'read', where: copy.path, outcome: 'the backups in it may still hold the words' }).sentence)
        }
      }
      return troubles
    },
  }
}
