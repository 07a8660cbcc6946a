/** What can be merged into a store: the streams of a bundle or of a backup, file by file, with what their journals say. */
import { attachmentOf } from '../../shared/facts/erasure.ts'
import type { Fact } from '../../shared/facts/fact.ts'
import { createBreath } from '../journal/breath.ts'
import { createScan } from '../journal/scan.ts'
import { createSplitter, LONGEST_LINE } from '../journal/split-lines.ts'
import { createSumSet, type Sums } from '../journal/sum-set.ts'

/** A file, to be read as often as it is asked for. What `read` throws ends the merge before anything of the file is kept. */
export interface SourceFile {
  /** bytes, as far as is known: for progress */
  readonly size: number
  read(): AsyncIterable<Buffer>
}

/** A file that is named by the SHA-256 (hex) of its bytes. */
export interface HashedFile extends SourceFile {
  readonly sha256: string
}

export interface SourceJournal extends SourceFile {
  /** as it was called where it comes from */
  readonly name: string
  readonly digest: JournalDigest
}

export interface SourceStream {
  readonly id: string
  readonly journals: readonly SourceJournal[]
  readonly attachments: readonly HashedFile[]
}

export interface MergeSource {
  readonly streams: readonly SourceStream[]
  readonly playbooks: readonly HashedFile[]
}

/** Puts a source together, file by file. */
export interface SourceBuilder {
  journal(stream: string, journal: SourceJournal): void
  attachment(stream: string, file: HashedFile): void
  playbook(file: HashedFile): void
  /** Streams in the order of their ids. */
  built(): MergeSource
}

export function createSourceBuilder(): SourceBuilder {
  const streams = new Map<string, { id: string; journals: SourceJournal[]; attachments: HashedFile[] }>()
  const playbooks: HashedFile[] = []
  const stream = (id: string) => {
    const known = streams.get(id) ?? { id, journals: [], attachments: [] }
    streams.set(id, known)
    return known
  }
  return {
    journal: (id, journal) => void stream(id).journals.push(journal),
    attachment: (id, file) => void stream(id).attachments.push(file),
    playbook: (file) => void playbooks.push(file),
    built: () => ({ streams: [...streams.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), playbooks }),
  }
}

/** What was met in a journal, read once from beginning to end. */
export interface JournalDigest {
  /** of every valid line */
  readonly sums: Sums
  /** of every fact that can be read */
  readonly ids: ReadonlySet<string>
  /** facts that a redaction may depend on: those that act on others, carry a key, name a file, or are erased */
  readonly telling: readonly Fact[]
  /** as its header says; null without a readable one */
  readonly writer: string | null
  /** its header names another stream */
  readonly foreign: boolean
  /** how many lines are damaged, those that are too long included */
  readonly damagedLines: number
  /** the first line that is too long, counted from 1; null where none is */
  readonly longLine: number | null
}

/** Reads a journal of a stream. @param longest bytes; no line may be longer */
export async function digestJournal(chunks: AsyncIterable<Buffer>, stream: string, longest = LONGEST_LINE): Promise<JournalDigest> {
  const scan = createScan('', stream, createSumSet())
  const splitter = createSplitter(longest)
  const breath = createBreath()
  const ids = new Set<string>()
  const telling: Fact[] = []
  let longLine: number | null = null
  for await (const chunk of chunks) {
    for (const line of splitter.push(chunk)) {
      if (line.length > longest) longLine ??= scan.number + 1
      for (const { fact } of scan.take(line)) {
        ids.add(fact.id)
        if (isTelling(fact)) telling.push(fact)
        if (breath.due()) await breath.take()
      }
    }
  }
  if (splitter.tail().length > longest) longLine ??= scan.number + 1
  return { sums: scan.sums, ids, telling, writer: scan.header?.writer ?? null, foreign: scan.foreign, damagedLines: scan.damagedLines, longLine }
}

function isTelling(fact: Fact): boolean {
  const { type, key, redacted } = fact
  return type === 'Redacted' || type === 'EntryAmended' || key !== undefined || redacted === true || attachmentOf(fact) !== null
}
