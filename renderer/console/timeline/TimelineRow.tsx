/** One entry: when, what kind, the words, and quietly who and what is special about it. */
import { CornerUpLeft, Ellipsis, Star } from 'lucide-react'
import { memo } from 'react'
import { dateTime, dayLong, whenText, zoneLabel } from '../../../shared/time/format.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import { classes } from '../../ui/classes.ts'
import { lastedText } from '../times.ts'
import { EntryFile } from '../files/EntryFile.tsx'
import { EntryMeta, type EntryMetaProps } from './EntryMeta.tsx'
import { EntryText } from './EntryText.tsx'
import { ICON_OF } from './icons.ts'
import { isSame } from './rows.ts'
import { secondTime } from './zones.ts'
import styles from './Timeline.module.css'

export interface TimelineRowProps extends EntryMetaProps {
  startsDay: boolean
  /** ms without an entry before it, where that is worth a word */
  silence: number | null
  /** the zone of the time beside the first */
  second: string | null
  /** the match that is looked at */
  isFound: boolean
  onMenu: (entry: TimelineEntry, anchor: HTMLElement) => void
  onStar: (entry: TimelineEntry) => void
  /** leads to the entry that a reply answers to */
  onQuoted: (id: string) => void
}

/** Entries are made anew with every change of the incident; only those that look different are drawn again. */
export const TimelineRow = memo(Row, (a, b) => (Object.keys(b) as (keyof TimelineRowProps)[]).every((key) => (key === 'entry' ? isSame(a.entry, b.entry) : a[key] === b[key])))

function Row({ entry, startsDay, silence, zone, second, pattern, isFound, me, note, noteTone, onMenu, onStar, onHistory, onQuoted }: TimelineRowProps) {
  const Icon = ICON_OF[entry.kind]
  const { precision } = entry.at
  const isKnown = precision !== 'unknown'
  const written = `written down ${dateTime(entry.recordedAt, zone)} by ${entry.by.name}`
  const beside = second === null ? null : secondTime(entry.at)
  return (
    <>
      {silence !== null && <div className={styles.silence}>{lastedText(silence)} without an entry</div>}
      {startsDay && (
        <h3 className={styles.day}>
          <span>{dayLong(entry.time, zone)}</span>
        </h3>
      )}
      <div className={classes(styles.row, styles[entry.kind], entry.struck && styles.struck, entry.redacted && styles.redacted, second !== null && styles.two, isFound && styles.isFound)}
        onContextMenu={(event) => {
          // What somebody has selected is theirs to copy, and a link has a menu of its own.
          if (!document.getSelection()?.isCollapsed || (event.target as Element).closest('a')) return
          event.preventDefault()
          onMenu(entry, event.currentTarget)
        }}
      >
        <time
          dateTime={isKnown ? entry.time : undefined}
          className={classes(styles.time, (precision === 'day' || !isKnown) && styles.vague)}
          title={isKnown ? `${dateTime(entry.time, zone)} ${zoneLabel(entry.time, zone)}\n${written}` : written}
        >
          {whenText(entry.at, zone)}
          {beside !== null && <span className={styles.beside}> {beside}</span>}
        </time>
        <Icon size={14} className={styles.icon} aria-hidden="true" />
        <div className={styles.body}>
          {entry.replyTo && (
            <button type="button" className={styles.quoted} aria-label={`In reply to: ${entry.replyTo.text}`} title="The entry that this answers to" onClick={() => onQuoted(entry.replyTo!.id)}>
              <CornerUpLeft size={12} aria-hidden="true" />
              <span className={classes(styles.quote, entry.replyTo.struck && styles.struckQuote)}>{entry.replyTo.text}</span>
            </button>
          )}
          <p className={styles.text}>
            <EntryText text={entry.text} pattern={pattern} />
          </p>
          {entry.file && <EntryFile entry={entry.id} file={entry.file} struck={entry.struck} />}
          <EntryMeta entry={entry} pattern={pattern} zone={zone} me={me} note={note} noteTone={noteTone} onHistory={onHistory} />
        </div>
        {/* No stops for Tab: on the row, * and Enter do the same. */}
        <span className={styles.tools}>
          <button type="button" tabIndex={-1} className={classes(styles.tool, styles.star)} aria-pressed={entry.starred} aria-label="Star" title={entry.starred ? 'Take the star away' : 'Star: keep it in view'} onClick={() => onStar(entry)}>
            <Star size={14} aria-hidden="true" />
          </button>
          <button type="button" tabIndex={-1} className={styles.tool} aria-haspopup="menu" aria-label="More" title="Correct, strike, redact, copy" onClick={(event) => onMenu(entry, event.currentTarget)}>
            <Ellipsis size={15} aria-hidden="true" />
          </button>
        </span>
      </div>
    </>
  )
}
