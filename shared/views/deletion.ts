/** What deleting an incident takes away and what it leaves, in words. */

export interface Deletion {
  readonly title: string
  readonly entries: number
  /** attachments */
  readonly files: number
  readonly journals: number
}

/** What stays, said wherever somebody is asked. */
export const STAYS_TEXT = 'Backups, bundles and exports that were made of it stay, and restoring or opening one brings it back.'

/** What goes. */
export function deletionText({ title, entries, files, journals }: Deletion): string {
  return `“${title}” goes: ${count(entries, 'entry', 'entries')}, ${count(files, 'attached file', 'attached files')} and ${count(journals, 'journal', 'journals')}.`
}

function count(number: number, one: string, many: string): string {
  return `${String(number)} ${number === 1 ? one : many}`
}
