/** Writes one journal anew without what was redacted, while another process may be appending to it. docs/journal-format.md describes how. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeAll } from './atomic-write.ts'
import type { Breath } from './breath.ts'
import type { Disk, ReadableFile, WritableFile } from './disk.ts'
import { eachLine } from './each-line.ts'
import type { ErasedLine } from './erase-line.ts'
import { systemCode, systemError } from './fault.ts'
import { identityOf, removeIfThere } from './if-there.ts'
import { isMissing } from './layout.ts'
import { hiddenNames, pathsOf, rescuedName, type HiddenNames } from './leftovers.ts'
import { claimedSum, lineHolds } from './line.ts'

/** What a rewriting works with. */
export interface Hands {
  readonly disk: Disk
  /** the stream's */
  readonly folder: string
  /** @param line without its line break */
  eraseLine(line: Buffer): ErasedLine
  /** Makes sure that this process appends to that journal no more. */
  release(name: string): Promise<void>
  readonly breath: Breath
}

/** How much of a journal was to be erased. */
export interface Counts {
  /** lines that lost facts */
  lines: number
  /** damaged lines that were blanked */
  blanked: number
  /** damaged lines of which nobody can tell whether they held the words */
  unclear: number
}

/** So many times somebody else may put another file in the journal's place before it is left for later. */
const TRIES = 3
/** Looks for what was appended while the last of it was copied; whoever writes without end does not hold up the erasing. */
const MOST_LOOKS = 20
const LINE_BREAK = Buffer.from('\n')
/** ms; an append in flight takes a fraction of it */
const APPEND_IN_FLIGHT = 50

/** Rewrites a journal where it holds anything that was redacted; counts what it found. Rejects with the system's error: then the journal is as it was. */
export async function eraseJournal(name: string, hands: Hands): Promise<Counts> {
  const found = await survey(name, hands)
  if (found.lines === 0 && found.blanked === 0) return found
  await hands.release(name)
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const counts = await replace(name, hands)
    if (counts) return counts
  }
  throw systemError('EBUSY', 'another program keeps replacing the journal')
}

/** What there is to erase; nothing is changed. */
async function survey(name: string, { disk, folder, eraseLine, breath }: Hands): Promise<Counts> {
  const file = await disk.openToRead(join(folder, name))
  const counts = { lines: 0, blanked: 0, unclear: 0 }
  try {
    const take = async (line: Buffer): Promise<void> => {
      count(counts, eraseLine(line))
      if (breath.due()) await breath.take()
    }
    const { tail } = await eachLine(file, 0, (await file.stat()).size, take)
    await take(tail)
  } finally {
    await file.close()
  }
  return counts
}

/** Null where another program has put another file in its place meanwhile; then nothing was done. */
async function replace(name: string, hands: Hands): Promise<Counts | null> {
  const { disk, folder } = hands
  const path = join(folder, name)
  const hidden = pathsOf(folder, hiddenNames(name))
  try {
    const { identity } = await disk.stat(path)
    const copied = await copyErased(path, hidden.temporary, hands)
    await setAside(path, hidden.aside, disk)
    // Before the journal loses its name: a power cut must not take both names of what was appended to it since.
    await disk.syncFolder(folder)
    if ((await disk.stat(hidden.aside)).identity !== identity) {
      await undo(path, hidden, disk)
      return null
    }
    await disk.rename(hidden.temporary, path)
    await disk.syncFolder(folder)
    // Whoever appends confirms nothing once the file has lost its name, so what is confirmed was there before: one look is enough.
    if ((await disk.stat(hidden.aside)).size > copied.length) await keepRest(name, hidden.aside, hands)
    else await dropAside(hidden.aside, hands)
    return copied.counts
  } catch (error) {
    if (systemCode(error) !== null) await undo(path, hidden, disk)
    throw error
  }
}

/** Copies every whole line, what is appended meanwhile too, and what stands behind the last; answers how many bytes there were. On disk when it answers. */
async function copyErased(path: string, to: string, { disk, eraseLine, breath }: Hands): Promise<{ length: number; counts: Counts }> {
  const counts = { lines: 0, blanked: 0, unclear: 0 }
  const from = await disk.openToRead(path)
  try {
    const out = await disk.create(to)
    try {
      const erased = (line: Buffer): Buffer => {
        const result = eraseLine(line)
        count(counts, result)
        return result.bytes
      }
      const { end, tail } = await copyLines(from, out, erased, breath)
      await writeAll(out, erased(tail))
      await out.datasync()
      return { length: end + tail.length, counts }
    } finally {
      await out.close()
    }
  } finally {
    await from.close()
  }
}

async function copyLines(from: ReadableFile, out: WritableFile, erased: (line: Buffer) => Buffer, breath: Breath): Promise<{ end: number; tail: Buffer }> {
  let waiting: Buffer[] = []
  const take = async (line: Buffer): Promise<void> => {
    waiting.push(Buffer.concat([erased(line), LINE_BREAK]))
    if (breath.due()) await breath.take()
  }
  const flush = async (): Promise<void> => {
    await writeAll(out, Buffer.concat(waiting))
    waiting = []
  }
  let copied: { end: number; tail: Buffer } = { end: 0, tail: Buffer.alloc(0) }
  for (let settled = false, waited = false, looks = 0; !settled && looks < MOST_LOOKS; looks++) {
    const { size } = await from.stat()
    settled = size === copied.end + copied.tail.length
    // A line that is being appended is left to its end.
    if (settled && copied.tail.length > 0 && !waited) {
      await sleep(APPEND_IN_FLIGHT)
      waited = true
      settled = false
    }
    copied = await eachLine(from, copied.end, size, take, flush)
  }
  return copied
}

/**
 * Gives the journal a second name, under which it can be read once more when it was replaced. Where the file system has no second names
 * (exFAT) it is moved there: for a moment nothing stands under its own name, and whoever appends in it has to try again.
 */
async function setAside(path: string, aside: string, disk: Disk): Promise<void> {
  try {
    await disk.link(path, aside)
  } catch (error) {
    if (isMissing(error) || systemCode(error) === 'ENOSPC') throw error
    await disk.rename(path, aside)
  }
}

/**
 * Looks after a journal that was replaced: where it has lines that its successor lacks, they were appended in between, and it stays beside
 * it under a name of its own, erased as well, as conflict copies do. The successor is not written again: another process that erases at the
 * same time may be about to put its own in that place, and what was brought back there would be lost.
 */
export async function keepRest(name: string, aside: string, hands: Hands): Promise<void> {
  const { disk, folder } = hands
  const after = await sumsIn(join(folder, name), disk)
  if ([...(await sumsIn(aside, disk))].some((sum) => !after.has(sum))) {
    const { temporary } = pathsOf(folder, hiddenNames(name))
    try {
      await copyErased(aside, temporary, hands)
      await disk.rename(temporary, join(folder, rescuedName(name)))
    } catch (error) {
      await removeIfThere(temporary, disk)
      throw error
    }
    await disk.syncFolder(folder)
  }
  await dropAside(aside, hands)
}

async function dropAside(aside: string, { disk, folder }: Hands): Promise<void> {
  await removeIfThere(aside, disk)
  await disk.syncFolder(folder)
}

/** The sums of a journal's whole lines. */
async function sumsIn(path: string, disk: Disk): Promise<Set<string>> {
  const sums = new Set<string>()
  const file = await disk.openToRead(path)
  try {
    await eachLine(file, 0, (await file.stat()).size, (line) => {
      if (lineHolds(line)) sums.add(claimedSum(line))
      return Promise.resolve()
    })
  } finally {
    await file.close()
  }
  return sums
}

/** Puts everything back to where it was, as far as that has not come to pass which cannot be undone. */
export async function undo(path: string, { temporary, aside }: HiddenNames, disk: Disk): Promise<void> {
  await removeIfThere(temporary, disk)
  const [here, there] = await Promise.all([identityOf(path, disk), identityOf(aside, disk)])
  if (there === null) return
  if (here === null) await disk.rename(aside, path)
  else if (here === there) await removeIfThere(aside, disk)
  // Otherwise the journal was replaced: what was appended to the old one since is read from there when it is looked after.
}

function count(counts: Counts, { erased, blanked, unclear }: ErasedLine): void {
  if (erased) counts.lines += 1
  if (blanked) counts.blanked += 1
  if (unclear) counts.unclear += 1
}
