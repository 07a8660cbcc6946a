/** Many readings of one metric: as few as a curve can show, and what they say in a sentence. */
import type { Item } from '../../../shared/incident/state.ts'
import { reading } from '../../../shared/views/sentence.ts'
import type { Reading } from './sparkline.ts'

/** Columns of a curve: it is about so many pixels wide. */
const COLUMNS = 200
/** As many as a listener sits through. */
const TOLD = 12

/** The highest and the lowest reading of each column, in order, with the first and the last of all: they draw the same curve. */
export function thinned(readings: readonly Reading[]): readonly Reading[] {
  if (readings.length <= 2 * COLUMNS) return readings
  const start = readings[0]!.time
  const width = (readings.at(-1)!.time - start) / COLUMNS || 1
  const kept: Reading[] = [readings[0]!]
  let column = -1
  let low = 0
  let high = 0
  const close = (): void => {
    if (column < 0) return
    for (const index of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) if (readings[index] !== kept.at(-1)) kept.push(readings[index]!)
  }
  readings.forEach(({ time, value }, index) => {
    const own = Math.min(COLUMNS - 1, Math.floor((time - start) / width))
    if (own !== column) {
      close()
      column = own
      low = high = index
    } else if (value < readings[low]!.value) low = index
    else if (value > readings[high]!.value) high = index
  })
  close()
  if (kept.at(-1) !== readings.at(-1)) kept.push(readings.at(-1)!)
  return kept
}

/** What a curve says to whoever does not see it: each reading, or where it began and ended and the extremes of many. */
export function curveText(items: readonly Item<'MetricRead'>[], timeText: (time: string) => string): string {
  const last = items.at(-1)!
  const say = (item: Item<'MetricRead'>): string => `${reading(item.data.value, last.data.unit)} at ${timeText(item.time)}`
  if (items.length <= TOLD) return `${last.data.metric}: ${items.map(say).join(', ')}`
  const extreme = (isMore: (a: number, b: number) => boolean): Item<'MetricRead'> => items.reduce((most, item) => (isMore(item.data.value, most.data.value) ? item : most))
  const lowest = extreme((a, b) => a < b)
  const highest = extreme((a, b) => a > b)
  return `${last.data.metric}, ${String(items.length)} readings: first ${say(items[0]!)}, lowest ${say(lowest)}, highest ${say(highest)}, last ${say(last)}`
}
