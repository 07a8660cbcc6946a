/** Erases facts from the bytes of a journal, line by line: valid lines, damaged ones, and the tail of one that was never finished. Pure. */
import { lineHolds, readLine, redactLine } from './line.ts'
import { salvage } from './salvage.ts'

/** What stands in place of damaged bytes that named an erased fact: as many of these as there were bytes, so that nothing else moves. */
export const BLANK = '#'

const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-z]{8}/g
/** `2026-11-22T04:05:06.123Z`: how a stamp begins */
const TIME_LENGTH = 24

/** What became of a line. */
export interface ErasedLine {
  /** the very same object where nothing was to be erased */
  readonly bytes: Buffer
  /** facts were erased */
  readonly erased: boolean
  /** damaged bytes that named an erased fact were blanked */
  readonly blanked: boolean
  /** it holds damaged bytes of which nobody can tell what they said */
  readonly unclear: boolean
}

/** Erases by id. Made once for a redaction, and asked for each line. */
export function createLineEraser(ids: ReadonlySet<string>): (line: Buffer) => ErasedLine {
  const times = new Set([...ids].map((id) => id.slice(0, TIME_LENGTH)))

  /** @param bytes without the line break */
  function eraseLine(bytes: Buffer): ErasedLine {
    if (!lineHolds(bytes)) return eraseDamaged(bytes)
    const redacted = mayName(bytes) ? redactLine(bytes, ids) : null
    return { bytes: redacted ?? bytes, erased: redacted !== null, blanked: false, unclear: false }
  }

  /** Looks only for ids as they are written; where anything is spelled with escapes it leaves the answer to JSON. */
  function mayName(bytes: Buffer): boolean {
    const text = bytes.toString('latin1')
    return text.includes('\\u00') || [...text.matchAll(STAMP)].some(([id]) => ids.has(id))
  }

  function eraseDamaged(bytes: Buffer): ErasedLine {
    let [erased, blanked, unclear] = [false, false, false]
    const pieces = salvage(bytes).map(({ bytes: piece, line }) => {
      if (line) {
        const whole = readLine(piece) ? piece : piece.subarray(0, -1)
        const redacted = redactLine(whole, ids)
        erased ||= redacted !== null
        return redacted ? Buffer.concat([redacted, piece.subarray(whole.length)]) : piece
      }
      if (isNamedIn(piece)) {
        blanked = true
        return Buffer.alloc(piece.length, BLANK)
      }
      unclear ||= piece.length > 1 && !isBlank(piece)
      return piece
    })
    return { bytes: erased || blanked ? Buffer.concat(pieces) : bytes, erased, blanked, unclear }
  }

  /** The id may be what was damaged; its time stands in the fact twice more. */
  function isNamedIn(bytes: Buffer): boolean {
    return [...times].some((time) => bytes.includes(time))
  }

  return eraseLine
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === BLANK.charCodeAt(0))
}
