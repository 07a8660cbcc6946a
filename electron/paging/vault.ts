/** The secrets of this machine's channels: encrypted by the system in a file of their own, or in memory alone where it has no safe place. */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { damagedName } from '../damaged-name.ts'
import { writeAtomically } from '../journal/atomic-write.ts'
import { nodeDisk, type Disk } from '../journal/disk.ts'
import { systemCode } from '../journal/fault.ts'
import { createQueue } from '../journal/queue.ts'
import type { Secrets } from './adapter.ts'

/** In the profile. */
export const VAULT_NAME = 'secrets.json'

/** What is wanted of Electron's `safeStorage`. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  /** on Linux alone; `basic_text` encrypts with a password that everybody knows */
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  /** Throws where the bytes were not encrypted by this user of this machine. */
  decryptString(bytes: Buffer): string
}

export interface Vault {
  /** whether what is given from now on outlasts this run of the app */
  readonly kept: 'safe' | 'session'
  /** what was wrong with the file, for people; null where nothing was */
  readonly trouble: string | null
  /** what can be used of a channel's secrets now, by their names */
  secretsOf(channel: string): Secrets
  /** the names of those that are in the file and cannot be read here */
  unreadable(channel: string): readonly string[]
  /** Keeps secrets by their names, and forgets those that are null; the sentence that says why not where the disk refuses. */
  keep(channel: string, secrets: Readonly<Record<string, string | null>>): Promise<string | null>
  /** Forgets all of a channel's. */
  forget(channel: string): Promise<string | null>
  settled(): Promise<void>
}

const fileSchema = z.object({ format: z.literal('knowngood-secrets 1'), /** base64, by channel and name */ secrets: z.record(z.string(), z.record(z.string(), z.base64())) })
type Kept = Map<string, Map<string, string>>

/** @param profile the folder, which is there */
export function openVault(profile: string, storage: SafeStorage, disk: Disk = nodeDisk): Vault {
  const path = join(profile, VAULT_NAME)
  const { secrets: encrypted, trouble, isOut } = read(path)
  const isSafe = !isOut && storage.isEncryptionAvailable() && storage.getSelectedStorageBackend?.() !== 'basic_text'
  const open = new Map<string, Map<string, string>>()
  const closed = new Map<string, Set<string>>()
  const enqueue = createQueue()

  for (const [channel, secrets] of encrypted) {
    for (const [name, bytes] of secrets) {
      const text = isSafe ? decrypt(storage, bytes) : null
      if (text === null) closed.set(channel, (closed.get(channel) ?? new Set()).add(name))
      else at(open, channel).set(name, text)
    }
  }

  async function write(after: Kept): Promise<string | null> {
    const text = { format: 'knowngood-secrets 1', secrets: Object.fromEntries([...after].map(([channel, secrets]) => [channel, Object.fromEntries(secrets)])) }
    const written = await writeAtomically(path, `${JSON.stringify(text)}\n`, disk)
    return written.ok ? null : written.fault.sentence
  }

  async function change(channel: string, secrets: Readonly<Record<string, string | null>>): Promise<string | null> {
    const after: Kept = new Map([...encrypted].map(([id, names]) => [id, new Map(names)]))
    const names = at(after, channel)
    const before = JSON.stringify([...names])
    for (const [name, secret] of Object.entries(secrets)) {
      // What is held in memory alone takes the place of an older one on disk, which would otherwise come back.
      if (secret === null || !isSafe) names.delete(name)
      else names.set(name, storage.encryptString(secret).toString('base64'))
    }
    if (names.size === 0) after.delete(channel)
    const fault = JSON.stringify([...names]) === before ? null : await write(after)
    if (fault !== null) return fault
    encrypted.clear()
    for (const [id, kept] of after) encrypted.set(id, kept)
    for (const [name, secret] of Object.entries(secrets)) {
      closed.get(channel)?.delete(name)
      if (secret === null) open.get(channel)?.delete(name)
      else at(open, channel).set(name, secret)
    }
    return null
  }

  return {
    kept: isSafe ? 'safe' : 'session',
    trouble,
    secretsOf: (channel) => Object.fromEntries(open.get(channel) ?? []),
    unreadable: (channel) => [...(closed.get(channel) ?? [])],
    keep: (channel, secrets) => enqueue(() => change(channel, secrets)),
    forget: (channel) =>
      enqueue(() => change(channel, Object.fromEntries([...(open.get(channel)?.keys() ?? []), ...(encrypted.get(channel)?.keys() ?? [])].map((name) => [name, null])))),
    settled: () => enqueue(() => Promise.resolve()),
  }
}

function at(kept: Kept, channel: string): Map<string, string> {
  const secrets = kept.get(channel) ?? new Map<string, string>()
  kept.set(channel, secrets)
  return secrets
}

/** Null where another user or another machine encrypted it: it stays in the file for them. */
function decrypt(storage: SafeStorage, base64: string): string | null {
  try {
    return storage.decryptString(Buffer.from(base64, 'base64'))
  } catch {
    return null
  }
}

/** A file that cannot be read is kept aside before it is ever written over. */
function read(path: string): { secrets: Kept; trouble: string | null; /** it is there, and may not be written over */ isOut: boolean } {
  const none: Kept = new Map()
  if (!existsSync(path)) return { secrets: none, isOut: false, trouble: null }
  try {
    const parsed = fileSchema.safeParse(parseJson(readFileSync(path, 'utf8')))
    if (parsed.success) return { secrets: new Map(Object.entries(parsed.data.secrets).map(([id, secrets]) => [id, new Map(Object.entries(secrets))])), isOut: false, trouble: null }
    const aside = damagedName(path)
    renameSync(path, aside)
    return { secrets: none, isOut: false, trouble: `The secrets of the channels could not be read, so they have to be given anew. The old file was kept as ${aside}.` }
  } catch (error) {
    if (systemCode(error) === null) throw error
    return { secrets: none, isOut: true, trouble: `The secrets of the channels could not be read (${systemCode(error)!}), so what is given now is kept until Knowngood is closed: ${path}` }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
