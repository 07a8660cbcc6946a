/** Puts entries on the clipboard, as Markdown or as plain text. */
import type { Entry } from '../../../shared/facts/resolve.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import { timelineText, type TextFormat } from '../../../shared/views/timeline-text.ts'
import { ask } from '../../bridge.ts'
import { announce } from '../../store.ts'

/** What main takes, in characters. */
const LIMIT = 1_000_000

export async function copyEntries(rows: readonly Entry[], tell: (entry: Entry) => TimelineEntry, format: TextFormat, zone: string): Promise<void> {
  const lines: string[] = []
  let length = 0
  for (const row of rows) {
    const line = timelineText([tell(row)], format, zone)
    length += line.length + 1
    if (length > LIMIT) return announce(`Nothing is copied: ${rows.length} entries are too much at once. Filter first, or export the incident.`)
    lines.push(line)
  }
  await ask('copyText', { text: lines.join('\n') })
  const what = rows.length === 1 ? 'The entry is copied' : `${rows.length} entries are copied`
  announce(format === 'markdown' ? `${what} as Markdown.` : `${what}.`)
}
