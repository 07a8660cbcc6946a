/** Evidence: links beside the entries that they belong to, and their addresses in full for whoever reads on paper. */
import type { Evidence } from '../../facts/fact.ts'
import type { Material } from '../material.ts'
import { plainText, shortAddress, webAddress } from '../plain-text.ts'
import { quiet, table, text, type Inline, type Line, type Section } from '../tree.ts'

/** The links of one entry; what is no web address (javascript:, file:) stands there as text. */
export function evidenceLine(evidence: readonly Evidence[]): Line {
  return evidence.flatMap((piece, index) => (index === 0 ? [pieceInline(piece)] : [text(', '), pieceInline(piece)]))
}

function pieceInline({ url, title }: Evidence): Inline {
  const address = webAddress(url)
  const name = plainText(title ?? '').trim()
  if (address === null) return text(name ? `${name}: ${url}` : url)
  return { kind: 'link', text: name || shortAddress(address), url: address }
}

/** Every address in full, by row; left out where there is none. */
export function evidenceSection({ rows }: Material): Section[] {
  const found = rows.flatMap(({ evidence }, index) =>
    evidence.map(({ url, title }) => {
      const address = webAddress(url)
      const name = plainText(title ?? '').trim()
      const whole: Inline = address === null ? text(url) : { kind: 'link', text: address, url: address }
      return { cells: [[text(String(index + 1))], name ? [text(name), quiet(' · '), whole] : [whole]] }
    }),
  )
  if (found.length === 0) return []
  const columns = [{ title: 'Row', kind: 'number' as const }, { title: 'Link', kind: 'words' as const }]
  return [{ id: 'evidence', title: 'Evidence', remark: null, blocks: [table('Evidence', columns, found)] }]
}
