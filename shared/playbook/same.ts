/** Whether an incident goes by the playbook that holds on this machine. */
import type { Playbook } from './schema.ts'

/** Everything counts but the directory and the card, which hold for every incident anyway. Both were read by the same schema, so their fields stand in the same order. */
export function isSamePlaybook(a: Playbook, b: Playbook): boolean {
  return a === b || ruling(a) === ruling(b)
}

function ruling({ directory: _, breakGlass: __, ...rules }: Playbook): string {
  return JSON.stringify(rules)
}
