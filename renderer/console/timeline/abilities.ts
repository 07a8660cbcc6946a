/** What can be done with an entry: the menu offers it, and its keys do it. */
import type { Fact } from '../../../shared/facts/fact.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'

export interface Abilities {
  readonly canStrike: boolean
  readonly canAmend: boolean
  readonly canRedact: boolean
  readonly hasHistory: boolean
}

export function abilitiesOf({ fact }: { fact: Fact | undefined }, entry: TimelineEntry): Abilities {
  // None can be taken back: without the first there is no incident, the second says how the files stood, and the third who erased what.
  const isFixed = fact?.type === 'IncidentDeclared' || fact?.type === 'ExportRecorded' || fact?.type === 'Redacted'
  const isRecord = isFixed && fact.type !== 'IncidentDeclared'
  return {
    canStrike: !isFixed,
    canAmend: !entry.redacted && !entry.unreadable && !isRecord,
    canRedact: !isRecord && !entry.redacted,
    hasHistory: entry.amended || entry.contested,
  }
}
