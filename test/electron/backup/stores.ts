/** Stores and backup runs to test with. */
import { expect } from 'vitest'
import type { Fact } from '../../../shared/facts/fact.ts'
import { backUp, type BackUpOptions } from '../../../electron/backup/back-up.ts'
import type { Snapshot } from '../../../electron/backup/snapshot.ts'
import { openStream } from '../../../electron/journal/stream.ts'
import { STREAM } from '../journal/facts.ts'

export const BY = 'knowngood test'

/** Appends facts as one process would: a journal of its own, one line. */
export async function write(store: string, facts: readonly Fact[], stream = STREAM): Promise<void> {
  const open = openStream(store, stream)
  await open.poll()
  expect(await open.append(facts)).toEqual({ ok: true })
  await open.close()
}

export async function factsOf(store: string, stream = STREAM): Promise<readonly Fact[]> {
  return (await openStream(store, stream).poll()).facts
}

/** Backs up and answers the snapshot; null where there was nothing new. */
export async function backedUp(store: string, folder: string, now: string, options: Partial<BackUpOptions> = {}): Promise<Snapshot | null> {
  const result = await backUp(store, folder, { now, zone: 'UTC', by: BY, ...options }, true)
  if (!result.ok) throw new Error(result.sentence)
  return result.made
}
