/** What is said beside an entry from other facts: what became of a page, what an action item was added with. */
import type { IncidentState } from '../../../shared/incident/state.ts'
import { itemsOf } from '../../../shared/incident/state.ts'
import { pagesOf } from '../../../shared/incident/status.ts'
import { durationText } from '../../../shared/time/duration.ts'

export interface EntryNote {
  readonly text: string
  readonly tone: 'good' | 'late' | null
}

export interface EntryNotes {
  /** by the entry's id */
  readonly notes: ReadonlyMap<string, EntryNote>
  /** ids of facts that are part of another entry and need no row of their own */
  readonly told: ReadonlySet<string>
}

export function entryNotes(state: IncidentState): EntryNotes {
  const notes = new Map<string, EntryNote>()
  for (const { page, acknowledged, escalated, outcome } of pagesOf(state)) {
    if (acknowledged) notes.set(page.id, { text: `acknowledged after ${durationText(Date.parse(acknowledged.time) - Date.parse(page.time))}`, tone: 'good' })
    else if (outcome) notes.set(page.id, { text: outcome.data.outcome, tone: 'late' })
    else if (escalated) notes.set(page.id, { text: 'passed on', tone: null })
  }

  // An action item's owner and date are facts of their own; those that came with it are said with it.
  const told = new Set<string>()
  const added = new Map(itemsOf(state, 'ActionItemAdded').map((item) => [item.id, item]))
  for (const change of itemsOf(state, 'ActionItemChanged')) {
    const { action, field, value } = change.data
    const item = added.get(action)
    if (item?.fact.recordedAt !== change.fact.recordedAt || value === null) continue
    told.add(change.id)
    notes.set(action, { text: [notes.get(action)?.text, `${field} ${value}`].filter(Boolean).join(' · '), tone: null })
  }
  return { notes, told }
}
