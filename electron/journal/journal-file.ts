/** One journal on disk: notices what happened to it since the last look, and reads what is new. */
import { join } from 'node:path'
import type { Breath } from './breath.ts'
import type { Disk, FileStat, ReadableFile } from './disk.ts'
import type { Mark } from './finding.ts'
import { isWholeLine } from './salvage.ts'
import type { FoundFact, Scan } from './scan.ts'
import { createSplitter, type CutLine } from './split-lines.ts'

const CHUNK_BYTES = 256 * 1024
const NO_TAIL: CutLine = { bytes: Buffer.alloc(0), length: 0 }

export interface JournalFile {
  readonly name: string
  readonly scan: Scan
  /** as of the last look; null for a file of our own, which nobody needed to look at */
  readonly stat: FileStat | null
  /** what stood behind the last line break */
  readonly tail: CutLine
  /** a later look met the same tail, or the same lack of anything: it is no append in flight */
  readonly tailStays: boolean
}

/** A file of our own, known without looking. */
export function ownFile(name: string, scan: Scan): JournalFile {
  return { name, scan, stat: null, tail: NO_TAIL, tailStays: false }
}

/** What a look takes. */
export interface Look {
  readonly disk: Disk
  /** the stream's */
  readonly folder: string
  /** Makes a scan for reading a journal from its start. */
  freshScan(name: string): Scan
  /** Is given each fact as it is read. */
  visit(found: FoundFact): void
  readonly breath: Breath
}

/**
 * Looks at a journal and reads what it has not read yet: the bytes behind the last line break where the file has only grown, everything
 * where it was replaced, shortened or rewritten. Rejects with the system's error.
 * @param before how it stood at the last look
 */
export async function lookAt(name: string, before: JournalFile | undefined, look: Look): Promise<JournalFile> {
  const { disk } = look
  const path = join(look.folder, name)
  if (before?.stat && isSame(before.stat, await disk.stat(path))) {
    return mayBeInFlight(before) ? { ...before, tailStays: true } : before
  }
  const file = await disk.openToRead(path)
  try {
    // Only as far as the file reaches now: what comes later changes its size, and is met at the next look.
    const stat = await file.stat()
    const grown = before?.stat && hasOnlyGrown(before.stat, stat) ? before.scan : null
    const lastMark = grown?.marks.at(-1)
    if (grown) {
      const tail = await readLines(file, grown, stat.size, look)
      if (grown.marks.at(-1) === lastMark) return { name, scan: grown, stat, tail, tailStays: false }
      // What came does not fit what was read before: perhaps the file was written anew, and only happens to be longer.
    }
    const scan = look.freshScan(name)
    const tail = await readLines(file, scan, stat.size, look)
    return { name, scan, stat, tail, tailStays: false }
  } finally {
    await file.close()
  }
}

/** Whether the journal ends in bytes that may be somebody's append in flight, or waits for its first. */
export function mayBeInFlight({ stat, tail, tailStays }: JournalFile): boolean {
  return !tailStays && (tail.length > 0 || stat?.size === 0)
}

/** What is wrong with a journal, its lasting tail included. */
export function marksOf({ scan, tail, tailStays }: JournalFile): readonly Mark[] {
  if (!tailStays) return scan.marks
  if (tail.length === 0) return [...scan.marks, { code: 'empty-file' }]
  const code = isWholeLine(tail.bytes) ? 'no-line-break' : 'torn-tail'
  return [...scan.marks, { code, line: scan.number + 1, byte: scan.offset, detail: String(tail.length) }]
}

function isSame(a: FileStat, b: FileStat): boolean {
  return a.identity === b.identity && a.size === b.size && a.modified === b.modified
}

function hasOnlyGrown(before: FileStat, now: FileStat): boolean {
  return now.identity === before.identity && now.size > before.size
}

/** The tail is read anew each time: on a network drive bytes in flight may show as zeros first. */
async function readLines(file: ReadableFile, scan: Scan, end: number, { visit, breath }: Look): Promise<CutLine> {
  const splitter = createSplitter()
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(0, end - scan.offset)))
  for (let position = scan.offset; position < end; ) {
    const count = await file.read(chunk.subarray(0, Math.min(chunk.length, end - position)), position)
    if (count === 0) break
    position += count
    for (const line of splitter.push(chunk.subarray(0, count))) {
      for (const found of scan.take(line)) {
        visit(found)
        if (breath.due()) await breath.take()
      }
      if (breath.due()) await breath.take()
    }
  }
  return splitter.tail()
}
