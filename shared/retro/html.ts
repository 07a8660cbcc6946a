/** The retro as one HTML file that needs nothing else: no script, no request, made to be read on paper too. */
import type { Element, ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { RETRO_STYLE } from './html-style.ts'
import { lineText, type Block, type Column, type Inline, type Line, type RetroDocument, type Row, type Section, type Stretch, type TableRow, type Tile } from './tree.ts'

/** The file may show its own style and nothing else; the course's proportions are style attributes. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

export function retroHtml(document: RetroDocument): string {
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { httpEquiv: 'Content-Security-Policy', content: POLICY }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'referrer', content: 'no-referrer' }),
          h('title', `${document.title} · Retro`),
          h('style', RETRO_STYLE),
        ]),
        h('body', h('main', h('article', article(document)))),
      ]),
    ],
  }
  return `${toHtml(root)}\n`
}

function article(document: RetroDocument): ElementContent[] {
  return [
    h('header', [
      h('p.heading', document.heading.map((part) => h('span', [inline(part)]))),
      h('h1', document.title),
      h('ul.tiles', document.tiles.map(tile)),
      ...course(document.course),
      h('p.opening', document.opening),
    ]),
    ...document.sections.map(section),
    h('footer', h('p', document.footer)),
  ]
}

function tile({ value, label, detail }: Tile): Element {
  return h('li', [h('b', [inline(value)]), h('span', label), ...(lineText(detail) === '' ? [] : [h('small', line(detail))])])
}

function course(stretches: readonly Stretch[]): Element[] {
  if (stretches.length === 0) return []
  const steps = stretches.map(({ start, events, ms, length, tone }) =>
    h('li', { className: [tone], style: `flex-grow:${String(Math.round((ms ?? 0) / 1000))}` }, [
      h('i', length ?? ''),
      h('b', line(start)),
      h('span', events.join(', ')),
    ]),
  )
  return [h('ol.course', { ariaLabel: 'The course up to the end of the harm' }, steps)]
}

function section({ id, title, remark, blocks }: Section): Element {
  return h('section', { id, ariaLabelledBy: `${id}-title` }, [
    h('h2', { id: `${id}-title` }, [title, ...(remark ? [' ', h('small', remark)] : [])]),
    ...blocks.map(block),
  ])
}

function block(block: Block): Element {
  switch (block.kind) {
    case 'paragraph':
      return h('p', line(block.words))
    case 'list':
      return h('ul', block.items.map((item) => h('li', line(item))))
    case 'rows':
      return rows(block.rows)
    case 'card':
      return h('div.card', [h('h3', line(block.title)), rows(block.rows)])
    case 'table':
      return table(block)
  }
}

function rows(rows: readonly Row[]): Element {
  return h('dl', rows.map(({ term, words }) => h('div', [h('dt', term), h('dd', line(words))])))
}

function table({ label, columns, groups }: Extract<Block, { kind: 'table' }>): Element {
  return h('table', [
    h('caption', label),
    h('thead', h('tr', columns.map(({ title, kind }) => h('th', { scope: 'col', className: [kind] }, title)))),
    ...groups.map(({ title, rows }) =>
      h('tbody', [
        ...(title === null ? [] : [h('tr.group', h('th', { scope: 'rowgroup', colSpan: columns.length }, title))]),
        ...rows.map((row) => tableRow(columns, row)),
      ]),
    ),
  ])
}

/** The first cell names its row. */
function tableRow(columns: readonly Column[], { cells, mark }: TableRow): Element {
  const named = cells.map((cell, index) => {
    const className = [columns[index]!.kind]
    return index === 0 ? h('th', { scope: 'row', className }, line(cell)) : h('td', { className }, line(cell))
  })
  return h('tr', mark ? { className: [mark] } : {}, named)
}

function line(words: Line): ElementContent[] {
  return words.map(inline)
}

function inline(inline: Inline): ElementContent {
  switch (inline.kind) {
    case 'text':
      return { type: 'text', value: inline.text }
    case 'time':
      return h('time', { dateTime: inline.time }, inline.text)
    case 'link':
      return h('a', { href: inline.url, rel: ['noopener', 'noreferrer'] }, inline.text)
    case 'figure':
    case 'quiet':
    case 'late':
      return h('span', { className: [inline.kind] }, inline.text)
  }
}
