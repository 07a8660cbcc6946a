/** Who can be paged, by name, and who is next where somebody does not answer. */
import type { PageStatus } from '../incident/status.ts'
import type { DirectoryEntry } from './schema.ts'

/** The entry of this name, in any case. */
export function entryNamed(directory: readonly DirectoryEntry[], name: string): DirectoryEntry | undefined {
  const wanted = name.trim().toLowerCase()
  return directory.find((entry) => entry.name.toLowerCase() === wanted)
}

/** Whoever the directory names behind the one that was paged, and behind them, the first whom nobody has paged yet. */
export function nextToPage(directory: readonly DirectoryEntry[], pages: readonly PageStatus[], page: string): DirectoryEntry | undefined {
  const whom = pages.find((status) => status.page.id === page)?.page.data.whom
  const isPaged = ({ id, name }: DirectoryEntry): boolean => pages.some(({ page: { data } }) => data.whom.id === id || data.whom.name.toLowerCase() === name.toLowerCase())
  const seen = new Set<DirectoryEntry>()
  let entry = whom && (directory.find(({ id }) => id === whom.id) ?? entryNamed(directory, whom.name))
  // A chain may lead back into itself.
  while (entry && !seen.has(entry)) {
    seen.add(entry)
    const after: string | undefined = entry.next
    entry = directory.find(({ id }) => id === after)
    if (entry && !isPaged(entry)) return entry
  }
  return undefined
}
