/** Notices journals that are missing or have lost lines, by what others had read of them, and copies that hold more than the first. */
import type { Mark } from './finding.ts'
import type { Sums } from './sum-set.ts'

/** How far somebody had read a journal. */
export interface Reach {
  /** valid lines */
  readonly lines: number
  /** the last of those lines' */
  readonly sum: string
  /** who says so, in a sentence: "writer k7f3q9a2 had read" */
  readonly source: string
}

/** A journal that is there. */
export interface Present {
  /** what the file is called */
  readonly name: string
  /** its writer, or what stands for it */
  readonly writer: string
  /** valid lines */
  readonly lines: number
  readonly damagedLines: number
  /** the last valid line's */
  readonly sum: string
  /** of every valid line, in the order of the file */
  readonly sums: Sums
  /** of the lines that are marked as redacted though nothing in them is */
  readonly falselyRedacted: ReadonlySet<string>
}

/** Keeps the furthest reach of each writer: its sum stands for all lines before it, which the chain binds together. */
export function furthest(reaches: Iterable<readonly [writer: string, Reach]>): Map<string, Reach> {
  const result = new Map<string, Reach>()
  for (const [writer, reach] of reaches) {
    if ((result.get(writer)?.lines ?? 0) < reach.lines) result.set(writer, reach)
  }
  return result
}

/** What is not there any more, by writer. */
export function missingFrom(present: readonly Present[], reaches: ReadonlyMap<string, Reach>): { writer: string; mark: Mark }[] {
  const byWriter = new Map<string, Present[]>()
  for (const file of present) byWriter.set(file.writer, [...(byWriter.get(file.writer) ?? []), file])
  const findings: { writer: string; mark: Mark }[] = []
  for (const [writer, { lines, sum, source }] of reaches) {
    // A file may have lost its name and its header: the line is looked for everywhere before anyone is alarmed.
    if (present.some((file) => file.sums.has(sum))) continue
    const files = byWriter.get(writer) ?? []
    if (files.length === 0) findings.push({ writer, mark: { code: 'missing-file', detail: `${source} ${count(lines)} of it` } })
    else if (!files.some((file) => file.damagedLines > 0 && file.lines + file.damagedLines >= lines)) {
      const left = Math.max(...files.map((file) => file.lines))
      findings.push({ writer, mark: { code: 'missing-lines', detail: `${source} ${count(lines)} of it, ${left} can be read now` } })
    }
  }
  return findings
}

/**
 * Copies of a journal, as sync tools make them where they cannot agree, that hold lines which the journal itself lacks. A copy with
 * nothing new needs no word.
 */
export function copiesWithMore(present: readonly Present[]): { name: string; mark: Mark }[] {
  const originals = new Map(present.flatMap((file) => (file.name === `${file.writer}.jsonl` ? [[file.writer, file] as const] : [])))
  return present.flatMap((copy) => {
    const original = originals.get(copy.writer)
    if (!original || original === copy) return []
    const more = [...copy.sums].filter((sum) => !original.sums.has(sum)).length
    if (more === 0) return []
    const detail = `is a second copy of ${original.name} and holds ${count(more)} that ${original.name} lacks`
    return [{ name: copy.name, mark: { code: 'conflict-copy' as const, detail } }]
  })
}

function count(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`
}
