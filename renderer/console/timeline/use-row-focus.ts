/** The keyboard's way through the timeline: one stop for Tab, arrows from row to row, and a focus that is never lost. */
import { useCallback, useLayoutEffect, useMemo, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import type { VirtuosoHandle } from 'react-virtuoso'
import type { Entry } from '../../../shared/facts/resolve.ts'
import { rowKeyOf, useKey, type RowKey } from '../../keys.ts'

/** What each row of the list tells of itself. */
export interface RowContext {
  readonly drawn: (id: string, element: HTMLElement) => () => void
}

export interface RowFocus {
  readonly context: RowContext
  /** for what holds the list */
  readonly holder: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void
    readonly onPointerDown: () => void
  }
  /** gives a row the focus, drawn or not */
  readonly go: (index: number) => void
  /** gives an entry the focus, now or as soon as it has a row. @returns whether it has one now */
  readonly goTo: (id: string) => boolean
}

export type OnRowKey = (key: Exclude<RowKey, 'walk' | 'ends'>, row: Entry, element: HTMLElement) => void

/** Frames in which a row that is wanted takes the focus, or somebody has gone elsewhere by then. */
const MOST_FRAMES = 30
/** Rows that PageUp and PageDown pass over. */
const PAGE = 10

/** @param scroller the list's own scrolling element */
export function useRowFocus(list: RefObject<VirtuosoHandle | null>, rows: readonly Entry[], onRowKey: OnRowKey): RowFocus {
  /** the row that has the focus or had it last, and where it stood then */
  const current = useRef<{ id: string; index: number } | null>(null)
  /** gets the focus once it is drawn */
  const wanted = useRef<string | null>(null)
  const elements = useRef(new Map<string, HTMLElement>())
  const byPointer = useRef(false)
  const latest = useRef(rows)
  useLayoutEffect(() => {
    latest.current = rows
  })

  /** @returns whether the row that is wanted has the focus now */
  const take = useCallback((id: string, element: HTMLElement, options?: FocusOptions): boolean => {
    element.focus(options)
    if (document.activeElement !== element) return false
    if (wanted.current === id) wanted.current = null
    return true
  }, [])

  const go = useCallback(
    (index: number): void => {
      const id = latest.current[index]?.fact.id
      if (id === undefined) return
      current.current = { id, index }
      wanted.current = id
      // A list that has just been opened hides its rows until it stands at its end: what is hidden takes no focus, and a scroll that is asked for before then is forgotten.
      const tryFor = (frames: number): void => {
        if (wanted.current !== id) return
        const element = elements.current.get(id)
        if ((element && take(id, element)) || frames === 0) return
        if (!element) list.current?.scrollToIndex({ index, align: 'center' })
        requestAnimationFrame(() => tryFor(frames - 1))
      }
      tryFor(MOST_FRAMES)
    },
    [list, take],
  )

  const indexOf = useCallback((id: string): number => {
    const rows = latest.current
    const near = current.current?.id === id ? current.current.index : -1
    return rows[near]?.fact.id === id ? near : rows.findIndex(({ fact }) => fact.id === id)
  }, [])

  const awaited = useRef<string | null>(null)
  const goTo = useCallback(
    (id: string): boolean => {
      const index = indexOf(id)
      awaited.current = index < 0 ? id : null
      go(index)
      return index >= 0
    },
    [go, indexOf],
  )
  useLayoutEffect(() => {
    if (awaited.current !== null) goTo(awaited.current)
  }, [rows, goTo])

  /** Where the keyboard goes on: the row that had the focus, what stands in its place, or the newest. */
  const resume = useCallback((): void => {
    const last = latest.current.length - 1
    const { id, index } = current.current ?? { id: '', index: last }
    const now = indexOf(id)
    go(now >= 0 ? now : Math.min(index, last))
  }, [go, indexOf])
  useKey('timeline', resume)

  const drawn = useCallback<RowContext['drawn']>(
    (id, element) => {
      elements.current.set(id, element)
      if (wanted.current === id) take(id, element, { preventScroll: true })
      return () => {
        elements.current.delete(id)
        if (!element.contains(document.activeElement)) return
        const scroller = element.closest<HTMLElement>('[data-virtuoso-scroller]')
        queueMicrotask(() => {
          if (document.activeElement !== document.body) return
          // Scrolled away, it keeps its place, and the keys go on from there; gone or moved, the focus goes along.
          if (latest.current[current.current?.index ?? -1]?.fact.id === id && scroller?.isConnected) scroller.focus({ preventScroll: true })
          else resume()
        })
      }
    },
    [resume, take],
  )
  const context = useMemo(() => ({ drawn }), [drawn])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.defaultPrevented || event.altKey || event.nativeEvent.isComposing) return
    const target = event.target as HTMLElement
    const element = target.closest<HTMLElement>('[data-entry]')
    const id = element?.dataset['entry'] ?? current.current?.id
    const index = id === undefined ? -1 : indexOf(id)
    const to = stepTo(event, index, rows.length)
    if (to !== null) {
      event.preventDefault()
      return go(to)
    }
    // A button or a link in the row has its own Enter.
    if (!element || index < 0 || (event.key === 'Enter' && target !== element)) return
    const key = rowKeyOf(event.nativeEvent)
    if (key === undefined || key === 'walk' || key === 'ends') return
    // Words that are selected are what is to be copied.
    if (key === 'copy' && document.getSelection()?.isCollapsed === false) return
    event.preventDefault()
    onRowKey(key, rows[index]!, element)
  }

  return {
    context,
    go,
    goTo,
    holder: {
      onKeyDown,
      onPointerDown: () => {
        byPointer.current = true
        setTimeout(() => (byPointer.current = false))
      },
      onFocus: ({ target }) => {
        const scroller = target.closest<HTMLElement>('[data-virtuoso-scroller]')
        const id = target.closest<HTMLElement>('[data-entry]')?.dataset['entry']
        if (id !== undefined) current.current = { id, index: indexOf(id) }
        else if (target === scroller && !byPointer.current && target.tabIndex === 0) resume()
        // While the focus is inside, Tab backwards must not stop at what holds the rows.
        if (scroller) scroller.tabIndex = -1
      },
      onBlur: ({ target, relatedTarget }) => {
        const scroller = target.closest<HTMLElement>('[data-virtuoso-scroller]')
        if (scroller && !scroller.contains(relatedTarget)) scroller.tabIndex = 0
      },
    },
  }
}

/** The row that a key leads to from `index` (-1: from none), or null. */
function stepTo({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent, index: number, count: number): number | null {
  if (ctrlKey || metaKey || shiftKey || count === 0) return null
  const within = (to: number): number => Math.min(Math.max(to, 0), count - 1)
  switch (key) {
    case 'ArrowUp':
      return within(index < 0 ? count - 1 : index - 1)
    case 'ArrowDown':
      return within(index < 0 ? count - 1 : index + 1)
    case 'PageUp':
      return within(index - PAGE)
    case 'PageDown':
      return within(index + PAGE)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
