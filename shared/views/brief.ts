/** The one-page brief of a hand-over: situation, decisions, running clocks, open questions, and who does what. */
import type { FoldedIncident } from '../incident/evolve.ts'
import { conflictsOf } from '../incident/conflicts.ts'
import { decisionsOf, phaseOf, rolesHeld, severityAt, titleOf, unansweredPages, workingTheory } from '../incident/status.ts'
import { PHASE_LABEL } from '../incident/words.ts'
import { runningClocks } from '../playbook/due.ts'
import { owedOf } from '../playbook/owed.ts'
import type { Playbook } from '../playbook/schema.ts'
import { sentenceOf } from './sentence.ts'
import { situationOf } from './situation.ts'
import { sentenceContext } from './timeline.ts'

export interface BriefSection {
  readonly title: 'Situation' | 'Decisions' | 'Running clocks' | 'Open questions' | 'Who does what'
  readonly lines: readonly string[]
}

export interface Brief {
  readonly title: string
  readonly sections: readonly BriefSection[]
}

/** It stays one page: of longer lists the last or most urgent, and how many more there are. */
const LINES_AT_MOST = 6
const LETTERS_AT_MOST = 200

/** The brief as the incident stands. @param timeText a moment (UTC in) as its readers write it */
export function briefOf(incident: FoldedIncident, playbook: Playbook, timeText: (time: string) => string): Brief {
  const { state } = incident
  const context = sentenceContext(incident, playbook, timeText)
  const decisions = decisionsOf(state)
    .filter(({ replacedBy }) => replacedBy.length === 0)
    .map(({ decision }) => `${timeText(decision.time)} ${sentenceOf(decision.fact, context).replace(/^Decision: /, '')}`)
  const theory = workingTheory(state)
  const questions = [
    ...conflictsOf(state).map(({ what, choices }) => `${what}: ${choices.map(({ label }) => label).join(' or ')}?`),
    ...unansweredPages(state).map(({ page }) => `Will ${page.data.whom.name} answer the page of ${timeText(page.time)}?`),
    ...(theory?.verdict === 'open' ? [`Is it so: ${theory.item.data.text}?`] : []),
    ...owedOf(state).map(({ text }) => `Owed: ${text}`),
  ]
  const section = (title: BriefSection['title'], lines: readonly string[], otherwise: string): BriefSection => ({ title, lines: lines.length > 0 ? lines.map(short) : [otherwise] })
  return {
    title: [severityAt(state), titleOf(state), PHASE_LABEL[phaseOf(state)].toLowerCase()].filter(Boolean).join(' · '),
    sections: [
      section('Situation', situationOf(incident, playbook, timeText).map(({ label, text }) => `${label}: ${text}`), ''),
      section('Decisions', lastOf(decisions), 'nothing decided yet'),
      section('Running clocks', firstOf(runningClocks(state, playbook).map(({ label, due }) => `due ${timeText(due)}: ${label}`)), 'none'),
      section('Open questions', firstOf(questions), 'none'),
      section('Who does what', firstOf(rolesHeld(state).map(({ role, holders }) => `${role}: ${holders.map(({ data }) => data.holder!.name).join(', ')}`)), 'no roles given yet'),
    ],
  }
}

/** The brief for a chat or a document, as Markdown. */
export function briefMarkdown({ title, sections }: Brief): string {
  const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&')
  return [`# Hand-over: ${plain(title)}`, ...sections.map((section) => `## ${section.title}\n\n${section.lines.map((line) => `- ${plain(line)}`).join('\n')}`)].join('\n\n') + '\n'
}

function firstOf(lines: readonly string[]): string[] {
  const more = lines.length - LINES_AT_MOST
  return more > 0 ? [...lines.slice(0, LINES_AT_MOST), `and ${String(more)} more`] : [...lines]
}

function lastOf(lines: readonly string[]): string[] {
  const before = lines.length - LINES_AT_MOST
  return before > 0 ? [`${String(before)} before these`, ...lines.slice(-LINES_AT_MOST)] : [...lines]
}

/** One line of it, without breaks, cut by whole letters. */
function short(line: string): string {
  const letters = [...line.replace(/\s+/g, ' ')]
  return letters.length > LETTERS_AT_MOST ? `${letters.slice(0, LETTERS_AT_MOST - 1).join('')}…` : letters.join('')
}
