/** Attached files: how large they may be, what they are called, and which of them are pictures. */
import { readData, type FactData } from './events.ts'
import type { FoldedIncident } from './evolve.ts'

export { sizeText } from '../size.ts'

/** bytes; what is larger belongs where it is, with a link to it */
export const ATTACHMENT_LIMIT = 25 * 1024 * 1024

/** The kinds of picture that a window draws: bitmaps alone. An SVG can hold script, and is a file like any other. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

/** So many bytes of a file tell whether it is a picture. */
export const PICTURE_HEAD = 12

const LONGEST_NAME = 200

/** A file's own name as people read it, without folders and without what could deceive: it is never a path. */
export function cleanFileName(name: string): string {
  const base = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').split(/[/\\]/).at(-1)!
  const plain = base.replace(/\s+/gu, ' ').trim()
  if (/^\.*$/.test(plain)) return 'file'
  const letters = [...plain]
  if (letters.length <= LONGEST_NAME) return plain
  const ending = /\.[^.]{1,12}$/u.exec(plain)?.[0] ?? ''
  return `${letters.slice(0, LONGEST_NAME - [...ending].length - 1).join('')}…${ending}`
}

/** Why a file of this size (bytes) cannot be attached, or null where it can. */
export function refuseSize(name: string, size: number): string | null {
  if (size === 0) return `“${name}” is empty, so there is nothing to attach.`
  if (size <= ATTACHMENT_LIMIT) return null
  // Rounded up: a file just above the limit must not read as if it were just as large.
  const megabytes = Math.ceil(size / 1024 / 102.4) / 10
  return `“${name}” is ${String(Math.max(megabytes, 25.1))} MB; up to 25 MB can be attached. Put it where the team keeps large files, and paste the link here as evidence.`
}

/** The kind of picture that a file is, by its first {@link PICTURE_HEAD} bytes and never by what it claims; null where it is none. */
export function pictureType(head: Uint8Array): PictureType | null {
  const has = (at: number, ...bytes: number[]): boolean => bytes.every((byte, index) => head[at + index] === byte)
  const says = (at: number, letters: string): boolean => has(at, ...Array.from(letters, (letter) => letter.charCodeAt(0)))
  if (has(0, 0x89) && says(1, 'PNG') && has(4, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (has(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (says(0, 'GIF87a') || says(0, 'GIF89a')) return 'image/gif'
  if (says(0, 'RIFF') && says(8, 'WEBP')) return 'image/webp'
  return null
}

export function isPictureType(mediaType: string | undefined): mediaType is PictureType {
  return (PICTURE_TYPES as readonly (string | undefined)[]).includes(mediaType)
}

/** A file as a fact names it. */
export interface Attachment {
  /** the fact's id */
  readonly id: string
  readonly data: FactData<'FileAttached'>
}

/** Every file that a fact names, struck ones included; not what was redacted. */
export function attachmentsOf({ entries }: FoldedIncident): Attachment[] {
  return entries.flatMap(({ fact }) => {
    const data = fact.redacted ? null : readData(fact, 'FileAttached')
    return data ? [{ id: fact.id, data }] : []
  })
}
