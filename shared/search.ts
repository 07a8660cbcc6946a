/** What a search over all incidents answers, and which parts of a text it found. */
import type { IncidentRow } from './api.ts'

/** One entry that holds the words. */
export interface Found {
  /** the entry's id */
  readonly entry: string
  /** UTC */
  readonly time: string
  readonly who: string
  readonly text: string
}

/** What was found in one incident, the best first. */
export interface FoundIncident {
  readonly row: IncidentRow
  /** some of them; at most {@link ENTRIES_SHOWN} */
  readonly entries: readonly Found[]
  readonly count: number
}

export interface Searched {
  readonly incidents: readonly FoundIncident[]
  /** entries in all */
  readonly count: number
  /** the words as they stand in the entries, to be highlighted */
  readonly terms: readonly string[]
  /** incidents that were read so far, of how many */
  readonly read: number
  readonly of: number
}

export interface SearchWish {
  readonly words: string
  readonly archived: boolean
  readonly practice: boolean
}

export const INCIDENTS_SHOWN = 50
export const ENTRIES_SHOWN = 5

/** A text cut where it holds one of the words; `found` parts are to be highlighted. */
export function highlighted(text: string, terms: readonly string[]): { readonly text: string; readonly found: boolean }[] {
  const longest = terms.filter((term) => term !== '').sort((a, b) => b.length - a.length)
  if (longest.length === 0) return [{ text, found: false }]
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${longest.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, found: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}

function escaped(term: string): string {
  return term.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
