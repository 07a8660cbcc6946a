/** Notices journals that are missing or have lost lines, by what others had read of them. */
import type { Mark } from './finding.ts'

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
  /** its writer, or what stands for it */
  readonly writer: string
  readonly lines: number
  readonly damagedLines: number
  readonly sums: ReadonlySet<string>
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

function count(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`
}
