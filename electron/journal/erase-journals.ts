/** Erases what was redacted from every journal of a stream, and looks after what a crash left of an earlier try. */
import { join } from 'node:path'
import { createBreath } from './breath.ts'
import type { Disk } from './disk.ts'
import { createLineEraser } from './erase-line.ts'
import { faultOf, systemCode, type FaultCode } from './fault.ts'
import { identityOf, removeIfThere } from './if-there.ts'
import { isJournalName, isMissing } from './layout.ts'
import { leftoversAmong, type Leftover } from './leftovers.ts'
import { eraseJournal, keepRest, type Hands } from './rewrite.ts'

export interface EraseOptions {
  readonly disk: Disk
  /** the stream's */
  readonly folder: string
  /** the same, as it is named to people */
  readonly shown: string
  /** ids of the facts whose words go */
  readonly ids: ReadonlySet<string>
  /** Makes sure that this process appends to that journal no more. */
  release(name: string): Promise<void>
  /** the machine's clock, ms UTC, by which files are dated */
  now(): number
}

/** What became of it. */
export interface Erased {
  /** lines that lost facts, in how many journals */
  readonly lines: number
  readonly journals: number
  /** a sentence for each thing that could not be erased yet, or of which nobody can tell */
  readonly notices: readonly string[]
  /** nothing is left to be tried again */
  readonly done: boolean
}

/** A hidden file that nobody has written to for so long (ms) was left by a crash. */
const STALE_MS = 60_000

/** Never rejects for what the disk does: what it would not do is a notice, and may be asked for again. */
export async function eraseJournals(options: EraseOptions): Promise<Erased> {
  const { disk, folder, shown } = options
  const hands: Hands = { ...options, eraseLine: createLineEraser(options.ids), breath: createBreath() }
  const erased = { lines: 0, journals: 0, notices: [] as string[], done: true }
  const attempt = async (name: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      // Gone since it was listed: nothing stands there any more.
      if (isMissing(error) && (await identityOf(join(folder, name), disk)) === null) return
      erased.done = false
      erased.notices.push(unfinished(`${shown}/${name}`, error))
    }
  }

  let entries: Awaited<ReturnType<Disk['list']>> = []
  await attempt('', async () => void (entries = await disk.list(folder)))
  for (const leftover of leftoversAmong(entries)) {
    await attempt(leftover.journal, async () => {
      if (!(await lookAfter(leftover, hands, options.now))) erased.done = false
    })
  }
  if (options.ids.size === 0) return erased
  for (const { name, file } of entries) {
    if (!file || !isJournalName(name)) continue
    await attempt(name, async () => {
      const { lines, blanked, unclear } = await eraseJournal(name, hands)
      erased.lines += lines
      if (lines > 0) erased.journals += 1
      if (blanked > 0) erased.notices.push(`${count(blanked, 'damaged line')} of ${shown}/${name} named what was redacted; what was left of ${blanked === 1 ? 'it' : 'them'} was blanked.`)
      if (unclear > 0) erased.notices.push(`${count(unclear, 'line')} of ${shown}/${name} ${unclear === 1 ? 'is' : 'are'} damaged, and nobody can tell whether the words stand there too. If they might, put a sound copy of the file in its place.`)
    })
  }
  return erased
}

/** Answers whether nothing is left of it: what another process is at work on stays. */
async function lookAfter({ name, journal, kind, other }: Leftover, hands: Hands, now: () => number): Promise<boolean> {
  const { disk, folder } = hands
  const [path, hidden, beside] = [join(folder, journal), join(folder, name), join(folder, other)]
  if (kind === 'temporary') {
    if (!(await isStale(hidden, disk, now))) return false
    await removeIfThere(hidden, disk)
    return true
  }
  const look = (): Promise<(string | null)[]> => Promise.all([identityOf(path, disk), identityOf(hidden, disk)])
  let [here, there] = await look()
  if (here != null && here === there) {
    if (!(await isStale(beside, disk, now))) return false
    // Without it whoever wrote it cannot replace the journal any more, should they be alive after all.
    await removeIfThere(beside, disk)
    ;[here, there] = await look()
  }
  if (there == null) return true
  if (here == null) await disk.rename(hidden, path)
  else if (here === there) await removeIfThere(hidden, disk)
  else await keepRest(journal, hidden, hands)
  return true
}

/** A file that is not there was given up as well. */
async function isStale(path: string, disk: Disk, now: () => number): Promise<boolean> {
  try {
    return now() - (await disk.stat(path)).modified > STALE_MS
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
}

const WHY: Record<FaultCode, string> = {
  full: 'the disk is full. Free some space',
  'read-only': 'it is in use, or may not be changed. Close what else has it open, or allow Knowngood to change it',
  gone: 'its folder could not be found. Put it back or connect its drive',
  io: 'the disk or another program would not let it be replaced',
}

function unfinished(file: string, error: unknown): string {
  const { code } = faultOf(error, { doing: 'write to', where: file, outcome: '' })
  const system = code === 'io' ? ` (${systemCode(error)!})` : ''
  return `What was redacted still stands in ${file}: ${WHY[code]}${system}. Knowngood tries again by itself.`
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? '' : 's'}`
}
