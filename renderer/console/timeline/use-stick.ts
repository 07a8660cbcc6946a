/** Keeps what matters in sight: the newest entry, unless somebody has scrolled away, and what was just recorded here. */
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { VirtuosoHandle } from 'react-virtuoso'
import { isControl } from '../../../shared/facts/control.ts'
import type { Entry } from '../../../shared/facts/resolve.ts'
import type { FoldedIncident } from '../../../shared/incident/evolve.ts'

/** This close to the end (px) counts as being there. */
export const AT_END = 80

export interface Stick {
  /** for the list's own scrolling element */
  readonly scrollerRef: (scroller: HTMLElement | Window | null) => void
  /** the list has changed its height */
  readonly onHeight: () => void
}

/** Stays at the end while the list grows or the room for it shrinks. */
export function useStick(): Stick {
  const scroller = useRef<HTMLElement | null>(null)
  const isAtEnd = useRef(true)
  const stop = useRef<() => void>(() => undefined)

  const onHeight = useCallback((): void => {
    if (scroller.current && isAtEnd.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [])

  const scrollerRef = useCallback(
    (element: HTMLElement | Window | null): void => {
      stop.current()
      scroller.current = element instanceof HTMLElement ? element : null
      // jsdom has no sizes to observe.
      if (!scroller.current || typeof ResizeObserver === 'undefined') return
      const list = scroller.current
      const onScroll = (): void => {
        isAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END
      }
      const observer = new ResizeObserver(onHeight)
      observer.observe(list)
      list.addEventListener('scroll', onScroll, { passive: true })
      stop.current = () => {
        observer.disconnect()
        list.removeEventListener('scroll', onScroll)
      }
    },
    [onHeight],
  )
  return { scrollerRef, onHeight }
}

/** Brings into sight what the person has just recorded in this app, wherever its time has put it. */
export function useShowOwn(list: RefObject<VirtuosoHandle | null>, { entries }: FoldedIncident, rows: readonly Entry[], me: string | null): void {
  const newest = entries.findLast(({ fact }) => fact.by.person === me && !isControl(fact.type))?.fact.id
  const seen = useRef(newest)
  useEffect(() => {
    if (newest === seen.current) return
    seen.current = newest
    const index = rows.findLastIndex(({ fact }) => fact.id === newest)
    if (index >= 0) list.current?.scrollIntoView({ index, behavior: 'auto' })
  }, [list, newest, rows])
}
