/** The stores of released versions, and whether they exercise everything that reads old shapes. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fact } from '../../shared/facts/fact.ts'
import { upcast, type Upcast } from '../../shared/facts/upcast.ts'
import { openStream } from '../../electron/journal/stream.ts'

export const FROZEN = join(import.meta.dirname, '..', 'fixtures', 'journals')

export interface FrozenStore {
  /** of the app that wrote it */
  readonly version: string
  readonly dataDir: string
  /** its one incident */
  readonly incident: string
  /** as they stand in the journals, nothing folded or lifted */
  readonly facts: readonly Fact[]
}

export async function frozenStores(): Promise<FrozenStore[]> {
  const versions = (await readdir(FROZEN, { withFileTypes: true })).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  return Promise.all(
    versions.sort().map(async (version) => {
      const dataDir = join(FROZEN, version)
      const [incident] = await readdir(join(dataDir, 'incidents'))
      return { version, dataDir, incident: incident!, facts: (await openStream(dataDir, incident!).poll()).facts }
    }),
  )
}

/** What reads facts today, and what must be frozen of it. */
export interface Shapes {
  /** of the app, as package.json says */
  readonly version: string
  readonly factVersion: number
  readonly steps: readonly Upcast[]
  readonly types: readonly string[]
}

/** Why the frozen journals do not cover the shapes that there are; empty where they do. */
export function uncovered({ version, factVersion, steps, types }: Shapes, stores: readonly Pick<FrozenStore, 'version' | 'facts'>[]): string[] {
  const problems: string[] = []
  const current = stores.find((store) => store.version === version)?.facts ?? []
  if (current.length === 0) problems.push(`version ${version} has no frozen journal`)
  const written = new Set(current.filter(({ v, data }) => v === factVersion && Object.keys(data).length > 0).map(({ type }) => type))
  for (const type of types) if (!written.has(type)) problems.push(`no frozen journal of ${version} holds ${type}`)

  if (steps.length !== factVersion - 1) problems.push(`facts are at version ${String(factVersion)}, with ${String(steps.length)} migrations`)
  const applied = steps.map(() => 0)
  const counted = steps.map((step, index): Upcast => (fact) => {
    applied[index]! += 1
    return step(fact)
  })
  for (const { facts } of stores) for (const fact of facts) upcast(fact, counted, factVersion)
  applied.forEach((times, index) => {
    if (times === 0) problems.push(`the migration from version ${String(index + 1)} is never exercised`)
  })
  return problems
}
