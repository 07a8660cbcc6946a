/** Packs files into a bundle, with the manifest that says what they are. The same files give the same bytes. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { BUNDLE_FORMAT, BUNDLE_VERSION, MANIFEST_NAME, type Manifest, type ManifestFile } from './manifest.ts'

/** A file that goes into the bundle. */
export interface Item {
  /** in the bundle */
  readonly name: string
  /** bytes, as far as is known: for progress */
  readonly size: number
  read(): AsyncIterable<Buffer>
}

export interface ZipOptions {
  /** UTC with ms: when it is made, as the manifest says */
  readonly made: string
  /** the program, as the manifest says: `knowngood 0.1.0` */
  readonly by: string
  /** of the whole, 0 to 1 */
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

/** The same for every entry: when a file was last touched says nothing. */
const MTIME = new Date(Date.UTC(1980, 0, 1))
const MODE = 0o100644

/** The bytes of the bundle, while they are made. Throws what reading an item throws, or the signal's reason. */
export async function* zipItems(items: readonly Item[], { made, by, onProgress = () => undefined, signal }: ZipOptions): AsyncGenerator<Buffer, void> {
  const bytes = items.reduce((sum, { size }) => sum + size, 0)
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const files: ManifestFile[] = []
  let done = 0
  let input: Readable | null = null

  async function add({ name, read }: Item): Promise<void> {
    const hash = createHash('sha256')
    let size = 0
    async function* watched(): AsyncGenerator<Buffer, void> {
      for await (const chunk of read()) {
        signal?.throwIfAborted()
        hash.update(chunk)
        size += chunk.length
        onProgress(Math.min(1, (done += chunk.length) / Math.max(1, bytes)))
        yield chunk
      }
    }
    await new Promise<void>((resolve, reject) => {
      input = Readable.from(watched(), { objectMode: false }).once('error', reject).once('end', resolve)
      zip.addReadStream(input, name, { mtime: MTIME, mode: MODE })
    })
    files.push({ name, size, sha256: hash.digest('hex') })
  }

  async function addAll(): Promise<void> {
    // One after the other: of 50,000 files no two need to be open at once.
    for (const item of items) await add(item)
    const streams = [...new Set(items.flatMap(({ name }) => (name.startsWith('playbooks/') ? [] : [name.split('/')[1]!])))]
    const manifest: Manifest = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, made, by, streams, files }
    zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), MANIFEST_NAME, { mtime: MTIME, mode: MODE })
    zip.end()
  }

  zip.on('error', (error) => output.destroy(error as Error))
  addAll().catch((error: unknown) => output.destroy(error as Error))
  try {
    for await (const chunk of output) yield chunk as Buffer
  } finally {
    // Whoever writes may have given up: then a file of the store would stay open.
    ;(input as Readable | null)?.destroy()
  }
}
