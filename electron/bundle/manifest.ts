/** What a bundle may hold: its manifest, the names of its entries, and how much is too much. docs/bundle-format.md describes it. */
import { z } from 'zod'
import { ATTACHMENT_LIMIT } from '../../shared/incident/attachments.ts'
import { isPlainJournalName } from '../merge/keep.ts'
import { streamPath } from '../journal/layout.ts'
import { LONGEST_LINE } from '../journal/split-lines.ts'
import { STREAM_ID } from '../../shared/stream.ts'

export const BUNDLE_FORMAT = 'knowngood-bundle'
export const BUNDLE_VERSION = 1
export const MANIFEST_NAME = 'manifest.json'

const SHA256 = /^[0-9a-f]{64}$/

export const manifestSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  /** UTC, ms */
  made: z.iso.datetime({ precision: 3 }),
  /** the program that wrote it */
  by: z.string().max(200),
  streams: z.array(z.string().regex(STREAM_ID)),
  files: z.array(z.object({ name: z.string().max(200), size: z.int().nonnegative(), sha256: z.string().regex(SHA256) })),
})
export type Manifest = z.output<typeof manifestSchema>
export type ManifestFile = Manifest['files'][number]

/** What an entry's name says that it is. */
export type EntryKind =
  | { readonly kind: 'manifest' }
  | { readonly kind: 'playbook'; readonly sha256: string }
  | { readonly kind: 'journal'; readonly stream: string; readonly name: string }
  | { readonly kind: 'attachment'; readonly stream: string; readonly sha256: string }

/** Reads a name; null where it is none that a bundle may hold. Only exact: whatever else there is in the world of paths is refused by that. */
export function readEntryName(name: string): EntryKind | null {
  if (name === MANIFEST_NAME) return { kind: 'manifest' }
  const parts = name.split('/')
  if (parts.length === 2) {
    const sha256 = parts[1]!.replace(/\.json$/, '')
    return parts[0] === 'playbooks' && parts[1] === `${sha256}.json` && SHA256.test(sha256) ? { kind: 'playbook', sha256 } : null
  }
  const stream = parts[1]
  if (stream === undefined || !STREAM_ID.test(stream) || !name.startsWith(`${streamPath(stream)}/`)) return null
  const last = parts.at(-1)!
  if (parts.length === 3) return isPlainJournalName(last) ? { kind: 'journal', stream, name: last } : null
  return parts.length === 4 && parts[2] === 'files' && SHA256.test(last) ? { kind: 'attachment', stream, sha256: last } : null
}

/** Bytes, but for `entries` and `ratio`. */
export interface BundleLimits {
  /** of all files together, unpacked */
  readonly total: number
  readonly entries: number
  readonly manifest: number
  readonly line: number
  readonly attachment: number
  readonly playbook: number
  /** unpacked to packed, of the whole file, once more than `unsuspicious` has been unpacked */
  readonly ratio: number
  readonly unsuspicious: number
}

const MIB = 1024 * 1024

export const BUNDLE_LIMITS: BundleLimits = {
  total: 2048 * MIB,
  entries: 50_000,
  manifest: 16 * MIB,
  line: LONGEST_LINE,
  attachment: ATTACHMENT_LIMIT,
  playbook: MIB,
  ratio: 100,
  unsuspicious: 64 * MIB,
}

/** The most bytes that an entry may hold. */
export function limitOf(entry: EntryKind, limits: BundleLimits): number {
  switch (entry.kind) {
    case 'manifest':
      return limits.manifest
    case 'playbook':
      return limits.playbook
    case 'attachment':
      return limits.attachment
    case 'journal':
      return limits.total
  }
}
