/** The parts of a line that mean something before its text: its time and its command. */
import { takeWhen } from '../../../shared/time/take-when.ts'
import type { WhenContext } from '../../../shared/time/when.ts'
import { completeEntry } from '../../../shared/incident/entry-line.ts'

/** Where the time and the command of a line stand, as [start, end) in order. */
export function tokensOf(line: string, context: WhenContext): (readonly [start: number, end: number])[] {
  const { when, rest } = takeWhen(line, context)
  const found: [number, number][] = []
  const behind = line.length - rest.length
  if (when) found.push([line.search(/\S/), line.slice(0, behind).trimEnd().length])
  const completion = completeEntry(line, context)
  if (completion?.whole) found.push([behind, behind + 1 + completion.word.length])
  return found
}
