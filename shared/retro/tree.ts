/** The retro document as plain data: every format is written from this one tree, and none adds a word of its own. */
import { plainText } from './plain-text.ts'

/** A run of words within a line. All text has passed {@link plainText}. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  /** a length, a number or a name that stands out where the format can show it */
  | { readonly kind: 'figure'; readonly text: string }
  /** a remark beside the words: a correction, when it was written down, what is not recorded */
  | { readonly kind: 'quiet'; readonly text: string }
  /** after its time: shown in the colour of lateness, and said in words */
  | { readonly kind: 'late'; readonly text: string }
  /** `time` is UTC, `text` is as people of the document's zone read it */
  | { readonly kind: 'time'; readonly text: string; readonly time: string }
  /** `url` is an http or https address that {@link webAddress} has let through */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }

export type Line = readonly Inline[]

/** A name and what is to be said under it. */
export interface Row {
  readonly term: string
  readonly words: Line
}

export interface Column {
  readonly title: string
  readonly kind: 'number' | 'time' | 'words' | 'links'
}

export interface TableRow {
  readonly cells: readonly Line[]
  /** `harm`: it begins or was noticed here; `relief`: it ends here */
  readonly mark?: 'harm' | 'relief'
}

/** Rows under a heading of their own, for instance a day; an untitled group has none. */
export interface RowGroup {
  readonly title: string | null
  readonly rows: readonly TableRow[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly words: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** what belongs to one thing, a decision say, under its title */
  | { readonly kind: 'card'; readonly title: Line; readonly rows: readonly Row[] }
  | { readonly kind: 'table'; readonly label: string; readonly columns: readonly Column[]; readonly groups: readonly RowGroup[] }

export interface Section {
  /** stable: the anchor of the section, and what tests find it by */
  readonly id: string
  readonly title: string
  /** beside the title: what holds for the whole section */
  readonly remark: string | null
  readonly blocks: readonly Block[]
}

/** One of the few facts that a reader sees first. */
export interface Tile {
  readonly value: Inline
  readonly label: string
  readonly detail: Line
}

/** A stretch of the course from one moment to the next; the last one has no length. */
export interface Stretch {
  readonly start: Line
  /** what happened at its start, as in "detected" */
  readonly events: readonly string[]
  readonly ms: number | null
  readonly length: string | null
  readonly tone: 'unnoticed' | 'deciding' | 'acting' | 'over'
}

export interface RetroDocument {
  readonly title: string
  /** what it is, of which incident, of which day, how far */
  readonly heading: Line
  /** how to read it, and in what spirit */
  readonly opening: string
  readonly tiles: readonly Tile[]
  /** the first moments in their proportion, for formats that can draw; everything in it stands in the durations too */
  readonly course: readonly Stretch[]
  readonly sections: readonly Section[]
  readonly footer: string
}

export const text = (words: string): Inline => ({ kind: 'text', text: plainText(words) })
export const figure = (words: string): Inline => ({ kind: 'figure', text: plainText(words) })
export const quiet = (words: string): Inline => ({ kind: 'quiet', text: plainText(words) })
export const late = (words: string): Inline => ({ kind: 'late', text: plainText(words) })

/** What stands where a fact is missing. Nothing is ever invented (design section 5). */
export const NOT_RECORDED = quiet('not recorded')

export const paragraph = (...words: Inline[]): Block => ({ kind: 'paragraph', words })

/** Rows of a table without headings between them. */
export function table(label: string, columns: readonly Column[], rows: readonly TableRow[]): Block {
  return { kind: 'table', label, columns, groups: [{ title: null, rows }] }
}

/** The words of a line as one text. */
export function lineText(line: Line): string {
  return line.map((inline) => inline.text).join('')
}
