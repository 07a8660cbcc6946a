/** Puts single files into a store beside those that are there: hidden until they are whole, never over another one. */
import { randomBytes } from 'node:crypto'
import { join, relative, sep } from 'node:path'
import { measure, readChunks, removeAbandoned, temporaryBeside, writeChunks } from '../journal/chunks.ts'
import { cleanLines } from '../journal/clean-lines.ts'
import type { Disk } from '../journal/disk.ts'
import { systemCode } from '../journal/fault.ts'
import { isMissing, isWriterId } from '../journal/layout.ts'
import { syncWay } from '../journal/sync-way.ts'
import type { HashedFile, SourceJournal } from './source.ts'

/** What keeping a file takes. */
export interface Keeping {
  /** the store */
  readonly dataDir: string
  readonly disk: Disk
  /** folders that are there and clear of what a crash left; grows */
  readonly prepared: Set<string>
  /** told how many bytes of the source are done with */
  dealtWith(bytes: number): void
  /** Throws where the person has called it off. */
  stopped(): void
}

/** What stands for a writer that nobody knows. */
const NO_WRITER = '00000000'

/** The name of a journal whose own is taken or strange: by what it holds, so that two copies of the same have one name. */
export function copyName(writer: string | null, name: string, sha256: string): string {
  const stem = name.slice(0, 8)
  const known = writer ?? (isWriterId(stem) ? stem : NO_WRITER)
  return `${known}.${sha256.slice(0, 12)}.jsonl`
}

/** Whether a journal's name is one that this program gives: `k7f3q9a2.jsonl`, or {@link copyName}'s. */
export function isPlainJournalName(name: string): boolean {
  return isWriterId(name.slice(0, 8)) && /^.{8}(?:\.[0-9a-f]{12})?\.jsonl$/.test(name)
}

/**
 * Adds a journal (call {@link settle} when all are there) under its own name or, where that is taken, under {@link copyName}'s: a file that is there may be being appended to.
 * @param erased ids of facts that are erased on the way
 */
export async function keepJournal(folder: string, { name, size, digest, read }: SourceJournal, erased: ReadonlySet<string>, keeping: Keeping): Promise<void> {
  const { disk } = keeping
  await prepare(folder, keeping)
  const temporary = temporaryBeside(join(folder, isPlainJournalName(name) ? name : 'journal'))
  const { sha256 } = await writeChunks(temporary, cleanLines(watched(read(), keeping), erased), disk)
  const copy = copyName(digest.writer, name, sha256)
  // The last one where a damaged file stands under the copy's name.
  const names = [isPlainJournalName(name) ? name : copy, copy, copyName(digest.writer, name, randomBytes(6).toString('hex'))]
  try {
    await place(temporary, folder, names, sha256, disk)
  } catch (error) {
    await disk.removeFile(temporary).catch(() => undefined)
    throw error
  }
  keeping.dealtWith(size)
}

/** Adds the files that are not there, unharmed, each under a name that its hash gives. What is not what its hash says is not taken, and named. */
export async function keepHashed(
  folder: string,
  files: readonly HashedFile[],
  nameOf: (sha256: string) => string,
  keeping: Keeping,
): Promise<{ added: number; damaged: string[] }> {
  const { disk } = keeping
  const damaged: string[] = []
  let added = 0
  for (const { sha256, size, read } of files) {
    keeping.stopped()
    const path = join(folder, nameOf(sha256))
    if (!(await isThere(path, sha256, disk))) {
      await prepare(folder, keeping)
      const temporary = temporaryBeside(path)
      const written = await writeChunks(temporary, watched(read(), keeping), disk)
      if (written.sha256 === sha256) {
        // Over one that is damaged, too: by its name it can hold nothing else.
        await disk.rename(temporary, path)
        added += 1
      } else {
        await disk.removeFile(temporary)
        damaged.push(nameOf(sha256))
      }
    }
    keeping.dealtWith(size)
  }
  if (files.length > damaged.length) await settle(folder, keeping)
  return { added, damaged }
}

/** A link fails where the name is taken, a rename would not: between looking and renaming anybody may have taken it. */
async function place(temporary: string, folder: string, names: readonly string[], sha256: string, disk: Disk): Promise<void> {
  for (const path of names.map((name) => join(folder, name))) {
    try {
      await disk.link(temporary, path)
      return await disk.removeFile(temporary)
    } catch (error) {
      const code = systemCode(error)
      if (code === null || code === 'ENOENT') throw error
      // The file system knows no links: only a name that nobody else gives is safe from a rename.
      if (code !== 'EEXIST') return disk.rename(temporary, join(folder, names.at(-1)!))
      if (await isThere(path, sha256, disk)) return disk.removeFile(temporary)
    }
  }
}

/**
 * What is answered for is safe, also where it was there already: whoever put it there may have ended before its name was.
 * A folder that is not there holds nothing to answer for.
 */
export async function settle(folder: string, { dataDir, disk }: Keeping): Promise<void> {
  try {
    await syncWay(folder, depthOf(folder, dataDir), [], disk)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function depthOf(folder: string, dataDir: string): number {
  return relative(dataDir, folder).split(sep).length
}

/** Makes the folder, durably, and clears away what a crash left in it. */
async function prepare(folder: string, { dataDir, disk, prepared }: Keeping): Promise<void> {
  if (prepared.has(folder)) return
  const made = await disk.makeFolder(folder)
  await syncWay(folder, depthOf(folder, dataDir), made, disk)
  await removeAbandoned(folder, disk)
  prepared.add(folder)
}

async function* watched(chunks: AsyncIterable<Buffer>, { stopped }: Keeping): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) {
    stopped()
    yield chunk
  }
}

async function isThere(path: string, sha256: string, disk: Disk): Promise<boolean> {
  try {
    return (await measure(readChunks(path, disk))).sha256 === sha256
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
