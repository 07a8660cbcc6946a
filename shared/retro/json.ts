/** The facts themselves, for another program or another machine: everything that was recorded, and nothing derived. */
import { canonicalJson } from '../facts/canonical.ts'
import { eraseFact } from '../facts/control.ts'
import type { Fact } from '../facts/fact.ts'
import { foldIncident } from '../incident/evolve.ts'

export const EXPORT_FORMAT = 'knowngood-export'
export const EXPORT_VERSION = 1

/**
 * One JSON document, a fact a line, in id order with sorted fields. Struck facts come with their strikes. What a `Redacted`
 * fact names comes erased, whatever its line still says. Facts that share a key or an id all come: whoever reads folds again.
 * Records of exports stay behind: they speak of the journals of this store, and would make every export differ from the one before.
 * @param incident the stream's id
 * @param facts as the journals hold them, in any order, repeated or not
 */
export function factsJson(incident: string, facts: readonly Fact[]): string {
  const { entryOf } = foldIncident(facts)
  const lines = facts
    .filter(({ type }) => type !== 'ExportRecorded')
    .map((fact) => (entryOf.get(fact.id)?.fact.redacted ? eraseFact(fact) : fact))
    .map((fact) => ({ id: fact.id, line: canonicalJson(fact) }))
    .sort((a, b) => compare(a.id, b.id) || compare(a.line, b.line))
    .map(({ line }) => line)
  const head = `{"format":${JSON.stringify(EXPORT_FORMAT)},"version":${String(EXPORT_VERSION)},"incident":${JSON.stringify(incident)},"facts":[`
  return `${head}\n${[...new Set(lines)].join(',\n')}\n]}\n`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
