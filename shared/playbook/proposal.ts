/** IN1: which severity an assessment speaks for, and why; the playbook's matrix proposes, a person sets it. */
import type { FactData } from '../incident/events.ts'
import { customersAffected } from '../incident/status.ts'
import type { Severity } from '../incident/words.ts'
import type { MatrixRule, Playbook } from './schema.ts'

/** The answers that a rule can ask for. */
export type Answers = Pick<FactData<'ImpactAssessed'>, keyof MatrixRule['when']>

export interface Proposal {
  readonly severity: Severity
  /** as the playbook says it: "Customers are hurt, and it is widespread" */
  readonly why: string
}

/** The severity of the first rule that fits; null where none does, for instance where nothing is answered yet. */
export function proposalOf(answers: Answers, { matrix }: Pick<Playbook, 'matrix'>): Proposal | null {
  const said = withCustomers(answers)
  const rule = matrix.find(({ when }) => Object.entries(when).every(([field, values]) => (values as readonly unknown[]).includes(said[field as keyof Answers])))
  return rule ? { severity: rule.severity, why: rule.why } : null
}

/** Who is affected says whether customers are, where nobody was asked that by itself. */
function withCustomers(answers: Answers): Answers {
  const hurt = customersAffected(answers)
  return hurt === null ? answers : { ...answers, customersAffected: hurt ? 'yes' : 'no' }
}
