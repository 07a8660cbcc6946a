/** The beginning and the end of an output of any length, in bounded memory, without what only a terminal understands. */
import { stripVTControlCharacters } from 'node:util'

/** bytes kept of the beginning, and as many of the end: the command's first words and its last say the most */
export const EXCERPT_BYTES = 4096

export interface Excerpt {
  take(chunk: Buffer): void
  /** That many bytes (of a file) are passed over. */
  skip(bytes: number): void
  text(): string
}

export function createExcerpt(): Excerpt {
  let first = Buffer.alloc(0)
  let last = Buffer.alloc(0)
  let left = 0

  function keepLast(chunk: Buffer): void {
    const joined = Buffer.concat([last, chunk])
    const over = Math.max(0, joined.length - EXCERPT_BYTES)
    left += over
    // Copied: a slice would hold the whole chunk.
    last = Buffer.from(joined.subarray(over))
  }

  return {
    take(chunk) {
      const room = EXCERPT_BYTES - first.length
      if (room > 0) first = Buffer.concat([first, chunk.subarray(0, room)])
      if (chunk.length > room) keepLast(chunk.subarray(room))
    },
    skip(bytes) {
      left += bytes
    },
    text() {
      if (left === 0) return readable(Buffer.concat([first, last]))
      return `${readable(first)}\n[… ${String(left)} bytes left out …]\n${readable(last)}`
    },
  }
}

/** As it would have been read on a screen: no colours, and of a line that was overwritten the last state. */
function readable(bytes: Buffer): string {
  return stripVTControlCharacters(bytes.toString('utf8'))
    .replaceAll('\r\n', '\n')
    .replace(/^.*\r(?=.)/gm, '')
    // Bells, backspaces and the like say nothing in a record.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
}
