/** The summary: one disposable file that says of every incident what the list needs, for as long as its journals are unchanged. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Snooze } from '../../shared/playbook/reminders.ts'
import type { IncidentSummary as Summary } from '../incident-summary.ts'
import { writeAtomically } from '../journal/atomic-write.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { systemCode, type Fault } from '../journal/fault.ts'

/** What was known of one incident, and of which state of its journals that holds. */
export interface Remembered {
  /** see {@link Fingerprint} */
  readonly print: string
  readonly summary: Summary
}

export interface SummaryFile {
  /** What was written last; empty where there is nothing to go by. Never an error: whatever is missing is read from the journals. */
  read(): ReadonlyMap<string, Remembered>
  /** Replaces the file whole, so that nothing of the old one stays. */
  write(known: Iterable<readonly [id: string, known: Remembered]>): Promise<{ ok: true } | { ok: false; fault: Fault }>
}

/** What a summary must have been made for and by; anything else is not believed. */
export interface SummaryOrigin {
  /** the store's folder */
  readonly dataDir: string
  /**
   * which build made it: a digest of the sources, so that no change in how a line is computed, nor in the playbook
   * that comes with the app, can be forgotten; empty: believe nothing
   */
  readonly build: string
}

const FORMAT = 'knowngood-summary 2'

interface Head {
  readonly format: string
  readonly build: string
  readonly store: string
  /** SHA-256 of everything behind the first line: what passes needs no other check, for only we write it */
  readonly sum: string
}

/** @param path of the file, in the profile: it holds titles, and belongs to this machine alone */
export function openSummaryFile(path: string, origin: SummaryOrigin, disk: Disk = nodeDisk): SummaryFile {
  /** entries that are unchanged since they were last written need not be written out again */
  const written = new WeakMap<Remembered, string>()

  function textOf(id: string, known: Remembered): string {
    let text = written.get(known)
    if (text === undefined) written.set(known, (text = entryText(id, known)))
    return text
  }

  return {
    read: () => readSummary(path, origin),
    write(known) {
      const body = Array.from(known, ([id, entry]) => textOf(id, entry)).join('\n')
      const head: Head = { format: FORMAT, build: origin.build, store: resolve(origin.dataDir), sum: digest(body) }
      return writeAtomically(path, `${JSON.stringify(head)}\n${body}`, disk)
    },
  }
}

/** What a summary says, where it was made by this build for this store and is whole; otherwise nothing. */
export function readSummary(path: string, origin: SummaryOrigin): ReadonlyMap<string, Remembered> {
  try {
    return parseSummary(readFileSync(path, 'utf8'), origin)
  } catch (error) {
    // Missing or unreadable: it is disposable.
    if (systemCode(error) === null) throw error
    return new Map()
  }
}

/**
 * Takes a stream out of a summary, whoever wrote it and for whichever store: a redaction must not wait for anyone to read it.
 * The sentence that says why where the disk refuses.
 */
export async function eraseFromSummary(path: string, stream: string, disk: Disk = nodeDisk): Promise<readonly string[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    if (systemCode(error) === null) throw error
    return [`${path} could not be read (${systemCode(error)!}), so what it says of ${stream} was not erased. Delete it: it is made anew.`]
  }
  if (!text.includes(stream)) return []
  const [first = '', ...lines] = text.split('\n')
  const left = lines.filter((line) => !line.includes(stream)).join('\n')
  const head = headOf(first)
  // Whatever cannot be read as a summary is worth nothing to anybody, and might hold the words anywhere.
  const whole = head === null ? '' : `${JSON.stringify({ ...head, sum: digest(left) })}\n${left}`
  const rewritten = await writeAtomically(path, whole, disk)
  return rewritten.ok ? [] : [rewritten.fault.sentence]
}

/** Exported for the tests' sake: what a text says as a summary. */
export function parseSummary(text: string, { dataDir, build }: SummaryOrigin): ReadonlyMap<string, Remembered> {
  const end = text.indexOf('\n')
  const head = headOf(text.slice(0, Math.max(0, end)))
  const body = text.slice(end + 1)
  if (build === '' || head?.format !== FORMAT || head.build !== build || head.store !== resolve(dataDir) || head.sum !== digest(body)) return new Map()
  return new Map(body === '' ? [] : body.split('\n').map(readEntry))
}

function headOf(line: string): Partial<Head> | null {
  try {
    const value: unknown = JSON.parse(line)
    return value !== null && typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

function entryText(id: string, { print, summary: { row, clocks, reminded, snoozed, outgoing, awaited, alerts } }: Remembered): string {
  return JSON.stringify([id, print, row, clocks, [...reminded], [...snoozed], outgoing, awaited, alerts])
}

function readEntry(line: string): [string, Remembered] {
  const [id, print, row, clocks, reminded, snoozed, outgoing, awaited, alerts] = JSON.parse(line) as [
    string,
    string,
    Summary['row'],
    Summary['clocks'],
    string[],
    [string, Snooze][],
    Summary['outgoing'],
    Summary['awaited'],
    Summary['alerts'],
  ]
  return [id, { print, summary: { row, clocks, reminded: new Set(reminded), snoozed: new Map(snoozed), outgoing, awaited, alerts, isEmpty: false } }]
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
