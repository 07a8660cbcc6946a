/** Cuts a stream of chunks into lines, keeping what follows the last line break. */

/** A line longer than this is not read: no command makes one, and a disk full of noise must not fill the memory. Bytes. */
export const LONGEST_LINE = 64 * 1024 * 1024

const LINE_BREAK = 0x0a

/** A line without its line break. */
export interface CutLine {
  /** empty where the line is too long to be read; may share memory with the chunk that it came from */
  readonly bytes: Buffer
  /** bytes in the file */
  readonly length: number
}

export interface Splitter {
  /** The lines that the chunk ends. Take all of them. */
  push(chunk: Buffer): Generator<CutLine, void>
  /** What stands behind the last line break; shares no memory with any chunk. */
  tail(): CutLine
}

export function createSplitter(longest: number = LONGEST_LINE): Splitter {
  let parts: Buffer[] = []
  let length = 0

  function hold(part: Buffer): void {
    length += part.length
    if (length > longest) parts = []
    else if (part.length > 0) parts.push(Buffer.from(part))
  }

  function held(): CutLine {
    return { bytes: Buffer.concat(parts), length }
  }

  return {
    *push(chunk) {
      let start = 0
      for (let end = chunk.indexOf(LINE_BREAK); end >= 0; end = chunk.indexOf(LINE_BREAK, start)) {
        const part = chunk.subarray(start, end)
        start = end + 1
        if (length === 0 && part.length <= longest) {
          yield { bytes: part, length: part.length }
          continue
        }
        hold(part)
        const line = held()
        parts = []
        length = 0
        yield line
      }
      hold(chunk.subarray(start))
    },
    tail: held,
  }
}
