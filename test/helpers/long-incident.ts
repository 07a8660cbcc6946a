/** Long incidents on disk, in the journal's own format but without waiting for the disk at each line. */
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fact } from '../../shared/facts/fact.ts'
import { factsLine, headerLine, JOURNAL_FORMAT, JOURNAL_VERSION } from '../../electron/journal/line.ts'
import { streamFolder } from '../../electron/journal/layout.ts'
import { fact, note, stamp, strike } from './facts.ts'

const WRITERS = ['k7f3q9a2', 'm9n0p1q2', 'x5c6v7b8'] as const
const SALT = 'AAAAAAAAAAAAAAAAAAAAAA'

/** When stored incidents were last written, s: whole, so that a file's time can be put back exactly. */
export const STORED_AT = 1_738_418_400

/** An incident of a few facts in one journal. */
export async function storedIncident(dataDir: string, stream: string, facts: readonly Fact[], writer: string = WRITERS[0]): Promise<void> {
  const folder = streamFolder(dataDir, stream)
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${writer}.jsonl`)
  await writeFile(path, journalOf(stream, writer, facts.map((fact) => [fact])))
  await utimes(path, STORED_AT, STORED_AT)
}

/** An open incident of so many facts in three journals: notes, readings, and now and then a strike. Answers the facts. */
export async function longIncident(dataDir: string, stream: string, count: number): Promise<readonly Fact[]> {
  const facts = Array.from({ length: count }, (_, index) => factAt(index))
  const folder = streamFolder(dataDir, stream)
  await mkdir(folder, { recursive: true })
  for (const [turn, writer] of WRITERS.entries()) {
    const own = facts.filter((_, index) => index % WRITERS.length === turn).map((fact) => [fact])
    await writeFile(join(folder, `${writer}.jsonl`), journalOf(stream, writer, own))
  }
  return facts
}

/** One line for each group of facts. */
function journalOf(stream: string, writer: string, groups: readonly (readonly Fact[])[]): Buffer {
  let { bytes, sum } = headerLine(SALT, { format: JOURNAL_FORMAT, version: JOURNAL_VERSION, stream, writer, seen: {} })
  const lines = [bytes]
  for (const facts of groups) {
    ;({ bytes, sum } = factsLine(sum, SALT, facts))
    lines.push(bytes)
  }
  return Buffer.concat(lines)
}

function factAt(index: number): Fact {
  if (index === 0) return fact(0, 'IncidentDeclared', { title: 'The long one' })
  if (index % 900 === 899) return strike(index, stamp(index - 9))
  if (index % 5 === 4) return fact(index, 'MetricRead', { metric: 'queue depth', value: index % 97, unit: 'messages' })
  return note(index, `Nothing new from the database, ${String(index)} checks later; ünïcödé words, "quotes" and a \\ stand in it`)
}
