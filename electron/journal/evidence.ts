/** What the facts of a stream say about its files: which lines were redacted by whom, and how the files stood at each export. */
import type { Erasure } from '../../shared/facts/erasure.ts'
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

/**
 * Keeps only the few facts that matter here, whatever else passes by.
 * @param erasure what is redacted, as far as the stream was read; whoever reads tells it
 */
export function createEvidence(erasure: Pick<Erasure, 'facts'>): Evidence {
  const exports = new Map<string, ExportRecord>()
  const erased: Erased[] = []

  function seeOwn(fact: Fact): void {
    const record = exportOf(fact)
    // Two bodies under one id are two claims, and both are looked into.
    if (record) exports.set(JSON.stringify(record), record)
  }

  return {
    see(found) {
      seeOwn(found.fact)
      if (found.fact.redacted && found.lineRedacted) erased.push(found)
    },
    seeOwn,
    check(reader, folder, zone) {
      const journals = reader.journals()
      const unexplained = erased.filter(({ fact }) => !erasure.facts.has(fact.id))
      const suspects = unexplained.filter(({ sum }) => journals.some(({ sums }) => sums.has(sum)))
      const places = new Map(suspects.map((place) => [`${place.file}:${place.byte}`, place]))
      const redactions = [...places.values()].map(({ file, line, byte }) => findingOf(file, { code: 'unexplained-redaction', line, byte }))
      const unreadable = new Set(reader.findings().flatMap(({ code, file }) => (code === 'unreadable-file' || code === 'missing-folder' ? [file] : [])))
      const { findings, holding } = checkExports([...exports.values()], { journals, folder, unexplained: new Set(suspects.map(({ sum }) => sum)), unreadable, zone })
      return { findings: [...redactions, ...findings], holding }
    },
  }
}
