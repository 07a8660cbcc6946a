/** What every section of the document is written from: the incident's facts as they stand, and how to say them. */
import { isControl } from '../facts/control.ts'
import { timelineTime, type Fact } from '../facts/fact.ts'
import type { FoldedIncident } from '../incident/evolve.ts'
import { detectionsOf } from '../incident/alerts.ts'
import { type IncidentState } from '../incident/state.ts'
import { declarationOf, isBackfilled } from '../incident/status.ts'
import { clocksOf, type Clock } from '../playbook/due.ts'
import type { Playbook } from '../playbook/schema.ts'
import { sentenceOf } from '../views/sentence.ts'
import { sentenceContext, timelineOf, type TimelineEntry } from '../views/timeline.ts'
import { hasClock, timesOf, type Times } from './times.ts'

export interface RetroSource {
  /** the stream's id, `inc-7kq2m9xa` */
  readonly id: string
  readonly incident: FoldedIncident
  readonly playbook: Playbook
}

export interface RetroOptions {
  /** the one zone that all times are written in, IANA */
  readonly zone: string
  /** how people appear: by the names that were recorded */
  readonly names?: 'people'
}

export interface Material extends RetroSource {
  readonly state: IncidentState
  readonly backfilled: boolean
  readonly times: Times
  readonly clocks: readonly Clock[]
  /** whether what stands at this moment (UTC) is known to the minute: a day alone, or where it was written down, judges no deadline */
  isKnown(time: string): boolean
  /** the timeline's rows in order; the first is row 1 */
  readonly rows: readonly TimelineEntry[]
  /** the number of a fact's row, or null where it has none */
  rowOf(fact: string): number | null
  factOf(id: string): Fact | null
  sentence(fact: Fact): string
}

/** Facts that are shown elsewhere, or are about the tool and not the incident. */
const NO_ROW: ReadonlySet<string> = new Set(['ReminderShown', 'ReminderSnoozed', 'ActionItemChanged', 'ReleaseLinked', 'Redacted', 'ExportRecorded', 'IncidentArchived'])

export function materialOf({ id, incident, playbook }: RetroSource, { zone }: RetroOptions): Material {
  const { state, entryOf } = incident
  const clocks = clocksOf(state, playbook)
  const times = timesOf(zone, beginning(incident), shownTimes(incident, clocks))
  const context = sentenceContext(incident, playbook, times.moment)
  // A struck entry must not come back in the words of one that refers to it.
  const nameOf = (target: string): string | null => (entryOf.get(target)?.struckBy ? null : context.nameOf(target))
  const rows = timelineOf(incident, playbook, times.moment).filter((row) => !row.struck && !NO_ROW.has(entryOf.get(row.id)?.fact.type ?? ''))
  const vague = new Set(incident.entries.filter(({ fact }) => !hasClock(fact.at)).map(({ fact }) => timelineTime(fact)))
  const numbers = new Map(rows.map((row, index) => [row.id, index + 1]))
  return {
    id,
    incident,
    playbook,
    state,
    backfilled: isBackfilled(state),
    times,
    clocks,
    isKnown: (time) => !vague.has(time),
    rows,
    rowOf: (fact) => numbers.get(fact) ?? null,
    factOf: (fact) => entryOf.get(fact)?.fact ?? null,
    sentence: (fact) => sentenceOf(fact, { ...context, nameOf }),
  }
}

/** The moment that dates the document: detected, else declared, else the first entry. UTC. */
function beginning({ state, entries }: FoldedIncident): string {
  const began = detectionsOf(state)[0] ?? declarationOf(state)
  return began?.time ?? entries.map(({ fact }) => timelineTime(fact)).toSorted()[0] ?? '1970-01-01T00:00:00.000Z'
}

const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Every moment that rows and clocks may print: when things happened, what was promised, what was due. */
function shownTimes({ entries }: FoldedIncident, clocks: readonly Clock[]): string[] {
  const shown = clocks.map(({ due }) => due)
  for (const { fact, struckBy } of entries) {
    if (struckBy || isControl(fact.type) || NO_ROW.has(fact.type)) continue
    shown.push(timelineTime(fact))
    if (fact.at.until !== undefined) shown.push(fact.at.until)
    for (const value of Object.values(fact.data)) if (typeof value === 'string' && UTC_TIME.test(value)) shown.push(value)
  }
  return shown
}
