/** Reads a typed time as one line, for the tables of the WHEN grammar. */
import { parseWhen, type WhenContext } from '../../shared/time/when.ts'

/** Saturday, 14:22:37 in Berlin, 08:22:37 in New York, 18:52:37 in Kolkata. */
export const NOW = '2025-02-01T13:22:37.500Z'

export const berlin: WhenContext = { now: NOW, zone: 'Europe/Berlin' }
export const planning: WhenContext = { ...berlin, allowFuture: true }

/** "2025-02-01T13:15:00.000Z minute", or the sentence. */
export function read(text: string, context: WhenContext): string {
  const result = parseWhen(text, context)
  if (!result.ok) return result.sentence
  const { time, until, precision } = result.when
  return `${until === undefined ? time : `${time}/${until}`} ${precision}`
}
