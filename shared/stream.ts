/** The ids of streams: a prefix and eight base32 characters, safe as a folder's name everywhere. */
import { BASE32 } from './facts/stamp.ts'

export const STREAM_KINDS = ['incident', 'release'] as const
export type StreamKind = (typeof STREAM_KINDS)[number]

export const STREAM_PREFIX: Record<StreamKind, string> = { incident: 'inc', release: 'rel' }

export const STREAM_ID = new RegExp(`^(?:inc|rel)-[${BASE32}]{8}$`)

/** Eight base32 characters of five random bytes. */
export function base32(bytes: Uint8Array): string {
  if (bytes.length !== 5) throw new Error('eight base32 characters take five bytes')
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: 8 }, (_, index) => BASE32[Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)]!).join('')
}

/** A new stream's id from five random bytes, as in `inc-7kq2m9xa`. */
export function streamId(kind: StreamKind, random: Uint8Array): string {
  return `${STREAM_PREFIX[kind]}-${base32(random)}`
}
