/** How the playbook's file stands on this machine, and what is said of it. */
import type { PlaybookFault } from './file.ts'

export const PLAYBOOK_FILE = 'playbook.json'

export interface PlaybookStatus {
  /** where it is, or would be, to be shown to people */
  readonly path: string
  readonly state: 'absent' | 'good' | 'broken' | 'unreadable'
  /** which playbook holds: the file's, the built-in one, or what the file said earlier in this run of the app */
  readonly inForce: 'file' | 'built-in' | 'earlier'
  /** in the order of the file; in one that is good they are only worth knowing */
  readonly faults: readonly PlaybookFault[]
  /** why it cannot be read; null where it can */
  readonly trouble: string | null
  /** tells one text of the file from another; null where it has none that can be read */
  readonly version: string | null
}

/** As in "line 14, column 5: severities[1].pages is true or false, not 1." */
export function faultText({ line, column, sentence }: PlaybookFault): string {
  return `line ${String(line)}, column ${String(column)}: ${sentence}`
}

/** Why the file is not used, in a sentence or two for the person; null where it is, or where there is none. */
export function playbookTrouble({ state, faults, trouble, inForce }: PlaybookStatus): string | null {
  const holds = inForce === 'earlier' ? 'The playbook stays as it was before.' : 'The built-in playbook holds until then.'
  if (state === 'unreadable') return `${trouble ?? `${PLAYBOOK_FILE} cannot be read.`} ${holds}`
  if (state !== 'broken') return null
  const grave = faults.filter((fault) => fault.grave)
  const more = grave.length - 1
  return `${PLAYBOOK_FILE}, ${grave[0] ? faultText(grave[0]) : 'it cannot be read.'}${more > 0 ? ` And ${String(more)} more.` : ''} ${holds}`
}
