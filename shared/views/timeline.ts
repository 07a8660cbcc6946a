/** The timeline: every entry that is shown, by when it happened, with what there is to say about it. */
import { isControl } from '../facts/control.ts'
import { timelineTime, type Actor, type Evidence, type Fact, type When } from '../facts/fact.ts'
import type { Entry } from '../facts/resolve.ts'
import type { FoldedIncident } from '../incident/evolve.ts'
import { isIncidentFactType, isReadable, readData, type FactData, type IncidentFactType } from '../incident/events.ts'
import { isBackfilled, starredEntries } from '../incident/status.ts'
import type { Playbook } from '../playbook/schema.ts'
import { nameOfFact, sentenceOf, type SentenceContext } from './sentence.ts'
import { createTimelineOrder } from './timeline-order.ts'

export { isShown } from './timeline-order.ts'

/** What kind of thing an entry is, for its icon and the filters. */
export const ENTRY_KINDS = ['alert', 'impact', 'page', 'notice', 'decision', 'work', 'check', 'phase', 'role', 'action', 'retro', 'note', 'reminder', 'export', 'release', 'metric', 'file', 'redaction', 'other'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export interface TimelineEntry {
  readonly id: string
  /** where it stands, UTC */
  readonly time: string
  readonly at: When
  readonly kind: EntryKind
  readonly text: string
  readonly by: Actor
  readonly source: string
  readonly evidence: readonly Evidence[]
  /** the entry that it answers to, as that stands now; null where it answers to none, or to one that is not here */
  readonly replyTo: { readonly id: string; readonly text: string; readonly struck: boolean } | null
  /** the file that it attached; the fact's own object, or null */
  readonly file: FactData<'FileAttached'> | null
  /** UTC */
  readonly recordedAt: string
  /** written down more than two minutes after it happened, in a live incident */
  readonly writtenLate: boolean
  readonly amended: boolean
  readonly struck: boolean
  readonly redacted: boolean
  /** who erased it, when (UTC) and why; null where it is not redacted, or where nobody says */
  readonly redactedBy: { readonly name: string; readonly time: string; readonly reason: string | null } | null
  readonly starred: boolean
  /** this version cannot read it; a newer one wrote it, or it is damaged */
  readonly unreadable: boolean
  /** its id has two bodies: somebody changed one of them, and the same one counts everywhere */
  readonly contested: boolean
}

const KIND_OF: Partial<Record<IncidentFactType, EntryKind>> = {
  Detected: 'alert', AlertFired: 'alert', AlertResolved: 'alert', ImpactStarted: 'impact', ImpactAssessed: 'impact', SeverityChanged: 'impact', MetricRead: 'metric',
  Paged: 'page', PageAcknowledged: 'page', PageEscalated: 'page', PageOutcomeRecorded: 'page',
  DeliveryQueued: 'page', DeliveryTried: 'page', DeliveryAnswered: 'page', RemoteLinked: 'page',
  StakeholdersNotified: 'notice', UpdatePosted: 'notice', DecisionRecorded: 'decision',
  RemediationStarted: 'work', RemediationCompleted: 'work', InvestigationStarted: 'work', PromiseMade: 'work', PromiseSettled: 'work',
  CheckRecorded: 'check', IncidentDeclared: 'phase', IncidentMitigated: 'phase', IncidentResolved: 'phase', IncidentReopened: 'phase', TitleChanged: 'phase',
  RoleAssigned: 'role', HandoverOffered: 'role', HandoverEnded: 'role', HypothesisStated: 'note', HypothesisJudged: 'note', ContributingFactorNamed: 'note', NoteAdded: 'note',
  ActionItemAdded: 'action', ActionItemChanged: 'action', RetroScheduled: 'retro', RetroHeld: 'retro',
  ReminderShown: 'reminder', ReminderSnoozed: 'reminder', ClockStepped: 'reminder', ExportRecorded: 'export', ReleaseLinked: 'release', Deployed: 'release', FileAttached: 'file',
}

const LATE_MS = 2 * 60 * 1000

/**
 * The entries by (`at`, `id`), struck ones included.
 * @param timeText a moment as people write it; UTC in
 */
export function timelineOf(incident: FoldedIncident, playbook: Playbook, timeText: (time: string) => string): TimelineEntry[] {
  return createTimelineOrder()(incident).map(entryTeller(incident, playbook, timeText))
}

/** Tells of one entry at a time, for whoever shows but a few of a long timeline. It holds for the incident as it stands. */
export function entryTeller(incident: FoldedIncident, playbook: Playbook, timeText: (time: string) => string): (entry: Entry) => TimelineEntry {
  const backfilled = isBackfilled(incident.state)
  const starred = starredEntries(incident.state)
  const contested = new Set(incident.rivals.map(({ id }) => id))
  const context = sentenceContext(incident, playbook, timeText)
  return (entry) => timelineEntry(entry, replyTo(entry.fact, incident, context), starred, contested, backfilled, context)
}

/** What kind of thing a fact is. */
export function kindOfFact({ type }: Fact): EntryKind {
  if (type === 'Redacted') return 'redaction'
  return isIncidentFactType(type) ? (KIND_OF[type] ?? 'other') : 'other'
}

/** What sentences of this incident need to know. */
export function sentenceContext(incident: FoldedIncident, playbook: Playbook, timeText: (time: string) => string): SentenceContext {
  return {
    playbook,
    timeText,
    nameOf: (id) => {
      const entry = incident.entryOf.get(id)
      return entry ? nameOfFact(entry.fact) : null
    },
  }
}

function timelineEntry(entry: Entry, replyTo: TimelineEntry['replyTo'], starred: ReadonlySet<string>, contested: ReadonlySet<string>, backfilled: boolean, context: SentenceContext): TimelineEntry {
  const { fact } = entry
  return {
    id: fact.id,
    time: timelineTime(fact),
    at: fact.at,
    kind: kindOfFact(fact),
    text: sentenceOf(fact, context),
    by: fact.by,
    source: fact.source,
    evidence: fact.evidence ?? [],
    replyTo,
    file: fact.type === 'FileAttached' && !fact.redacted && isReadable(fact) ? (fact.data as FactData<'FileAttached'>) : null,
    recordedAt: fact.recordedAt,
    writtenLate: !backfilled && Date.parse(fact.recordedAt) - Date.parse(timelineTime(fact)) > LATE_MS,
    amended: entry.amendments.length > 0,
    struck: entry.struckBy !== null,
    redacted: fact.redacted === true,
    redactedBy: entry.redactedBy && redactedBy(entry.redactedBy),
    starred: starred.has(fact.id),
    unreadable: !isControl(fact.type) && !fact.redacted && !isReadable(fact),
    contested: contested.has(fact.id),
  }
}

function replyTo(fact: Fact, { entryOf }: FoldedIncident, context: SentenceContext): TimelineEntry['replyTo'] {
  // Asked of every row that is drawn or looked through: most are no replies, and their data need not be read for it.
  if (fact.type !== 'NoteAdded' || fact.redacted || fact.data['replyTo'] === undefined) return null
  const to = entryOf.get(readData(fact, 'NoteAdded')?.replyTo ?? '')
  return to ? { id: to.fact.id, text: sentenceOf(to.fact, context), struck: to.struckBy !== null } : null
}

function redactedBy({ by, recordedAt, data }: Fact): NonNullable<TimelineEntry['redactedBy']> {
  return { name: by.name, time: recordedAt, reason: typeof data['reason'] === 'string' ? data['reason'] : null }
}
