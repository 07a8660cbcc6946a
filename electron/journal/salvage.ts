/** Takes damaged bytes apart into the whole lines that stand among them and what is lost. */
import { frameStarts, readLine, type Line } from './line.ts'

/** The pieces of a damaged line, in order and without a gap. */
export interface Piece {
  readonly bytes: Buffer
  /** null where it is none */
  readonly line: Line | null
}

/**
 * Where a line break was overwritten two lines have run together, where line breaks were converted each has a byte too many: neither may
 * cost a line that is itself unharmed.
 */
export function salvage(bytes: Buffer): Piece[] {
  const starts = frameStarts(bytes)
  if (starts[0] !== 0) starts.unshift(0)
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1])).map((piece) => ({ bytes: piece, line: readEnd(piece) }))
}

/** Whether the bytes, with a byte in place of the line break or without, are a valid line. */
export function isWholeLine(bytes: Buffer): boolean {
  return readEnd(bytes) !== null
}

function readEnd(bytes: Buffer): Line | null {
  return readLine(bytes) ?? readLine(bytes.subarray(0, -1))
}
