/** What the entry line's readers share: what surrounds a line, what they answer, and the time that a plan counts from. */
import { isControl } from '../../facts/control.ts'
import type { When } from '../../facts/fact.ts'
import type { Playbook } from '../../playbook/schema.ts'
import type { TimeChoice } from '../../time/take-when.ts'
import type { CommandInput } from '../commands.ts'
import type { FoldedIncident } from '../evolve.ts'
import type { IncidentState } from '../state.ts'
import { isBackfilled } from '../status.ts'

/** What a line is read against. */
export interface EntryContext {
  /** the present, ISO 8601 UTC */
  readonly now: string
  /** the IANA zone of times that name none */
  readonly zone: string
  /** a backfilled incident's last entry, ISO 8601 UTC; see {@link WhenContext} */
  readonly reference?: string | undefined
  readonly state: IncidentState
  readonly playbook: Playbook
  /** the name of whoever writes, for `/role commander me` */
  readonly me?: string | undefined
}

/** A sentence for the person; nothing is recorded. */
export interface Refusal {
  readonly sentence: string
  /** the same text with a clear time in place of an unclear one */
  readonly choices?: readonly TimeChoice[] | undefined
}

/** Reads what stands behind a command's word. `at` is the line's own time, where one was written. */
export type Reader = (text: string, context: EntryContext, at: When | null) => CommandInput | Refusal

export function isRefusal(value: object): value is Refusal {
  return 'sentence' in value
}

/** Where "in 20 min" and "by 14:40" count from: when the thing was said. UTC. */
export function saidAt(context: EntryContext, at: When | null): string {
  return at?.time ?? context.reference ?? context.now
}

/**
 * The moment that clock times of a backfilled incident are near: that of the last entry whose time somebody named. Undefined
 * in a live incident, whose clock times are near the present. UTC.
 */
export function entryReference(incident: FoldedIncident): string | undefined {
  if (!isBackfilled(incident.state)) return undefined
  const named = incident.entries.findLast(({ fact }) => !isControl(fact.type) && fact.at.precision !== 'unknown' && fact.at.time !== fact.recordedAt)
  return named?.fact.at.time
}
