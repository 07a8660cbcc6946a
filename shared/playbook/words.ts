/** The playbook's rules and times in words. */
import { durationText } from '../time/duration.ts'
import { MINUTE } from './moments.ts'
import type { MatrixRule, Playbook } from './schema.ts'

/** What each of the playbook's times is for, in the order in which they are met. */
export const TIMES: readonly { readonly field: keyof Playbook['times']; readonly label: string }[] = [
  { field: 'pageWithinMinutes', label: 'On-call engineer paged within' },
  { field: 'answerWithinMinutes', label: 'A page answered within' },
  { field: 'pageExpiresMinutes', label: 'A page that could not go out is dropped after' },
  { field: 'notifyWithinMinutes', label: 'Stakeholders told within' },
  { field: 'customerGroupWithinMinutes', label: 'Customer group told within' },
  { field: 'updateEveryMinutesUnset', label: 'Status update while no severity is set, every' },
  { field: 'updateOftenForMinutes', label: 'Updates at the first pace for' },
  { field: 'watchMinutes', label: 'Watched after mitigation for' },
  { field: 'watchSlackMinutes', label: 'The closing check may come later by' },
  { field: 'retroScheduledWithinMinutes', label: 'Retro scheduled within' },
  { field: 'retroHeldWithinMinutes', label: 'Retro held within' },
  { field: 'cardCheckDays', label: 'A line of the break-glass card holds unchecked for' },
]

/** "15 min", "4 h". */
export function minutesText(minutes: number): string {
  return durationText(minutes * MINUTE)
}

const FIELDS = { users: 'users', effect: 'effect', scope: 'scope', dataAtRisk: 'data at risk', customersAffected: 'customers affected' } as const

/** "users: all; effect: blocked or degraded"; a rule that asks nothing fits everything. */
export function ruleText({ when }: MatrixRule): string {
  const asked = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((field) => {
    const values = when[field]
    return values ? [`${FIELDS[field]}: ${values.join(' or ')}`] : []
  })
  return asked.join('; ') || 'always'
}
