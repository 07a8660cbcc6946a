/** The lines that come out of a socket, one at a time, and never more in memory than one of them may hold. */
import type { Socket } from 'node:net'
import { createSplitter } from '../journal/split-lines.ts'

/** Ends where the other side does, or where a line is longer than `longest` bytes. Rejects with the socket's error. Leaving it closes the socket. */
export async function* linesOf(socket: Socket, longest: number): AsyncGenerator<string, void> {
  const splitter = createSplitter(longest)
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    for (const { bytes, length } of splitter.push(chunk)) {
      if (length > longest) return
      yield bytes.toString('utf8')
    }
  }
}

/** Writes, and waits until the system has it. Rejects where the other side is gone. */
export function write(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => socket.write(text, (error) => (error ? reject(error) : resolve())))
}
