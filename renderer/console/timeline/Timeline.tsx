/** The list `Timeline`: every entry in order, the newest at the bottom beside the entry line. */
import { forwardRef, useCallback, useMemo, useRef, useState, type ComponentProps } from 'react'
import { Virtuoso, type Components, type VirtuosoHandle } from 'react-virtuoso'
import type { Entry } from '../../../shared/facts/resolve.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import type { TextFormat } from '../../../shared/views/timeline-text.ts'
import { useSettings } from '../../hooks.ts'
import type { RowKey } from '../../keys.ts'
import { announce } from '../../store.ts'
import { useConsole } from '../context.ts'
import { momentText } from '../times.ts'
import { abilitiesOf } from './abilities.ts'
import { copyEntries } from './copy.ts'
import { EntryMenu } from './EntryMenu.tsx'
import { entryNotes } from './notes.ts'
import { isWhole, NO_CHOICE, silenceBefore, startsDay, type Filter } from './rows.ts'
import { TimelineRow } from './TimelineRow.tsx'
import { TimelineTools } from './TimelineTools.tsx'
import { useFind } from './use-find.ts'
import { useJump } from './use-jump.ts'
import { useRowFocus, type RowContext } from './use-row-focus.ts'
import { useRows } from './use-rows.ts'
import { AT_END, useShowOwn, useStick } from './use-stick.ts'
import { useZones } from './zones.ts'
import styles from './Timeline.module.css'

/** Drawn beyond what is seen (px): a typical incident stands in the page whole. */
const BEYOND = 3000
/** A longer one is drawn as it is scrolled: whatever is drawn beyond is drawn in vain by a fast wheel, and costs it frames. */
const TYPICAL_ROWS = 500
const BEYOND_LONG = 300

/** Why a key did nothing: whoever presses it hears so. */
const NOT_HERE: Partial<Record<RowKey, string>> = {
  strike: 'This entry cannot be struck.',
  amend: 'This entry cannot be corrected.',
  history: 'This entry was never corrected.',
}

const COMPONENTS: Components<Entry, RowContext> = {
  List: forwardRef<HTMLDivElement, ComponentProps<'div'> & { context?: RowContext }>(function List({ context: _, ...props }, ref) {
    return <div {...props} ref={ref} role="list" aria-label="Timeline" />
  }),
  Item: function Item({ item: { fact }, context: { drawn }, ...props }) {
    const ref = useCallback((element: HTMLDivElement) => drawn(fact.id, element), [drawn, fact.id])
    return <div {...props} ref={ref} role="listitem" tabIndex={-1} data-entry={fact.id} className={styles.item} />
  },
}

export function Timeline() {
  const { id: incident, state, folded, zone: own, isKnown, timeText: ownText, act, open } = useConsole()
  const me = useSettings()?.person?.id ?? null
  const [filter, setFilter] = useState<Filter>('All')
  const [choice, setChoice] = useState(NO_CHOICE)
  const { notes, told } = useMemo(() => entryNotes(folded.state), [folded])
  const since = state.items.IncidentDeclared[0]?.time ?? null
  const zones = useZones(own)
  const { zone, second } = zones
  // The sentences say their times as the rows do.
  const timeText = useCallback(
    (time: string) => (zone === own || !isKnown(time) ? ownText(time) : momentText(time, since ?? time, zone)),
    [zone, own, isKnown, ownText, since],
  )
  const { rows, entries, tell } = useRows(filter, choice, told, timeText)
  const [menu, setMenu] = useState<{ entry: TimelineEntry; anchor: HTMLElement } | null>(null)

  const list = useRef<VirtuosoHandle>(null)
  const { scrollerRef, onHeight } = useStick()
  useShowOwn(list, folded, rows, me)
  const firstSeen = useRef(0)
  const find = useFind(list, rows, tell, folded.entries, zone, firstSeen)

  const onMenu = useCallback((entry: TimelineEntry, anchor: HTMLElement) => setMenu({ entry, anchor }), [])
  const onStar = useCallback((entry: TimelineEntry) => void act({ type: 'StarEntry', target: entry.id, starred: !entry.starred }), [act])
  const onHistory = useCallback((entry: TimelineEntry) => open({ name: 'history', entry: entry.id }), [open])
  const { context, holder, go, goTo } = useRowFocus(list, rows, (key, row, element) => {
    const entry = tell(row)
    if (key === 'menu') return onMenu(entry, element)
    if (key === 'copy' || key === 'copyMarkdown') return void copyEntries([row], tell, key === 'copy' ? 'plain' : 'markdown', zone)
    const { canStrike, canAmend, hasHistory } = abilitiesOf(row, entry)
    if (key === 'star') onStar(entry)
    else if (key === 'reply') open({ name: 'reply', entry: entry.id })
    else if (key === 'strike' && canStrike) void act({ type: entry.struck ? 'RestoreEntry' : 'StrikeEntry', target: entry.id })
    else if (key === 'amend' && canAmend) open({ name: 'amend', entry: entry.id })
    else if (key === 'history' && hasHistory) onHistory(entry)
    else announce(NOT_HERE[key] ?? '')
  })
  const onQuoted = useCallback(
    (id: string) => {
      if (goTo(id)) return
      setFilter('All')
      setChoice(NO_CHOICE)
    },
    [goTo],
  )
  const onCopyAll = (format: TextFormat): void => void copyEntries(rows, tell, format, zone)
  // Whoever stops at a match means to do something with it.
  const onStopFind = (): void => go(find.current === null ? rows.length - 1 : rows.findIndex(({ fact }) => fact.id === find.current))
  const showAll = useCallback(() => setFilter('All'), [])
  useJump(incident, rows, filter === 'All', go, showAll)

  return (
    <div className={styles.timeline}>
      <TimelineTools filter={filter} onFilter={setFilter} menu={{ entries, choice, onChoice: setChoice, onCopyAll }} find={find} onStopFind={onStopFind} zones={zones} since={since} />
      {rows.length === 0 ? (
        <p className={styles.empty}>Nothing of this kind yet.</p>
      ) : (
        <div className={styles.holder} {...holder}>
          <Virtuoso<Entry, RowContext>
            ref={list}
            context={context}
            className={styles.scroller}
            data={rows}
            computeItemKey={(_, { fact }) => fact.id}
            components={COMPONENTS}
            increaseViewportBy={rows.length > TYPICAL_ROWS ? BEYOND_LONG : BEYOND}
            initialTopMostItemIndex={{ index: 'LAST', align: 'end' }}
            alignToBottom
            atBottomThreshold={AT_END}
            rangeChanged={({ startIndex }) => (firstSeen.current = startIndex)}
            followOutput={(atBottom) => atBottom}
            scrollerRef={scrollerRef}
            totalListHeightChanged={onHeight}
            itemContent={(index, row) => {
              const entry = tell(row)
              const note = notes.get(entry.id)
              return (
                <TimelineRow
                  entry={entry}
                  startsDay={startsDay(rows, index, zone)}
                  // Between rows of a choice there may well be entries.
                  silence={isWhole({ filter, ...choice }) ? silenceBefore(rows, index) : null}
                  zone={zone}
                  second={second}
                  pattern={find.pattern}
                  isFound={find.current === entry.id}
                  me={me}
                  note={note?.text ?? null}
                  noteTone={note?.tone ?? null}
                  onMenu={onMenu}
                  onStar={onStar}
                  onHistory={onHistory}
                  onQuoted={onQuoted}
                />
              )
            }}
          />
        </div>
      )}
      {menu && <EntryMenu entry={menu.entry} anchor={menu.anchor} onCopy={(format) => void copyEntries([folded.entryOf.get(menu.entry.id)!], tell, format, zone)} onClose={() => setMenu(null)} />}
    </div>
  )
}
