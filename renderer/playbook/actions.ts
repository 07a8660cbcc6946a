/** What the window does with the playbook: its file, its forms, the card on paper. Sentences that come back belong beside what was pressed. */
import type { PlaybookEdit } from '../../shared/playbook/edits.ts'
import { playbookTrouble } from '../../shared/playbook/status.ts'
import { ask } from '../bridge.ts'
import { announceRecording } from '../session.ts'
import { announce, useStore } from '../store.ts'

/** Opens the file in the system's editor; the sentence where that fails. */
export async function openPlaybookFile(): Promise<string | null> {
  const opened = await ask('openPlaybook', undefined)
  return opened.ok ? null : opened.sentence
}

/** Looks at the file now, and says how it stands. */
export async function checkPlaybook(): Promise<void> {
  const playbookFile = await ask('checkPlaybook', undefined)
  useStore.setState({ playbookFile })
  announce(playbookTrouble(playbookFile) ?? (playbookFile.state === 'absent' ? 'There is no file: the built-in playbook holds.' : 'The playbook is in order.'))
}

/** The text of the file that a form is about to change. */
export function fileVersion(): string | null {
  return useStore.getState().playbookFile?.version ?? null
}

/** Changes the file; the sentence where main will not. @param said once it is done */
export async function editPlaybook(edit: PlaybookEdit, version: string | null, said: string): Promise<string | null> {
  const edited = await ask('editPlaybook', { edit, version })
  if (!edited.ok) return edited.sentence
  announce(said)
  return null
}

export async function undoPlaybookEdit(): Promise<string | null> {
  const undone = await ask('undoPlaybookEdit', undefined)
  if (!undone.ok) return undone.sentence
  announce('The last change was taken back.')
  return null
}

/** Has the incident go by this machine's playbook; the sentence where it cannot be recorded. */
export async function takeChangedPlaybook(incident: string): Promise<string | null> {
  const answer = await ask('usePlaybook', { incident })
  announceRecording(answer)
  return answer.ok ? null : answer.sentence
}

/** The sentence where it fails; what was called off is said in passing. */
export async function printCard(to: 'pdf' | 'printer'): Promise<string | null> {
  const printed = await ask('printCard', { to })
  if (!printed.ok && !printed.cancelled) return printed.sentence
  announce(!printed.ok ? printed.sentence : to === 'pdf' ? `Saved as ${printed.path}` : 'Sent to the printer.')
  return null
}

export async function copyLine(text: string): Promise<void> {
  await ask('copyText', { text })
  announce('Copied.')
}
