/** What the journals of a stream look like from outside: enough to know that none has changed, without reading any. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { systemCode } from './fault.ts'
import { isJournalName } from './layout.ts'

/** How the journals of one stream stand. */
export interface Fingerprint {
  /** the same for as long as the names, sizes, times and identities of its journals are; the system's code where it cannot be looked at */
  readonly print: string
  /** how much there would be to read */
  readonly bytes: number
}

/** @param folder the stream's */
export async function fingerprintOf(folder: string, disk: Disk): Promise<Fingerprint> {
  try {
    const names = (await disk.list(folder)).filter(({ name, file }) => file && isJournalName(name)).map(({ name }) => name)
    const hash = createHash('sha256')
    let bytes = 0
    for (const name of names.sort()) {
      const { size, modified, identity } = await disk.stat(join(folder, name))
      hash.update(JSON.stringify([name, size, modified, identity]))
      bytes += size
    }
    return { print: hash.digest('base64url'), bytes }
  } catch (error) {
    // Gone or unreadable in between: the same print for as long as it is so.
    const code = systemCode(error)
    if (code === null) throw error
    return { print: code, bytes: 0 }
  }
}

/** Whether a print says how journals stand, rather than why nobody could look at them. */
export function isWholePrint(print: string): boolean {
  return print.length === 43
}
