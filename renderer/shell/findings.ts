/** What is wrong with the open incident's files, in the few words of a banner and the many of its details. */
import type { Finding } from '../../shared/api.ts'
import { isControl } from '../../shared/facts/control.ts'
import { FACT_VERSION } from '../../shared/facts/fact.ts'
import type { FoldedIncident } from '../../shared/incident/evolve.ts'
import { isIncidentFactType } from '../../shared/incident/events.ts'

/** What main found in the files, then what the facts themselves tell. The grave ones come first. */
export function findingsOf({ folded, findings }: { readonly folded: FoldedIncident; readonly findings: readonly Finding[] }): Finding[] {
  return [...findings, ...foldedFindings(folded)].sort((a, b) => Number(b.grave) - Number(a.grave))
}

const OF_ALL_FILES = { file: '', line: 0, lastLine: 0, byte: 0 }

function foldedFindings({ entries, rivals }: FoldedIncident): Finding[] {
  const newer = entries.filter(({ fact }) => !fact.redacted && (fact.v > FACT_VERSION || (!isIncidentFactType(fact.type) && !isControl(fact.type)))).length
  const found: Finding[] = []
  if (rivals.length > 0) {
    found.push({
      ...OF_ALL_FILES,
      kind: 'two-bodies',
      grave: true,
      sentence: `${capital(counted(rivals.length, 'entry exists', 'entries exist'))} in two versions, marked so in the timeline. Both are kept, and the same one counts on every machine.`,
      advice: 'Open the mark to see both. Knowngood never changes what is written, so find out which program did; `knowngood verify` names the lines.',
    })
  }
  if (newer > 0) {
    found.push({
      ...OF_ALL_FILES,
      kind: 'newer-facts',
      grave: false,
      sentence: `${capital(counted(newer, 'entry was', 'entries were'))} recorded by a newer version of Knowngood. What this version understands is shown.`,
      advice: 'Update Knowngood to see the rest.',
    })
  }
  return found
}

export interface FindingsSummary {
  /** something is lost, changed or missing */
  readonly grave: boolean
  readonly title: string
}

type Say = (count: number) => string

/** In the order in which a banner names them, what was lost first; the count is of lines where lines are meant, otherwise of findings. */
const PARTS: readonly { readonly kinds: readonly string[]; readonly say: Say }[] = [
  { kinds: ['missing-folder'], say: () => 'the incident’s folder is not there any more' },
  { kinds: ['missing-file'], say: (count) => counted(count, 'file is missing', 'files are missing') },
  { kinds: ['empty-file'], say: (count) => counted(count, 'file is empty', 'files are empty') },
  { kinds: ['missing-lines'], say: (count) => counted(count, 'file has lost lines', 'files have lost lines') },
  { kinds: ['unreadable-file'], say: (count) => counted(count, 'file cannot be read', 'files cannot be read') },
  { kinds: ['damaged', 'no-line-break', 'unknown-line'], say: (count) => counted(count, 'line is damaged', 'lines are damaged') },
  { kinds: ['missing-attachment', 'changed-attachment'], say: (count) => counted(count, 'attached file is missing or changed', 'attached files are missing or changed') },
  { kinds: ['unreadable-fact'], say: (count) => counted(count, 'entry cannot be read', 'entries cannot be read') },
  { kinds: ['foreign-stream'], say: (count) => counted(count, 'file belongs to another incident', 'files belong to another incident') },
  { kinds: ['changed-since-export', 'missing-since-export'], say: (count) => counted(count, 'file was changed since an export', 'files were changed since an export') },
  { kinds: ['two-bodies'], say: () => 'some entries exist in two versions' },
  { kinds: ['unexplained-redaction'], say: (count) => counted(count, 'redaction is not explained', 'redactions are not explained') },
  { kinds: ['broken-chain', 'no-header'], say: () => 'lines were moved or taken out' },
  { kinds: ['line-break'], say: (count) => counted(count, 'line break was changed', 'line breaks were changed') },
  { kinds: ['newer-format', 'newer-facts'], say: () => 'some of it was written by a newer version' },
  { kinds: ['conflict-copy'], say: (count) => counted(count, 'file exists in two copies', 'files exist in two copies') },
  { kinds: ['torn-tail'], say: (count) => counted(count, 'line was never finished', 'lines were never finished') },
]

/** What a banner has room for. */
const MOST_PARTS = 2

/**
 * @param findings one at least
 * @param shown how many entries the timeline shows
 */
export function summaryOfFindings(findings: readonly Finding[], shown: number): FindingsSummary {
  const grave = findings.some((finding) => finding.grave)
  const told = findings.filter((finding) => finding.grave === grave)
  const parts = PARTS.flatMap(({ kinds, say }) => {
    const count = told.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { line, lastLine }) => sum + 1 + lastLine - line, 0)
    return count > 0 ? [say(count)] : []
  })
  const named = parts.length === 0 ? [counted(told.length, 'finding', 'findings')] : parts.slice(0, MOST_PARTS)
  const words = `${named.join(' and ')}${parts.length > MOST_PARTS ? ', and more' : ''}`
  return { grave, title: `${capital(words)}; ${counted(shown, 'entry is', 'entries are')} shown.` }
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `one ${one}` : `${String(count)} ${many}`
}
