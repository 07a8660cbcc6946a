/** The window's part in the app's reach: how it stands, and changes to it. */
import type { ReachChange } from '../shared/api.ts'
import { ask } from './bridge.ts'
import { useStore } from './store.ts'

/** Asks main how it stands; main tells what changes. */
export async function readReach(): Promise<void> {
  const reach = await ask('reach', undefined)
  // What was pushed meanwhile is newer.
  useStore.setState((store) => ({ reach: store.reach ?? reach }))
}

/** Changes it on this machine; the sentence where main will not. */
export async function changeReach(fields: ReachChange): Promise<string | null> {
  const changed = await ask('changeReach', fields)
  if (!changed.ok) return changed.sentence
  useStore.setState({ reach: changed.reach })
  return null
}
