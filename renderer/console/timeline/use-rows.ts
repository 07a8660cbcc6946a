/** The timeline of the open incident as rows. */
import { useMemo, useState } from 'react'
import type { Entry } from '../../../shared/facts/resolve.ts'
import { starredEntries } from '../../../shared/incident/status.ts'
import { entryTeller, type TimelineEntry } from '../../../shared/views/timeline.ts'
import { createTimelineOrder } from '../../../shared/views/timeline-order.ts'
import { useConsole } from '../context.ts'
import { rowsOf, type Choice, type Filter } from './rows.ts'

export interface Rows {
  readonly rows: readonly Entry[]
  /** shown or not */
  readonly entries: readonly Entry[]
  /** what a row says: worked out for the few that are drawn */
  readonly tell: (entry: Entry) => TimelineEntry
}

/**
 * @param told ids of facts that another entry tells
 * @param timeText a moment (UTC) as the sentences say it
 */
export function useRows(filter: Filter, { kinds, people }: Choice, told: ReadonlySet<string>, timeText: (time: string) => string): Rows {
  const { folded, playbook } = useConsole()
  const [order] = useState(createTimelineOrder)
  // The order is kept up from one change to the next: asking it again of the same incident answers the same list.
  const entries = useMemo(() => order(folded), [order, folded])
  const tell = useMemo(() => remembering(entryTeller(folded, playbook, timeText)), [folded, playbook, timeText])
  const rows = useMemo(() => rowsOf(entries, { filter, kinds, people, told }, starredEntries(folded.state)), [entries, filter, kinds, people, told, folded])
  return { rows, entries, tell }
}

/** Rows are drawn more often than the incident changes: what each says is worked out once. */
function remembering(tell: (entry: Entry) => TimelineEntry): (entry: Entry) => TimelineEntry {
  const told = new WeakMap<Entry, TimelineEntry>()
  return (entry) => {
    let known = told.get(entry)
    if (!known) told.set(entry, (known = tell(entry)))
    return known
  }
}
