/** Says on standard error that what was recorded looks like a secret: a script cannot be asked, and its output must not be lost. */
import { shownId } from '../../shared/incident/words.ts'
import { findSecret } from '../secrets.ts'
import type { Call } from './command.ts'

/** @param facts what was recorded, first the one that holds the words */
export async function warnOfSecret(call: Call, incident: string, facts: readonly string[], words: string): Promise<void> {
  const secret = await findSecret([words])
  if (secret === null) return
  call.warn(`That looks like ${secret}, and it is recorded. To erase it: knowngood redact ${shownId(incident)} ${facts[0] ?? 'FACT'}`)
}
