/** A journal's bytes on their way into another file: whole lines, and in them no word that was redacted. */
import { isStamp } from '../../shared/facts/stamp.ts'
import { createBreath } from './breath.ts'
import { frameStarts, readLine, redactLine } from './line.ts'
import { createSplitter, LONGEST_LINE } from './split-lines.ts'

const STAMPS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-z]{8}/g
const LINE_BREAK = Buffer.from('\n')

/**
 * The lines as they stand, damaged ones too, with the facts in `ids` erased. What follows the last line break is left out (it may be an append
 * in flight), and so is a line that is too long for any reader.
 */
export async function* cleanLines(chunks: AsyncIterable<Buffer>, ids: ReadonlySet<string>, longest = LONGEST_LINE): AsyncGenerator<Buffer, void> {
  const splitter = createSplitter(longest)
  const mentions = mentionsAny(ids)
  const breath = createBreath()
  for await (const chunk of chunks) {
    const out: Buffer[] = []
    for (const { bytes, length } of splitter.push(chunk)) {
      if (length > longest) continue
      for (const line of ids.size > 0 && mentions(bytes) ? withoutNamed(bytes, ids, mentions) : [bytes]) out.push(line, LINE_BREAK)
      if (breath.due()) {
        yield Buffer.concat(out.splice(0))
        await breath.take()
      }
    }
    if (out.length > 0) yield Buffer.concat(out)
  }
}

/** A cheap look before a line is taken apart: most lines name nothing that was redacted. */
function mentionsAny(ids: ReadonlySet<string>): (bytes: Buffer) => boolean {
  // What is no stamp cannot be looked for by its shape.
  if (![...ids].every(isStamp)) return () => true
  return (bytes) => (bytes.toString('latin1').match(STAMPS) ?? []).some((stamp) => ids.has(stamp))
}

function withoutNamed(bytes: Buffer, ids: ReadonlySet<string>, mentions: (bytes: Buffer) => boolean): Buffer[] {
  if (readLine(bytes)) return [redactLine(bytes, ids) ?? bytes]
  // Damaged: the whole lines in it are cleaned. A piece that is none goes where it names what was redacted, for its words may be those.
  const starts = frameStarts(bytes)
  if (starts[0] !== 0) starts.unshift(0)
  return starts.flatMap((start, index) => {
    const piece = bytes.subarray(start, starts[index + 1])
    const whole = [piece, piece.subarray(0, -1)].find((candidate) => readLine(candidate) !== null)
    if (whole) return [redactLine(whole, ids) ?? whole]
    return mentions(piece) ? [] : [piece]
  })
}
