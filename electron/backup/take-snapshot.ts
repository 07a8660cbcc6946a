/** Makes a snapshot of a store beside the older ones: only what has changed is copied, and it appears under its name when it is whole. */
import { dirname, join } from 'node:path'
import { readChunks, syncFolderIfItCan, temporaryBeside, writeChunks } from '../journal/chunks.ts'
import { cleanLines } from '../journal/clean-lines.ts'
import type { Disk } from '../journal/disk.ts'
import { erasedOf, type Erased } from '../journal/erasure.ts'
import { systemCode } from '../journal/fault.ts'
import { kindOf } from '../journal/layout.ts'
import { inventoryOf, type StoredFile } from './inventory.ts'
import { eraseInSnapshot, mayHoldRedactions, redactionMark } from './redactions.ts'
import { removeTree } from './tree.ts'
import { ABOUT_NAME, aboutText, BACKUP_FORMAT, BACKUP_VERSION, FILES_NAME, filesText, readFiles, snapshotName, storeMark, type About, type Snapshot, type SnapshotFile } from './snapshot.ts'

export interface SnapshotOptions {
  readonly dataDir: string
  /** where snapshots are kept */
  readonly folder: string
  /** UTC with ms */
  readonly now: string
  /** of the snapshot's name; IANA */
  readonly zone: string
  /** the program: `knowngood 0.1.0` */
  readonly by: string
  readonly disk: Disk
  /** of the whole, 0 to 1 */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal | undefined
}

export interface TakenSnapshot {
  /** null where nothing has changed since the newest */
  readonly snapshot: Snapshot | null
  /** what of a redaction could not be carried out in older snapshots */
  readonly troubles: readonly string[]
}

const NONE: Erased = { facts: new Set(), files: new Set() }

/** @param older all snapshots in the folder, the newest first. Rejects with the system's error, or the signal's reason; then nothing is left of it. */
export async function takeSnapshot(older: readonly Snapshot[], options: SnapshotOptions): Promise<TakenSnapshot> {
  const { dataDir, folder, now, zone, by, disk, onProgress, signal } = options
  const store = storeMark(dataDir)
  const inventory = await inventoryOf(dataDir, disk)
  const last = older.find(({ about }) => about.store === store) ?? null
  const before = (last && (await readFiles(last.path, disk))) ?? new Map<string, SnapshotFile>()
  const isUnchanged = ({ name, size, modified }: StoredFile): boolean => {
    const known = before.get(name)?.source
    return known !== undefined && known[0] === size && known[1] === modified
  }
  const redactions = await findRedactions()
  const troubles = await catchUp()
  const marks = Object.fromEntries([...redactions].map(([stream, { mark }]) => [stream, mark]))
  const wanted = inventory.filter(({ kind, stream, name }) => kind !== 'attachment' || !redactions.get(stream!)?.erased.files.has(name.slice(-64)))
  // An empty store is one whose disk is not there, or a new one: neither must push older snapshots out.
  const isSame = wanted.length === 0 || (last !== null && wanted.length === before.size && wanted.every(isUnchanged))
  if (isSame) return { snapshot: null, troubles }

  const name = await freeName(now, zone, folder, disk)
  const path = join(folder, name)
  const temporary = temporaryBeside(path)
  const total = wanted.reduce((sum, { size }) => sum + size, 0)
  const files: SnapshotFile[] = []
  const made = new Set<string>()
  let linksWork = true
  try {
    await disk.makeFolder(temporary)
    made.add(temporary)
    let done = 0
    for (const file of wanted) {
      signal?.throwIfAborted()
      files.push(await take(file))
      onProgress((done += file.size) / Math.max(1, total))
    }
    const about: About = { format: BACKUP_FORMAT, version: BACKUP_VERSION, made: now, by, store, ...countsOf(files), redacted: marks }
    await write(FILES_NAME, Buffer.from(filesText(files)))
    await write(ABOUT_NAME, Buffer.from(aboutText(about)))
    for (const at of [...made].reverse()) await syncFolderIfItCan(at, disk)
    signal?.throwIfAborted()
    await disk.rename(temporary, path)
    await syncFolderIfItCan(folder, disk)
    return { snapshot: { name, path, about }, troubles }
  } catch (error) {
    // What stays is hidden, and the next backup removes it.
    await removeTree(temporary, disk).catch(() => undefined)
    throw error
  }

  /** By stream, what is redacted in it. Streams that have not changed since the last snapshot are not read again. */
  async function findRedactions(): Promise<Map<string, { mark: string; erased: Erased }>> {
    const found = new Map<string, { mark: string; erased: Erased }>()
    const streams = new Set(inventory.flatMap(({ stream }) => stream ?? []))
    for (const stream of streams) {
      signal?.throwIfAborted()
      const journals = inventory.filter((file) => file.stream === stream && file.kind === 'journal')
      const changed = journals.filter((file) => !isUnchanged(file))
      const known = last?.about.redacted[stream] ?? ''
      const isBehind = older.some(({ about }) => (about.redacted[stream] ?? '') !== known)
      if (known === '' && !isBehind && !(await anyMayHold(changed))) continue
      const erased = await erasedOf(dataDir, stream, disk)
      const mark = redactionMark(erased)
      if (mark !== '') found.set(stream, { mark, erased })
    }
    return found
  }

  async function anyMayHold(journals: readonly StoredFile[]): Promise<boolean> {
    for (const { name } of journals) if (await mayHoldRedactions(join(dataDir, name), disk)) return true
    return false
  }

  /** Carries out in the older snapshots what was redacted since, also while their folder was away. */
  async function catchUp(): Promise<string[]> {
    const troubles: string[] = []
    for (const [stream, { mark, erased }] of redactions) {
      const rewritten = new Map<string, string>()
      for (const snapshot of older) {
        if (snapshot.about.redacted[stream] !== mark) troubles.push(...(await eraseInSnapshot(snapshot, stream, erased, mark, rewritten, disk)))
      }
    }
    return troubles
  }

  async function take(file: StoredFile): Promise<SnapshotFile> {
    const { name, kind, stream, size, modified } = file
    const known = before.get(name)
    const { erased, mark } = (stream !== null && redactions.get(stream)) || { erased: NONE, mark: '' }
    const isClean = kind !== 'journal' || (last?.about.redacted[stream!] ?? '') === mark
    const source: [number, number] = [size, modified]
    await makeFolderOf(name)
    // A hard link only between snapshots: a journal in the store is still being written.
    const isForGood = kind === 'attachment' || kind === 'playbook'
    if (known && isClean && (isForGood || isUnchanged(file)) && (await link(name))) return { ...known, source }
    const bytes = readChunks(join(dataDir, name), disk)
    const written = await writeChunks(join(temporary, name), kind === 'journal' ? cleanLines(bytes, erased.facts) : bytes, disk)
    return { name, ...written, source }
  }

  async function link(name: string): Promise<boolean> {
    if (!linksWork) return false
    try {
      await disk.link(join(last!.path, name), join(temporary, name))
      return true
    } catch (error) {
      const code = systemCode(error)
      if (code === null) throw error
      // Gone from there, or as many links as a file may have: that is about one file. Anything else is about the disk.
      if (code !== 'ENOENT' && code !== 'EMLINK') linksWork = false
      return false
    }
  }

  async function makeFolderOf(name: string): Promise<void> {
    const at = dirname(join(temporary, name))
    if (made.has(at)) return
    for (const one of (await disk.makeFolder(at)).reverse()) made.add(one)
    made.add(at)
  }

  async function write(name: string, bytes: Buffer): Promise<void> {
    async function* once(): AsyncGenerator<Buffer, void> {
      yield await Promise.resolve(bytes)
    }
    await writeChunks(join(temporary, name), once(), disk)
  }
}

/** `incidents/<id>/…`: what else there is belongs to no stream. */
const STREAM_FILE = /^[^/]+\/([^/]+)\/./

function countsOf(files: readonly SnapshotFile[]): Pick<About, 'incidents' | 'releases' | 'files' | 'bytes'> {
  const streams = [...new Set(files.flatMap(({ name }) => STREAM_FILE.exec(name)?.[1] ?? []))]
  const incidents = streams.filter((id) => kindOf(id) === 'incident').length
  return { incidents, releases: streams.length - incidents, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }
}

async function freeName(now: string, zone: string, folder: string, disk: Disk): Promise<string> {
  const names = new Set((await disk.list(folder)).map(({ name }) => name))
  for (let taken = 0; ; taken++) {
    const name = snapshotName(now, zone, taken)
    if (!names.has(name)) return name
  }
}

