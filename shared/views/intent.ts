/** What a command would do, said before it is recorded: "Sets the severity to P1". */
import type { Command, CommandOf, CommandType } from '../incident/commands.ts'
import { findHandover } from '../incident/handover.ts'
import { isArchived, pagesOf, phaseOf, releaseOf, resolvedSince } from '../incident/status.ts'
import { itemsOf, type IncidentState } from '../incident/state.ts'
import { isOverPhase, REMEDIATION_LABEL, USERS_LABEL } from '../incident/words.ts'
import { groupName, type Playbook } from '../playbook/schema.ts'
import { dateTime } from '../time/format.ts'
import { byChannel, list, reading } from './sentence.ts'

/** What the sentences are said against. */
export interface IntentContext {
  readonly state: IncidentState
  readonly playbook: Playbook
  readonly zone: string
  /** a moment (UTC) as people write it */
  timeText(time: string): string
}

/** `lacks`: what stands in the way as things are, said as help; what is recorded in the end is for `decide` to say. */
export type Intent = { readonly does: string } | { readonly lacks: string }

type Say<T extends CommandType> = (command: CommandOf<T>, context: IntentContext) => string | { readonly lacks: string }

const INTENTS: { readonly [T in CommandType]?: Say<T> } = {
  ChangeTitle: ({ title }) => `Changes the title to “${short(title)}”`,
  SetSeverity: ({ severity }) => (severity ? `Sets the severity to ${severity}` : 'Takes the severity away'),
  RecordDetection: ({ by }) => `Records what ${by === undefined ? 'was noticed first' : by === 'alert' ? 'an alert noticed first' : `a ${by} noticed first`}`,
  RecordImpactStart: () => 'Sets when the impact began',
  AssessImpact: ({ users, effect, scope, dataAtRisk, customersAffected }) => {
    const parts = [
      users && `${USERS_LABEL[users]} affected`,
      effect,
      scope,
      dataAtRisk === 'yes' && 'data at risk',
      dataAtRisk === 'no' && 'no data at risk',
      customersAffected === 'yes' && 'customers affected',
      customersAffected === 'no' && 'customers not affected',
    ].filter(Boolean)
    return parts.length > 0 ? `Assesses the impact: ${parts.join(', ')}` : 'Records that somebody looked at the impact'
  },
  ReadMetric: ({ metric, value, unit }) => `Records a reading: ${short(metric)} ${reading(value, unit)}`,

  AssignRole: ({ role, to }) => (to ? `Gives the role ${role} to ${to.name}` : `Takes the role ${role} from whoever holds it`),
  OfferHandover: ({ role, to }) => `Offers the role ${role} to ${to.name}, who confirms`,
  ConfirmHandover: ({ handover }, { state }) => {
    const offer = findHandover(state, handover)
    return typeof offer === 'string' ? { lacks: offer } : `Makes ${offer.data.to.name} the ${offer.data.role}`
  },
  EndHandover: ({ handover, outcome }, { state }) => {
    const offer = findHandover(state, handover)
    return typeof offer === 'string' ? { lacks: offer } : `Records that the hand-over to ${offer.data.to.name} was ${outcome}`
  },
  LinkRelease: ({ name, knownGood, deployedAt }, { timeText }) =>
    `Links the release ${short(name)}${deployedAt === undefined ? '' : `, deployed ${timeText(typeof deployedAt === 'string' ? deployedAt : deployedAt.time)}`}${knownGood ? `, known good ${short(knownGood)}` : ''}`,
  RecordDeployment: ({ release, text }, { state }) => {
    const named = release ?? (text ? undefined : releaseOf(state)?.data.name)
    return named ? `Records that ${short(named)} was deployed to production` : 'Records a deployment to production'
  },

  Page: ({ whom, by }) => `Records that ${whom.name} was paged${byChannel(by)}`,
  AcknowledgePage: ({ page, who }, { state }) => {
    const whom = whomPaged(state, page, 'There is no page to acknowledge.')
    return typeof whom === 'string' ? `Records that ${who?.name ?? whom} acknowledged` : whom
  },
  EscalatePage: ({ page, to, by }, { state }) => {
    const whom = whomPaged(state, page, 'There is no page to escalate.')
    return typeof whom === 'string' ? `Escalates from ${whom} to ${to.name}${byChannel(by)}` : whom
  },
  RecordPageOutcome: ({ page, outcome }, { state }) => {
    const whom = whomPaged(state, page, 'There is no page without an answer.')
    return typeof whom === 'string' ? `Records what came of the page to ${whom}: ${outcome}` : whom
  },
  NotifyStakeholders: ({ groups, by }, { playbook }) => `Records that ${list(groups.map((group) => groupName(playbook, group)))} ${groups.length > 1 ? 'were' : 'was'} told${by ? ` by ${by}` : ''}`,
  PostUpdate: ({ audience, nextUpdateAt }, { timeText }) =>
    `Records ${audience === 'internal' ? 'an internal' : audience === 'public' ? 'a public' : 'a customer'} status update${nextUpdateAt ? `; the next one is due ${timeText(nextUpdateAt)}` : ''}`,

  RecordDecision: ({ kind, text, reason, lookAgainAt }, { timeText }) =>
    `Records the decision “${short(text ?? kind)}”${reason ? ' with its reason' : ''}${lookAgainAt ? `; look again at ${timeText(lookAgainAt)}` : ''}`,
  StartRemediation: ({ kind, target }) => `Starts: ${REMEDIATION_LABEL[kind].toLowerCase()}${target ? ` to ${short(target)}` : ''}`,
  CompleteRemediation: ({ kind, outcome }) => `Ends: ${(kind ? REMEDIATION_LABEL[kind] : 'Work').toLowerCase()} ${outcome === 'done' ? 'complete' : 'failed'}`,
  RecordCheck: ({ name, verdict, reading: read, expected }) =>
    `Records a check ${verdict}: ${short(name)}${read ? ` ${short(read)}` : ''}${expected ? ` (expected ${short(expected)})` : ''}`,
  MarkMitigated: (_, context) => unlessResolved(context) ?? 'Marks the harm as stopped; the watch begins',
  ResolveIncident: (_, context) => unlessResolved(context) ?? 'Resolves the incident',
  ReopenIncident: (_, { state }) => (['resolved', 'reviewed', 'watching'].includes(phaseOf(state)) ? 'Reopens the incident' : { lacks: 'This incident is open.' }),

  StartInvestigation: () => 'Records that the investigation began',
  StateHypothesis: () => 'Sets the working theory',
  JudgeHypothesis: ({ verdict }) => `Records that the working theory is ${verdict}`,
  NameFactor: ({ kind }) => `Adds a ${kind === 'trigger' ? 'trigger' : 'contributing factor'}`,
  AddAction: ({ owner, due, actionType, priority, tracker }) => {
    const fields = [owner && `owner ${short(owner)}`, due && `due ${short(due)}`, actionType, priority && `priority ${short(priority)}`, tracker && 'with its tracker'].filter(Boolean)
    return `Adds an action item${fields.length > 0 ? `: ${fields.join(', ')}` : '; its owner and day can follow'}`
  },
  MakePromise: ({ kind, who, dueAt }, { timeText }) => `${kind === 'task' ? `Hands a task to ${who ? short(who) : 'somebody'}` : 'Writes down a promise'}, due ${timeText(dueAt)}`,
  SettlePromise: ({ promise, outcome }, { state }) => {
    const made = itemsOf(state, 'PromiseMade').find(({ id }) => id === promise)
    return `Records as ${outcome}${made ? `: ${short(made.data.text)}` : ''}`
  },
  ScheduleRetro: ({ time, where }, { zone }) => `Schedules the retro for ${dateTime(time, zone)}${where ? `, ${short(where)}` : ''}`,
  HoldRetro: () => 'Records that the retro was held',
  ArchiveIncident: ({ archived }, { state }) => {
    if (archived && !isOverPhase(phaseOf(state))) return { lacks: 'This incident is still open: resolve it first, then archive it.' }
    if (archived === isArchived(state)) return { lacks: archived ? 'This incident is archived already.' : 'This incident is not archived.' }
    return archived ? 'Puts the incident away' : 'Takes the incident back into the list'
  },
}

/** What recording a command would do, in the present tense and without its time; null for a command that says it all by its own words. */
export function intentOf(command: Command, context: IntentContext): Intent | null {
  const say = INTENTS[command.type] as ((command: Command, context: IntentContext) => ReturnType<Say<CommandType>>) | undefined
  if (!say) return null
  const said = say(command, context)
  return typeof said === 'string' ? { does: said } : said
}

/** Whom the page is to that was named, or the one that waits. */
function whomPaged(state: IncidentState, id: string | undefined, none: string): string | { lacks: string } {
  const pages = pagesOf(state)
  const open = pages.filter(({ page, acknowledged, escalated }) => (id === undefined ? !acknowledged && !escalated : page.id === id))
  const waiting = open.filter((status) => status.waiting)
  const [found, ...others] = waiting.length > 0 ? waiting : open
  if (!found) return { lacks: none }
  return others.length > 0 ? { lacks: `${String(others.length + 1)} pages are open: say which.` } : found.page.data.whom.name
}

function unlessResolved({ state, timeText }: IntentContext): { lacks: string } | null {
  const since = resolvedSince(state)
  return since === null ? null : { lacks: `This incident is resolved already, since ${timeText(since)}.` }
}

/** Enough of a person's words to know them by. */
function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line
}
