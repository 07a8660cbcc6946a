/** The list `Timeline`: every entry in order, the newest at the bottom beside the entry line. */
import { forwardRef, useCallback, useMemo, useRef, useState, type ComponentProps } from 'react'
import { Virtuoso, type Components, type VirtuosoHandle } from 'react-virtuoso'
import type { Entry } from '../../../shared/facts/resolve.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import { useSettings } from '../../hooks.ts'
import { useConsole } from '../context.ts'
import { EntryMenu } from './EntryMenu.tsx'
import { entryNotes } from './notes.ts'
import { startsDay, type Filter } from './rows.ts'
import { TimelineRow } from './TimelineRow.tsx'
import { TimelineTools } from './TimelineTools.tsx'
import { useRows } from './use-rows.ts'
import { AT_END, useShowOwn, useStick } from './use-stick.ts'
import styles from './Timeline.module.css'

/** Drawn beyond what is seen (px): a typical incident stands in the page whole. */
const BEYOND = 3000
/** A longer one is drawn as it is scrolled: whatever is drawn beyond is drawn in vain by a fast wheel, and costs it frames. */
const TYPICAL_ROWS = 500
const BEYOND_LONG = 300

const COMPONENTS: Components<Entry> = {
  List: forwardRef<HTMLDivElement, ComponentProps<'div'>>(function List(props, ref) {
    return <div {...props} ref={ref} role="list" aria-label="Timeline" />
  }),
  Item: function Item({ item: _, ...props }) {
    return <div {...props} role="listitem" className={styles.item} />
  },
}

export function Timeline() {
  const { state, folded, zone, act, open } = useConsole()
  const me = useSettings()?.person?.id ?? null
  const [filter, setFilter] = useState<Filter>('All')
  const [wanted, setWanted] = useState('')
  const { notes, told } = useMemo(() => entryNotes(folded.state), [folded])
  const { rows, tell } = useRows(filter, wanted, told)
  const [menu, setMenu] = useState<{ entry: TimelineEntry; anchor: HTMLElement } | null>(null)

  const list = useRef<VirtuosoHandle>(null)
  const { scrollerRef, onHeight } = useStick()
  useShowOwn(list, folded, rows, me)

  const onMenu = useCallback((entry: TimelineEntry, anchor: HTMLElement) => setMenu({ entry, anchor }), [])
  const onStar = useCallback((entry: TimelineEntry) => void act({ type: 'StarEntry', target: entry.id, starred: !entry.starred }), [act])
  const onHistory = useCallback((entry: TimelineEntry) => open({ name: 'history', entry: entry.id }), [open])

  return (
    <div className={styles.timeline}>
      <TimelineTools filter={filter} onFilter={setFilter} wanted={wanted} onWanted={setWanted} shown={rows.length} since={state.items.IncidentDeclared[0]?.time ?? null} />
      {rows.length === 0 ? (
        <p className={styles.empty}>{wanted.trim() === '' ? 'Nothing of this kind yet.' : `Nothing with “${wanted.trim()}”.`}</p>
      ) : (
        <Virtuoso
          ref={list}
          className={styles.scroller}
          data={rows}
          computeItemKey={(_, { fact }) => fact.id}
          components={COMPONENTS}
          increaseViewportBy={rows.length > TYPICAL_ROWS ? BEYOND_LONG : BEYOND}
          initialTopMostItemIndex={{ index: 'LAST', align: 'end' }}
          alignToBottom
          atBottomThreshold={AT_END}
          followOutput={(atBottom) => atBottom}
          scrollerRef={scrollerRef}
          totalListHeightChanged={onHeight}
          itemContent={(index, row) => {
            const entry = tell(row)
            const note = notes.get(entry.id)
            return (
              <TimelineRow entry={entry} startsDay={startsDay(rows, index, zone)} zone={zone} me={me} note={note?.text ?? null} noteTone={note?.tone ?? null} onMenu={onMenu} onStar={onStar} onHistory={onHistory} />
            )
          }}
        />
      )}
      {menu && <EntryMenu entry={menu.entry} anchor={menu.anchor} onClose={() => setMenu(null)} />}
    </div>
  )
}
