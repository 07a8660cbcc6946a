/** Deadlines, computed from facts and playbook: the table of design section 4 as data. Nothing here is ever written down. */
import type { IncidentFactType } from '../incident/events.ts'
import { detectionsOf } from '../incident/alerts.ts'
import { isOut, sentAt } from '../incident/delivery.ts'
import { instantsOf } from '../incident/instants.ts'
import { itemsOf, type IncidentState, type Item } from '../incident/state.ts'
import { customersAffected, declarationOf, impactAt, isBackfilled, isOver, pagesOf, phaseOf, promisesOf, retroHeldOf, severityAt, STILL_WAITING } from '../incident/status.ts'
import type { Severity } from '../incident/words.ts'
import { after, earliest, firstAfter, inOrder, isAfter, isBefore, latest, MINUTE, type Moment } from './moments.ts'
import { groupName, isGroup, type NoticeGroup, type Playbook } from './schema.ts'

export const DUE_RULES = ['page', 'answer', 'stakeholders', 'customer-success', 'update', 'promise', 'watch', 'retro-scheduled', 'retro-held'] as const
export type DueRule = (typeof DUE_RULES)[number]

/** One clock: from a fact to the time by which something is due. All times UTC. */
export interface Clock {
  /** rule, start fact and due time: one reminder a key */
  readonly key: string
  readonly rule: DueRule
  /** the guide's id, where the rule is the guide's */
  readonly guide: string | null
  /** what is due, as in "Notify stakeholders" */
  readonly label: string
  /** the fact that it counts from */
  readonly start: string
  readonly startedAt: string
  readonly due: string
  /** when what was due was done; null while it was not */
  readonly metAt: string | null
  /** when it stopped mattering; null where it was met or still runs */
  readonly endedAt: string | null
  /** done after it was due */
  readonly late: boolean
}

interface Span {
  rule: DueRule
  guide: string | null
  label: string
  start: Moment
  due: string
  met: Moment | null
  ended: Moment | null
  /** ms after `due` that still count as in time */
  slack?: number
}

/** The rows of the table, each answering every clock that it ever started. */
const TABLE: readonly ((state: IncidentState, playbook: Playbook) => Span[])[] = [
  pageOnCall,
  pageAnswers,
  stakeholders,
  customerGroup,
  updates,
  promises,
  watch,
  retroScheduled,
  retroHeld,
]

/** Every clock that this incident ever started, in order of due time. Judged the same live and afterwards. */
export function clocksOf(state: IncidentState, playbook: Playbook): readonly Clock[] {
  // Seven parts of the window ask for them at each change.
  const known = remembered.get(state)
  if (known?.playbook === playbook) return known.clocks
  const clocks = TABLE.flatMap((rule) => rule(state, playbook))
    .map(clock)
    .sort((a, b) => (a.due === b.due ? (a.key < b.key ? -1 : 1) : a.due < b.due ? -1 : 1))
  remembered.set(state, { playbook, clocks })
  return clocks
}

/** By the state, which is another one with every change. */
const remembered = new WeakMap<IncidentState, { readonly playbook: Playbook; readonly clocks: readonly Clock[] }>()

/** The clocks that run now, soonest first. A backfilled or closed incident runs none. */
export function runningClocks(state: IncidentState, playbook: Playbook): Clock[] {
  if (isBackfilled(state) || phaseOf(state) === 'reviewed') return []
  return clocksOf(state, playbook).filter(({ metAt, endedAt }) => metAt === null && endedAt === null)
}

function clock({ rule, guide, label, start, due, met, ended, slack = 0 }: Span): Clock {
  // Whichever came first counts: what was done after it had stopped mattering meets nothing.
  const metFirst = met !== null && (ended === null || !isBefore(ended, met))
  return {
    key: `${rule}:${start.id}:${due}`,
    rule,
    guide,
    label,
    start: start.id,
    startedAt: start.time,
    due,
    metAt: metFirst ? met.time : null,
    endedAt: metFirst ? null : (ended?.time ?? null),
    late: metFirst && Date.parse(met.time) > Date.parse(due) + slack,
  }
}

/** IN2: counts from the declaration, or from the moment at which the severity first asked for a page. */
function pageOnCall(state: IncidentState, playbook: Playbook): Span[] {
  const declared = declarationOf(state)
  if (!declared) return []
  const pages = new Set<string | null>(playbook.severities.filter((severity) => severity.pages).map(({ id }) => id))
  const asksForPage = ({ data }: Item<'SeverityChanged'>): boolean => pages.has(data.severity)
  const changes = itemsOf(state, 'SeverityChanged')
  return changes.flatMap((change, index) => {
    const before = changes[index - 1]
    if (!asksForPage(change) || (before && asksForPage(before))) return []
    const start = latest(declared, change)
    const below = changes.find((later) => isAfter(later, change) && !asksForPage(later)) ?? null
    // A severity that fell again before the declaration asked nothing of this incident.
    if (below && isBefore(below, start)) return []
    return [{
      rule: 'page' as const,
      guide: 'IN2',
      label: 'Page the on-call engineer',
      start,
      due: after(start, playbook.times.pageWithinMinutes),
      met: sent(state, itemsOf(state, 'Paged')).at(0) ?? null,
      ended: earliest(below, firstAfter(itemsOf(state, 'IncidentResolved'), start)),
    }]
  })
}

function pageAnswers(state: IncidentState, playbook: Playbook): Span[] {
  return pagesOf(state).map(({ page, acknowledged, escalated }) => ({
    rule: 'answer',
    guide: null,
    label: `Answer from ${page.data.whom.name}`,
    start: page,
    due: after(page, playbook.times.answerWithinMinutes),
    met: acknowledged,
    ended: earliest(escalated, endingOutcome(state, page.id), firstAfter(itemsOf(state, 'IncidentResolved'), page)),
  }))
}

function endingOutcome(state: IncidentState, page: string): Moment | null {
  return itemsOf(state, 'PageOutcomeRecorded').find(({ data }) => data.page === page && !STILL_WAITING.has(data.outcome)) ?? null
}

/** A time in which the severity asks that a group be told. */
interface Need {
  readonly group: string
  readonly start: Moment
  readonly told: Moment | null
  /** when the severity stopped asking for it, where it did before the group was told */
  readonly dropped: Moment | null
}

/** IN3: counts from detection, for a group that a later severity asks for from then; met when the last of the groups has been told. */
function stakeholders(state: IncidentState, playbook: Playbook): Span[] {
  const needs = needsOf(state, playbook)
  const starts = [...new Map(needs.map(({ start }) => [start.id, start])).values()]
  return starts.map((start) => {
    const begun = needs.filter((need) => need.start.id === start.id)
    const open = begun.filter(({ dropped }) => dropped === null)
    const told = open.flatMap(({ told }) => (told ? [told] : []))
    const dropped = begun.flatMap(({ dropped }) => (dropped ? [dropped] : []))
    return {
      rule: 'stakeholders',
      guide: 'IN3',
      label: 'Notify stakeholders',
      start,
      due: after(start, playbook.times.notifyWithinMinutes),
      met: open.length > 0 && told.length === open.length ? latest(...told) : null,
      ended: earliest(open.length === 0 ? latest(...dropped) : null, firstAfter(itemsOf(state, 'IncidentResolved'), start)),
    }
  })
}

/** By group, since when it must know: from the beginning, or from the severity that first asks for it. */
function needsOf(state: IncidentState, playbook: Playbook): Need[] {
  const begin = beginning(state)
  if (!begin) return []
  const changes = itemsOf(state, 'SeverityChanged').filter((change) => change.time > begin.time)
  const stretches = [{ start: begin, severity: severityAt(state, begin.time) }, ...changes.map((change) => ({ start: change, severity: change.data.severity }))]
  return playbook.groups.filter((group) => group.stakeholder).flatMap((group) => {
    const told = firstNotice(state, playbook, group.id)
    return stretches.flatMap(({ start, severity }, index) => {
      const before = stretches[index - 1]
      const isNew = isAsked(group, severity) && !(before && isAsked(group, before.severity))
      // Told before a later severity asks for it, it needs no clock; from the beginning on every incident has one.
      if (!isNew || (before && told && !isAfter(told, start))) return []
      const end = stretches.find((later, at) => at > index && !isAsked(group, later.severity))?.start ?? null
      return [{ group: group.id, start, told, dropped: end && !(told && isBefore(told, end)) ? end : null }]
    })
  })
}

/** Whether a group must know at a severity; where none is set, all of them must. */
function isAsked({ severities }: NoticeGroup, severity: Severity | null): boolean {
  return severity === null || severities.includes(severity)
}

/**
 * The ids of the groups that must be told now and were not: stakeholders at the severity in force, and the customers' group once
 * customers are affected. What is on its way to a group counts as told until it fails; none is due once the incident is over.
 */
export function groupsDue(state: IncidentState, playbook: Playbook): string[] {
  if (isOver(state)) return []
  const notices = itemsOf(state, 'StakeholdersNotified').filter((notice) => isOut(state, notice))
  const severity = severityAt(state)
  const impact = impactAt(state)
  const hurt = impact !== null && customersAffected(impact.data) === true
  return playbook.groups
    .filter((group) => (group.stakeholder && isAsked(group, severity)) || (hurt && group.id === playbook.customerGroup))
    .filter(({ id }) => !notices.some(({ data }) => data.groups.some((named) => isGroup(playbook, id, named))))
    .map(({ id }) => id)
}

/** IN4: counts from the first assessment that says customers are affected. */
function customerGroup(state: IncidentState, playbook: Playbook): Span[] {
  const assessed = itemsOf(state, 'ImpactAssessed')
  const start = assessed.find(({ data }) => customersAffected(data) === true)
  if (!start) return []
  const unaffected = assessed.find((item) => isAfter(item, start) && customersAffected(item.data) === false) ?? null
  return [{
    rule: 'customer-success',
    guide: 'IN4',
    label: `Notify ${groupName(playbook, playbook.customerGroup)}`,
    start,
    due: after(start, playbook.times.customerGroupWithinMinutes),
    met: firstNotice(state, playbook, playbook.customerGroup),
    ended: earliest(unaffected, firstAfter(itemsOf(state, 'IncidentResolved'), start)),
  }]
}

/** Each update sent starts the clock of the next one; the first counts from the declaration. */
function updates(state: IncidentState, playbook: Playbook): Span[] {
  const declared = declarationOf(state)
  if (!declared) return []
  const posted = sent(state, itemsOf(state, 'UpdatePosted'))
  const reopenings = itemsOf(state, 'IncidentReopened')
  const starts: (Moment & { promised: string | null })[] = [
    { id: declared.id, time: declared.time, promised: null },
    ...posted.map(({ id, time, data }) => ({ id, time, promised: data.nextUpdateAt ?? null })),
    ...reopenings.map(({ id, time }) => ({ id, time, promised: null })),
  ].sort((a, b) => (isBefore(a, b) ? -1 : 1))
  const resolutions = itemsOf(state, 'IncidentResolved')
  return starts.flatMap((start) => {
    if (resolvedAt(state, start)) return []
    const met = firstAfter(posted, start)
    const ended = earliest(firstAfter(resolutions, start), firstAfter(reopenings, start))
    const until = earliest(met, ended)
    return [{
      rule: 'update' as const,
      guide: null,
      label: 'Post a status update',
      start,
      due: start.promised ?? after(start, updateEvery(severityAt(state, until?.time), Date.parse(start.time) - Date.parse(declared.time), playbook)),
      met,
      ended,
    }]
  })
}

/** How often updates are due, in minutes. @param age of the incident in ms: later they are due less often */
export function updateEvery(severity: string | null, age: number, { severities, times }: Playbook): number {
  const row = severities.find(({ id }) => id === severity)
  if (!row) return times.updateEveryMinutesUnset
  return age >= times.updateOftenForMinutes * MINUTE ? (row.thenEveryMinutes ?? row.updateEveryMinutes) : row.updateEveryMinutes
}

/** What really went out, as of then, in that order. */
function sent<T extends 'Paged' | 'UpdatePosted' | 'StakeholdersNotified'>(state: IncidentState, items: readonly Item<T>[]): Item<T>[] {
  const gone = items.flatMap((item) => {
    const time = sentAt(state, item)
    return time === null ? [] : [time === item.time ? item : { ...item, time }]
  })
  return gone.sort((a, b) => (isBefore(a, b) ? -1 : 1))
}

/** Whether the incident stood resolved at a moment, so that no clock starts there. */
function resolvedAt(state: IncidentState, moment: Moment): boolean {
  const last = <T extends IncidentFactType>(type: T): Item<T> | undefined => itemsOf(state, type).findLast((item) => !isAfter(item, moment))
  const resolved = last('IncidentResolved')
  const reopened = last('IncidentReopened')
  return resolved !== undefined && (reopened === undefined || isBefore(reopened, resolved))
}

function promises(state: IncidentState): Span[] {
  return promisesOf(state).map(({ promise, settled }) => ({
    rule: 'promise',
    guide: null,
    label: promise.data.who ? `${promise.data.who}: ${promise.data.text}` : promise.data.text,
    start: promise,
    due: promise.data.dueAt,
    met: settled?.data.outcome === 'kept' ? settled : null,
    ended: earliest(settled, firstAfter(itemsOf(state, 'IncidentResolved'), promise)),
  }))
}

/** IN7, DP7: starts at each mitigation and each deployment since detection, and anew at each failed check; a passed check at its end meets it. */
function watch(state: IncidentState, playbook: Playbook): Span[] {
  const checks = itemsOf(state, 'CheckRecorded')
  const ends = inOrder(itemsOf(state, 'IncidentResolved'), itemsOf(state, 'IncidentReopened'))
  const detected = beginning(state)
  const deployed = itemsOf(state, 'Deployed').filter((item) => detected !== null && isAfter(item, detected) && !/^staging$/i.test(item.data.environment ?? ''))
  const starts = inOrder(itemsOf(state, 'IncidentMitigated'), deployed).filter((start) => !resolvedAt(state, start))
  const spans: Span[] = []
  for (const started of starts) {
    const ended = earliest(firstAfter(ends, started), firstAfter(starts, started))
    // Deployed and mitigated in one moment is one watch, not two.
    if (ended?.time === started.time) continue
    let start: Moment | null = started
    while (start) {
      const begun: Moment = start
      const due = after(begun, playbook.times.watchMinutes)
      const failed = checks.find((check) => isAfter(check, begun) && check.data.verdict === 'failed' && (!ended || isBefore(check, ended))) ?? null
      const passed = checks.find((check) => check.data.verdict === 'passed' && check.time >= due) ?? null
      const closed = passed !== null && (!failed || isBefore(passed, failed)) && (!ended || isBefore(passed, ended))
      spans.push({
        rule: 'watch',
        guide: deployed.some(({ id }) => id === started.id) ? 'DP7' : 'IN7',
        label: `Watch ${String(playbook.times.watchMinutes)} min, then record a check`,
        start: begun,
        due,
        met: closed ? passed : null,
        ended: closed ? null : earliest(failed, ended),
        slack: playbook.times.watchSlackMinutes * MINUTE,
      })
      start = failed
    }
  }
  return spans
}

/** IN11, first half: a time within 48 h is set before the reminder. */
function retroScheduled(state: IncidentState, playbook: Playbook): Span[] {
  const start = harmStopped(state)
  if (!start) return []
  const limit = after(start, playbook.times.retroHeldWithinMinutes)
  return [{
    rule: 'retro-scheduled',
    guide: 'IN11',
    label: 'Schedule the retro',
    start,
    due: after(start, playbook.times.retroScheduledWithinMinutes),
    met: earliest(itemsOf(state, 'RetroScheduled').find(({ data }) => data.time >= start.time && data.time <= limit) ?? null, retroHeldOf(state)),
    ended: null,
  }]
}

/** IN11, second half: held within 48 h. */
function retroHeld(state: IncidentState, playbook: Playbook): Span[] {
  const start = harmStopped(state)
  if (!start) return []
  return [{
    rule: 'retro-held',
    guide: 'IN11',
    label: 'Hold the retro',
    start,
    due: after(start, playbook.times.retroHeldWithinMinutes),
    met: retroHeldOf(state),
    ended: null,
  }]
}

/** Mitigated, else resolved: where the retro's 48 hours begin. */
function harmStopped(state: IncidentState): Moment | null {
  const { mitigated, resolved } = instantsOf(state)
  const instant = mitigated ?? resolved
  return instant && { id: instant.fact, time: instant.time }
}

/** Detected, else declared. */
function beginning(state: IncidentState): Moment | null {
  return detectionsOf(state)[0] ?? declarationOf(state)
}

function firstNotice(state: IncidentState, playbook: Playbook, group: string): Moment | null {
  return sent(state, itemsOf(state, 'StakeholdersNotified')).find(({ data }) => data.groups.some((named) => isGroup(playbook, group, named))) ?? null
}
