/** Whether an incident goes by the playbook that holds on this machine. */
import type { Playbook } from './schema.ts'

/** What is asked and reminded of counts: not the name, nor the directory and the card, which hold for every incident anyway. Both were read by the same schema, so their fields stand in the same order. */
export function isSamePlaybook(a: Playbook, b: Playbook): boolean {
  return a === b || ruling(a) === ruling(b)
}

function ruling({ name: _, purpose: __, directory: ___, breakGlass: ____, ...rules }: Playbook): string {
  return JSON.stringify(rules)
}
