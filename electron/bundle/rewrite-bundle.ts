/** Writes a saved bundle anew without what was redacted. */
import { dirname } from 'node:path'
import { measure, readChunks, removeAbandoned, syncFolderIfItCan, temporaryBeside, writeChunks } from '../journal/chunks.ts'
import { cleanLines } from '../journal/clean-lines.ts'
import type { Disk } from '../journal/disk.ts'
import { streamPath } from '../journal/layout.ts'
import type { Redaction } from '../redaction/place.ts'
import { openBundle } from './read-bundle.ts'
import { zipItems, type Item } from './zip-items.ts'

/** In place, whole or not at all. Throws a refusal where there is no whole bundle; rejects with the system's error. */
export async function rewriteBundle(path: string, { stream, facts, files }: Redaction, disk: Disk): Promise<void> {
  await removeAbandoned(dirname(path), disk)
  const bundle = await openBundle(path, { disk })
  const temporary = temporaryBeside(path)
  try {
    const items = bundle.source.playbooks.map(({ sha256, size, read }): Item => ({ name: `playbooks/${sha256}.json`, size, read }))
    for (const { id, journals, attachments } of bundle.source.streams) {
      const isMeant = id === stream
      for (const { name, size, read } of journals) items.push({ name: `${streamPath(id)}/${name}`, size, read: isMeant ? () => cleanLines(read(), facts) : read })
      for (const { sha256, size, read } of attachments) {
        if (!isMeant || !files.has(sha256)) items.push({ name: `${streamPath(id)}/files/${sha256}`, size, read })
      }
    }
    items.sort((a, b) => (a.name < b.name ? -1 : 1))
    const written = await writeChunks(temporary, zipItems(items, bundle.manifest), disk)
    if (written.sha256 === (await measure(readChunks(path, disk))).sha256) return await disk.removeFile(temporary)
    await bundle.close()
    await disk.rename(temporary, path)
    await syncFolderIfItCan(dirname(path), disk)
  } catch (error) {
    await disk.removeFile(temporary).catch(() => undefined)
    throw error
  } finally {
    await bundle.close()
  }
}
