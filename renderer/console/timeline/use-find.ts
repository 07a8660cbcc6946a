/** Finding in the timeline: which entries match, which of them is the current one, and the way from one to the next. */
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { VirtuosoHandle } from 'react-virtuoso'
import type { Entry } from '../../../shared/facts/resolve.ts'
import type { TimelineEntry } from '../../../shared/views/timeline.ts'
import { findable, findPattern } from './find.ts'
import { inSlices } from './in-slices.ts'

export interface Find {
  readonly words: string
  readonly setWords: (words: string) => void
  /** what the rows mark; null: nothing */
  readonly pattern: RegExp | null
  /** id of the entry that is looked at */
  readonly current: string | null
  /** its place among those that match, from 1; 0 before there is one */
  readonly place: number
  readonly count: number
  /** the long end of a long timeline is still being looked through */
  readonly isSearching: boolean
  /** to the next (1) or the one before (-1), round the ends */
  readonly step: (by: 1 | -1) => void
}

interface Found {
  readonly ids: readonly string[]
  readonly isDone: boolean
}

const NOTHING: Found = { ids: [], isDone: true }

/** How often (ms) the count is shown while it grows. */
const SHOW_MS = 200

/**
 * @param source the incident's entries: what they say holds for as long as this list is the same
 * @param firstSeen the index of the first row in sight
 */
export function useFind(list: RefObject<VirtuosoHandle | null>, rows: readonly Entry[], tell: (entry: Entry) => TimelineEntry, source: readonly Entry[], zone: string, firstSeen: RefObject<number>): Find {
  const [words, setWords] = useState('')
  const deferred = useDeferredValue(words)
  const pattern = useMemo(() => findPattern(deferred), [deferred])
  const [found, setFound] = useState<Found>(NOTHING)
  const [current, setCurrent] = useState<string | null>(null)
  const at = useRef(current)
  useEffect(() => {
    at.current = current
  })

  // What 100,000 entries say takes a second to work out: it is kept until one of them is changed.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the fold appends to its list, or makes a new one: then, and with another zone, all is said anew
  const texts = useMemo(() => new WeakMap<Entry, string>(), [source, zone])
  const textOf = useRef<(entry: Entry) => string>(() => '')
  useEffect(() => {
    textOf.current = (entry) => {
      let text = texts.get(entry)
      if (text === undefined) texts.set(entry, (text = findable(tell(entry))))
      return text
    }
  })

  const lookAt = useCallback(
    (index: number): void => {
      setCurrent(rows[index]!.fact.id)
      list.current?.scrollIntoView({ index, align: 'center', behavior: 'auto' })
    },
    [list, rows],
  )

  useEffect(() => {
    const indexes: number[] = []
    let shown = performance.now()
    return inSlices(
      pattern ? rows.length : 0,
      (index) => {
        if (pattern!.test(textOf.current(rows[index]!))) indexes.push(index)
      },
      (isDone) => {
        if (!isDone && performance.now() - shown < SHOW_MS) return
        shown = performance.now()
        const ids = indexes.map((index) => rows[index]!.fact.id)
        setFound({ ids, isDone })
        if (!isDone || ids.includes(at.current ?? '')) return
        const next = indexes.find((index) => index >= firstSeen.current) ?? indexes[0]
        if (next === undefined) setCurrent(null)
        else lookAt(next)
      },
    )
  }, [pattern, rows, lookAt, firstSeen])

  const place = current === null ? 0 : found.ids.indexOf(current) + 1
  const step = (by: 1 | -1): void => {
    const count = found.ids.length
    if (count === 0) return
    const next = place === 0 ? (by === 1 ? 0 : count - 1) : (place - 1 + by + count) % count
    const index = rows.findIndex(({ fact }) => fact.id === found.ids[next])
    if (index >= 0) lookAt(index)
  }
  return { words, setWords, pattern, current: pattern && current, place, count: found.ids.length, isSearching: !found.isDone || words !== deferred, step }
}
