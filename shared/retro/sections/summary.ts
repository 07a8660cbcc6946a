/** The summary: sentences made of recorded facts alone, in order of time; what is missing is named, not filled in. */
import { instantsOf, type InstantName } from '../../incident/instants.ts'
import { detectionsOf } from '../../incident/alerts.ts'
import type { FactData, IncidentFactType } from '../../incident/events.ts'
import { itemsOf, type Item } from '../../incident/state.ts'
import { decisionsOf, declarationOf, impactAt, pagesOf } from '../../incident/status.ts'
import { REMEDIATION_LABEL } from '../../incident/words.ts'
import { durationsOf } from '../../views/durations.ts'
import type { Material } from '../material.ts'
import { paragraph, quiet, text, type Section } from '../tree.ts'
import { lengthOf } from './durations.ts'
import { assessment } from './impact.ts'

interface Sentence {
  readonly time: string
  readonly words: string
}

/** So many decisions and factors are told; with more of them their own sections are the better place. */
const TOLD = 3

export function summarySection(material: Material): Section {
  const sentences = [...howItBegan(material), ...howItWasMet(material), ...howItEnded(material)].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
  const missing = missingMoments(material)
  return {
    id: 'summary',
    title: 'Summary',
    remark: 'made from the recorded facts alone',
    blocks: [
      ...(sentences.length > 0 ? [paragraph(text(sentences.map(({ words }) => words).join(' ')))] : []),
      ...(missing.length > 0 ? [paragraph(quiet(`Not recorded: ${missing.join(', ')}.`))] : []),
    ],
  }
}

function howItBegan(material: Material): Sentence[] {
  const { state, times } = material
  const impact = impactAt(state)
  const [detected] = detectionsOf(state)
  const declared = detected ? null : declarationOf(state)
  return [
    ...(declared ? [say(material, declared, 'The incident was declared')] : []),
    ...itemsOf(state, 'Deployed').slice(0, 1).map((item) => say(material, item, `${item.data.release ?? 'A release'} was deployed`)),
    ...itemsOf(state, 'ImpactStarted').slice(0, 1).map((item) => say(material, item, 'The impact started', item.data.text)),
    ...(detected ? [{ time: detected.time, words: closed(`The problem was detected ${times.phrase(detected.fact)}${noticedBy(detected.data)}`, material.sentence(detected.fact)) }] : []),
    ...(impact ? [{ time: impact.time, words: closed(`Impact, as assessed ${times.phrase(impact.fact)}`, assessment(material, impact)) }] : []),
  ]
}

function noticedBy(data: FactData<'Detected'> | FactData<'AlertFired'>): string {
  if ('group' in data || data.by === 'alert') return ' by an alert'
  return data.by ? ` by a ${data.by as string}` : ''
}

function howItWasMet(material: Material): Sentence[] {
  const { state, times, sentence } = material
  const [page] = pagesOf(state)
  const answered = page?.acknowledged ? `, answered ${times.phrase(page.acknowledged.fact)}` : ''
  const decisions = decisionsOf(state).filter(({ replacedBy }) => replacedBy.length === 0)
  return [
    ...(page ? [{ time: page.page.time, words: `The first page went to ${page.page.data.whom.name} ${times.phrase(page.page.fact)}${answered}.` }] : []),
    ...itemsOf(state, 'StakeholdersNotified').slice(0, 1).map((item) => say(material, item, 'First notified', sentence(item.fact).replace(/^Notified /, ''))),
    ...decisions.slice(0, TOLD).map(({ decision }) => say(material, decision, 'Decided', sentence(decision.fact).replace(/^Decision: /, ''))),
  ]
}

function howItEnded(material: Material): Sentence[] {
  const { state, times, factOf } = material
  const instants = instantsOf(state)
  const toMitigation = lengthOf(material, durationsOf(state).find(({ name }) => name === 'Detection to mitigation')!)
  const done = itemsOf(state, 'RemediationCompleted').filter(({ data }) => data.outcome === 'done')
  const moment = (name: InstantName, words: string, rest = ''): Sentence[] => {
    const instant = instants[name]
    return instant ? [{ time: instant.time, words: `${words} ${times.phrase(factOf(instant.fact)!)}${rest}.` }] : []
  }
  return [
    ...done.slice(0, TOLD).map((item) => say(material, item, `${REMEDIATION_LABEL[item.data.kind]} complete`, item.data.text)),
    ...moment('mitigated', 'Mitigated', toMitigation.text !== null && !toMitigation.negative ? `, ${toMitigation.text} after detection` : ''),
    ...itemsOf(state, 'ContributingFactorNamed').slice(0, TOLD).map((item) => say(material, item, `${item.data.kind === 'trigger' ? 'Trigger' : 'Contributing factor'} named`, item.data.text)),
    ...moment('resolved', 'Resolved'),
    ...moment('retro held', 'The retro was held'),
  ]
}

/** What a reader would look for and no fact gives. */
const LOOKED_FOR: readonly (readonly [InstantName, string])[] = [
  ['impact start', 'impact start'],
  ['detected', 'detection'],
  ['paged', 'a page'],
  ['acknowledged', 'an answer to a page'],
  ['notified', 'a notice to stakeholders'],
  ['decided', 'a decision'],
  ['mitigated', 'mitigation'],
  ['cause found', 'a contributing factor'],
  ['resolved', 'resolution'],
  ['retro held', 'the retro'],
]

function missingMoments({ state }: Material): string[] {
  const instants = instantsOf(state)
  return LOOKED_FOR.filter(([name]) => instants[name] === null).map(([, words]) => words)
}

function say<T extends IncidentFactType>({ times }: Material, { time, fact }: Item<T>, beginning: string, words?: string): Sentence {
  return { time, words: closed(`${beginning} ${times.phrase(fact)}`, words) }
}

/** "Resolved at 14:30: all clear." One full stop, whatever the words end with. */
function closed(beginning: string, words: string | undefined): string {
  const told = words?.trim()
  if (!told) return `${beginning}.`
  return `${beginning}: ${told}${/[.!?…]$/.test(told) ? '' : '.'}`
}
