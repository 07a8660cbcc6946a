/** Saved bundles as a place that words of a stream are kept in: those that can be found are written anew without the words. */
import { basename, dirname } from 'node:path'
import { dateTime } from '../../shared/time/format.ts'
import type { Copies } from '../copies.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf } from '../journal/fault.ts'
import { isMissing } from '../journal/layout.ts'
import type { Place } from '../redaction/place.ts'
import { rewriteBundle } from './rewrite-bundle.ts'
import { isRefusal } from './refusal.ts'

/** @param zone of the times in its sentences, asked each time; IANA */
export function bundlePlace(copies: Copies, zone: () => string, disk: Disk = nodeDisk): Place {
  return {
    async erase(redaction) {
      const troubles: string[] = []
      for (const copy of await copies.all()) {
        if (copy.kind !== 'bundle' || !copy.streams.includes(redaction.stream)) continue
        const saved = `A bundle was saved as ${copy.path} on ${dateTime(copy.at, zone())}`
        try {
          await rewriteBundle(copy.path, redaction, disk)
        } catch (error) {
          // Another file of that name says nothing about the bundle, which may have been moved before.
          if (isRefusal(error)) troubles.push(`${saved}; what lies there now cannot be read as one. The bundle may still hold the words wherever it is.`)
          else if (!isMissing(error)) troubles.push(faultOf(error, { doing: 'write to', where: copy.path, outcome: 'that bundle may still hold the words' }).sentence)
          else if (await isThere(dirname(copy.path), disk)) {
            troubles.push(`${saved}. It is not there any more: ${basename(copy.path)} may still hold the words wherever it was moved or sent.`)
            await copies.forget(copy.path)
          } else troubles.push(`${saved}. That folder cannot be reached now, and the bundle may still hold the words.`)
        }
      }
      return troubles
    },
  }
}

async function isThere(folder: string, disk: Disk): Promise<boolean> {
  try {
    await disk.list(folder)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
