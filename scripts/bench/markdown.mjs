// Figures as the tables that docs/performance.md holds.
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function markdownTable(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

/** @param {import('../bench.mjs').Row[]} rows */
export function rowsTable(rows) {
  return markdownTable(['what', 'figure', 'unit'], rows.map(({ what, value, unit }) => [what, value.toFixed(value < 100 ? 2 : 0), unit]))
}

/**
 * Puts a text between the marks `<!-- bench NAME -->` and `<!-- end -->` of a document.
 * @param {string} file
 * @param {string} name
 * @param {string} text
 */
export function writeBetweenMarks(file, name, text) {
  const document = readFileSync(file, 'utf8')
  const mark = `<!-- bench ${name} -->\n`
  const start = document.indexOf(mark)
  const end = document.indexOf('<!-- end -->', start)
  if (start < 0 || end < 0) throw new Error(`${file} has no place for the figures of ${name}.`)
  writeFileSync(file, `${document.slice(0, start)}${mark}${text}\n${document.slice(end)}`)
}
