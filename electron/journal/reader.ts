/** Reads all journals of a stream: whole at first, then only what is new. */
import { createBreath } from './breath.ts'
import type { Disk } from './disk.ts'
import { systemCode } from './fault.ts'
import { findingOf, type Finding } from './finding.ts'
import { lookAt, marksOf, mayBeInFlight, ownFile, type JournalFile } from './journal-file.ts'
import { isJournalName, isMissing, isWriterId, streamFolder, streamPath } from './layout.ts'
import { isLeftover, isRescued } from './leftovers.ts'
import type { Seen } from './line.ts'
import { copiesWithMore, furthest, missingFrom, type Present, type Reach } from './missing.ts'
import { createQueue } from './queue.ts'
import { createScan, type FoundFact, type Scan, type ScanState } from './scan.ts'
import { createSplitter } from './split-lines.ts'
import { createSumSet, type PackedSums } from './sum-set.ts'

/** So many looks in a row must meet no change before somebody is told that something is missing: a folder may be in the middle of being copied. */
const QUIET_LOOKS = 2

export interface Reader {
  /**
   * Reads what it has not read before and gives each fact to `visit` once (a fact again that has been redacted since).
   * What cannot be read is a finding. Never holds the loop for long.
   */
  poll(visit: (found: FoundFact) => void): Promise<void>
  /** what is wrong as of the last poll */
  findings(): Finding[]
  /** what this reader has read, for the header of a new journal */
  seen(): Seen
  /** whether any journal of the stream was ever read or written here */
  isKnown(): boolean
  /** whether a journal ends in bytes that may be somebody's append in flight, or is waiting for its first */
  hasUnsettledTail(): boolean
  /** nobody else has changed a file at the last looks: what is missing now will hardly arrive in a moment */
  isQuiet(): boolean
  /** the journals of the stream as they stand, those that belong to another one left out */
  journals(): readonly Present[]
  readonly files: readonly JournalFile[]
  /** whether there are hidden files beside the journals, as of the last poll: somebody is rewriting one, or it could not be ended */
  readonly hasLeftovers: boolean
  /** A writer of this process is about to make this file: it is left alone, so that nothing is shown before it is confirmed. */
  hold(name: string): void
  /** Takes note of lines that are safe on disk in a file that is held. */
  confirmed(name: string, lines: Buffer): void
  /** The file is one like any other from now on. */
  release(name: string): void
  /** Gives away all that it knows; it may not be used any more. */
  handOver(): ReaderState
  /** Goes on from where a reader in another thread had got to with its first poll. */
  takeOver(state: ReaderState): void
}

/** A reader on its way from one thread to another. */
export interface ReaderState {
  readonly files: readonly (Omit<JournalFile, 'scan'> & { readonly scan: ScanState })[]
  readonly taken: PackedSums
  readonly troubles: ReadonlyMap<string, string>
}

/** @param again is given the facts of lines that stood in another journal before, and need be told to nobody */
export function createReader(dataDir: string, streamId: string, disk: Disk, again: (found: FoundFact) => void = () => undefined): Reader {
  const folder = streamFolder(dataDir, streamId)
  const enqueue = createQueue()
  const files = new Map<string, JournalFile>()
  const own = new Set<string>()
  /** files that this process began, held or not: how they end is known, and was said when it happened */
  const begun = new Set<string>()
  let taken = createSumSet()
  /** what the system said, by file name; the folder's own name is empty */
  let troubles = new Map<string, string>()
  /** what this process itself had read of files that changed or vanished since */
  let remembered = new Map<string, Reach>()
  let hasLeftovers = false
  /** what is missing, and the part of it that may be said */
  let missing: readonly Finding[] = []
  let alarmed: readonly Finding[] = []
  let copies: readonly Finding[] = []
  /** whether the files have changed since {@link findMissing} */
  let stale = false
  /** looks since somebody else has changed a file; what stands at the first look is not changing */
  let quietLooks = QUIET_LOOKS
  let isFirstLook = true

  const relative = (name: string): string => `${streamPath(streamId)}/${name}`
  const freshScan = (name: string): Scan => createScan(relative(name), streamId, taken)

  async function poll(visit: (found: FoundFact) => void): Promise<void> {
    troubles = new Map()
    const names = await journalNames()
    if (names === null) return
    const tell = (found: FoundFact): void => (found.repeated ? again(found) : visit(found))
    const look = { disk, folder, freshScan, visit: tell, breath: createBreath() }
    let changed = forgetAllBut(names)
    for (const name of names) {
      if (own.has(name)) continue
      const before = files.get(name)
      const reach = before && { lines: before.scan.lines, sum: before.scan.sum }
      try {
        const after = await lookAt(name, before, look)
        if (after === before) continue
        if (before && after.scan !== before.scan) remember(before, reach)
        changed ||= before?.stat !== after.stat
        keep(after)
      } catch (error) {
        // It may have gone between the listing and the look; the next listing will tell.
        if (!isMissing(error)) troubles.set(name, codeOf(error))
      }
    }
    conclude(changed)
  }

  /** What a look has come to. */
  function conclude(changed: boolean): void {
    if (stale) {
      missing = findMissing()
      copies = findCopies()
    }
    stale = false
    quietLooks = changed && !isFirstLook ? 0 : quietLooks + 1
    isFirstLook = false
    alarmed = onceQuiet(missing, alarmed, isQuiet())
  }

  const isQuiet = (): boolean => quietLooks >= QUIET_LOOKS

  function keep(file: JournalFile): void {
    files.set(file.name, file)
    stale = true
  }

  /** Null where the folder cannot be read; empty where it is not there. */
  async function journalNames(): Promise<ReadonlySet<string> | null> {
    try {
      const entries = await disk.list(folder)
      hasLeftovers = entries.some(({ name }) => isLeftover(name))
      return new Set(entries.filter(({ name, file }) => file && isJournalName(name)).map(({ name }) => name).sort())
    } catch (error) {
      // One that was there is away with all that is in it, perhaps its drive: that is one trouble, not a missing journal each.
      if (isMissing(error) && files.size === 0) return new Set()
      troubles.set('', codeOf(error))
      return null
    }
  }

  /** Answers whether any was forgotten. */
  function forgetAllBut(names: ReadonlySet<string>): boolean {
    let forgotten = false
    for (const file of [...files.values()]) {
      if (names.has(file.name) || own.has(file.name)) continue
      remember(file)
      files.delete(file.name)
      stale = true
      forgotten = true
    }
    return forgotten
  }

  /** @param reach how far it had been read, where its scan has gone on since */
  function remember(file: JournalFile, { lines, sum }: { lines: number; sum: string } = file.scan): void {
    if (lines === 0 || file.scan.foreign) return
    remembered = furthest([...remembered, [writerOf(file), { lines, sum, source: 'this run of Knowngood had read' }]])
  }

  function journals(): Present[] {
    return [...files.values()]
      .filter(({ scan }) => !scan.foreign)
      .map((file) => {
        const { lines, damagedLines, sum, sums, falselyRedacted } = file.scan
        return { name: file.name, writer: writerOf(file), lines, damagedLines, sum, sums, falselyRedacted }
      })
  }

  function findMissing(): Finding[] {
    const missing = missingFrom(journals(), furthest([...remembered, ...claims(files.values())]))
    return missing.map(({ writer, mark }) => findingOf(relative(isWriterId(writer) ? `${writer}.jsonl` : writer), mark))
  }

  function findCopies(): Finding[] {
    return copiesWithMore(journals().filter(({ name }) => !isRescued(name))).map(({ name, mark }) => findingOf(relative(name), mark))
  }

  return {
    poll: (visit) => enqueue(() => poll(visit)),
    findings() {
      const broken = [...troubles].map(([name, detail]) =>
        findingOf(name ? relative(name) : streamPath(streamId), { code: name === '' && detail === 'ENOENT' ? 'missing-folder' : 'unreadable-file', detail }),
      )
      const marked = [...files.values()].flatMap((file) =>
        marksOf(file)
          .filter(({ code }) => (code !== 'torn-tail' && code !== 'empty-file') || !begun.has(file.name))
          .map((mark) => findingOf(relative(file.name), mark)),
      )
      return [...broken, ...alarmed, ...marked, ...copies]
    },
    isQuiet,
    journals,
    seen() {
      const reaches = journals()
        .filter(({ lines }) => lines > 0)
        .map(({ writer, lines, sum }): [string, Reach] => [writer, { lines, sum, source: '' }])
      const known = [...furthest(reaches)].filter(([writer]) => isWriterId(writer))
      return Object.fromEntries(known.map(([writer, { lines, sum }]) => [writer, [lines, sum]]))
    },
    isKnown: () => files.size > 0 || remembered.size > 0,
    hasUnsettledTail: () => [...files.values()].some(mayBeInFlight),
    get files() {
      return [...files.values()]
    },
    get hasLeftovers() {
      return hasLeftovers
    },
    hold(name) {
      own.add(name)
      begun.add(name)
    },
    confirmed(name, lines) {
      const file = files.get(name) ?? ownFile(name, freshScan(name))
      keep(file)
      for (const line of createSplitter().push(lines)) Array.from(file.scan.take(line))
    },
    release: (name) => void own.delete(name),
    handOver: () => ({ files: [...files.values()].map((file) => ({ ...file, scan: file.scan.handOver() })), taken: taken.handOver(), troubles }),
    takeOver(state) {
      taken = createSumSet(state.taken)
      troubles = new Map(state.troubles)
      for (const file of state.files) keep({ ...file, tail: { ...file.tail, bytes: bufferOver(file.tail.bytes) }, scan: createScan(relative(file.name), streamId, taken, file.scan) })
      conclude(true)
    },
  }
}

/** Buffers cross between threads as plain arrays of bytes. */
function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/**
 * Of what files on their way may only seem to lack: all of it once nobody changes anything, before that what was said already.
 * @param before what was said
 */
export function onceQuiet(found: readonly Finding[], before: readonly Finding[], isQuiet: boolean): readonly Finding[] {
  return isQuiet ? found : found.filter(({ code, file, byte }) => before.some((known) => known.code === code && known.file === file && known.byte === byte))
}

/** What the headers say that their writers had read. */
function* claims(files: Iterable<JournalFile>): Generator<[writer: string, Reach]> {
  for (const { scan, name } of files) {
    if (!scan.header || scan.foreign) continue
    const source = `writer ${scan.header.writer ?? name} had read`
    for (const [writer, [lines, sum]] of Object.entries(scan.header.seen)) yield [writer, { lines, sum, source }]
  }
}

/** The header counts, not the name; without one the name is the best guess. */
function writerOf({ scan, name }: JournalFile): string {
  const stem = name.replace(/\..*$/, '')
  return scan.header?.writer ?? (isWriterId(stem) ? stem : name)
}

/** Anything but an error of the file system is a bug, and is thrown again. */
function codeOf(error: unknown): string {
  const code = systemCode(error)
  if (code === null) throw error
  return code
}
