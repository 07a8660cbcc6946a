/** What can be said of an incident at a glance: severity, phase, roles, pages, decisions, actions, promises. */
import { current, standing } from '../facts/heads.ts'
import type { FactData, IncidentFactType } from './events.ts'
import { itemsOf, type IncidentState, type Item } from './state.ts'
import { COMMANDER, isOverPhase, SINGLE_ROLES, type ActionField, type Phase, type Severity } from './words.ts'

export function declarationOf(state: IncidentState): Item<'IncidentDeclared'> | null {
  return itemsOf(state, 'IncidentDeclared').reduce<Item<'IncidentDeclared'> | null>(
    (first, item) => (first === null || item.id < first.id ? item : first),
    null,
  )
}

export function titleOf(state: IncidentState): string {
  return headData(state, 'title', 'TitleChanged')?.title ?? declarationOf(state)?.data.title ?? 'Untitled incident'
}

export function isBackfilled(state: IncidentState): boolean {
  return declarationOf(state)?.data.backfilled === true
}

/** Whether it was put away. One that was reopened since, here or elsewhere, is back by itself: what is going on is never out of sight. */
export function isArchived(state: IncidentState): boolean {
  return headData(state, 'archived', 'IncidentArchived')?.archived === true && isOverPhase(phaseOf(state))
}

/** sha256 (hex) of the playbook in force, where one is named. */
export function playbookOf(state: IncidentState): string | null {
  return headData(state, 'playbook', 'PlaybookChanged')?.playbook ?? declarationOf(state)?.data.playbook ?? null
}

/** The severity in force at a moment (UTC; the latest where left out), or null where none was set. */
export function severityAt(state: IncidentState, time?: string): Severity | null {
  return lastUntil(itemsOf(state, 'SeverityChanged'), time)?.data.severity ?? null
}

/** The impact as last assessed at a moment (UTC; the latest where left out). */
export function impactAt(state: IncidentState, time?: string): Item<'ImpactAssessed'> | null {
  return lastUntil(itemsOf(state, 'ImpactAssessed'), time)
}

/** Whether this assessment says that customers are hurt; null where it does not say. */
export function customersAffected(impact: FactData<'ImpactAssessed'>): boolean | null {
  if (impact.customersAffected === 'yes' || impact.customersAffected === 'no') return impact.customersAffected === 'yes'
  if (impact.users === 'some' || impact.users === 'all') return true
  if (impact.users === 'none' || impact.users === 'internal') return false
  return null
}

/** The last item at or before a time (UTC), of a list in timeline order. */
export function lastUntil<T extends IncidentFactType>(items: readonly Item<T>[], time?: string): Item<T> | null {
  if (time === undefined) return items.at(-1) ?? null
  for (let index = items.length - 1; index >= 0; index--) if (items[index]!.time <= time) return items[index]!
  return null
}

type Turn =
  | { readonly type: 'mitigated'; readonly item: Item<'IncidentMitigated'> }
  | { readonly type: 'resolved'; readonly item: Item<'IncidentResolved'> }
  | { readonly type: 'reopened'; readonly item: Item<'IncidentReopened'> }

/**
 * Where it stands since the last reopening: resolved, else mitigated, else reopened. Resolved outranks a later mitigated:
 * where the time of either is not known, the facts would otherwise take an incident out of its end again.
 */
function lastTurn(state: IncidentState): Turn | null {
  const reopened = itemsOf(state, 'IncidentReopened').at(-1)
  const holds = (item: { time: string; id: string }): boolean => !reopened || isAfter(item, reopened)
  const resolved = itemsOf(state, 'IncidentResolved').at(-1)
  if (resolved && holds(resolved)) return { type: 'resolved', item: resolved }
  const mitigated = itemsOf(state, 'IncidentMitigated').at(-1)
  if (mitigated && holds(mitigated)) return { type: 'mitigated', item: mitigated }
  return reopened ? { type: 'reopened', item: reopened } : null
}

function isAfter(a: { time: string; id: string }, b: { time: string; id: string }): boolean {
  return a.time === b.time ? a.id > b.id : a.time > b.time
}

/** The phase, from the facts alone. */
export function phaseOf(state: IncidentState): Phase {
  const turn = lastTurn(state)
  if (turn && turn.type !== 'reopened') {
    if (itemsOf(state, 'RetroHeld').some((held) => held.time >= turn.item.time)) return 'reviewed'
    return turn.type === 'resolved' ? 'resolved' : 'watching'
  }
  const since = turn?.item ?? null
  const began = <T extends IncidentFactType>(type: T): boolean =>
    itemsOf(state, type).some((item) => since === null || isAfter(item, since))
  if (began('DecisionRecorded') || began('RemediationStarted') || began('RemediationCompleted')) return 'mitigating'
  if (since !== null || began('ImpactAssessed')) return 'deciding'
  if (began('SeverityChanged') || began('Paged') || began('Detected') || began('AlertFired') || began('NoteAdded')) return 'assessing'
  return 'declared'
}

/** Whether work on it has ended: resolved or reviewed. */
export function isOver(state: IncidentState): boolean {
  return isOverPhase(phaseOf(state))
}

/** Since when it is resolved; null while it is open. UTC. */
export function resolvedSince(state: IncidentState): string | null {
  const turn = lastTurn(state)
  return turn?.type === 'resolved' ? turn.item.time : null
}

/** The role's holders; more than one in a role that one person holds is a conflict to settle. */
export function holdersOf(state: IncidentState, role: string): readonly Item<'RoleAssigned'>[] {
  return standing(state.heads, `role:${role}`)
    .map(({ value }) => value as unknown as Item<'RoleAssigned'>)
    .filter((item) => item.data.holder !== null)
}

export interface RoleHolding {
  readonly role: string
  readonly holders: readonly Item<'RoleAssigned'>[]
  readonly conflict: boolean
}

/** Every role that somebody holds, the commander first. */
export function rolesHeld(state: IncidentState): RoleHolding[] {
  const names = [...state.heads.keys()].filter((slot) => slot.startsWith('role:')).map((slot) => slot.slice('role:'.length))
  names.sort((a, b) => (a === COMMANDER ? -1 : b === COMMANDER ? 1 : a < b ? -1 : 1))
  return names
    .map((role) => ({ role, holders: holdersOf(state, role) }))
    .filter(({ holders }) => holders.length > 0)
    .map(({ role, holders }) => ({ role, holders, conflict: SINGLE_ROLES.has(role) && holders.length > 1 }))
}

export function releaseOf(state: IncidentState): Item<'ReleaseLinked'> | null {
  return (current(state.heads, 'release') as unknown as Item<'ReleaseLinked'> | undefined) ?? null
}

export function retroPlan(state: IncidentState): Item<'RetroScheduled'> | null {
  return (current(state.heads, 'retro') as unknown as Item<'RetroScheduled'> | undefined) ?? null
}

/** The retro, once it was held: the first after the last reopening, for what was reopened is reviewed again. */
export function retroHeldOf(state: IncidentState): Item<'RetroHeld'> | null {
  const reopened = itemsOf(state, 'IncidentReopened').at(-1)
  return itemsOf(state, 'RetroHeld').find((held) => !reopened || isAfter(held, reopened)) ?? null
}

function headData<T extends IncidentFactType>(state: IncidentState, slot: string, _type: T): FactData<T> | undefined {
  return (current(state.heads, slot) as unknown as Item<T> | undefined)?.data
}

export interface PageStatus {
  readonly page: Item<'Paged'>
  readonly acknowledged: Item<'PageAcknowledged'> | null
  /** the last outcome recorded */
  readonly outcome: Item<'PageOutcomeRecorded'> | null
  readonly escalated: Item<'PageEscalated'> | null
  /** nobody has answered, and nothing else ended the wait */
  readonly waiting: boolean
}

/** Outcomes after which an answer may still come. */
export const STILL_WAITING: ReadonlySet<string> = new Set(['sent', 'delivered'])

const known = new WeakMap<IncidentState, readonly PageStatus[]>()

/** Every page with what became of it, in timeline order. */
export function pagesOf(state: IncidentState): readonly PageStatus[] {
  // Asked for from ten places at each change, of incidents with thousands of pages too.
  const before = known.get(state)
  if (before) return before
  const acknowledgements = firstOf(itemsOf(state, 'PageAcknowledged'))
  const escalations = firstOf(itemsOf(state, 'PageEscalated'))
  const outcomes = new Map(itemsOf(state, 'PageOutcomeRecorded').map((item) => [item.data.page, item]))
  const pages = itemsOf(state, 'Paged').map((page) => {
    const acknowledged = acknowledgements.get(page.id) ?? null
    const outcome = outcomes.get(page.id) ?? null
    const escalated = escalations.get(page.id) ?? null
    const ended = outcome !== null && !STILL_WAITING.has(outcome.data.outcome)
    return { page, acknowledged, outcome, escalated, waiting: !acknowledged && !escalated && !ended }
  })
  known.set(state, pages)
  return pages
}

/** By page: the first that is about it. */
function firstOf<T extends 'PageAcknowledged' | 'PageEscalated'>(items: readonly Item<T>[]): Map<string, Item<T>> {
  const first = new Map<string, Item<T>>()
  for (const item of items) if (!first.has(item.data.page)) first.set(item.data.page, item)
  return first
}

/** Pages that nobody answered and that were not passed on: the most urgent thing there is (design section 6). */
export function unansweredPages(state: IncidentState): PageStatus[] {
  return pagesOf(state).filter(({ acknowledged, escalated }) => !acknowledged && !escalated)
}

export interface RemediationStatus {
  readonly started: Item<'RemediationStarted'> | null
  readonly completed: Item<'RemediationCompleted'> | null
}

/** Rollbacks, fixes and containments, with their ends; one that was only ever written down as complete has no start. */
export function remediationsOf(state: IncidentState): RemediationStatus[] {
  const completions = itemsOf(state, 'RemediationCompleted')
  const started = itemsOf(state, 'RemediationStarted').map((item): RemediationStatus => ({
    started: item,
    completed: completions.find(({ data }) => data.remediation === item.id) ?? null,
  }))
  const known = new Set(started.map((status) => status.completed?.id))
  const others = completions.filter(({ id }) => !known.has(id)).map((item): RemediationStatus => ({ started: null, completed: item }))
  return [...started, ...others]
}

export function runningRemediations(state: IncidentState): Item<'RemediationStarted'>[] {
  return remediationsOf(state).flatMap(({ started, completed }) => (started && !completed ? [started] : []))
}

export interface DecisionStatus {
  readonly decision: Item<'DecisionRecorded'>
  /** taken instead of this one */
  readonly replacedBy: readonly string[]
}

export function decisionsOf(state: IncidentState): DecisionStatus[] {
  const decisions = itemsOf(state, 'DecisionRecorded')
  return decisions.map((decision) => ({
    decision,
    replacedBy: decisions.filter(({ fact }) => fact.replaces?.includes(decision.id)).map(({ id }) => id),
  }))
}

export type ActionItem = { readonly id: string; readonly item: Item<'ActionItemAdded'> } & Readonly<Record<ActionField, string | null>>

/** Action items with their fields as they stand. */
export function actionsOf(state: IncidentState): ActionItem[] {
  return itemsOf(state, 'ActionItemAdded').map((item) => {
    const field = (name: ActionField): string | null =>
      (current(state.heads, `action:${item.id}:${name}`) as unknown as Item<'ActionItemChanged'> | undefined)?.data.value ?? null
    return {
      id: item.id,
      item,
      text: field('text') ?? item.data.text,
      owner: field('owner'),
      due: field('due'),
      type: field('type'),
      priority: field('priority'),
      tracker: field('tracker'),
      state: field('state') ?? 'open',
    }
  })
}

export interface PromiseStatus {
  readonly promise: Item<'PromiseMade'>
  readonly settled: Item<'PromiseSettled'> | null
}

export function promisesOf(state: IncidentState): PromiseStatus[] {
  return itemsOf(state, 'PromiseMade').map((promise) => ({
    promise,
    settled: itemsOf(state, 'PromiseSettled').find(({ data }) => data.promise === promise.id) ?? null,
  }))
}

/** The working theory: the last hypothesis that nobody has ruled out. */
export function workingTheory(state: IncidentState): { item: Item<'HypothesisStated'>; verdict: string } | null {
  for (const item of [...itemsOf(state, 'HypothesisStated')].reverse()) {
    const verdict = itemsOf(state, 'HypothesisJudged').findLast(({ data }) => data.hypothesis === item.id)?.data.verdict ?? 'open'
    if (verdict !== 'ruled out') return { item, verdict }
  }
  return null
}

/** The ids of the entries that carry a star. */
export function starredEntries(state: IncidentState): ReadonlySet<string> {
  const starred = new Set<string>()
  for (const { data } of itemsOf(state, 'EntryStarred')) {
    if (data.starred) starred.add(data.target)
    else starred.delete(data.target)
  }
  return starred
}
