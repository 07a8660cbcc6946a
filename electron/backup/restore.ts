/** Brings a snapshot back: checks it against its hashes and merges it into the store, which loses nothing by it. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { PLAYBOOK_FILE } from '../../shared/playbook/status.ts'
import { writeAtomically } from '../journal/atomic-write.ts'
import { readChunks } from '../journal/chunks.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf } from '../journal/fault.ts'
import { isMissing } from '../journal/layout.ts'
import { mergeInto, type Merged } from '../merge/merge.ts'
import { createSourceBuilder, digestJournal, type MergeSource } from '../merge/source.ts'
import { inventoryOf } from './inventory.ts'
import { listSnapshots, readAbout, readFiles, type About, type SnapshotFile } from './snapshot.ts'

export type RestoreResult =
  | { readonly ok: true; readonly merged: Merged }
  | { readonly ok: false; readonly kind: 'refused' | 'fault' | 'cancelled'; readonly sentence: string }

export interface RestoreOptions {
  readonly disk?: Disk
  /** of the whole, 0 to 1 */
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

/** A backup that a person may choose. */
export interface Choice {
  readonly name: string
  readonly path: string
  /** null: a plain copy of a store, which says nothing about itself */
  readonly about: About | null
}

/** What can be restored from a folder that a person named: its snapshots, the newest first, or the folder itself where it is one, or a plain copy of a store. */
export async function findBackups(folder: string, disk: Disk = nodeDisk): Promise<{ ok: true; choices: Choice[] } | { ok: false; sentence: string }> {
  try {
    const snapshots = await listSnapshots(folder, disk)
    if (snapshots.length > 0) return { ok: true, choices: snapshots }
    const about = await readAbout(folder, disk)
    if (about || (await disk.list(folder)).some(({ name, folder: isFolder }) => isFolder && (name === 'incidents' || name === 'releases'))) {
      return { ok: true, choices: [{ name: '', path: folder, about }] }
    }
    return { ok: false, sentence: `There is no backup of Knowngood in ${folder}. Choose the folder that holds the folders “Knowngood backup …”.` }
  } catch (error) {
    return { ok: false, sentence: faultOf(error, { doing: 'read', where: folder, outcome: 'its backups cannot be shown' }).sentence }
  }
}

/**
 * Adds what the store does not have. A damaged file costs itself alone: of a journal every line that holds is taken, and what could not be taken
 * is named. Never rejects for what a disk does.
 */
export async function restore(dataDir: string, snapshot: string, { disk = nodeDisk, onProgress = () => undefined, signal }: RestoreOptions = {}): Promise<RestoreResult> {
  try {
    const { source, damaged, bytes, ownPlaybook } = await readSnapshot(snapshot, disk, (done, total) => {
      signal?.throwIfAborted()
      onProgress(done / Math.max(1, total) / 2)
    })
    const result = await mergeInto(dataDir, source, { disk, ...(signal && { signal }), onProgress: (done) => onProgress(0.5 + done / Math.max(1, bytes) / 2) })
    if (result.ok && ownPlaybook) {
      const put = await putOwnPlaybook(dataDir, ownPlaybook, disk)
      if (!put.ok) return { ok: false, kind: 'fault', sentence: put.fault.sentence }
    }
    if (result.ok) return { ok: true, merged: { ...result.merged, damaged: [...new Set([...damaged, ...result.merged.damaged])].sort() } }
    if (result.kind === 'cancelled') return { ok: false, kind: 'cancelled', sentence: 'It was stopped. To add the rest, restore the backup again: nothing is added twice.' }
    return { ok: false, kind: 'fault', sentence: result.fault.sentence }
  } catch (error) {
    if (signal?.aborted) return { ok: false, kind: 'cancelled', sentence: 'It was stopped. Nothing was changed.' }
    return { ok: false, kind: 'fault', sentence: faultOf(error, { doing: 'read', where: snapshot, outcome: 'nothing was changed' }).sentence }
  }
}

async function readSnapshot(path: string, disk: Disk, onProgress: (done: number, total: number) => void): Promise<{ source: MergeSource; damaged: string[]; bytes: number; ownPlaybook: Buffer | null }> {
  const inventory = await inventoryOf(path, disk)
  const listed = await readFiles(path, disk)
  const bytes = inventory.reduce((sum, { size }) => sum + size, 0)
  const present = new Set(inventory.map(({ name }) => name))
  const damaged = [...(listed?.keys() ?? [])].filter((name) => !present.has(name))
  const source = createSourceBuilder()
  let done = 0
  let ownPlaybook: Buffer | null = null

  for (const { name, stream, kind, size } of inventory) {
    const read = (): AsyncIterable<Buffer> => readChunks(join(path, name), disk)
    // What is named by its hash is checked by whoever takes it.
    if (kind === 'playbook') source.playbook({ sha256: name.split('/').at(-1)!.slice(0, 64), size, read })
    else if (kind === 'own playbook') {
      const whole = await disk.readWhole(join(path, name))
      if (isOther(listed?.get(name), createHash('sha256').update(whole).digest('hex'))) damaged.push(name)
      else ownPlaybook = whole
    } else if (kind === 'attachment') source.attachment(stream!, { sha256: name.slice(-64), size, read })
    else {
      const checked = hashed(read())
      const digest = await digestJournal(checked.chunks, stream!)
      if (digest.foreign || digest.damagedLines > 0 || isOther(listed?.get(name), checked.sha256())) damaged.push(name)
      if (!digest.foreign) source.journal(stream!, { name: name.split('/').at(-1)!, size, digest, read })
    }
    onProgress((done += size), bytes)
  }
  return { source: source.built(), damaged, bytes, ownPlaybook }
}

/** A store that has a playbook of its own keeps it. */
async function putOwnPlaybook(dataDir: string, bytes: Buffer, disk: Disk): ReturnType<typeof writeAtomically> {
  const path = join(dataDir, PLAYBOOK_FILE)
  const isThere = await disk.stat(path).then(() => true, (error) => !isMissing(error))
  if (isThere) return { ok: true }
  await disk.makeFolder(dataDir)
  return writeAtomically(path, bytes, disk)
}

function hashed(chunks: AsyncIterable<Buffer>): { chunks: AsyncIterable<Buffer>; sha256: () => string } {
  const hash = createHash('sha256')
  async function* through(): AsyncGenerator<Buffer, void> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  return { chunks: through(), sha256: () => hash.digest('hex') }
}

function isOther(file: SnapshotFile | undefined, sha256: string): boolean {
  return file !== undefined && file.sha256 !== sha256
}
