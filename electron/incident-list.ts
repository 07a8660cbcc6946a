/** The list of all incidents: what it said last at once, then what has changed since, and from then on what changes. */
import type { Fault, IncidentRow } from '../shared/api.ts'
import type { Desk } from './desk.ts'
import type { IncidentSummary } from './incident-summary.ts'
import { isWholePrint, type Fingerprint } from './journal/fingerprint.ts'
import { createQueue } from './journal/queue.ts'
import { WORTH_A_WORKER } from './journal/stream.ts'
import type { Elsewhere } from './reading/elsewhere.ts'
import type { Summarised } from './reading/jobs.ts'
import { summarise } from './reading/summarise.ts'
import type { Remembered, SummaryFile } from './summary/summary-file.ts'

export interface IncidentList {
  /** What the list said when it was last kept, not checked yet; null where nothing was kept. */
  remembered(): readonly IncidentRow[] | null
  /** Checks every incident the first time and reads those that have changed; afterwards what is known. Rows are passed on as they are read. */
  load(): Promise<readonly IncidentRow[]>
  /** These incidents have changed: they are read again soon, together with what else has changed by then. */
  touch(ids: readonly string[]): void
  /** How the journals of all incidents stand: what is known of another state of them is read again, what is gone goes. */
  look(prints: ReadonlyMap<string, Fingerprint>): void
  /** Reads what has changed without waiting for more. */
  settle(): Promise<void>
  /** What is known of the incidents whose journals were looked at since the start: only that may ring. */
  summaries(): readonly IncidentSummary[]
  /** Forgets an incident's words, here and in what was kept, and reads it again. The sentence that says why where the disk refuses. */
  erase(id: string): Promise<readonly string[]>
  /** Keeps what is known for the next start. */
  close(): Promise<void>
}

export interface IncidentListEvents {
  onRows(rows: readonly IncidentRow[]): void
  /** incidents that are not there any more */
  onGone?(ids: readonly string[]): void
  /** the store cannot be read; null once it can be again */
  onFault(fault: Fault | null): void
}

export interface IncidentListOptions {
  /** where what is known is kept; without it, every start reads every incident */
  readonly file?: SummaryFile
  /** reads many incidents, or long ones, in another thread */
  readonly summariseElsewhere?: Elsewhere['summarise']
}

/** ms in which changes are gathered: long enough not to hold up the answer to a command, short enough to look like at once */
const GATHER_MS = 30
/** ms after which a store that could not be read is tried again */
const AGAIN_MS = 5000
/** ms between a change and keeping it; what a crash loses is read again at the next start */
const KEEP_AFTER_MS = 5000

/** What is known of one incident. */
interface Line {
  readonly print: string
  /** null where there is no incident in the folder */
  readonly summary: IncidentSummary | null
  /** its journals were looked at since the start */
  readonly checked: boolean
  /** as it is kept; null where it may be wrong although the journals are the same */
  readonly kept: Remembered | null
}

type ListedDesk = Pick<Desk, 'list' | 'read' | 'look' | 'isOpen'>

export function createIncidentList(desk: ListedDesk, events: IncidentListEvents, { file, summariseElsewhere }: IncidentListOptions = {}): IncidentList {
  const lines = new Map<string, Line>()
  const touched = new Set<string>()
  const enqueue = createQueue()
  let recalled = false
  let loading: Promise<void> | null = null
  let gathering = false
  let failing = false
  let keeping: ReturnType<typeof setTimeout> | null = null

  function recall(): void {
    if (recalled) return
    recalled = true
    for (const [id, kept] of file?.read() ?? []) if (!lines.has(id)) lines.set(id, { ...kept, checked: false, kept })
  }

  async function loadAll(): Promise<void> {
    recall()
    const listed = await desk.list()
    if (!listed.ok) {
      failing = true
      events.onFault(listed.fault)
      // What was kept is of incidents that nobody can open now.
      lines.clear()
      recalled = false
      // The disk may come back: whoever asks next tries again, and so do we.
      loading = null
      setTimeout(() => void load(), AGAIN_MS).unref()
      return
    }
    if (failing) events.onFault(null)
    failing = false
    const prints = new Map<string, Fingerprint>()
    for (const id of listed.ids) prints.set(id, await desk.look(id))
    compare(prints)
    await readTouched()
  }

  function compare(prints: ReadonlyMap<string, Fingerprint>): void {
    for (const [id, { print }] of prints) {
      const line = lines.get(id)
      if (line?.print !== print) touched.add(id)
      else if (!line.checked) lines.set(id, { ...line, checked: true })
    }
    // Not taken at its word: what was declared since the look is not in it either.
    for (const id of lines.keys()) if (!prints.has(id)) touched.add(id)
  }

  async function readTouched(): Promise<void> {
    while (touched.size > 0) {
      const ids = [...touched]
      touched.clear()
      await readAll(ids)
    }
  }

  async function readAll(ids: readonly string[]): Promise<void> {
    // Looked at before they are read: what changes in between is noticed at the next look.
    const prints = new Map<string, string>()
    const unread: string[] = []
    let bytes = 0
    for (const id of ids) {
      const look = await desk.look(id)
      prints.set(id, look.print)
      if (desk.isOpen(id)) continue
      unread.push(id)
      bytes += look.bytes
    }
    const left = new Set(ids)
    const take = (found: readonly Summarised[]): void => {
      for (const { id } of found) left.delete(id)
      learn(found, prints)
    }
    const takeFromElsewhere = (found: readonly Summarised[]): void => {
      take(found)
      // A worker only reads; the desk erases what it meets.
      for (const { id, hasRedactedWords } of found) if (hasRedactedWords) void desk.read(id)
    }
    if (summariseElsewhere && bytes >= WORTH_A_WORKER) await summariseElsewhere(unread, takeFromElsewhere)
    while (left.size > 0) take(await readSome(left))
  }

  /** Reads for as long as changes are gathered, so that the first rows need not wait for the last. */
  async function readSome(ids: ReadonlySet<string>): Promise<Summarised[]> {
    const found: Summarised[] = []
    const end = performance.now() + GATHER_MS
    for (const id of ids) {
      found.push(await summarise(desk, id))
      if (performance.now() > end) break
    }
    return found
  }

  function learn(found: readonly Summarised[], prints: ReadonlyMap<string, string>): void {
    const rows: IncidentRow[] = []
    const gone: string[] = []
    for (const { id, summary, lacksPlaybook } of found) {
      const print = prints.get(id)!
      if (summary) rows.push(summary.row)
      else if (lines.get(id)?.summary) gone.push(id)
      const kept = summary && !summary.isEmpty && !lacksPlaybook && isWholePrint(print) ? { print, summary } : null
      if (summary || isWholePrint(print)) lines.set(id, { print, summary, checked: true, kept })
      else lines.delete(id)
    }
    keepSoon()
    if (rows.length > 0) events.onRows(rows)
    if (gone.length > 0) events.onGone?.(gone)
  }

  function keepSoon(): void {
    keeping ??= setTimeout(() => void enqueue(keep), KEEP_AFTER_MS).unref()
  }

  /** What could not be kept is read again at the next start: nothing to tell anybody about. */
  async function keep(): Promise<readonly string[]> {
    if (keeping !== null) clearTimeout(keeping)
    keeping = null
    const known = [...lines].flatMap(([id, { kept }]): [string, Remembered][] => (kept ? [[id, kept]] : []))
    const written = await file?.write(known)
    return written?.ok === false ? [written.fault.sentence] : []
  }

  async function load(): Promise<IncidentRow[]> {
    await (loading ??= enqueue(loadAll))
    return rowsOf(lines.values())
  }

  function readSoon(): void {
    if (gathering) return
    gathering = true
    setTimeout(() => {
      gathering = false
      void enqueue(readTouched)
    }, GATHER_MS)
  }

  return {
    remembered() {
      recall()
      return lines.size > 0 ? rowsOf(lines.values()) : null
    },
    load,
    touch(ids) {
      for (const id of ids) touched.add(id)
      readSoon()
    },
    look(prints) {
      // The first listing does the same, and says so where the store cannot be read.
      if (loading === null || failing) return
      void enqueue(() => {
        compare(prints)
        return readTouched()
      })
    },
    settle: () => enqueue(readTouched),
    summaries: () => [...lines.values()].flatMap(({ summary, checked }) => (summary && checked ? [summary] : [])),
    erase: (id) =>
      enqueue(async () => {
        recall()
        lines.delete(id)
        touched.add(id)
        const trouble = await keep()
        await readTouched()
        return trouble
      }),
    async close() {
      if (keeping !== null) await enqueue(keep)
    },
  }
}

function rowsOf(lines: Iterable<Line>): IncidentRow[] {
  return Array.from(lines).flatMap(({ summary }) => (summary ? [summary.row] : []))
}
