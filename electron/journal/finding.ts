/** What can be wrong with a journal, where, and the sentence that tells a person. */

export type FindingCode =
  /** bytes of a line are not what was written */
  | 'damaged'
  /** only the line break, or bytes between two lines, were changed: nothing is lost */
  | 'line-break'
  /** the last line is whole but was robbed of its line break, so it does not count */
  | 'no-line-break'
  /** a line does not follow the one before it */
  | 'broken-chain'
  | 'no-header'
  | 'newer-format'
  | 'foreign-stream'
  | 'unreadable-fact'
  /** neither a header nor facts */
  | 'unknown-line'
  /** an append that was never finished */
  | 'torn-tail'
  | 'missing-file'
  /** lines that someone had read are not there any more */
  | 'missing-lines'
  | 'unreadable-file'
  /** one id with two bodies */
  | 'two-bodies'
  | 'unexplained-redaction'
  /** a fact was redacted, but its words still stand */
  | 'unerased'

/** A place in a journal and what is wrong there. */
export interface Mark {
  readonly code: FindingCode
  /** counted from 1 */
  readonly line?: number
  /** where the same holds for every line from `line` up to this one */
  readonly lastLine?: number
  /** where the line begins, from the start of the file */
  readonly byte?: number
  readonly detail?: string
}

export interface Finding extends Mark {
  /** something is lost, changed or missing; otherwise it is only worth knowing */
  readonly grave: boolean
  /** relative to the data folder, with forward slashes */
  readonly file: string
  readonly sentence: string
}

export function findingOf(file: string, mark: Mark): Finding {
  return { ...mark, file, grave: mark.code !== 'newer-format' && mark.code !== 'torn-tail', sentence: sentenceFor(file, mark) }
}

function sentenceFor(file: string, { code, line = 0, lastLine = line, byte = 0, detail = '' }: Mark): string {
  const many = lastLine > line
  const where = many ? `Lines ${line} to ${lastLine} (from byte ${byte}) of ${file}` : `Line ${line} (byte ${byte}) of ${file}`
  switch (code) {
    case 'damaged':
      return many
        ? `${where} are damaged: their checksums do not hold. Only what they said is lost.`
        : `${where} is damaged: its checksum does not hold. Only what it said is lost.`
    case 'line-break':
      return `${where}: the line break was changed, or bytes were put beside it. Nothing is lost.`
    case 'no-line-break':
      return `${where} is whole, but its line break is missing, so it does not count.`
    case 'broken-chain':
      return `${where} does not follow the line before it: lines were taken out, put in or moved.`
    case 'no-header':
      return `${file} does not begin with a readable header. Its lines are read all the same.`
    case 'newer-format':
      return `${file} was written by a newer version (${detail}). What this version understands is shown; update Knowngood for the rest.`
    case 'foreign-stream':
      return `${file} belongs to ${detail}, so its facts are left out here. Move it to the folder of ${detail}.`
    case 'unreadable-fact':
      return `${where} holds a fact that cannot be read (${detail}). The rest of the line counts.`
    case 'unknown-line':
      return `${where} holds neither a header nor facts.`
    case 'torn-tail':
      return `${file} ends in ${detail} bytes of a line that was never finished (line ${line}, byte ${byte}). They are left alone and count for nothing.`
    case 'missing-file':
      return `${file} is missing: ${detail}. Look for it on the other machines or in a backup.`
    case 'missing-lines':
      return `${file} has lost lines: ${detail}. Look for them on the other machines or in a backup.`
    case 'unreadable-file':
      return `${file} cannot be read (${detail}). Check the disk and who may read the file.`
    case 'two-bodies':
      return `${where} says something else under an id that is taken: ${detail}. Both are kept; the same one counts on every machine.`
    case 'unexplained-redaction':
      return `${where} was redacted, but no fact says by whom and why.`
    case 'unerased':
      return `${where} still holds words that were redacted. Open the incident in Knowngood, or run \`knowngood redact\` with its id, to have them erased.`
  }
}
