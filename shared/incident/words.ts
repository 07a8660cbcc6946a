/** The words of an incident: severities, phases, roles, channels, and how they are written for people (design section 5). */

export const SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const
export type Severity = (typeof SEVERITIES)[number]

export const PHASES = ['declared', 'assessing', 'deciding', 'mitigating', 'watching', 'resolved', 'reviewed'] as const
export type Phase = (typeof PHASES)[number]

/** Whether work on an incident has ended in this phase. */
export function isOverPhase(phase: Phase): boolean {
  return phase === 'resolved' || phase === 'reviewed'
}

export const PHASE_LABEL: Record<Phase, string> = {
  declared: 'Declared',
  assessing: 'Assessing',
  deciding: 'Deciding',
  mitigating: 'Mitigating',
  watching: 'Watching',
  resolved: 'Resolved',
  reviewed: 'Reviewed',
}

/** Roles that one person holds at a time; every other role can have several holders. */
export const SINGLE_ROLES: ReadonlySet<string> = new Set(['incident commander', 'scribe', 'communications lead'])

/** The incident field's roles, then those that the guide names. */
export const ROLES = [
  'incident commander',
  'scribe',
  'communications lead',
  'responder',
  'on-call engineer',
  'Release Manager',
  'Tech Lead',
  'QA Lead',
  'PM',
  'Product Manager',
  'Product Lead',
  'Customer Success',
  'Technical Writer',
  'Scrum Master',
  'support',
] as const

/** A role in the spelling above, whatever case it was typed in, so that one role is one; a role of one's own stays as it is. */
export function roleNamed(text: string): string {
  return ROLES.find((role) => role.toLowerCase() === text.toLowerCase()) ?? text
}

export const DECISION_KINDS = ['roll back', 'fix forward', 'contain', 'restore', 'wait', 'other'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

export const REMEDIATION_KINDS = ['roll back', 'fix forward', 'contain', 'restore', 'other'] as const
export type RemediationKind = (typeof REMEDIATION_KINDS)[number]

/** What is carried out, as a noun. */
export const REMEDIATION_LABEL: Record<RemediationKind, string> = {
  'roll back': 'Rollback',
  'fix forward': 'Forward fix',
  contain: 'Containment',
  restore: 'Restore',
  other: 'Work',
}

/** How an offer to hand over ends without the successor's yes. */
export const HANDOVER_OUTCOMES = ['withdrawn', 'declined'] as const

export const PAGE_CHANNELS = ['phone', 'text', 'in person', 'chat', 'PagerDuty', 'Slack', 'webhook', 'other'] as const
export type PageChannel = (typeof PAGE_CHANNELS)[number]

export const PAGE_OUTCOMES = ['sent', 'delivered', 'failed', 'no answer', 'voicemail', 'declined'] as const
export type PageOutcome = (typeof PAGE_OUTCOMES)[number]

/** What a channel of this machine can be. */
export const CHANNEL_KINDS = ['PagerDuty', 'Slack', 'webhook'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** How a wall clock left its course: set to another time, or stopped with a machine that slept. */
export const CLOCK_STEP_CAUSES = ['set', 'slept'] as const

/** What one try to send something came to. After `unclear` it may have arrived: nobody sends it again without asking. */
export const DELIVERY_RESULTS = ['accepted', 'refused', 'try again', 'unclear', 'expired', 'called off'] as const
export type DeliveryResult = (typeof DELIVERY_RESULTS)[number]

export const USERS_AFFECTED = ['none', 'internal', 'some', 'all'] as const
export const IMPACT_EFFECTS = ['cosmetic', 'degraded', 'blocked'] as const
export const IMPACT_SCOPES = ['isolated', 'widespread'] as const
export const ANSWERS = ['yes', 'no', 'unknown'] as const

export const USERS_LABEL: Record<(typeof USERS_AFFECTED)[number], string> = {
  none: 'nobody',
  internal: 'internal users',
  some: 'some customers',
  all: 'all customers',
}

export const CHECK_VERDICTS = ['passed', 'failed', 'unclear'] as const
export type CheckVerdict = (typeof CHECK_VERDICTS)[number]

export const AUDIENCES = ['internal', 'customers', 'public'] as const
export type Audience = (typeof AUDIENCES)[number]

export const ACTION_TYPES = ['detect', 'mitigate', 'prevent', 'process', 'investigate'] as const
export const ACTION_STATES = ['open', 'done', 'dropped'] as const
export const ACTION_FIELDS = ['text', 'owner', 'due', 'type', 'priority', 'tracker', 'state'] as const
export type ActionField = (typeof ACTION_FIELDS)[number]

export const PROMISE_KINDS = ['eta', 'task', 'look again'] as const
export const PROMISE_OUTCOMES = ['kept', 'revised', 'dropped'] as const

export const FACTOR_KINDS = ['contributing', 'trigger'] as const

/** The role whose holder commands. */
export const COMMANDER = 'incident commander'

const EXPORT_LABEL: Readonly<Record<string, string>> = { md: 'Markdown', html: 'HTML', pdf: 'PDF', json: 'facts as JSON', bundle: 'a bundle' }

/** What a format of export is called; one that only a newer version knows by its own name. */
export function exportLabel(format: string): string {
  return Object.hasOwn(EXPORT_LABEL, format) ? EXPORT_LABEL[format]! : format
}

/** How an incident's id is shown to people: `INC-7KQ2M9XA`. */
export function shownId(id: string): string {
  return id.toUpperCase()
}
