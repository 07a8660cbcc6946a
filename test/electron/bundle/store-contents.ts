/** Everything in a folder, byte by byte, hidden files too: to see that nothing was changed. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** By path within the folder, what each file holds; a folder that is not there holds nothing. */
export async function contentsOf(folder: string): Promise<Map<string, string>> {
  const contents = new Map<string, string>()
  async function walk(at: string): Promise<void> {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) await walk(path)
      else contents.set(relative(folder, path), await readFile(path, 'latin1'))
    }
  }
  await walk(folder)
  return contents
}
