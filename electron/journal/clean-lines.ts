/** A journal's bytes on their way into another file: whole lines, and in them no word that was redacted. */
import { createBreath } from './breath.ts'
import { createLineEraser } from './erase-line.ts'
import { createSplitter, LONGEST_LINE } from './split-lines.ts'

const LINE_BREAK = Buffer.from('\n')

/**
 * The lines as they stand, damaged ones too, with the facts in `ids` erased. What follows the last line break is left out (it may be an append
 * in flight), and so is a line that is too long for any reader.
 */
export async function* cleanLines(chunks: AsyncIterable<Buffer>, ids: ReadonlySet<string>, longest = LONGEST_LINE): AsyncGenerator<Buffer, void> {
  const splitter = createSplitter(longest)
  const eraseLine = createLineEraser(ids)
  const breath = createBreath()
  for await (const chunk of chunks) {
    const out: Buffer[] = []
    for (const { bytes, length } of splitter.push(chunk)) {
      if (length > longest) continue
      out.push(ids.size > 0 ? eraseLine(bytes).bytes : bytes, LINE_BREAK)
      if (breath.due()) {
        yield Buffer.concat(out.splice(0))
        await breath.take()
      }
    }
    if (out.length > 0) yield Buffer.concat(out)
  }
}
