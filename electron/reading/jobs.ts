/** What the reading worker is asked to do, and what it says meanwhile. */
import type { IncidentSummary } from '../incident-summary.ts'
import type { Loaded, LoadRequest } from '../journal/load.ts'
import type { ReaderState } from '../journal/reader.ts'

export type Job =
  | { readonly kind: 'read'; readonly dataDir: string; readonly stream: string; readonly request: LoadRequest }
  | { readonly kind: 'summarise'; readonly dataDir: string; readonly incidents: readonly string[] }
  /** alerts as JSON; `now` UTC */
  | { readonly kind: 'alerts'; readonly bytes: Uint8Array; readonly now: string }
  /** stays, and answers each question that it is sent */
  | { readonly kind: 'search'; readonly dataDir: string }

/** What a worker says of an incident; a null summary where there is none of this id. */
export interface Summarised {
  readonly id: string
  readonly summary: IncidentSummary | null
  /** see {@link ReadIncident} */
  readonly lacksPlaybook: boolean
  readonly hasRedactedWords: boolean
}

/** Messages of a worker that reads: parts, then the rest. */
export type ReadMessage = { readonly text: string } | { readonly loaded: Loaded; readonly state: ReaderState }
/** Messages of a worker that summarises: some at a time, in the order that was asked for. */
export type SummaryMessage = readonly Summarised[]
