/** One backup run: sees that the folder is the right one, catches up on redactions, makes a snapshot, and makes room. */
import { join } from 'node:path'
import { isAbandoned, temporaryBeside } from '../journal/chunks.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { faultOf } from '../journal/fault.ts'
import { adoptFolder, checkFolder } from './folder.ts'
import { outdated } from './rotation.ts'
import { isSnapshotName, listSnapshots, storeMark, type Snapshot } from './snapshot.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { removeTree } from './tree.ts'

export interface BackUpOptions {
  /** UTC with ms */
  readonly now: string
  /** IANA */
  readonly zone: string
  /** the program: `knowngood 0.1.0` */
  readonly by: string
  readonly disk?: Disk
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

export type BackUpResult =
  /** `made` is null where nothing has changed since `newest`; that is null where there is nothing to back up yet */
  | { readonly ok: true; readonly made: Snapshot | null; readonly newest: Snapshot | null; readonly troubles: readonly string[] }
  | { readonly ok: false; readonly kind: 'fault' | 'cancelled'; readonly sentence: string }

/** ms; a snapshot under way touches its folder far more often */
const LEFT_BEHIND_MS = 60 * 60 * 1000

/**
 * Never rejects for what a disk does.
 * @param isNew the person has just named the folder: then it need not hold the mark of an earlier time
 */
export async function backUp(dataDir: string, folder: string, options: BackUpOptions, isNew = false): Promise<BackUpResult> {
  const { now, zone, by, disk = nodeDisk, onProgress = () => undefined, signal } = options
  const checked = isNew ? await adoptFolder(folder, dataDir, disk) : await checkFolder(folder, disk)
  if (!checked.ok) return { ok: false, kind: 'fault', sentence: checked.sentence }
  try {
    await removeLeftBehind(folder, Date.parse(now), disk)
    const older = await listSnapshots(folder, disk)
    const { snapshot, troubles } = await takeSnapshot(older, { dataDir, folder, now, zone, by, disk, onProgress, signal })
    const ours = [...(snapshot ? [snapshot] : []), ...older].filter(({ about }) => about.store === storeMark(dataDir))
    if (snapshot) for (const name of outdated(ours.map(({ name, about }) => ({ name, made: about.made })), zone)) await removeSnapshot(join(folder, name), disk)
    return { ok: true, made: snapshot, newest: ours[0] ?? null, troubles }
  } catch (error) {
    if (signal?.aborted) return { ok: false, kind: 'cancelled', sentence: 'The backup was stopped. The ones before it are as they were.' }
    return { ok: false, kind: 'fault', sentence: faultOf(error, { doing: 'write to', where: folder, outcome: 'no backup was made' }).sentence }
  }
}

/** Hidden first: half a snapshot must not look like one. */
async function removeSnapshot(path: string, disk: Disk): Promise<void> {
  const hidden = temporaryBeside(path)
  await disk.rename(path, hidden)
  await removeTree(hidden, disk)
}

/** What a crash left. Another machine may be at work in the same folder, and its processes cannot be seen from here: what is young stays. */
async function removeLeftBehind(folder: string, now: number, disk: Disk): Promise<void> {
  for (const { name, folder: isFolder } of await disk.list(folder)) {
    const original = /^\.(.+)\.\d+-[0-9a-z]{8}\.tmp$/.exec(name)?.[1]
    if (!isFolder || original === undefined || !isSnapshotName(original) || !isAbandoned(name)) continue
    const { modified } = await disk.stat(join(folder, name))
    if (now - modified > LEFT_BEHIND_MS) await removeTree(join(folder, name), disk)
  }
}
