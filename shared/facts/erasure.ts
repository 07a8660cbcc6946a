/** Which facts of a stream lose their words: what `Redacted` facts name, what shares a key with that, and what amends either. */
import { controlTargets, readControl } from './control.ts'
import type { Fact } from './fact.ts'

/** Grows with every fact that it is shown, whatever their order; {@link resolve} reaches the same facts when it folds. */
export interface Erasure {
  /** Takes note of a fact, erased or not. Answers whether more facts or files are to be erased than before. */
  take(fact: Fact): boolean
  /** ids of the facts whose words go, arrived or not */
  readonly facts: ReadonlySet<string>
  /** SHA-256 (hex) of the attachments that go */
  readonly files: ReadonlySet<string>
}

const SHA256 = /^[0-9a-f]{64}$/

export function createErasure(): Erasure {
  let facts = new Set<string>()
  const files = new Set<string>()
  const named = new Set<string>()
  /** a redaction itself is never erased */
  const redactions = new Set<string>()
  const keyOf = new Map<string, string>()
  const idsOf = new Map<string, Set<string>>()
  const amendmentsOf = new Map<string, Set<string>>()
  const fileOf = new Map<string, string>()

  function take(fact: Fact): boolean {
    const before = facts.size + files.size
    const sha256 = attachmentOf(fact)
    if (sha256 !== null) fileOf.set(fact.id, sha256)
    if (fact.key !== undefined && !keyOf.has(fact.id)) {
      keyOf.set(fact.id, fact.key)
      put(idsOf, fact.key, fact.id)
      const alike = idsOf.get(fact.key)!
      if ([...alike].some((id) => facts.has(id))) alike.forEach(reach)
    }
    const redacted = readControl(fact, 'Redacted')
    if (redacted) takeRedaction(fact.id, redacted)
    else if (fact.type === 'EntryAmended') {
      for (const target of controlTargets(fact)) {
        put(amendmentsOf, target, fact.id)
        if (facts.has(target)) reach(fact.id)
      }
    }
    if (facts.has(fact.id) && sha256 !== null) files.add(sha256)
    return facts.size + files.size > before
  }

  function takeRedaction(id: string, { targets, files: theirs = [] }: { targets: readonly string[]; files?: readonly string[] | undefined }): void {
    redactions.add(id)
    for (const target of targets) named.add(target)
    for (const file of theirs) files.add(file)
    if (facts.has(id)) {
      // It was named before it arrived, and nobody can erase it: neither it nor what hangs on it.
      facts = new Set()
      named.forEach(reach)
    } else targets.forEach(reach)
  }

  function reach(id: string): void {
    if (facts.has(id) || redactions.has(id)) return
    facts.add(id)
    const file = fileOf.get(id)
    if (file !== undefined) files.add(file)
    idsOf.get(keyOf.get(id) ?? '')?.forEach(reach)
    amendmentsOf.get(id)?.forEach(reach)
  }

  return {
    take,
    get facts() {
      return facts
    },
    files,
  }
}

/** SHA-256 (hex) of the file that a fact attaches, whatever its type is called; null where it attaches none. */
export function attachmentOf({ data }: Pick<Fact, 'data'>): string | null {
  const { sha256 } = data
  return typeof sha256 === 'string' && SHA256.test(sha256) ? sha256 : null
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key)
  if (set) set.add(value)
  else map.set(key, new Set([value]))
}
