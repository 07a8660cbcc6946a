/** What the command palette holds beside the keys: parts of the window put in what they can do while they are there. */
import { useEffect, useRef } from 'react'
import type { KeyName } from './keys.ts'
import { recall, remember } from './memory.ts'

export interface PaletteItem {
  /** the same from one start to the next: what was used last is remembered by it */
  readonly id: string
  readonly label: string
  /** what kind of thing it is, quietly beside the label */
  readonly kind: string
  /** other words that it is found by */
  readonly words?: string
  readonly shortcut?: KeyName
  readonly run: () => void
}

type Source = () => readonly PaletteItem[]

const sources = new Set<Source>()
const RECENT = 'palette'
const MOST_RECENT = 5

/** Puts items into the palette while this component is mounted. */
export function usePaletteItems(source: Source): void {
  const latest = useRef(source)
  useEffect(() => {
    latest.current = source
  })
  useEffect(() => {
    const registered: Source = () => latest.current()
    sources.add(registered)
    return () => void sources.delete(registered)
  }, [])
}

/** Everything that parts of the window have put in, as of now. */
export function contributedItems(): readonly PaletteItem[] {
  return [...sources].flatMap((source) => source())
}

/** The ids of what was taken last, the newest first. */
export function recentIds(): readonly string[] {
  return recall(RECENT)?.split('\n').filter(Boolean) ?? []
}

export function rememberRecent(id: string): void {
  remember(RECENT, [id, ...recentIds().filter((other) => other !== id)].slice(0, MOST_RECENT).join('\n'))
}

/** The items that hold every word: what was taken last first, then what begins with the words, then where a word of it does. In their own order beyond that. */
export function itemsWith(items: readonly PaletteItem[], text: string, recent: readonly string[]): readonly PaletteItem[] {
  const typed = text.trim().toLowerCase()
  const words = typed.split(/\s+/).filter(Boolean)
  const rank = ({ id, label }: PaletteItem): number => {
    const at = recent.indexOf(id)
    if (words.length === 0) return at === -1 ? MOST_RECENT : at
    const lower = label.toLowerCase()
    const fit = lower.startsWith(typed) ? 0 : words.every((word) => ` ${lower}`.includes(` ${word}`)) ? 1 : 2
    return fit * (MOST_RECENT + 1) + (at === -1 ? MOST_RECENT : at)
  }
  return items
    .filter(({ label, kind, words: more = '' }) => words.every((word) => `${label} ${kind} ${more}`.toLowerCase().includes(word)))
    .map((item, index) => ({ item, index, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item)
}
