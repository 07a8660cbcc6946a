/** Appends to the one journal that only this writer writes; what it confirms is on disk. */
import { join } from 'node:path'
import { parseFact, type Fact } from '../../shared/facts/fact.ts'
import type { Disk, WritableFile } from './disk.ts'
import { faultOf, systemCode, systemError, type Fault } from './fault.ts'
import { factsLine, headerLine, JOURNAL_FORMAT, JOURNAL_VERSION, type Seen } from './line.ts'
import { createQueue } from './queue.ts'
import { randomId, randomSalt } from './random-id.ts'
import { syncWay } from './sync-way.ts'

/** Recorded, or not: then nothing was, as far as anyone may say, and the same facts may be appended again. */
export type Appended = { readonly ok: true } | { readonly ok: false; readonly fault: Fault }

export interface Writer {
  /** for the stamps of the next facts; after a fault it is a new one */
  readonly id: string
  /** One command's facts as one line: all of them or none. An append waits for the one before it. */
  append(facts: readonly Fact[]): Promise<Appended>
  /** Waits for what is under way and closes the file. */
  close(): Promise<void>
}

/** Who is told what becomes of the writer's files, by name. */
export interface WriterEvents {
  /** the file is about to be made */
  opening(name: string): void
  /** these lines of it are safe */
  confirmed(name: string, lines: Buffer): void
  /** it is never written again */
  closed(name: string): void
}

interface OpenJournal {
  readonly name: string
  readonly path: string
  readonly file: WritableFile
  /** bytes that are safe */
  length: number
  /** of the last line */
  sum: string
}

/** `incidents/inc-7kq2m9xa` in the data folder */
const STREAM_DEPTH = 2
/** So many times a name may be taken before something else must be wrong: there are 2^40 names. */
const NAMES_TRIED = 3

/**
 * @param folder of the stream; made on the first append
 * @param isNew whether nothing was ever read of the stream: only then is its folder made, for a folder that went away is not replaced
 * @param seen what is known of the stream's other journals, asked when a file is begun
 */
export function createWriter(folder: string, stream: string, isNew: () => boolean, seen: () => Seen, disk: Disk, events: WriterEvents): Writer {
  const enqueue = createQueue()
  let id = randomId()
  let journal: OpenJournal | null = null

  async function append(facts: readonly Fact[]): Promise<Appended> {
    facts.forEach(refuseUnreadable)
    if (facts.length === 0) return { ok: true }
    try {
      if (journal) await extend(journal, facts)
      else await begin(facts)
      return { ok: true }
    } catch (error) {
      await abandon()
      return { ok: false, fault: faultOf(error, { doing: 'write to', where: folder, outcome: 'nothing was recorded' }) }
    }
  }

  async function extend(to: OpenJournal, facts: readonly Fact[]): Promise<void> {
    const line = factsLine(to.sum, randomSalt(), facts)
    await put(to, line.bytes)
    to.sum = line.sum
    events.confirmed(to.name, line.bytes)
  }

  /** Makes the folder and the file, and writes the header and the first line in one go. */
  async function begin(facts: readonly Fact[]): Promise<void> {
    const madeFolders = isNew() ? await disk.makeFolder(folder) : []
    try {
      journal = await create()
      const header = headerLine(randomSalt(), { format: JOURNAL_FORMAT, version: JOURNAL_VERSION, stream, writer: id, seen: seen() })
      const line = factsLine(header.sum, randomSalt(), facts)
      const bytes = Buffer.concat([header.bytes, line.bytes])
      await put(journal, bytes)
      await syncWay(folder, STREAM_DEPTH, madeFolders, disk)
      journal.sum = line.sum
      events.confirmed(journal.name, bytes)
    } catch (error) {
      if (journal) await removeIfEmpty(journal.path)
      // A folder that another program has put something into stays.
      for (const made of madeFolders) await disk.removeFolder(made).catch(() => undefined)
      throw error
    }
  }

  async function create(): Promise<OpenJournal> {
    for (let attempt = 1; ; attempt++) {
      const name = `${id}.jsonl`
      const path = join(folder, name)
      events.opening(name)
      try {
        return { name, path, file: await disk.create(path), length: 0, sum: '' }
      } catch (error) {
        events.closed(name)
        if (systemCode(error) !== 'EEXIST' || attempt === NAMES_TRIED) throw error
        id = randomId()
      }
    }
  }

  async function put(to: OpenJournal, bytes: Buffer): Promise<void> {
    const taken = await to.file.write(bytes)
    if (taken !== bytes.length) throw systemError('ENOSPC', 'only part of the line could be written')
    await to.file.datasync()
    to.length += bytes.length
    // An open file can be written to long after it was deleted or replaced: what nobody can find there is not recorded.
    const { size } = await disk.stat(to.path)
    if (size !== to.length) throw systemError('ENOENT', 'the journal was replaced')
  }

  /** After a failed write or sync nobody knows what the disk holds: the file is never written again (design section 3). */
  async function abandon(): Promise<void> {
    if (!journal) return
    const { name, file } = journal
    journal = null
    id = randomId()
    await file.close().catch(() => undefined)
    events.closed(name)
  }

  async function removeIfEmpty(path: string): Promise<void> {
    try {
      if ((await disk.stat(path)).size === 0) await disk.removeFile(path)
    } catch {
      // An empty file says nothing; that it stays does no harm.
    }
  }

  return {
    get id() {
      return id
    },
    append: (facts) => enqueue(() => append(facts)),
    close: () => enqueue(abandon),
  }
}

/** A fact that no reader would take must not be confirmed: it is a bug of the caller, and throws. */
function refuseUnreadable(fact: Fact): void {
  const parsed = parseFact(JSON.parse(JSON.stringify(fact)))
  if (!parsed.ok) throw new TypeError(`Not a fact: ${parsed.reason}`)
}
