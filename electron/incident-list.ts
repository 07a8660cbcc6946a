/** The list of all incidents, kept up to date: read once after the window shows, then only what has changed. */
import type { Fault, IncidentRow } from '../shared/api.ts'
import type { Desk } from './desk.ts'
import { summaryOf, type IncidentSummary } from './incident-summary.ts'
import { createQueue } from './journal/queue.ts'

export interface IncidentList {
  /** Reads every incident the first time; afterwards what is known. Rows are passed on as they are read. */
  load(): Promise<readonly IncidentRow[]>
  /** These incidents have changed: they are read again soon, together with what else has changed by then. */
  touch(ids: readonly string[]): void
  /** Reads what has changed without waiting for more. */
  settle(): Promise<void>
  /** what is known now */
  summaries(): readonly IncidentSummary[]
}

export interface IncidentListEvents {
  onRows(rows: readonly IncidentRow[]): void
  /** the store cannot be read; null once it can be again */
  onFault(fault: Fault | null): void
}

/** ms in which changes are gathered: long enough not to hold up the answer to a command, short enough to look like at once */
const GATHER_MS = 30
/** ms after which a store that could not be read is tried again */
const AGAIN_MS = 5000

export function createIncidentList(desk: Desk, events: IncidentListEvents): IncidentList {
  const summaries = new Map<string, IncidentSummary>()
  const touched = new Set<string>()
  const enqueue = createQueue()
  let loading: Promise<void> | null = null
  let gathering = false
  let failing = false

  async function loadAll(): Promise<void> {
    const listed = await desk.list()
    if (!listed.ok) {
      failing = true
      events.onFault(listed.fault)
      // The disk may come back: whoever asks next tries again, and so do we.
      loading = null
      setTimeout(() => void load(), AGAIN_MS).unref()
      return
    }
    if (failing) events.onFault(null)
    failing = false
    for (const id of listed.ids) touched.add(id)
    await readTouched()
  }

  async function readTouched(): Promise<void> {
    while (touched.size > 0) {
      const rows = await readSome()
      if (rows.length > 0) events.onRows(rows)
    }
  }

  /** Reads what was touched for as long as changes are gathered, so that the first rows need not wait for the last. */
  async function readSome(): Promise<IncidentRow[]> {
    const rows: IncidentRow[] = []
    const end = performance.now() + GATHER_MS
    for (const id of touched) {
      touched.delete(id)
      const read = await desk.read(id)
      if (read) {
        const summary = summaryOf(read)
        summaries.set(id, summary)
        rows.push(summary.row)
      } else summaries.delete(id)
      if (performance.now() > end) break
    }
    return rows
  }

  async function load(): Promise<IncidentRow[]> {
    await (loading ??= enqueue(loadAll))
    return [...summaries.values()].map(({ row }) => row)
  }

  return {
    load,
    touch(ids) {
      for (const id of ids) touched.add(id)
      if (gathering) return
      gathering = true
      setTimeout(() => {
        gathering = false
        void enqueue(readTouched)
      }, GATHER_MS)
    },
    settle: () => enqueue(readTouched),
    summaries: () => [...summaries.values()],
  }
}
