/** What no copy of a stream may bring back: what its `Redacted` facts reach, and what any copy of it has erased already. */
import { createErasure } from '../../shared/facts/erasure.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { createReader } from './reader.ts'
import type { Disk } from './disk.ts'
import { systemError } from './fault.ts'

/** Ids of facts, and hashes (SHA-256, hex) of attachments. */
export interface Erased {
  readonly facts: ReadonlySet<string>
  readonly files: ReadonlySet<string>
}

export interface CopyErasure {
  /** Takes note of a fact of the stream, in any order. */
  take(fact: Fact): void
  /** What is to be erased, of everything taken so far. */
  named(): Erased
}

/** A fact that one copy has erased is erased in all, though its `Redacted` fact may not have arrived. */
export function createCopyErasure(): CopyErasure {
  const erasure = createErasure()
  const marked = new Set<string>()
  return {
    take(fact) {
      erasure.take(fact)
      if (fact.redacted) marked.add(fact.id)
    },
    named: () => ({ facts: new Set([...erasure.facts, ...marked]), files: new Set(erasure.files) }),
  }
}

/** What is to be erased of a stored stream. Rejects with the system's error where a journal cannot be read: then nobody knows. */
export async function erasedOf(dataDir: string, stream: string, disk: Disk): Promise<Erased> {
  const erasure = createCopyErasure()
  const reader = createReader(dataDir, stream, disk)
  await reader.poll(({ fact }) => erasure.take(fact))
  const unreadable = reader.findings().find(({ code }) => code === 'unreadable-file')
  if (unreadable) throw systemError(unreadable.detail ?? 'EIO', unreadable.sentence)
  return erasure.named()
}
