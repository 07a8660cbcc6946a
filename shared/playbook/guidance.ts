/** What to do next: the guide's steps IN1 to IN11 against the facts, the most urgent first. */
import { isOut, lastSentAt } from '../incident/delivery.ts'
import { instantsOf } from '../incident/instants.ts'
import { itemsOf, type IncidentState } from '../incident/state.ts'
import {
  actionsOf,
  customersAffected,
  decisionsOf,
  impactAt,
  isBackfilled,
  isOver,
  phaseOf,
  releaseOf,
  remediationsOf,
  retroHeldOf,
  retroPlan,
  runningRemediations,
  severityAt,
  unansweredPages,
} from '../incident/status.ts'
import { groupsDue, runningClocks, type Clock, type DueRule } from './due.ts'
import { owedOf, type Owed } from './owed.ts'
import { groupName, isGroup, type Playbook } from './schema.ts'

/** What a step opens in the window. */
export const STEP_DOES = [
  'assess', 'page', 'page next', 'notify stakeholders', 'notify customer group', 'decide', 'start remediation',
  'complete remediation', 'check', 'mitigated', 'investigate', 'factor', 'action', 'update', 'update customers', 'schedule retro', 'hold retro', 'resolve',
] as const
export type StepDoes = (typeof STEP_DOES)[number]

export interface Step {
  /** the guide's id, or null for a step that follows from another (an unanswered page) */
  readonly id: string | null
  readonly does: StepDoes
  readonly title: string
  /** one short sentence on why or how; may be empty */
  readonly detail: string
  readonly state: 'now' | 'later' | 'done'
  /** when it was done, UTC */
  readonly doneAt: string | null
  /** the running clock that belongs to it */
  readonly clock: Clock | null
}

export interface Guidance {
  /** at most three, the most urgent first */
  readonly now: readonly Step[]
  readonly later: readonly Step[]
  readonly done: readonly Step[]
  /** what was left blank on the way, to be filled in later; never demanded */
  readonly owed: readonly Owed[]
}

const AT_ONCE = 3

/** The first clock of a rule that runs, or the one that counts from a certain fact. */
type Running = (rule: DueRule, start?: string) => Clock | null

/** The steps as they stand. The order of `now` is: unanswered pages, then by due time, then the guide's order. */
export function guidanceOf(state: IncidentState, playbook: Playbook): Guidance {
  const clocks = runningClocks(state, playbook)
  const running: Running = (rule, start) => clocks.find((clock) => clock.rule === rule && (start === undefined || clock.start === start)) ?? null
  const steps = stepsOf(state, playbook, running)
  const open = steps.filter(({ state: standing }) => standing === 'now')
  const ranked = open
    .map((step, index) => ({ step, index }))
    .sort((a, b) => rank(a.step) - rank(b.step) || compare(dueOf(a.step), dueOf(b.step)) || a.index - b.index)
    .map(({ step }) => step)
  return {
    now: ranked.slice(0, AT_ONCE),
    later: [...ranked.slice(AT_ONCE), ...steps.filter(({ state: standing }) => standing === 'later')],
    done: steps.filter(({ state: standing }) => standing === 'done'),
    owed: owedOf(state),
  }
}

function rank(step: Step): number {
  return step.does === 'page next' ? 0 : step.clock ? 1 : 2
}

function dueOf(step: Step): string {
  return step.clock?.due ?? '~'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function stepsOf(state: IncidentState, playbook: Playbook, running: Running): Step[] {
  const instants = instantsOf(state)
  const phase = phaseOf(state)
  const over = isOver(state)
  const item = (id: string): string => playbook.incident.find((entry) => entry.id === id)?.text ?? id
  const open = !over
  const mitigated = phase === 'watching' || over
  const impact = impactAt(state)
  const hurt = impact ? customersAffected(impact.data) : null
  const severity = severityAt(state)
  const pages = playbook.severities.find(({ id }) => id === severity)?.pages ?? false
  const decisions = decisionsOf(state).filter(({ replacedBy }) => replacedBy.length === 0)
  const lastDecision = decisions.at(-1)?.decision ?? null
  const underWay = runningRemediations(state)
  const remedies = remediationsOf(state)
  const customerNotice = itemsOf(state, 'StakeholdersNotified').find((notice) => isOut(state, notice) && notice.data.groups.some((named) => isGroup(playbook, playbook.customerGroup, named))) ?? null
  const customerUpdate = lastSentAt(state, itemsOf(state, 'UpdatePosted').filter(({ data }) => data.audience !== 'internal'))
  const wereHurt = itemsOf(state, 'ImpactAssessed').some(({ data }) => customersAffected(data) === true)
  const watchClock = running('watch')
  const passed = itemsOf(state, 'CheckRecorded').findLast(({ data }) => data.verdict === 'passed') ?? null
  const actions = actionsOf(state)
  const retro = retroPlan(state)
  const held = retroHeldOf(state)

  const steps: Step[] = []
  const add = (id: string | null, does: StepDoes, title: string, detail: string, standing: Step['state'], doneAt: string | null = null, clock: Clock | null = null): void => {
    steps.push({ id, does, title, detail, state: standing, doneAt, clock })
  }

  // Nobody is paged about what is over and only written down.
  if (open && !isBackfilled(state)) {
    for (const { page, outcome } of unansweredPages(state)) {
      const heard = outcome ? `${outcome.data.outcome}` : 'no answer yet'
      add(null, 'page next', 'Page the next one', `${page.data.whom.name}: ${heard}.`, 'now', null, running('answer', page.id))
    }
  }

  if (impact) add('IN1', 'assess', 'Assess impact', '', 'done', impact.time)
  else if (open) add('IN1', 'assess', 'Assess impact', 'Are users affected, and how severe is it?', 'now')

  if (instants.paged) add('IN2', 'page', 'Page the on-call engineer', '', 'done', instants.paged.time)
  else if (open && pages) add('IN2', 'page', 'Page the on-call engineer', `${severity ?? ''} pages at once.`, 'now', null, running('page'))
  else if (open) add('IN2', 'page', 'Page the on-call engineer', 'For P0 and P1.', 'later')

  const stakeholderClock = running('stakeholders')
  if (instants.notified && !stakeholderClock) add('IN3', 'notify stakeholders', 'Notify stakeholders', '', 'done', instants.notified.time)
  else if (open) {
    const names = groupsDue(state, playbook).filter((group) => group !== playbook.customerGroup).map((group) => groupName(playbook, group))
    add('IN3', 'notify stakeholders', 'Notify stakeholders', names.join(', ') || 'On its way.', 'now', null, stakeholderClock)
  }

  const groupTitle = `Notify ${groupName(playbook, playbook.customerGroup)}`
  if (customerNotice) add('IN4', 'notify customer group', groupTitle, '', 'done', customerNotice.time)
  else if (open && hurt === true) add('IN4', 'notify customer group', groupTitle, 'Customers are affected.', 'now', null, running('customer-success'))
  else if (open && hurt === null) add('IN4', 'notify customer group', groupTitle, 'If customers are affected.', 'later')

  if (lastDecision) add('IN5', 'decide', 'Roll back or fix forward?', '', 'done', lastDecision.time)
  else if (open && !mitigated) add('IN5', 'decide', 'Roll back or fix forward?', releaseLine(state), impact ? 'now' : 'later')

  for (const started of underWay) {
    if (open) add('IN6', 'complete remediation', started.data.kind === 'roll back' ? 'Finish the rollback' : 'Finish what was started', started.data.text ?? '', 'now')
  }
  const completed = remedies.findLast(({ completed: end }) => end?.data.outcome === 'done')?.completed ?? null
  if (completed) add('IN6', 'start remediation', completed.data.kind === 'roll back' ? 'Roll back' : 'Carry out the decision', '', 'done', completed.time)
  else if (open && !mitigated && underWay.length === 0) {
    const rollingBack = lastDecision?.data.kind === 'roll back'
    const acts = lastDecision !== null && lastDecision.data.kind !== 'wait'
    add('IN6', 'start remediation', rollingBack ? 'Roll back to known good' : 'Carry out the decision', rollingBack ? releaseLine(state) : '', acts ? 'now' : 'later')
  }

  if (open && !mitigated) add('IN7', 'mitigated', 'Mark mitigated', 'Once the harm has stopped.', completed ? 'now' : 'later')
  if (watchClock) add('IN7', 'check', 'Watch, then record a check', `Stable for ${String(playbook.times.watchMinutes)} minutes?`, 'now', null, watchClock)
  else if (mitigated && passed) add('IN7', 'check', 'Verify', '', 'done', passed.time)
  else if (open && !mitigated) add('IN7', 'check', 'Verify', 'The issue is gone and the system is stable.', 'later')
  if (open && mitigated) add('IN7', 'resolve', 'Resolve incident', watchClock ? 'After the watch.' : '', watchClock ? 'later' : 'now')

  const updateClock = running('update')
  if (open) add('IN10', 'update', 'Post a status update', '', 'now', null, updateClock)
  const harmEnded = instants.mitigated?.time ?? instants.resolved?.time
  if (over && wereHurt && !(customerUpdate !== null && harmEnded !== undefined && customerUpdate >= harmEnded)) {
    if (phase !== 'reviewed') add('IN10', 'update customers', 'Tell customers it is resolved', 'They hear of the end as they heard of the problem.', 'now')
  } else if (customerUpdate !== null) add('IN10', 'update customers', 'Update customers', '', 'done', customerUpdate)
  else if (hurt === true) add('IN10', 'update customers', 'Update customers', 'On status, and on resolution.', mitigated ? 'now' : 'later')

  const investigated = itemsOf(state, 'InvestigationStarted')[0] ?? itemsOf(state, 'ContributingFactorNamed')[0]
  if (investigated) add('IN8', 'investigate', 'Triage', '', 'done', investigated.time)
  else add('IN8', 'investigate', 'Triage', item('IN8'), mitigated && phase !== 'reviewed' ? 'now' : 'later')
  if (actions.length > 0) add('IN9', 'action', 'Capture action items', '', 'done', actions[0]!.item.time)
  else add('IN9', 'action', 'Capture action items', 'What was learned, what prevents it.', mitigated && phase !== 'reviewed' ? 'now' : 'later')

  const heldClock = running('retro-held')
  if (held) add('IN11', 'hold retro', 'Hold the retro', '', 'done', held.time)
  else if (retro) add('IN11', 'hold retro', 'Hold the retro', '', 'now', null, heldClock)
  else add('IN11', 'schedule retro', 'Schedule the retro', 'Within 48 hours, blameless.', mitigated ? 'now' : 'later', null, running('retro-scheduled'))
  return steps
}

function releaseLine(state: IncidentState): string {
  const release = releaseOf(state)
  if (!release) return ''
  const { name, knownGood } = release.data
  return knownGood ? `${name}; known good: ${knownGood}` : name
}
