/** Remembers where copies of the store were put on this machine, so that a redaction can reach them: bundles that were saved, folders with backups. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAtomically } from './journal/atomic-write.ts'
import { nodeDisk, type Disk } from './journal/disk.ts'
import { systemCode } from './journal/fault.ts'
import { isMissing } from './journal/layout.ts'

const copySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bundle'), path: z.string(), streams: z.array(z.string()), /** UTC */ at: z.string() }),
  z.object({ kind: z.literal('backups'), path: z.string() }),
])
export type Copy = z.output<typeof copySchema>

export interface Copies {
  /** Answers the sentence that says why it could not be remembered, or null. */
  remember(copy: Copy): Promise<string | null>
  all(): Promise<Copy[]>
  /** For what is gone for good. */
  forget(path: string): Promise<void>
}

/** One file a copy, so that the app and the command line need not take turns. @param profile the app's own folder */
export function openCopies(profile: string, disk: Disk = nodeDisk): Copies {
  const folder = join(profile, 'copies')
  const fileOf = (path: string): string => join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.json`)
  return {
    async remember(copy) {
      try {
        await disk.makeFolder(folder)
      } catch (error) {
        if (systemCode(error) === null) throw error
        return `Knowngood could not note in ${folder} where it was put (${systemCode(error)!}), so a later redaction will not reach it.`
      }
      const written = await writeAtomically(fileOf(copy.path), `${JSON.stringify(copy, null, 2)}\n`, disk)
      return written.ok ? null : `Knowngood could not note where it was put, so a later redaction will not reach it. ${written.fault.sentence}`
    },
    async all() {
      try {
        const names = (await disk.list(folder)).filter(({ name, file }) => file && /^[0-9a-f]{16}\.json$/.test(name)).map(({ name }) => name)
        const copies = await Promise.all(names.sort().map(async (name) => copySchema.safeParse(parseJson((await disk.readWhole(join(folder, name))).toString('utf8')))))
        return copies.flatMap(({ data }) => data ?? [])
      } catch (error) {
        if (isMissing(error)) return []
        throw error
      }
    },
    async forget(path) {
      try {
        await disk.removeFile(fileOf(path))
      } catch (error) {
        // Asked about again next time, and forgotten then.
        if (systemCode(error) === null) throw error
      }
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
