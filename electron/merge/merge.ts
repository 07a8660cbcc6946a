/** Merges foreign journals, attachments and playbooks into a store: a set union that adds whole files and touches none that is there. */
import { join } from 'node:path'
import { STREAM_KINDS } from '../../shared/stream.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { createCopyErasure } from '../journal/erasure.ts'
import { faultOf, systemError, type Fault } from '../journal/fault.ts'
import { kindOf, playbookFolder, streamFolder, streamPath } from '../journal/layout.ts'
import { createReader } from '../journal/reader.ts'
import { keepHashed, keepJournal, settle, type Keeping } from './keep.ts'
import type { MergeSource, SourceJournal, SourceStream } from './source.ts'

/** What a merge came to. */
export interface Merged {
  /** streams that were given something new, in the source's order */
  readonly changed: readonly string[]
  /** every stream of the source */
  readonly all: readonly string[]
  /** facts that the store did not have */
  readonly facts: number
  /** attachments that the store did not have */
  readonly files: number
  /** what the source could not give: a file whose bytes are not what its name says */
  readonly damaged: readonly string[]
}

export type MergeResult =
  | { readonly ok: true; readonly merged: Merged }
  | { readonly ok: false; readonly kind: 'fault'; readonly fault: Fault }
  /** what had been added by then is whole, and stays */
  | { readonly ok: false; readonly kind: 'cancelled' }

export interface MergeOptions {
  readonly disk?: Disk
  /** told how many bytes of the source have been dealt with */
  readonly onProgress?: (done: number) => void
  readonly signal?: AbortSignal
}

/**
 * Adds to a store what it does not have. Asked again, it goes on where it was stopped, and adds nothing twice. What is redacted, here or there,
 * is erased on the way in. Rejects with what the source throws where a file is not what was promised.
 */
export async function mergeInto(dataDir: string, source: MergeSource, { disk = nodeDisk, onProgress = () => undefined, signal }: MergeOptions = {}): Promise<MergeResult> {
  const changed: string[] = []
  const damaged: string[] = []
  const count = { facts: 0, files: 0 }
  let done = 0
  const keeping: Keeping = { dataDir, disk, prepared: new Set(), dealtWith: (bytes) => onProgress((done += bytes)), stopped: () => signal?.throwIfAborted() }

  async function mergeStream(stream: SourceStream): Promise<void> {
    const folder = streamFolder(dataDir, stream.id)
    const known = await readKnown(stream)
    const { facts: erased, files: gone } = known.erasure.named()
    let isNew = false
    const wanted = stream.attachments.filter(({ sha256 }) => !gone.has(sha256))
    const files = await keepHashed(join(folder, 'files'), wanted, (sha256) => sha256, keeping)
    damaged.push(...files.damaged.map((name) => `${streamPath(stream.id)}/files/${name}`))
    count.files += files.added
    if (files.added > 0) isNew = true
    // Those that say what was redacted come first: a crash in between must not leave erased lines that nobody explains.
    const journals = stream.journals.filter(({ digest }) => !digest.foreign).sort((a, b) => Number(redacts(b)) - Number(redacts(a)))
    for (const journal of journals) {
      if ([...journal.digest.sums].every((sum) => known.sums.has(sum))) {
        keeping.dealtWith(journal.size)
        continue
      }
      await keepJournal(folder, journal, erased, keeping)
      for (const sum of journal.digest.sums) known.sums.add(sum)
      for (const id of journal.digest.ids) {
        if (!known.ids.has(id)) count.facts += 1
        known.ids.add(id)
      }
      isNew = true
    }
    await settle(folder, keeping)
    if (isNew) changed.push(stream.id)
  }

  /** What the store has of a stream, and what is redacted in either. */
  async function readKnown({ id, journals }: SourceStream) {
    const ids = new Set<string>()
    const erasure = createCopyErasure()
    const reader = createReader(dataDir, id, disk)
    await reader.poll(({ fact }) => {
      ids.add(fact.id)
      erasure.take(fact)
    })
    // Without all of ours nobody knows what is new, nor what was redacted.
    const unreadable = reader.findings().find(({ code }) => code === 'unreadable-file')
    if (unreadable) throw systemError(unreadable.detail ?? 'EIO', unreadable.sentence)
    for (const { digest } of journals) if (!digest.foreign) digest.telling.forEach(erasure.take)
    const sums = new Set(reader.files.filter(({ scan }) => !scan.foreign).flatMap(({ scan }) => [...scan.sums]))
    return { ids, sums, erasure }
  }

  try {
    const playbooks = await keepHashed(playbookFolder(dataDir), source.playbooks, (sha256) => `${sha256}.json`, keeping)
    damaged.push(...playbooks.damaged.map((name) => `playbooks/${name}`))
    for (const stream of source.streams) await mergeStream(stream)
    const all = source.streams.map(({ id }) => id)
    return { ok: true, merged: { changed, all, facts: count.facts, files: count.files, damaged } }
  } catch (error) {
    if (signal?.aborted) return { ok: false, kind: 'cancelled' }
    return { ok: false, kind: 'fault', fault: faultOf(error, { doing: 'write to', where: dataDir, outcome: 'not everything was merged' }) }
  }
}

/** "Merged 2 incidents: 14 new facts, 3 files." */
export function mergedSentence({ changed, all, facts, files, damaged }: Merged): string {
  const left = damaged.length > 0 ? ` ${counted(damaged.length, 'file')} could not be taken over whole, for ${damaged.length === 1 ? 'it is' : 'they are'} damaged: ${damaged.join(', ')}.` : ''
  if (all.length === 0) return `There is no incident in it.${left}`
  if (facts === 0 && files === 0) return `Nothing new: everything in it was here already.${left}`
  const what = [counted(facts, 'new fact'), ...(files > 0 ? [counted(files, 'file')] : [])].join(', ')
  return `Merged ${STREAM_KINDS.flatMap((kind) => kinds(changed, kind)).join(' and ')}: ${what}.${left}`
}

function kinds(ids: readonly string[], kind: (typeof STREAM_KINDS)[number]): string[] {
  const count = ids.filter((id) => kindOf(id) === kind).length
  return count === 0 ? [] : [counted(count, kind)]
}

export function counted(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? '' : 's'}`
}

function redacts({ digest }: SourceJournal): boolean {
  return digest.telling.some(({ type }) => type === 'Redacted')
}
