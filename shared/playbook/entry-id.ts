/** The id of somebody who is new in the directory, made of their name. */
import type { DirectoryEntry } from './schema.ts'

/** "Ana Müller" becomes `ana-muller`, or `ana-muller-2` where that is taken; a name without a letter of ours becomes `entry`. */
export function newEntryId(name: string, directory: readonly Pick<DirectoryEntry, 'id'>[]): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-')
  const base = plain.replace(/^-+|-+$/g, '').slice(0, 60) || 'entry'
  const taken = new Set(directory.map(({ id }) => id))
  let id = base
  for (let number = 2; taken.has(id); number++) id = `${base}-${String(number)}`
  return id
}
