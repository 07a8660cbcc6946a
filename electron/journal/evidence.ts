/** What the facts of a stream say about its files: which lines were redacted by whom, and how the files stood at each export. */
import { controlTargets } from '../../shared/facts/control.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { checkExports, exportOf, type ExportRecord, type ExportsCheck } from './exports.ts'
import { findingOf, type Finding } from './finding.ts'
import type { Reader } from './reader.ts'
import type { FoundFact } from './scan.ts'

export interface EvidenceCheck extends ExportsCheck {
  /** redactions that no fact explains come first */
  readonly findings: readonly Finding[]
}

export interface Evidence {
  /** Takes note of a fact that was read. */
  see(found: FoundFact): void
  /** Takes note of a fact of our own that is safe on disk. */
  seeOwn(fact: Fact): void
  /** Compares with the files as they stand. @param zone for the times in sentences, IANA */
  check(reader: Reader, folder: string, zone: string): EvidenceCheck
}

/** Whether a fact matters here, so that whoever reads elsewhere passes on those that do. */
export function isEvidence({ fact, lineRedacted }: FoundFact): boolean {
  return fact.type === 'Redacted' || fact.key !== undefined || fact.type === 'ExportRecorded' || (fact.redacted === true && lineRedacted)
}

/** A fact that is erased where it stands. */
type Erased = Pick<FoundFact, 'fact' | 'file' | 'line' | 'byte' | 'sum'>

/** Keeps only the few facts that matter here, whatever else passes by. */
export function createEvidence(): Evidence {
  const exports = new Map<string, ExportRecord>()
  const erased: Erased[] = []
  const named = new Set<string>()
  const keyOf = new Map<string, string>()

  function seeOwn(fact: Fact): void {
    if (fact.type === 'Redacted') for (const id of controlTargets(fact)) named.add(id)
    if (fact.key !== undefined) keyOf.set(fact.id, fact.key)
    const record = exportOf(fact)
    // Two bodies under one id are two claims, and both are looked into.
    if (record) exports.set(JSON.stringify(record), record)
  }

  /** A redaction reaches the facts that it names, those that share a key with them, and what amends either. */
  function unexplained(): Erased[] {
    const keys = new Set([...named].map((id) => keyOf.get(id)))
    const isNamed = (id: string): boolean => named.has(id) || (keyOf.has(id) && keys.has(keyOf.get(id)))
    return erased.filter(({ fact }) => ![fact.id, ...(fact.type === 'EntryAmended' ? controlTargets(fact) : [])].some(isNamed))
  }

  return {
    see(found) {
      seeOwn(found.fact)
      if (found.fact.redacted && found.lineRedacted) erased.push(found)
    },
    seeOwn,
    check(reader, folder, zone) {
      const journals = reader.journals()
      const suspects = unexplained().filter(({ sum }) => journals.some(({ sums }) => sums.has(sum)))
      const places = new Map(suspects.map((place) => [`${place.file}:${place.byte}`, place]))
      const redactions = [...places.values()].map(({ file, line, byte }) => findingOf(file, { code: 'unexplained-redaction', line, byte }))
      const unreadable = new Set(reader.findings().flatMap(({ code, file }) => (code === 'unreadable-file' || code === 'missing-folder' ? [file] : [])))
      const { findings, holding } = checkExports([...exports.values()], { journals, folder, unexplained: new Set(suspects.map(({ sum }) => sum)), unreadable, zone })
      return { findings: [...redactions, ...findings], holding }
    },
  }
}
