/** A disk in memory that keeps over a power cut what was synced, and of everything else whatever chance leaves of it. */
import { basename, dirname, resolve } from 'node:path'
import type { Disk, FileStat } from '../../../electron/journal/disk.ts'
import { systemError } from '../../../electron/journal/fault.ts'
import type { Chance } from '../../crash/chance.ts'

interface FileNode {
  readonly number: number
  /** what a reader sees */
  bytes: Buffer
  /** so many of them survive a power cut */
  synced: number
  /** A sync failed: the system has dropped what it should have written, and a later sync that succeeds says nothing about it. */
  distrusted: boolean
}

/** What stands in a folder, by name. */
interface FolderNode {
  readonly number: number
  seen: Map<string, Entry>
  /** as of the last sync of the folder */
  synced: Map<string, Entry>
}
type Entry = FileNode | FolderNode

/** The steps that change the disk, or make a change safe. */
export type Step = 'makeFolder' | 'create' | 'write' | 'datasync' | 'syncFolder' | 'rename' | 'link' | 'removeFile'

export interface PowerCutDisk {
  readonly disk: Disk
  /** Whoever uses the disk comes as far as the n-th step from now: from then on nothing is done and nobody is answered. */
  cutAt(step: number): void
  /** It was one process only that ended: the disk goes on, and nothing is lost. */
  goOn(): void
  /** The power goes now. What was not synced is kept, lost or half kept, as chance has it; whoever uses the disk finds it like that. */
  cut(chance: Chance): void
  /** The next such step fails with the system's code, and the disk goes on. */
  failNext(step: Step, code: string): void
  /** steps so far */
  readonly steps: number
}

export function powerCutDisk(): PowerCutDisk {
  let count = 0
  const root: FolderNode = { number: count, seen: new Map(), synced: new Map() }
  let steps = 0
  let cutAfter = Infinity
  let failing: { step: Step; code: string } | null = null
  let epoch = 0

  const isFolder = (entry: Entry | undefined): entry is FolderNode => entry !== undefined && 'seen' in entry
  const missing = (path: string): Error => systemError('ENOENT', path)

  function find(path: string): Entry | undefined {
    let entry: Entry | undefined = root
    for (const name of resolve(path).split('/').filter(Boolean)) entry = isFolder(entry) ? entry.seen.get(name) : undefined
    return entry
  }

  function folderAt(path: string): FolderNode {
    const found = find(path)
    if (!isFolder(found)) throw missing(path)
    return found
  }

  function fileAt(path: string): FileNode {
    const found = find(path)
    if (!found || isFolder(found)) throw missing(path)
    return found
  }

  /** Whether the step takes effect; throws where the power or the disk fails instead. */
  function does(step: Step): void {
    if (steps >= cutAfter) throw systemError('EIO', 'nobody is there any more')
    steps += 1
    if (failing?.step !== step) return
    const { code } = failing
    failing = null
    throw systemError(code, 'to order')
  }

  function statOf(entry: Entry): FileStat {
    const size = isFolder(entry) ? 0 : entry.bytes.length
    return { size, modified: size, identity: `${epoch}:${entry.number}` }
  }

  const later = <T>(run: () => T): Promise<T> => Promise.resolve().then(run)

  const disk: Disk = {
    list: (path) => later(() => [...folderAt(path).seen].map(([name, entry]) => ({ name, folder: isFolder(entry), file: !isFolder(entry) }))),
    stat: (path) =>
      later(() => {
        const entry = find(path)
        if (!entry) throw missing(path)
        return statOf(entry)
      }),
    readWhole: (path) => later(() => Buffer.from(fileAt(path).bytes)),
    openToRead: (path) =>
      later(() => {
        const file = fileAt(path)
        return {
          stat: () => later(() => statOf(file)),
          read: (into, position) => later(() => file.bytes.copy(into, 0, position)),
          close: () => Promise.resolve(),
        }
      }),
    create: (path) =>
      later(() => {
        if (find(path)) throw systemError('EEXIST', path)
        does('create')
        const file: FileNode = { number: ++count, bytes: Buffer.alloc(0), synced: 0, distrusted: false }
        folderAt(dirname(path)).seen.set(basename(path), file)
        return {
          write: (bytes) =>
            later(() => {
              does('write')
              file.bytes = Buffer.concat([file.bytes, bytes])
              return bytes.length
            }),
          datasync: () =>
            later(() => {
              try {
                does('datasync')
              } catch (error) {
                file.distrusted = true
                throw error
              }
              if (!file.distrusted) file.synced = file.bytes.length
            }),
          close: () => Promise.resolve(),
        }
      }),
    makeFolder: (path) =>
      later(() => {
        const made: string[] = []
        for (let above = resolve(path); !find(above); above = dirname(above)) made.push(above)
        if (made.length === 0) return []
        does('makeFolder')
        for (const one of made.toReversed()) folderAt(dirname(one)).seen.set(basename(one), { number: ++count, seen: new Map(), synced: new Map() })
        return made
      }),
    syncFolder: (path) =>
      later(() => {
        const folder = folderAt(path)
        does('syncFolder')
        folder.synced = new Map(folder.seen)
      }),
    rename: (from, to) =>
      later(() => {
        const file = fileAt(from)
        does('rename')
        folderAt(dirname(from)).seen.delete(basename(from))
        folderAt(dirname(to)).seen.set(basename(to), file)
      }),
    link: (from, to) =>
      later(() => {
        const file = fileAt(from)
        if (find(to)) throw systemError('EEXIST', to)
        does('link')
        folderAt(dirname(to)).seen.set(basename(to), file)
      }),
    removeFile: (path) =>
      later(() => {
        fileAt(path)
        does('removeFile')
        folderAt(dirname(path)).seen.delete(basename(path))
      }),
    removeFolder: (path) =>
      later(() => {
        if (folderAt(path).seen.size > 0) throw systemError('ENOTEMPTY', path)
        folderAt(dirname(path)).seen.delete(basename(path))
      }),
  }

  return {
    disk,
    get steps() {
      return steps
    },
    cutAt: (step) => void (cutAfter = steps + step),
    goOn: () => void (cutAfter = Infinity),
    cut(chance) {
      epoch += 1
      cutAfter = Infinity
      failing = null
      survive(root, chance)
    },
    failNext(step, code) {
      failing = { step, code }
    },
  }
}

/** What a power cut leaves of a folder: each name that was not synced came through or not, by itself. */
function survive(entry: Entry, chance: Chance): void {
  if (!('seen' in entry)) return surviveFile(entry, chance)
  const left = new Map<string, Entry>()
  for (const name of new Set([...entry.seen.keys(), ...entry.synced.keys()])) {
    const kept = (chance.percent(50) ? entry.seen : entry.synced).get(name)
    if (kept) left.set(name, kept)
  }
  entry.seen = left
  entry.synced = new Map(left)
  for (const child of left.values()) survive(child, chance)
}

/** Of what was not synced a part came through: none, a beginning, or all; or its room did and not its bytes. */
function surviveFile(file: FileNode, chance: Chance): void {
  const safe = file.bytes.subarray(0, file.synced)
  const rest = file.bytes.subarray(file.synced)
  const through = chance.between(0, rest.length)
  const kept = chance.oneOf([rest.subarray(0, 0), rest.subarray(0, through), rest, Buffer.concat([rest.subarray(0, through), Buffer.alloc(rest.length - through)])])
  file.bytes = Buffer.concat([safe, kept])
  file.synced = file.bytes.length
  file.distrusted = false
}
