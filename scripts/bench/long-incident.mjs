// Writes incidents of any length as the journal itself would, without waiting for the disk at each line.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runnerImport } from 'vite'
import { root } from '../paths.mjs'
import { mixedFact } from './mix.mjs'

const ID_DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

/** Eight base32 digits. @param {number} number */
export function numbered(number) {
  let digits = ''
  for (let rest = number, place = 0; place < 8; place++, rest = Math.floor(rest / 32)) digits = ID_DIGITS[rest % 32] + digits
  return digits
}

/**
 * @typedef {{ JOURNAL_FORMAT: string, JOURNAL_VERSION: number, headerLine(salt: string, header: object): Line, factsLine(prev: string, salt: string, facts: object[]): Line }} Format
 * @typedef {{ bytes: Buffer, sum: string }} Line
 */

/** @returns {Promise<Format>} the journal's own format: electron/journal/line.ts */
export async function lineFormat() {
  return (await runnerImport(path.join(root, 'electron/journal/line.ts'), { configFile: false })).module
}

/**
 * An incident in several journals, its facts dealt out in turn, as if so many people wrote at once.
 * @param {Format} format
 * @param {string} data the store
 * @param {string} id
 * @param {number} count of facts
 * @param {{ journals?: number, factOf?: (index: number, writer: string) => object }} [options]
 */
export function writeLongIncident(format, data, id, count, { journals = 8, factOf = (index) => mixedFact(index, '0bench00') } = {}) {
  const folder = path.join(data, 'incidents', id)
  mkdirSync(folder, { recursive: true })
  const salt = 'AAAAAAAAAAAAAAAAAAAAAA'
  const files = Array.from({ length: Math.min(journals, count) }, (_, number) => {
    const writer = numbered(1000 + number)
    const header = format.headerLine(salt, { format: format.JOURNAL_FORMAT, version: format.JOURNAL_VERSION, stream: id, writer, seen: {} })
    return { writer, parts: [header.bytes], sum: header.sum }
  })
  for (let index = 0; index < count; index++) {
    const file = /** @type {typeof files[number]} */ (files[index % files.length])
    const line = format.factsLine(file.sum, salt, [factOf(index, file.writer)])
    file.parts.push(line.bytes)
    file.sum = line.sum
  }
  for (const { writer, parts } of files) writeFileSync(path.join(folder, `${writer}.jsonl`), Buffer.concat(parts))
}
