/** Reads a document as its readers do: the timeline's rows, a section's table, everything it says. */
import { lineText, type Block, type RetroDocument } from '../../shared/retro/tree.ts'

type Table = Extract<Block, { kind: 'table' }>

export interface ReadRow {
  readonly day: string | null
  readonly number: string
  readonly time: string
  readonly words: string
  readonly evidence: string
}

/** The timeline, row by row. */
export function rowsOf(document: RetroDocument): ReadRow[] {
  return tablesOf(document, 'timeline').flatMap(({ groups }) =>
    groups.flatMap(({ title, rows }) =>
      rows.map(({ cells }) => {
        const [number, time, words, evidence] = cells.map(lineText)
        return { day: title, number: number!, time: time!, words: words!, evidence: evidence ?? '' }
      }),
    ),
  )
}

/** The cells of a section's tables, as text. */
export function tableOf(document: RetroDocument, section: string): string[][] {
  return tablesOf(document, section).flatMap(({ groups }) => groups.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(lineText))))
}

/** What stands in a section beside its tables: "term: words", a card's under its title, paragraphs and list items as they are. */
export function linesOf(document: RetroDocument, section: string): string[] {
  return blocksOf(document, section).flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return [lineText(block.words)]
      case 'list':
        return block.items.map(lineText)
      case 'card':
        return [lineText(block.title), ...block.rows.map(({ term, words }) => `${term}: ${lineText(words)}`)]
      case 'rows':
        return block.rows.map(({ term, words }) => `${term}: ${lineText(words)}`)
      case 'table':
        return []
    }
  })
}

function tablesOf(document: RetroDocument, section: string): Table[] {
  return blocksOf(document, section).filter((block) => block.kind === 'table')
}

function blocksOf(document: RetroDocument, section: string): readonly Block[] {
  const found = document.sections.find(({ id }) => id === section)
  if (!found) throw new Error(`the document has no section ${section}`)
  return found.blocks
}
