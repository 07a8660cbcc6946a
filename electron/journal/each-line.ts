/** Reads a file line by line, whatever the lines hold and however long they are. */
import type { ReadableFile } from './disk.ts'
import { createSplitter } from './split-lines.ts'

const CHUNK_BYTES = 256 * 1024

/** Reads whole lines of any length; answers where the last one ended, and what stands behind it. */
export async function eachLine(
  file: ReadableFile,
  from: number,
  to: number,
  take: (line: Buffer) => Promise<void>,
  chunkDone: () => Promise<void> = () => Promise.resolve(),
): Promise<{ end: number; tail: Buffer }> {
  const splitter = createSplitter(Number.POSITIVE_INFINITY)
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(0, to - from)))
  let end = from
  for (let position = from; position < to; ) {
    const read = await file.read(chunk.subarray(0, Math.min(chunk.length, to - position)), position)
    if (read === 0) break
    position += read
    for (const line of splitter.push(chunk.subarray(0, read))) {
      await take(line.bytes)
      end += line.length + 1
    }
    await chunkDone()
  }
  return { end, tail: splitter.tail().bytes }
}
