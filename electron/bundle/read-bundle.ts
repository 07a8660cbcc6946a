/** Opens a bundle that anybody may have made: checks all of it, and only then offers it for merging. */
import { createHash } from 'node:crypto'
import type { Entry } from 'yauzl'
import { sizeText } from '../../shared/size.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { createSourceBuilder, digestJournal, type MergeSource } from '../merge/source.ts'
import { BUNDLE_FORMAT, BUNDLE_LIMITS, BUNDLE_VERSION, limitOf, manifestSchema, MANIFEST_NAME, readEntryName, type BundleLimits, type EntryKind, type Manifest, type ManifestFile } from './manifest.ts'
import { refusal, shownName } from './refusal.ts'
import { openZip, type OpenZip } from './zip-file.ts'

export interface Bundle {
  readonly manifest: Manifest
  /** its files are checked once more as they are read */
  readonly source: MergeSource
  /** lines of its journals that are damaged, as they were where it was made */
  readonly damagedLines: number
  /** bytes of all files together, unpacked */
  readonly bytes: number
  close(): Promise<void>
}

export interface ReadOptions {
  readonly disk?: Disk
  readonly limits?: BundleLimits
  /** told how many of how many bytes have been checked */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** Throws a refusal where anything in it is not as docs/bundle-format.md says; rejects with the system's error, or the signal's reason. */
export async function openBundle(path: string, { disk = nodeDisk, limits = BUNDLE_LIMITS, onProgress = () => undefined, signal }: ReadOptions = {}): Promise<Bundle> {
  const zip = await openZip(path, limits.entries, disk)
  try {
    const manifest = await readManifest(zip, limits)
    const listed = match(zip, manifest)
    const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0)
    if (bytes > limits.total) throw refusal(`It would unpack to ${sizeText(bytes)}, and a bundle unpacks to ${sizeText(limits.total)} at most.`)
    const checked = await check(zip, listed, limits, (done) => {
      onProgress(done, bytes)
      signal?.throwIfAborted()
    })
    return { manifest, bytes, ...checked, close: zip.close }
  } catch (error) {
    await zip.close()
    throw error
  }
}

interface Listed {
  readonly file: ManifestFile
  readonly kind: Exclude<EntryKind, { kind: 'manifest' }>
  readonly entry: Entry
}

async function readManifest(zip: OpenZip, limits: BundleLimits): Promise<Manifest> {
  const entry = zip.entries.get(MANIFEST_NAME)
  if (!entry) throw refusal('It has no manifest, so it is no bundle.')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of zip.unpack(entry)) {
    size += chunk.length
    if (size > limits.manifest) throw refusal(`Its manifest is larger than ${sizeText(limits.manifest)}.`)
    chunks.push(chunk)
  }
  const value = parseJson(Buffer.concat(chunks).toString('utf8'))
  const { format, version } = typeof value === 'object' && value !== null ? (value as { format?: unknown; version?: unknown }) : {}
  if (format === BUNDLE_FORMAT && typeof version === 'number' && version > BUNDLE_VERSION) {
    throw refusal('It was made by a newer version of Knowngood. Update Knowngood, then open it again.')
  }
  const parsed = manifestSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw refusal(`Its manifest cannot be read (${shownName(issue?.path.join('.') ?? '')}: ${issue?.message ?? 'no manifest'}).`)
}

/** Every entry has its line in the manifest, and every line its entry; each has a name that a bundle may hold. */
function match(zip: OpenZip, { files, streams }: Manifest): Listed[] {
  const lines = new Map<string, ManifestFile>()
  for (const file of files) {
    if (lines.has(file.name)) throw refusal(`Its manifest names “${shownName(file.name)}” twice.`)
    lines.set(file.name, file)
    if (!zip.entries.has(file.name)) throw refusal(`“${shownName(file.name)}” is missing from it.`)
  }
  const listed: Listed[] = []
  for (const [name, entry] of zip.entries) {
    const kind = readEntryName(name)
    if (kind === null) throw refusal(`It holds “${shownName(name)}”, and no bundle holds a file of that name.`)
    if (kind.kind === 'manifest') continue
    const file = lines.get(name)
    if (!file) throw refusal(`It holds “${shownName(name)}”, which its manifest does not name.`)
    if ('stream' in kind && !streams.includes(kind.stream)) throw refusal(`It holds files of ${kind.stream}, which its manifest does not name.`)
    listed.push({ file, kind, entry })
  }
  return listed.sort((a, b) => (a.file.name < b.file.name ? -1 : 1))
}

async function check(zip: OpenZip, listed: readonly Listed[], limits: BundleLimits, onProgress: (done: number) => void): Promise<Pick<Bundle, 'source' | 'damagedLines'>> {
  const source = createSourceBuilder()
  let damagedLines = 0
  let total = 0

  /** Counts what really comes out; of each entry that is no more than the manifest says, and of all together no more than the limit. */
  async function* counted(one: Listed): AsyncGenerator<Buffer, void> {
    for await (const chunk of promised(zip, one, limits)) {
      total += chunk.length
      if (total > limits.unsuspicious && total > zip.size * limits.ratio) throw refusal(`It unpacks to more than ${String(limits.ratio)} times its size, as no bundle does.`)
      onProgress(total)
      yield chunk
    }
  }

  for (const one of listed) {
    const { kind, file } = one
    const read = (): AsyncIterable<Buffer> => promised(zip, one, limits)
    if (kind.kind === 'journal') {
      const digest = await digestJournal(counted(one), kind.stream, limits.line)
      const shown = `“${file.name}”`
      if (digest.longLine !== null) throw refusal(`Line ${String(digest.longLine)} of ${shown} is longer than ${sizeText(limits.line)}, as no line is.`)
      if (digest.foreign) throw refusal(`${shown} belongs to another incident or release: its header says so.`)
      if (digest.sums.size === 0) throw refusal(`${shown} is no journal: no line of it holds.`)
      damagedLines += digest.damagedLines
      source.journal(kind.stream, { name: kind.name, size: file.size, digest, read })
    } else {
      if (file.sha256 !== kind.sha256) throw refusal(`“${file.name}” does not have the hash that its name says.`)
      if (kind.kind === 'attachment') {
        for await (const _ of counted(one));
        source.attachment(kind.stream, { sha256: kind.sha256, size: file.size, read })
      } else {
        const chunks: Buffer[] = []
        for await (const chunk of counted(one)) chunks.push(chunk)
        if (parseJson(Buffer.concat(chunks).toString('utf8')) === undefined) throw refusal(`“${file.name}” is no playbook.`)
        source.playbook({ sha256: kind.sha256, size: file.size, read })
      }
    }
  }
  return { source: source.built(), damagedLines }
}

/** An entry's bytes; a refusal as soon as they are more than the manifest or the limit says, or not what the manifest says. */
async function* promised(zip: OpenZip, { entry, file, kind }: Listed, limits: BundleLimits): AsyncGenerator<Buffer, void> {
  const limit = limitOf(kind, limits)
  if (file.size > limit) throw refusal(`“${file.name}” is larger than ${sizeText(limit)}.`)
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of zip.unpack(entry)) {
    size += chunk.length
    if (size > file.size) break
    hash.update(chunk)
    yield chunk
  }
  if (size !== file.size || hash.digest('hex') !== file.sha256) throw refusal(`“${file.name}” is not what the manifest says: it was damaged or changed.`)
}

/** Undefined where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
