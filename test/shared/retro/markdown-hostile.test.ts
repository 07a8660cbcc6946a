/** Whatever people type comes out of the Markdown as the text that it was, and as nothing else. */
import fc from 'fast-check'
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { plainText, webAddress } from '../../../shared/retro/plain-text.ts'
import { retroMarkdown } from '../../../shared/retro/markdown.ts'
import { text, type Inline, type Line, type RetroDocument } from '../../../shared/retro/tree.ts'

/** GitHub's reading. Its search of finished text for addresses is left out: it runs in that parser alone, and would undo escapes. */
function parsed(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] })) })
}

const HOSTILE = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<!-- ', '-->', '&lt;', '&#x3c;', '[click](javascript:alert(1))', '![x](http://evil.example/x.png)',
  '[a]: http://evil.example', '[^1]', '<http://evil.example>', 'https://evil.example/a_b', 'www.evil.example', 'http://', '| a | b |', '|', '|---|', '\\|', '\\', '`code`', '```', '~~~',
  '# heading', '## ', '===', '---', '***', '- item', '1. item', '+ ', '* ', '> quote', '_a_', '**b**', '~c~', '~~d~~', '- [ ] task', '    code', '\t', ' ', '  ', '\n', '\r\n', '\n\n', '\n# x', '\n| x |',
  '\u2028', '\0', '\x1b[31m', '\u202e', '\u2066', '\u200f', '\ufeff', '\ud800', '…', '→', 'é', '漢', 'שלום', '🔥', 'a', 'Z', '0', ':', '!', '$', '{', '}', '=', '@', 'mention@example.org', '#12',
]

const hostile = fc.oneof(
  fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
)

/** The same words in every place that a document has. */
function everywhere(words: string): RetroDocument {
  const line: Line = [text(words)]
  return {
    title: plainText(words),
    heading: [text('Review'), ...line],
    opening: plainText(words),
    tiles: [{ value: text(words), label: plainText(words), detail: line }],
    course: [],
    sections: [
      {
        id: 'all',
        title: plainText(words),
        remark: plainText(words),
        blocks: [
          { kind: 'paragraph', words: line },
          { kind: 'rows', rows: [{ term: plainText(words), words: line }] },
          { kind: 'paragraph', words: [text(words), text(words)] },
          { kind: 'list', items: [line, line] },
          { kind: 'card', title: line, rows: [{ term: plainText(words), words: line }] },
          { kind: 'table', label: 'Rows', columns: [{ title: plainText(words), kind: 'words' }, { title: 'b', kind: 'words' }], groups: [{ title: plainText(words), rows: [{ cells: [line, [{ kind: 'quiet', text: plainText(words) }]] }] }] },
        ],
      },
    ],
    footer: plainText(words),
  }
}

function allOf<T extends Nodes['type']>(node: Nodes, type: T): Extract<Nodes, { type: T }>[] {
  const own = node.type === type ? [node as Extract<Nodes, { type: T }>] : []
  return 'children' in node ? [...own, ...node.children.flatMap((child) => allOf(child, type))] : own
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/** What a reader sees, blanks aside: line breaks shown as the document shows them. */
function seen(words: string): string {
  return bare(plainText(words).replace(/ *\n[ \n]*/g, ' / '))
}

const bare = (words: string): string => words.replace(/\s+/g, '')
const shown = hostile.filter((words) => seen(words) !== '')
const SHAPE = ['heading', 'paragraph', 'list', 'paragraph', 'heading', 'paragraph', 'paragraph', 'list', 'paragraph', 'list', 'heading', 'list', 'heading', 'table', 'thematicBreak', 'paragraph']

describe('Markdown of hostile words', () => {
  it('has the shape that harmless words have, and none of the constructs that words could make', () => {
    fc.assert(
      fc.property(shown, (words) => {
        const root = parsed(retroMarkdown(everywhere(words)))
        expect(root.children.map(({ type }) => type)).toEqual(SHAPE)
        for (const type of ['html', 'link', 'image', 'linkReference', 'imageReference', 'definition', 'footnoteDefinition', 'footnoteReference', 'code', 'inlineCode', 'delete', 'blockquote', 'break'] as const) {
          expect(allOf(root, type), type).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('says the same words when it is read back', () => {
    fc.assert(
      fc.property(shown, (words) => {
        const root = parsed(retroMarkdown(everywhere(words)))
        const expected = seen(words)
        const wordsOf = (type: 'heading' | 'tableCell' | 'strong' | 'emphasis'): string[] => allOf(root, type).map((node) => bare(textOf(node)))
        expect(wordsOf('heading')).toEqual([expected, expected, expected, expected])
        expect(wordsOf('tableCell')).toEqual([expected, 'b', expected, expected])
        expect(wordsOf('strong')).toEqual([expected, `${expected}:`, `${expected}:`])
        expect(wordsOf('emphasis')).toEqual([expected, expected])
        const lists = allOf(root, 'list').map((list) => list.children.map((item) => bare(textOf(item))))
        expect(lists).toEqual([[`${expected}${expected},${expected}`], [`${expected}:${expected}`], [expected, expected], [`${expected}:${expected}`]])
      }),
      { numRuns: 60 },
    )
  })

  it('links to web addresses alone, and to exactly those that it was given', () => {
    const address = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      hostile.map((words) => `https://example.org/${words}`),
      hostile.map((words) => `javascript:${words}`),
      hostile,
    )
    fc.assert(
      fc.property(address, shown, (url, words) => {
        const safe = webAddress(url)
        const inline: Inline = safe === null ? text(url) : { kind: 'link', text: plainText(words), url: safe }
        const document = everywhere('words')
        const root = parsed(retroMarkdown({ ...document, sections: [{ id: 'x', title: 'x', remark: null, blocks: [{ kind: 'list', items: [[inline]] }] }] }))
        const links = allOf(root, 'link')
        expect(links.map((link) => link.url)).toEqual(safe === null ? [] : [safe])
        for (const link of links) {
          expect(link.url).toMatch(/^https?:\/\//i)
          expect(bare(textOf(link))).toBe(seen(words))
        }
      }),
      { numRuns: 80 },
    )
  })
})
