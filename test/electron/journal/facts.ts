/** Facts and stores to test with. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { formatStamp } from '../../../shared/facts/stamp.ts'
import type { Fact } from '../../../shared/facts/fact.ts'
import type { Disk } from '../../../electron/journal/disk.ts'
import { streamFolder } from '../../../electron/journal/layout.ts'
import { openStream, type Stream } from '../../../electron/journal/stream.ts'

export const STREAM = 'inc-7kq2m9xa'
export const OTHER_STREAM = 'inc-00000000'

/** two writers */
export const A = 'k7f3q9a2'
export const B = 'q2w3e4r5'

/** The codes of what was found, in order. */
export const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code)

const START = Date.UTC(2025, 1, 1, 14, 0)

/** The n-th note: its id, time and text follow from `n`. */
export function note(n: number, text = `note ${n}`, fields: Partial<Fact> = {}): Fact {
  const time = new Date(START + n * 1000).toISOString()
  return {
    v: 1,
    id: formatStamp({ wall: START + n * 1000, counter: 0, writer: 'k7f3q9a2' }),
    type: 'NoteAdded',
    data: { text },
    at: { time, precision: 'exact', zone: 'Europe/Berlin' },
    recordedAt: time,
    by: { person: 'ada@example.org', name: 'Ada' },
    source: 'app',
    ...fields,
  }
}

export function notes(from: number, to: number): Fact[] {
  return Array.from({ length: to - from + 1 }, (_, index) => note(from + index))
}

/** A folder that is gone when the test is over. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knowngood-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A stream, open until the test is over. */
export function opened(dataDir: string, disk?: Disk, id = STREAM): Stream {
  const stream = openStream(dataDir, id, disk)
  onTestFinished(() => stream.close())
  return stream
}

/** The journals of a stream, by name. */
export async function journalsOf(dataDir: string, stream = STREAM): Promise<Map<string, Buffer>> {
  const folder = streamFolder(dataDir, stream)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'))
  return new Map(await Promise.all(names.sort().map(async (name) => [name, await readFile(join(folder, name))] as const)))
}

export function pathOf(dataDir: string, name: string, stream = STREAM): string {
  return join(streamFolder(dataDir, stream), name)
}

/** Puts a journal into a stream's folder as a sync tool would. */
export async function putJournal(dataDir: string, name: string, bytes: Buffer | string, stream = STREAM): Promise<void> {
  await writeFile(pathOf(dataDir, name, stream), bytes)
}

export function idsOf(facts: readonly Fact[]): string[] {
  return [...new Set(facts.map(({ id }) => id))].sort()
}

/** A `Redacted` fact, the n-th. */
export function redaction(n: number, ...targets: string[]): Fact {
  return note(n, '', { type: 'Redacted', data: { targets, reason: 'a password' } })
}

/** Every byte below a folder, hidden files too, by path. */
export async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = new Map<string, Buffer>()
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) for (const [inner, bytes] of await filesBelow(path)) found.set(inner, bytes)
    else found.set(path, await readFile(path))
  }
  return found
}

/** The files below a folder that hold a text, as it is or as JSON spells it. */
export async function holding(folder: string, text: string): Promise<string[]> {
  const spelled = JSON.stringify(text).slice(1, -1)
  return [...(await filesBelow(folder))].flatMap(([path, bytes]) => (bytes.includes(text) || bytes.includes(spelled) ? [path] : []))
}
