/** The list of incidents: what is open first, then what is over. Arrows move, Enter opens, Ctrl+1 to 9 jump. */
import { Archive, Search, X } from 'lucide-react'
import { forwardRef, useCallback, useEffect, useMemo, useRef, useState, type ComponentProps, type KeyboardEvent, type RefObject } from 'react'
import { Virtuoso, type Components, type VirtuosoHandle } from 'react-virtuoso'
import type { IncidentRow } from '../../shared/api.ts'
import { useKey } from '../keys.ts'
import { openIncident } from '../session.ts'
import { announce, isRowOver, useStore } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { incidentsWith } from './find-incident.ts'
import { IncidentMenu } from './IncidentMenu.tsx'
import { IncidentListRow } from './IncidentListRow.tsx'
import styles from './IncidentList.module.css'

/** Up to so many are seen at a glance; more than that can be looked through. */
const AT_A_GLANCE = 12
/** Drawn beyond what is seen, px: in all, some forty rows of a list of thousands. */
const BEYOND = 120

interface ListContext {
  readonly count: number
  /** the row that begins what is over, where something open stands before it; -1 where none does */
  readonly firstOver: number
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

const COMPONENTS: Components<IncidentRow, ListContext> = {
  List: forwardRef<HTMLDivElement, ComponentProps<'div'> & { context?: ListContext }>(function List({ context, ...props }, ref) {
    return <div {...props} ref={ref} role="list" aria-label="Incidents" onKeyDown={context?.onKeyDown} />
  }),
  Item: function Item({ item, context, ...props }) {
    const index = props['data-index']
    return (
      <div
        {...props}
        role="listitem"
        // The list holds but the rows that are seen: what stands where in all of it is said here.
        aria-posinset={index + 1}
        aria-setsize={context.count}
        className={classes(styles.item, index === context.firstOver && styles.firstOver, isRowOver(item) && styles.over)}
      />
    )
  },
}

export interface IncidentListProps {
  wide: boolean
  onChosen: () => void
  /** set where the list was widened to look for an incident in it */
  findingRef: RefObject<boolean>
}

export function IncidentList({ wide, onChosen, findingRef }: IncidentListProps) {
  const stored = useStore(({ rows }) => rows)
  const open = useStore(({ open, opening }) => opening ?? open?.id ?? null)
  const [words, setWords] = useState('')
  const [showsArchived, setShowsArchived] = useState(false)
  // Whoever looks for an incident means the archived ones too, and the one that is open is never out of the list.
  const isLooking = wide && words.trim() !== ''
  const all = useMemo(() => (showsArchived || isLooking ? stored : stored.filter(({ id, archived }) => !archived || id === open)), [stored, showsArchived, isLooking, open])
  const archived = useMemo(() => stored.filter(({ archived }) => archived).length, [stored])
  const toggleArchived = (): void => {
    setShowsArchived(!showsArchived)
    announce(showsArchived ? 'Archived incidents are hidden.' : `${count(archived)} shown.`)
  }
  useKey('archived', toggleArchived, archived > 0)
  const rows = useMemo(() => incidentsWith(all, wide ? words : ''), [all, wide, words])
  const list = useRef<VirtuosoHandle>(null)
  const frame = useRef<HTMLDivElement>(null)
  useKey('switch', (event) => {
    const row = all[Number(event?.code.slice('Digit'.length)) - 1]
    if (row) void openIncident(row.id)
  })

  /** Goes to a row that may not be drawn yet. */
  const focusRow = useCallback((index: number): void => {
    const buttonAt = (index: number): HTMLElement | null => frame.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`) ?? null
    const there = buttonAt(index)
    if (there) return there.focus()
    list.current?.scrollIntoView({ index, behavior: 'auto', done: () => buttonAt(index)?.focus() })
  }, [])
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>): void => {
      const here = Number((document.activeElement?.closest('[data-index]') as HTMLElement | null)?.dataset['index'] ?? -1)
      const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key]
      if (to === undefined) return
      event.preventDefault()
      focusRow(Math.max(0, Math.min(rows.length - 1, to)))
    },
    [rows.length, focusRow],
  )

  const firstOver = rows.findIndex(isRowOver)
  const context = useMemo<ListContext>(() => ({ count: rows.length, firstOver: firstOver > 0 ? firstOver : -1, onKeyDown }), [rows.length, firstOver, onKeyDown])
  const latest = useRef(onChosen)
  useEffect(() => {
    latest.current = onChosen
  })
  const choose = useCallback((id: string): void => {
    latest.current()
    void openIncident(id)
  }, [])
  const [menu, setMenu] = useState<{ row: IncidentRow; anchor: HTMLElement } | null>(null)
  const onMenu = useCallback((row: IncidentRow, anchor: HTMLElement) => setMenu({ row, anchor }), [])
  const takeFirst = (): void => {
    if (!rows[0]) return
    setWords('')
    choose(rows[0].id)
  }
  return (
    <div ref={frame} className={classes(styles.frame, wide && styles.wide)}>
      {wide && stored.length > AT_A_GLANCE && <Finder findingRef={findingRef} words={words} onWords={setWords} found={rows.length} onDown={() => focusRow(0)} onEnter={takeFirst} />}
      {rows.length === 0 && all.length > 0 && <p className={styles.none}>No incident with these words.</p>}
      <Virtuoso
        ref={list}
        className={styles.list}
        data={rows}
        computeItemKey={(_, { id }) => id}
        components={COMPONENTS}
        context={context}
        increaseViewportBy={BEYOND}
        defaultItemHeight={wide ? 62 : 38}
        itemContent={(index, row) => <IncidentListRow row={row} wide={wide} current={row.id === open} number={rows === all ? index + 1 : null} onChoose={choose} onMenu={onMenu} />}
      />
      {menu && <IncidentMenu {...menu} onClose={() => setMenu(null)} />}
      {wide && archived > 0 && (
        <Button variant="quiet" size="small" wide icon={<Archive size={14} />} shortcut="archived" aria-pressed={showsArchived} onClick={toggleArchived}>
          {showsArchived ? 'Hide archived' : `${String(archived)} archived`}
        </Button>
      )}
    </div>
  )
}

function count(archived: number): string {
  return archived === 1 ? '1 archived incident is' : `${String(archived)} archived incidents are`
}

interface FinderProps {
  findingRef: RefObject<boolean>
  words: string
  onWords: (words: string) => void
  found: number
  /** into the list */
  onDown: () => void
  /** the first that was found */
  onEnter: () => void
}

/** Looks through the list by title, id, severity and phase. */
function Finder({ findingRef, words, onWords, found, onDown, onEnter }: FinderProps) {
  const box = useRef<HTMLInputElement>(null)
  useKey('incident', () => box.current?.select())
  useEffect(() => {
    if (findingRef.current) box.current?.focus()
    findingRef.current = false
  }, [findingRef])
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') onWords('')
    else if (event.key === 'ArrowDown') onDown()
    else if (event.key === 'Enter') onEnter()
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.find} role="search">
      <Search size={14} aria-hidden="true" className={styles.glass} />
      <TextInput ref={box} aria-label="Find an incident" placeholder="Find an incident" value={words} onChange={onWords} onKeyDown={onKeyDown} />
      {words.trim() !== '' && (
        <>
          <span className={styles.found} role="status">
            {found}
          </span>
          <IconButton size="small" label="Show all incidents" icon={<X size={14} />} onClick={() => onWords('')} />
        </>
      )}
    </div>
  )
}
