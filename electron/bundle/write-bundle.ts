/** Writes incidents and releases into one bundle: their journals, attachments and playbooks, and a manifest of all of it. */
import { dirname, join } from 'node:path'
import type { Fact } from '../../shared/facts/fact.ts'
import { sizeText } from '../../shared/size.ts'
import { measure, readChunks, removeAbandoned, syncFolderIfItCan, temporaryBeside, writeChunks } from '../journal/chunks.ts'
import { cleanLines } from '../journal/clean-lines.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { createCopyErasure } from '../journal/erasure.ts'
import { faultOf, systemError, type Fault } from '../journal/fault.ts'
import { isMissing, playbookFolder, streamFolder, streamPath } from '../journal/layout.ts'
import { createReader } from '../journal/reader.ts'
import { copyName, isPlainJournalName } from '../merge/keep.ts'
import { BUNDLE_LIMITS, type BundleLimits } from './manifest.ts'
import { zipItems, type Item, type ZipOptions } from './zip-items.ts'

export type WriteResult =
  | { readonly ok: true; readonly files: number; readonly leftOut: readonly string[] }
  | { readonly ok: false; readonly kind: 'refused' | 'cancelled'; readonly sentence: string }
  | { readonly ok: false; readonly kind: 'fault'; readonly fault: Fault; readonly sentence: string }

export interface WriteOptions extends ZipOptions {
  readonly disk?: Disk
  readonly limits?: BundleLimits
}

/**
 * Writes the bundle whole or not at all. Journals end at their last line break, and hold no word that was redacted. The same store and `made`
 * give the same bytes. What cannot be taken along, because it is damaged, is left out and named.
 */
export async function writeBundle(dataDir: string, ids: readonly string[], path: string, options: WriteOptions): Promise<WriteResult> {
  const { disk = nodeDisk, limits = BUNDLE_LIMITS, signal } = options
  const temporary = temporaryBeside(path)
  try {
    await removeAbandoned(dirname(path), disk)
    const { items, leftOut } = await collect(dataDir, [...new Set(ids)].sort(), disk)
    const bytes = items.reduce((sum, { size }) => sum + size, 0)
    if (bytes > limits.total || items.length >= limits.entries) {
      const sentence = `That is too much for one bundle (${sizeText(bytes)} in ${String(items.length)} files). Export fewer incidents at a time.`
      return { ok: false, kind: 'refused', sentence }
    }
    await writeChunks(temporary, zipItems(items, options), disk)
    await disk.rename(temporary, path)
    await syncFolderIfItCan(dirname(path), disk)
    return { ok: true, files: items.length, leftOut }
  } catch (error) {
    await disk.removeFile(temporary).catch(() => undefined)
    if (signal?.aborted) return { ok: false, kind: 'cancelled', sentence: 'It was stopped. No bundle was written.' }
    const fault = faultOf(error, { doing: 'write to', where: dirname(path), outcome: 'no bundle was written' })
    return { ok: false, kind: 'fault', fault, sentence: fault.sentence }
  }
}

/** What goes in, in the order of names. */
async function collect(dataDir: string, ids: readonly string[], disk: Disk): Promise<{ items: Item[]; leftOut: string[] }> {
  const items = new Map<string, Item>()
  const leftOut: string[] = []
  const playbooks = new Set<string>()
  for (const id of ids) {
    const erasure = createCopyErasure()
    const reader = createReader(dataDir, id, disk)
    await reader.poll(({ fact }) => {
      erasure.take(fact)
      const hash = namedPlaybook(fact)
      if (hash !== null) playbooks.add(hash)
    })
    const unreadable = reader.findings().find(({ code }) => code === 'unreadable-file')
    if (unreadable) throw systemError(unreadable.detail ?? 'EIO', unreadable.sentence)
    const erased = erasure.named()
    for (const { name, scan, stat } of reader.files) {
      const read = (): AsyncIterable<Buffer> => cleanLines(readChunks(join(streamFolder(dataDir, id), name), disk), erased.facts)
      // What belongs elsewhere, or holds no line, would be refused by whoever opens the bundle.
      if (scan.foreign || scan.lines === 0) leftOut.push(`${streamPath(id)}/${name}`)
      else {
        const plain = isPlainJournalName(name) ? name : copyName(scan.header?.writer ?? null, name, (await measure(read())).sha256)
        const entry = `${streamPath(id)}/${plain}`
        items.set(entry, { name: entry, size: stat?.size ?? 0, read })
      }
    }
    for (const sha256 of await hashesIn(join(streamFolder(dataDir, id), 'files'), '', disk)) {
      if (!erased.files.has(sha256)) await takeHashed(`${streamPath(id)}/files/${sha256}`, sha256)
    }
  }
  for (const hash of await hashesIn(playbookFolder(dataDir), '.json', disk)) if (playbooks.has(hash)) await takeHashed(`playbooks/${hash}.json`, hash)

  async function takeHashed(name: string, sha256: string): Promise<void> {
    const read = (): AsyncIterable<Buffer> => readChunks(join(dataDir, name), disk)
    const { size, sha256: actual } = await measure(read())
    if (actual === sha256) items.set(name, { name, size, read })
    else leftOut.push(name)
  }

  return { items: [...items.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), leftOut }
}

/** A playbook that a fact names: an incident begins with one, and may change to another. */
function namedPlaybook({ data }: Fact): string | null {
  return typeof data['playbook'] === 'string' && /^[0-9a-f]{64}$/.test(data['playbook']) ? data['playbook'] : null
}

/** The hashes that files in a folder are named by; none where there is no such folder. */
async function hashesIn(folder: string, ending: string, disk: Disk): Promise<string[]> {
  try {
    const entries = await disk.list(folder)
    const named = entries.filter(({ name, file }) => file && name.endsWith(ending) && /^[0-9a-f]{64}$/.test(name.slice(0, name.length - ending.length)))
    return named.map(({ name }) => name.slice(0, 64)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
