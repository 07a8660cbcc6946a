/** The second line of an entry, where there is something to say: who, from where, links, and what was done to it. */
import { clockTime, dateTime, isoDay } from '../../../shared/time/format.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import { ask } from '../../bridge.ts'
import { Chip } from '../../ui/Chip.tsx'
import { classes } from '../../ui/classes.ts'
import { Marked } from './Marked.tsx'
import styles from './Timeline.module.css'

/** Where an entry came from, unless somebody typed it into this app. */
const SOURCE_LABEL: Record<string, string> = { cli: 'from the command line', alert: 'from an alert', import: 'imported' }
const HERE: ReadonlySet<string> = new Set(['app', 'backfill'])

export interface EntryMetaProps {
  entry: TimelineEntry
  /** what is marked in the words; null: nothing */
  pattern: RegExp | null
  zone: string
  /** the id of whoever sits here: their name is not repeated */
  me: string | null
  /** what became of a page, with its tone */
  note: string | null
  noteTone: 'good' | 'late' | null
  onHistory: (entry: TimelineEntry) => void
}

export function EntryMeta({ entry, pattern, zone, me, note, noteTone, onHistory }: EntryMetaProps) {
  const { by, source, evidence } = entry
  const links = evidence.filter(({ url }) => !entry.text.includes(url))
  const who = by.person === me ? null : `${by.name}${by.role ? `, ${by.role}` : ''}`
  const from = HERE.has(source) ? null : (SOURCE_LABEL[source] ?? `from ${source}`)
  const marks = marksOf(entry)
  if (!who && !from && !note && !entry.writtenLate && links.length === 0 && marks.length === 0 && !entry.amended && !entry.contested && !entry.redactedBy) return null
  return (
    <p className={styles.meta}>
      {note && <span className={classes(noteTone && styles[noteTone])}>{note}</span>}
      {who && (
        <span>
          <Marked text={who} pattern={pattern} />
        </span>
      )}
      {from && <span>{from}</span>}
      {links.map(({ url, title }) => (
        <Chip key={url} title={url} onClick={() => void ask('openLink', { url })}>
          <Marked text={title ?? url.replace(/^https?:\/\//, '')} pattern={pattern} />
        </Chip>
      ))}
      {entry.writtenLate && <Chip tone="late">noted {momentText(entry.recordedAt, entry.time, zone)}</Chip>}
      {entry.amended && (
        <Chip title="What it said before" onClick={() => onHistory(entry)}>
          corrected
        </Chip>
      )}
      {entry.contested && (
        <Chip title="The same one counts on every machine" onClick={() => onHistory(entry)}>
          two versions
        </Chip>
      )}
      {entry.redactedBy && (
        <span>
          redacted by {entry.redactedBy.name}, {momentText(entry.redactedBy.time, entry.time, zone)}
          {entry.redactedBy.reason !== null && `: ${entry.redactedBy.reason}`}
        </span>
      )}
      {marks.map((mark) => (
        <Chip key={mark}>{mark}</Chip>
      ))}
    </p>
  )
}

function marksOf({ struck, redacted, redactedBy, unreadable }: TimelineEntry): string[] {
  return [struck && 'struck', redacted && redactedBy === null && 'redacted', unreadable && 'not understood by this version'].filter((mark) => mark !== false)
}

/** With its day where that is not the entry's. */
function momentText(moment: string, time: string, zone: string): string {
  return isoDay(moment, zone) === isoDay(time, zone) ? clockTime(moment, zone) : dateTime(moment, zone)
}
