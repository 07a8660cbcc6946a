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
  /** of the file that lies at the path; null before anything was written */
  identity: string | null
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
      if (!journal) await begin(facts)
      else if (!(await extend(journal, facts))) {
        // Another process has redacted something in it: these facts go to a new file at once, and nobody need know.
        await abandon()
        await begin(facts)
      }
      return { ok: true }
    } catch (error) {
      await abandon()
      return { ok: false, fault: faultOf(error, { doing: 'write to', where: folder, outcome: 'nothing was recorded' }) }
    }
  }

  /** Answers whether it is recorded; not where another file lies in the journal's place. */
  async function extend(to: OpenJournal, facts: readonly Fact[]): Promise<boolean> {
    const line = factsLine(to.sum, randomSalt(), facts)
    if (!(await put(to, line.bytes))) return false
    to.sum = line.sum
    events.confirmed(to.name, line.bytes)
    return true
  }

  /** Makes the folder and the file, and writes the header and the first line in one go. */
  async function begin(facts: readonly Fact[]): Promise<void> {
    const madeFolders = isNew() ? await disk.makeFolder(folder) : []
    try {
      journal = await create()
      const header = headerLine(randomSalt(), { format: JOURNAL_FORMAT, version: JOURNAL_VERSION, stream, writer: id, seen: seen() })
      const line = factsLine(header.sum, randomSalt(), facts)
      const bytes = Buffer.concat([header.bytes, line.bytes])
      if (!(await put(journal, bytes))) throw systemError('ENOENT', 'the journal was replaced')
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
        return { name, path, file: await disk.create(path), identity: null, length: 0, sum: '' }
      } catch (error) {
        events.closed(name)
        if (systemCode(error) !== 'EEXIST' || attempt === NAMES_TRIED) throw error
        id = randomId()
      }
    }
  }

  /** Answers whether the bytes are found where everybody looks for them: an open file can be written to long after it was replaced. */
  async function put(to: OpenJournal, bytes: Buffer): Promise<boolean> {
    const taken = await to.file.write(bytes)
    if (taken !== bytes.length) throw systemError('ENOSPC', 'only part of the line could be written')
    await to.file.datasync()
    to.length += bytes.length
    const { size, identity } = await disk.stat(to.path)
    if (size !== to.length) return false
    to.identity ??= identity
    if (identity === to.identity) return true
    // Some file systems give a file a new identity while it is the same: then the line stands there all the same.
    if (!(await endsWith(to.path, bytes, size))) return false
    to.identity = identity
    return true
  }

  async function endsWith(path: string, bytes: Buffer, size: number): Promise<boolean> {
    const file = await disk.openToRead(path)
    try {
      const end = Buffer.alloc(bytes.length)
      return (await file.read(end, size - bytes.length)) === bytes.length && end.equals(bytes)
    } finally {
      await file.close()
    }
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
