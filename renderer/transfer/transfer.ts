/** Carries incidents out and in: bundles, backups, and what the window says of them. */
import type { Merged } from '../../shared/api.ts'
import { ask } from '../bridge.ts'
import { openIncident } from '../session.ts'
import { announce, useStore, type Outcome } from '../store.ts'

/** What was called off is said in passing; a dialog that was closed again is not. */
let calledOff = false

/** Saves the open incident as a bundle, where the person says. */
export async function exportBundle(): Promise<void> {
  const { open } = useStore.getState()
  if (!open) return
  begin()
  const exported = await ask('exportBundle', { incident: open.id })
  if (exported.ok) tell({ ok: true, title: 'Bundle saved.', text: [exported.path, exported.unrecorded].filter(Boolean).join(' '), path: exported.path })
  else fail('The bundle was not saved.', exported)
}

/** Opens a bundle that the person chooses. */
export async function importBundle(): Promise<void> {
  begin()
  tellMerged('import', await ask('importBundle', undefined))
}

export async function chooseBackupFolder(): Promise<void> {
  begin()
  const chosen = await ask('chooseBackupFolder', undefined)
  if (chosen.ok) announce('Backups are kept from now on.')
  else fail('No backup was made.', chosen)
}

export async function backUpNow(): Promise<void> {
  begin()
  const done = await ask('backUpNow', undefined)
  if (done.ok) announce(done.sentence)
  else fail('No backup was made.', done)
}

export async function stopBackups(): Promise<void> {
  const stopped = await ask('stopBackups', undefined)
  if (stopped.ok) announce('No more backups are made. Those that there are stay where they are.')
  else fail('Backups go on.', stopped)
}

/** Asks where to look for backups, and shows those that there are. */
export async function findBackups(): Promise<void> {
  begin()
  const found = await ask('findBackups', undefined)
  if (found.ok) useStore.setState({ restoring: found })
  else fail('No backup was found.', found)
}

export async function restoreBackup(name: string): Promise<void> {
  begin()
  useStore.setState({ restoring: null })
  tellMerged('restore', await ask('restoreBackup', { name }))
}

/** Calls off what is under way. */
export function cancelProgress(): void {
  calledOff = true
  void ask('cancelProgress', undefined)
}

/** Says what was new, and shows the incident where it was only one. */
export function tellMerged(what: 'import' | 'restore', merged: Merged): void {
  if (!merged.ok) return fail(what === 'import' ? 'The bundle was not opened.' : 'The backup was not restored.', merged)
  tell({ ok: true, title: what === 'import' ? 'Bundle opened.' : 'Backup restored.', text: merged.sentence, path: null })
  if (merged.incident !== null) void openIncident(merged.incident)
}

export function forgetOutcome(): void {
  useStore.setState({ outcome: null })
}

function begin(): void {
  calledOff = false
  forgetOutcome()
}

function tell(outcome: Outcome): void {
  useStore.setState({ outcome })
  if (outcome.ok) announce(`${outcome.title} ${outcome.text}`)
}

function fail(title: string, { cancelled, sentence }: { readonly cancelled: boolean; readonly sentence: string }): void {
  if (!cancelled) tell({ ok: false, title, text: sentence, path: null })
  else if (calledOff) announce(sentence)
  calledOff = false
}
