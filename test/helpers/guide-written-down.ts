/** The guide's example incident as somebody writes it down two days later: backfilled, in UTC, in the guide's own words. */
import type { Fact } from '../../shared/facts/fact.ts'
import { parseCommand, type CommandInput } from '../../shared/incident/commands.ts'
import { decide } from '../../shared/incident/decide.ts'
import { foldIncident, type FoldedIncident } from '../../shared/incident/evolve.ts'
import { utc } from './facts.ts'
import { contextAt } from './given.ts'

/** When it was written down; the retro of the example had just been held. */
const WRITTEN = utc('02-03 15:00')

/** The guide says neither who declared it nor how severe it was: it is declared where the response began, as a P1, for P0 and P1 page. */
const STEPS: readonly (readonly [clock: string, command: CommandInput])[] = [
  ['14:18', { type: 'DeclareIncident', title: 'API error rate at 15% after Dashboard v2', severity: 'P1', backfilled: true }],
  ['14:18', { type: 'LinkRelease', name: 'Dashboard v2', deployedAt: utc('14:00') }],
  ['14:15', { type: 'RecordDetection', text: 'API error rate up to 15%', by: 'alert' }],
  ['14:15', { type: 'ReadMetric', metric: 'API error rate', value: 15, unit: '%' }],
  ['14:18', { type: 'Page', whom: { name: 'on-call engineer', kind: 'role' } }],
  ['14:18', { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] }],
  ['14:22', { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, user impact high' }],
  ['14:30', { type: 'CompleteRemediation', kind: 'roll back', text: 'error rate back to 0.2%' }],
  ['14:30', { type: 'ReadMetric', metric: 'API error rate', value: 0.2, unit: '%' }],
  ['14:30', { type: 'MarkMitigated' }],
  ['14:45', { type: 'StartInvestigation' }],
  ['17:00', { type: 'NameFactor', text: 'database connection pool exhausted' }],
  ['02-02 10:00', { type: 'CompleteRemediation', kind: 'fix forward', text: 'fix built and tested, redeployed successfully' }],
  ['02-03 14:00', { type: 'HoldRetro', text: 'action items made' }],
]

export interface WrittenDown {
  readonly id: string
  readonly facts: readonly Fact[]
  readonly incident: FoldedIncident
}

/** The example's facts, as `decide` makes them of its steps. */
export function guideWrittenDown(): WrittenDown {
  const facts: Fact[] = []
  for (const [clock, step] of STEPS) {
    const checked = parseCommand({ ...step, at: utc(clock) })
    if (!checked.ok) throw new Error(checked.refusal)
    const decision = decide(foldIncident(facts), checked.command, contextAt(WRITTEN, facts))
    if (!decision.ok) throw new Error(decision.refusal)
    facts.push(...decision.facts)
  }
  return { id: 'inc-7kq2m9xa', facts, incident: foldIncident(facts) }
}
