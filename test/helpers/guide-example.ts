/** The guide's example incident: its nine rows in order, each told as it happens. */
import type { CommandInput } from '../../shared/incident/commands.ts'
import { on, story, type Story } from './given.ts'
import { utc } from './facts.ts'

const ROWS: readonly (readonly [clock: string, commands: readonly CommandInput[]])[] = [
  ['14:15', [
    { type: 'DeclareIncident', title: 'API error rate up to 15%' },
    { type: 'LinkRelease', name: 'Dashboard v2', knownGood: 'Dashboard v1', deployedAt: '2025-02-01T14:00:00Z' },
    { type: 'RecordDetection', text: 'Monitoring alerts: API error rate up to 15%', by: 'alert' },
    { type: 'ReadMetric', metric: 'API error rate', value: 15, unit: '%' },
  ]],
  ['14:18', [
    { type: 'Page', whom: 'on-call' },
    { type: 'NotifyStakeholders', groups: ['pm', 'product-lead', 'relevant-teams'] },
  ]],
  ['14:22', [{ type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear, user impact high' }]],
  ['14:30', [
    { type: 'CompleteRemediation', kind: 'roll back' },
    { type: 'ReadMetric', metric: 'API error rate', value: 0.2, unit: '%' },
    { type: 'MarkMitigated' },
  ]],
  ['14:45', [{ type: 'StartInvestigation' }]],
  ['17:00', [{ type: 'NameFactor', text: 'Database connection pool exhausted' }]],
  ['02-02 10:00', [{ type: 'RecordDeployment', release: 'Dashboard v2', text: 'Fix built and tested, redeployed successfully' }]],
  ['02-03 14:00', [{ type: 'HoldRetro' }, { type: 'AddAction', text: 'Alert on pool use above 80%' }]],
]

/** The example as it stood at a moment (`14:22`, `02-02 10:00`), that moment's own row included; whole where left out. */
export function guideExample(until = '02-03 14:00'): Story {
  return story(...ROWS.filter(([clock]) => utc(clock) <= utc(until)).flatMap(([clock, commands]) => commands.map((command) => on(clock, command))))
}
