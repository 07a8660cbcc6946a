/** Redactions in snapshots: which streams have some, and what a snapshot still holds of the words. */
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { writeAtomically } from '../journal/atomic-write.ts'
import { measure, readChunks, removeAbandoned, syncFolderIfItCan, temporaryBeside, writeChunks } from '../journal/chunks.ts'
import { cleanLines } from '../journal/clean-lines.ts'
import type { Disk } from '../journal/disk.ts'
import type { Erased } from '../journal/erasure.ts'
import { faultOf, systemCode } from '../journal/fault.ts'
import { isMissing, streamPath } from '../journal/layout.ts'
import { ABOUT_NAME, aboutText, FILES_NAME, filesText, readAbout, readFiles, type Snapshot, type SnapshotFile } from './snapshot.ts'

/** A text that is the same for the same redactions; empty for none. */
export function redactionMark({ facts, files }: Erased): string {
  if (facts.size === 0 && files.size === 0) return ''
  return createHash('sha256').update(JSON.stringify([[...facts].sort(), [...files].sort()])).digest('hex').slice(0, 16)
}

/** Whether a journal may hold a redaction, by its bytes: a look that costs a hundredth of reading its facts. */
export async function mayHoldRedactions(path: string, disk: Disk): Promise<boolean> {
  let end = Buffer.alloc(0)
  for await (const chunk of readChunks(path, disk)) {
    const bytes = Buffer.concat([end, chunk])
    if (bytes.includes('"Redacted"') || bytes.includes('"redacted"') || bytes.includes('\\u00')) return true
    end = bytes.subarray(-9)
  }
  return false
}

/**
 * Erases from one snapshot what is named of a stream: in its journals and of its attachments. Files that snapshots share stay shared.
 * Answers a sentence for each that could not be changed.
 * @param mark what the snapshot notes once all is done; null notes nothing
 * @param rewritten by the identity of a file before, where it was written anew; grows
 */
export async function eraseInSnapshot(snapshot: Snapshot, stream: string, erased: Erased, mark: string | null, rewritten: Map<string, string>, disk: Disk): Promise<string[]> {
  const troubles: string[] = []
  const files = await readFiles(snapshot.path, disk)
  const folder = `${streamPath(stream)}/`
  const changes = new Map<string, SnapshotFile | null>()
  for (const file of files?.values() ?? []) {
    if (!file.name.startsWith(folder)) continue
    const path = join(snapshot.path, file.name)
    try {
      const hash = file.name.slice(`${folder}files/`.length)
      if (file.name.startsWith(`${folder}files/`)) {
        if (!erased.files.has(hash)) continue
        await disk.removeFile(path)
        changes.set(file.name, null)
      } else {
        const written = await rewrite(path, erased.facts, rewritten, disk)
        if (written) changes.set(file.name, { ...file, ...written })
      }
    } catch (error) {
      // What is gone holds no words.
      if (!isMissing(error)) troubles.push(faultOf(error, { doing: 'write to', where: path, outcome: 'it may still hold what was redacted' }).sentence)
    }
  }
  for (const [name, file] of changes) {
    if (file) files!.set(name, file)
    else files!.delete(name)
  }
  if (changes.size > 0) await keep(join(snapshot.path, FILES_NAME), filesText(files!.values()))
  // Read anew: another redaction may have been noted meanwhile.
  const about = await readAbout(snapshot.path, disk)
  if (about && files && mark !== null && troubles.length === 0) await keep(join(snapshot.path, ABOUT_NAME), aboutText({ ...about, redacted: { ...about.redacted, [stream]: mark } }))
  if (!files) troubles.push(`The list of files in ${snapshot.path} cannot be read, so it may still hold what was redacted. Remove that backup if it must not.`)
  return troubles

  async function keep(path: string, text: string): Promise<void> {
    const kept = await writeAtomically(path, text, disk)
    if (!kept.ok) troubles.push(kept.fault.sentence)
  }
}

/** Null where the journal holds none of the words, and is as it was. */
async function rewrite(path: string, ids: ReadonlySet<string>, rewritten: Map<string, string>, disk: Disk): Promise<{ size: number; sha256: string } | null> {
  await removeAbandoned(dirname(path), disk)
  const [{ identity }, before] = [await disk.stat(path), await measure(readChunks(path, disk))]
  const temporary = temporaryBeside(path)
  const shared = rewritten.get(identity)
  if (shared === undefined || !(await linked(shared, temporary, disk))) await writeChunks(temporary, cleanLines(readChunks(path, disk), ids), disk)
  const after = await measure(readChunks(temporary, disk))
  if (after.sha256 === before.sha256) {
    await disk.removeFile(temporary)
    return null
  }
  await disk.rename(temporary, path)
  await syncFolderIfItCan(dirname(path), disk)
  rewritten.set(identity, path)
  return after
}

async function linked(from: string, to: string, disk: Disk): Promise<boolean> {
  try {
    await disk.link(from, to)
    return true
  } catch (error) {
    if (systemCode(error) === null) throw error
    return false
  }
}
