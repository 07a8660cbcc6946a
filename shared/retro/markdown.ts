/** The retro as Markdown, through a syntax tree and its serialiser: text that looks like Markdown comes out as text. */
import type { BlockContent, List, PhrasingContent, Root, Table, TableCell } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { lineText, type Block, type Line, type RetroDocument, type Row, type RowGroup, type Section, type Tile } from './tree.ts'

/** GitHub's Markdown; ends with a newline. */
export function retroMarkdown(document: RetroDocument): string {
  const root: Root = {
    type: 'root',
    children: [
      heading(1, document.title),
      paragraph([{ kind: 'text', text: document.heading.map(({ text }) => text).join(' · ') }]),
      list(document.tiles.map(tile)),
      emphasis(document.opening),
      ...document.sections.flatMap(section),
      { type: 'thematicBreak' },
      paragraph([{ kind: 'text', text: document.footer }]),
    ],
  }
  // Links always in brackets, tables unaligned: one long note would pad every other row to its width.
  return toMarkdown(root, { bullet: '-', emphasis: '_', rule: '-', resourceLink: true, extensions: [gfmToMarkdown({ tablePipeAlign: false })] })
}

/** "**15 min** detection to mitigation, 14:15 → 14:30" */
function tile({ value, label, detail }: Tile): PhrasingContent[] {
  const rest = lineText(detail) === '' ? '' : ', '
  return [strong(value.text), ...phrasing([{ kind: 'text', text: ` ${label}${rest}` }, ...detail])]
}

function section({ title, remark, blocks }: Section): BlockContent[] {
  return [heading(2, title), ...(remark ? [emphasis(remark)] : []), ...blocks.flatMap(block)]
}

function block(block: Block): BlockContent[] {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.words)]
    case 'list':
      return [list(block.items.map(phrasing))]
    case 'rows':
      return [rows(block.rows)]
    case 'card':
      return [heading(3, lineText(block.title)), rows(block.rows)]
    case 'table':
      return block.groups.flatMap((group) => [...(group.title === null ? [] : [heading(3, group.title)]), table(block, group)])
  }
}

function rows(rows: readonly Row[]): List {
  return list(rows.map(({ term, words }) => [strong(`${term}:`), ...phrasing([{ kind: 'text', text: ' ' }, ...words])]))
}

function list(items: readonly PhrasingContent[][]): List {
  return {
    type: 'list',
    spread: false,
    children: items.map((children) => ({ type: 'listItem', spread: false, children: [{ type: 'paragraph', children }] })),
  }
}

/** Markdown's tables have no groups: each group is a table of its own under its heading. */
function table({ columns }: Extract<Block, { kind: 'table' }>, group: RowGroup): Table {
  const cell = (line: Line): TableCell => ({ type: 'tableCell', children: phrasing(line) })
  return {
    type: 'table',
    align: columns.map(({ kind }) => (kind === 'number' ? 'right' : null)),
    children: [
      { type: 'tableRow', children: columns.map(({ title }) => cell([{ kind: 'text', text: title }])) },
      ...group.rows.map(({ cells }) => ({ type: 'tableRow' as const, children: cells.map(cell) })),
    ],
  }
}

function heading(depth: 1 | 2 | 3, words: string): BlockContent {
  return { type: 'heading', depth, children: [{ type: 'text', value: oneLine(words) }] }
}

function paragraph(words: Line): Extract<BlockContent, { type: 'paragraph' }> {
  return { type: 'paragraph', children: phrasing(words) }
}

/** Neighbouring texts become one node, so that the serialiser sees what stands beside what. */
function phrasing(line: Line): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  for (const inline of line) {
    const last = nodes.at(-1)
    const value = oneLine(inline.text)
    if (inline.kind === 'link') nodes.push({ type: 'link', url: inline.url, children: [{ type: 'text', value }] })
    else if (last?.type === 'text') last.value += value
    else nodes.push({ type: 'text', value })
  }
  return nodes
}

function emphasis(words: string): BlockContent {
  return { type: 'paragraph', children: [{ type: 'emphasis', children: [{ type: 'text', value: oneLine(words) }] }] }
}

function strong(words: string): PhrasingContent {
  return { type: 'strong', children: [{ type: 'text', value: oneLine(words) }] }
}

/** A line break inside of a cell or a heading would end it; " / " stands for it, as in a quoted poem. */
function oneLine(text: string): string {
  return text.replace(/ *\n[ \n]*/g, ' / ')
}
