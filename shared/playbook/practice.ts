/** The guide's example incident as practice: its rows, how each is recorded here, and whether it was. */
import type { IncidentFactType } from '../incident/events.ts'
import { itemsOf, type IncidentState } from '../incident/state.ts'

/** What the practice incident is called at first. */
export const PRACTICE_TITLE = 'API error rate at 15% after Dashboard v2'

export interface PracticeStep {
  /** as the guide says it: a clock time, with the day after the first */
  readonly time: string
  /** what happens, in the guide's words */
  readonly what: string
  /** how it is recorded here */
  readonly how: string
  /** it was, once there is a fact of each */
  readonly facts: readonly IncidentFactType[]
}

/** The nine rows of the guide's table, in order. */
export const PRACTICE_STEPS: readonly PracticeStep[] = [
  { time: '14:00', what: 'Dashboard v2 deployed to production', how: '/release Dashboard v2 known good Dashboard v1', facts: ['ReleaseLinked'] },
  { time: '14:15', what: 'Monitoring alerts: API error rate up to 15%', how: '/detected alert: API error rate up to 15%', facts: ['Detected'] },
  { time: '14:18', what: 'On-call paged, stakeholders notified', how: 'P pages somebody, N notifies', facts: ['Paged', 'StakeholdersNotified'] },
  { time: '14:22', what: 'Decision: roll back (cause unclear, user impact high)', how: 'D, or /decide roll back: cause unclear, user impact high', facts: ['DecisionRecorded'] },
  { time: '14:30', what: 'Rollback complete, error rate back to 0.2%', how: '/rollback start, then /rollback done', facts: ['RemediationCompleted'] },
  { time: '14:45', what: 'Investigation begins', how: '/investigate', facts: ['InvestigationStarted'] },
  { time: '17:00', what: 'Cause found: database connection pool exhausted', how: 'F, or /factor database connection pool exhausted', facts: ['ContributingFactorNamed'] },
  { time: 'day 2, 10:00', what: 'Fix built and tested, redeployed successfully', how: '/deployed Fix built and tested', facts: ['Deployed'] },
  { time: 'day 3, 14:00', what: 'Blameless retrospective held, action items made', how: 'T adds an action, /held ends it', facts: ['ActionItemAdded', 'RetroHeld'] },
]

/** Which of the steps were recorded, in their order. What was struck was not. */
export function practiceDone(state: IncidentState): readonly boolean[] {
  return PRACTICE_STEPS.map(({ facts }) => facts.every((type) => itemsOf(state, type).length > 0))
}
