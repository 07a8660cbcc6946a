/** What the `Redacted` facts of a stream name: the facts whose words, and the attachments, that no copy may bring back. */
import { controlTargets, readControl } from '../../shared/facts/control.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { createReader } from './reader.ts'
import type { Disk } from './disk.ts'
import { systemError } from './fault.ts'

/** Ids of facts, and hashes (SHA-256, hex) of attachments. */
export interface Erased {
  readonly facts: ReadonlySet<string>
  readonly files: ReadonlySet<string>
}

export interface Erasure {
  /** Takes note of a fact of the stream, in any order. */
  take(fact: Fact): void
  /** What is to be erased, of everything taken so far. */
  named(): Erased
}

/**
 * As `fold` reads it (shared/facts/resolve.ts): a redaction reaches the facts that it names, those that share a key with them, and what amends
 * either; not other redactions. A fact that one copy has erased is erased in all, though its `Redacted` fact may not have arrived.
 */
export function createErasure(): Erasure {
  const marked = new Set<string>()
  const targets = new Set<string>()
  const files = new Set<string>()
  const redactions = new Set<string>()
  const keyOf = new Map<string, string>()
  const amendmentsOf = new Map<string, string[]>()

  return {
    take(fact) {
      if (fact.redacted) marked.add(fact.id)
      if (fact.key !== undefined) keyOf.set(fact.id, fact.key)
      if (fact.type === 'Redacted') {
        redactions.add(fact.id)
        for (const id of controlTargets(fact)) targets.add(id)
        for (const hash of filesOf(fact)) files.add(hash)
      } else if (fact.type === 'EntryAmended') {
        for (const id of controlTargets(fact)) amendmentsOf.set(id, [...(amendmentsOf.get(id) ?? []), fact.id])
      }
    },
    named() {
      const facts = new Set([...targets].filter((id) => !redactions.has(id)))
      const keys = new Set([...facts].map((id) => keyOf.get(id)))
      for (const [id, key] of keyOf) if (keys.has(key)) facts.add(id)
      // The set grows as it is walked: what amends an amendment goes too.
      for (const id of facts) for (const amendment of amendmentsOf.get(id) ?? []) facts.add(amendment)
      for (const id of marked) facts.add(id)
      return { facts, files }
    },
  }
}

/** What is to be erased of a stored stream. Rejects with the system's error where a journal cannot be read: then nobody knows. */
export async function erasedOf(dataDir: string, stream: string, disk: Disk): Promise<Erased> {
  const erasure = createErasure()
  const reader = createReader(dataDir, stream, disk)
  await reader.poll(({ fact }) => erasure.take(fact))
  const unreadable = reader.findings().find(({ code }) => code === 'unreadable-file')
  if (unreadable) throw systemError(unreadable.detail ?? 'EIO', unreadable.sentence)
  return erasure.named()
}

function filesOf(fact: Fact): string[] {
  const files: unknown = readControl(fact, 'Redacted')?.['files']
  return Array.isArray(files) ? files.filter((hash): hash is string => typeof hash === 'string') : []
}
