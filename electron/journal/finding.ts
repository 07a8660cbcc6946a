/** What can be wrong with a journal, where, the sentence that tells a person, and what there is to do. */

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
  /** a journal without a byte */
  | 'empty-file'
  /** worse than is described */
  | 'more-damage'
  | 'missing-file'
  /** the stream's whole folder, which was there before */
  | 'missing-folder'
  /** lines that someone had read are not there any more */
  | 'missing-lines'
  /** a second copy of a journal holds lines that the first one lacks */
  | 'conflict-copy'
  | 'unreadable-file'
  /** one id with two bodies */
  | 'two-bodies'
  | 'unexplained-redaction'
  /** a fact was redacted, but its words still stand */
  | 'unerased'
  /** a fact names an attached file that is not there */
  | 'missing-attachment'
  /** the bytes of an attached file are not those of its hash */
  | 'changed-attachment'
  /** what an export found in a journal is not what stands there now */
  | 'changed-since-export'
  /** what an export found in a journal is not there any more */
  | 'missing-since-export'

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
  /** relative to the data folder, with forward slashes; the stream's folder where no one file is meant */
  readonly file: string
  readonly sentence: string
  /** what there is to do about it */
  readonly advice: string
}

/**
 * What is worth knowing and no more. A torn tail, or an empty file, is what a full disk or a power cut leaves of a line that was never
 * confirmed; it stays for good, and an alarm that never ends is no alarm. Where a confirmed line went, whoever had read it says so: `missing-lines`.
 */
const QUIET: ReadonlySet<FindingCode> = new Set(['newer-format', 'torn-tail', 'empty-file', 'conflict-copy'])

export function findingOf(file: string, mark: Mark): Finding {
  return { ...mark, file, grave: !QUIET.has(mark.code), sentence: sentenceOf(file, mark), advice: ADVICE[mark.code] }
}

/** The finding in a sentence; `file` as it is to be called there. */
export function sentenceOf(file: string, { code, line = 0, lastLine = line, byte = 0, detail = '' }: Mark): string {
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
      return `${file} was written by a newer version (${detail}). What this version understands is shown.`
    case 'foreign-stream':
      return `${file} belongs to ${detail}, so its facts are left out here.`
    case 'unreadable-fact':
      return `${where} holds a fact that cannot be read (${detail}). The rest of the line counts.`
    case 'unknown-line':
      return `${where} holds neither a header nor facts.`
    case 'torn-tail':
      return `${file} ends in ${detail} bytes of a line that was never finished, or that was cut off (line ${line}, byte ${byte}). They are left alone and count for nothing.`
    case 'empty-file':
      return `${file} is empty: whoever began it was stopped before anything was recorded, or it was emptied since.`
    case 'more-damage':
      return `${file} is worse than is listed here: what is wrong from line ${line} (byte ${byte}) on is not named any more. What can be read there is shown.`
    case 'missing-file':
      return `${file} is missing: ${detail}.`
    case 'missing-folder':
      return `${file} is not there any more, though this run of Knowngood had read it.`
    case 'missing-lines':
      return `${file} has lost lines: ${detail}.`
    case 'conflict-copy':
      return `${file} ${detail}. They are shown too, so nothing is lost.`
    case 'unreadable-file':
      return `${file} cannot be read (${detail}).`
    case 'two-bodies':
      return `${where} says something else under an id that is taken: ${detail}. Both are kept; the same one counts on every machine.`
    case 'missing-attachment':
    case 'changed-attachment':
      return detail
    case 'unexplained-redaction':
      return `${where} was redacted, but no fact says by whom and why.`
    case 'unerased':
      return `${where} still holds words that were redacted.`
    case 'changed-since-export':
      return `${file} is not what it was ${detail} were changed, taken out, put in or moved afterwards.`
    case 'missing-since-export':
      return `${file} is not what it was ${detail} are not all there any more.`
  }
}

const FROM_ELSEWHERE = 'Look for the file on the other machines or in a backup, and copy it into the same folder.'
const A_SECOND_COPY =
  'If another machine or a backup has the file whole, copy that one into the same folder under another name ending in .jsonl: both are read, and what is lost here comes back.'
const NOT_BY_THIS_APP = 'Find out which program changed the file: Knowngood never does.'
const UPDATE = 'Update Knowngood to see the rest.'
const COMPARE = 'Compare it with a backup from before, and with the document that was exported.'

const ADVICE: Readonly<Record<FindingCode, string>> = {
  damaged: A_SECOND_COPY,
  'line-break': NOT_BY_THIS_APP,
  'no-line-break': A_SECOND_COPY,
  'broken-chain': A_SECOND_COPY,
  'no-header': A_SECOND_COPY,
  'newer-format': UPDATE,
  'foreign-stream': 'Move the file to the folder that is called so.',
  'unreadable-fact': A_SECOND_COPY,
  'unknown-line': A_SECOND_COPY,
  'torn-tail': 'There is nothing to do: whoever wrote it was told that it was not recorded.',
  'empty-file': 'Look on the other machines and in a backup whether the file is empty there, too. If nobody has more of it, it may be deleted.',
  'more-damage': A_SECOND_COPY,
  'missing-file': `${FROM_ELSEWHERE} A folder that is still being copied may need a moment.`,
  'missing-folder': 'Connect its drive or put the folder back; look for it in a backup.',
  'missing-attachment': 'Attach it again, or copy it into the folder of the incident’s files under the same name.',
  'changed-attachment': NOT_BY_THIS_APP,
  'missing-lines': `${A_SECOND_COPY} A folder that is still being copied may need a moment.`,
  'conflict-copy': 'Keep both files.',
  'unreadable-file': 'Check the disk and who may read the file.',
  'two-bodies': NOT_BY_THIS_APP,
  'unexplained-redaction': 'Ask whoever works on this incident elsewhere: the fact that explains it may not have arrived yet.',
  unerased: 'Open the incident in Knowngood, or run `knowngood redact` with its id, to have them erased.',
  'changed-since-export': COMPARE,
  'missing-since-export': COMPARE,
}
