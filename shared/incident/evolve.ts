/** The one reducer of incidents. It accepts every fact: what it cannot read has no effect here and stays on the timeline. */
import type { Fact } from '../facts/fact.ts'
import { putHead } from '../facts/heads.ts'
import { createFold, fold, type Fold, type Folded, type Reducer } from '../facts/fold.ts'
import { INCIDENT_FACTS, isIncidentFactType, isReadable, readData, type FactData, type IncidentFactType } from './events.ts'
import { initialIncident, insertItem, itemOf, type AnyItem, type IncidentDraft } from './state.ts'

/** What an incident is called whose title was redacted. */
const REDACTED_TITLE = 'Title redacted'

/** Where a fact of the kind `heads` stands. */
export const SLOTS: { [T in IncidentFactType]?: (data: FactData<T>) => string } = {
  TitleChanged: () => 'title',
  PlaybookChanged: () => 'playbook',
  ReleaseLinked: () => 'release',
  IncidentArchived: () => 'archived',
  RetroScheduled: () => 'retro',
  RoleAssigned: ({ role }) => `role:${role}`,
  RemoteLinked: ({ kind }) => `remote:${kind}`,
  ActionItemChanged: ({ action, field }) => `action:${action}:${field}`,
}

export const incidentReducer: Reducer<IncidentDraft> = {
  initial: initialIncident,
  evolve: evolveIncident,
  readable: isReadable,
  // Only heads care: of two that stand, the one that came last is shown.
  atAnyTurn: ({ type }) => !isIncidentFactType(type) || INCIDENT_FACTS[type].kind !== 'heads',
}

/** Applies one fact to the draft; never throws (law 1). */
export function evolveIncident(draft: IncidentDraft, fact: Fact): void {
  if (isIncidentFactType(fact.type)) place(draft, fact, fact.type)
}

function place<T extends IncidentFactType>(draft: IncidentDraft, fact: Fact, type: T): void {
  const data = readData(fact, type) ?? withoutTitle(fact, type)
  if (data === null) return
  const item = itemOf(fact, data)
  insertItem(draft.items[type], item)
  if (INCIDENT_FACTS[type].kind === 'heads') {
    putHead(draft.heads, SLOTS[type]!(data), { id: fact.id, value: item as unknown as AnyItem }, fact.replaces)
  }
}

/** A declaration that lost its words still began the incident: its clocks run from there, and it can be given another title. */
function withoutTitle<T extends IncidentFactType>(fact: Fact, type: T): FactData<T> | null {
  return fact.redacted && type === 'IncidentDeclared' ? readData({ ...fact, data: { ...fact.data, title: REDACTED_TITLE } }, type) : null
}

export function foldIncident(facts: readonly Fact[]): Folded<IncidentDraft> {
  return fold(incidentReducer, facts)
}

export function createIncidentFold(): Fold<IncidentDraft> {
  return createFold(incidentReducer)
}

export type FoldedIncident = Folded<IncidentDraft>
