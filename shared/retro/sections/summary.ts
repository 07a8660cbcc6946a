/** The summary: sentences made of recorded facts alone; what is missing is named, not filled in. */
import { instantsOf } from '../../incident/instants.ts'
import { itemsOf } from '../../incident/state.ts'
import { decisionsOf, impactAt, pagesOf, remediationsOf } from '../../incident/status.ts'
import { REMEDIATION_LABEL } from '../../incident/words.ts'
import { durationsOf } from '../../views/durations.ts'
import type { Material } from '../material.ts'
import { paragraph, quiet, text, type Section } from '../tree.ts'
import { lengthOf } from './durations.ts'
import { assessment } from './impact.ts'

/** So many decisions are told; with more of them the section on decisions is the better place. */
const DECISIONS_TOLD = 3

export function summarySection(material: Material): Section {
  const sentences = [...howItBegan(material), ...howItWasMet(material), ...howItEnded(material)]
  const missing = missingMoments(material)
  return {
    id: 'summary',
    title: 'Summary',
    remark: 'made from the recorded facts alone',
    blocks: [
      ...(sentences.length > 0 ? [paragraph(text(sentences.join(' ')))] : []),
      ...(missing.length > 0 ? [paragraph(quiet(`Not recorded: ${missing.join(', ')}.`))] : []),
    ],
  }
}

function howItBegan(material: Material): string[] {
  const { state, times } = material
  const [deployed] = itemsOf(state, 'Deployed')
  const [started] = itemsOf(state, 'ImpactStarted')
  const [detected] = itemsOf(state, 'Detected')
  const impact = impactAt(state)
  const by = detected?.data.by === 'alert' ? ' by an alert' : detected?.data.by ? ` by a ${detected.data.by}` : ''
  return [
    ...(deployed ? [`${deployed.data.release ?? 'A release'} was deployed ${times.phrase(deployed.fact)}.`] : []),
    ...(started ? [said(`The impact started ${times.phrase(started.fact)}`, started.data.text)] : []),
    ...(detected ? [said(`The problem was detected ${times.phrase(detected.fact)}${by}`, detected.data.text)] : []),
    ...(impact ? [said(`Impact, as assessed ${times.phrase(impact.fact)}`, assessment(material, impact))] : []),
  ]
}

function howItWasMet({ state, times, sentence }: Material): string[] {
  const [firstPage] = pagesOf(state)
  const [notice] = itemsOf(state, 'StakeholdersNotified')
  const decisions = decisionsOf(state).filter(({ replacedBy }) => replacedBy.length === 0)
  const told = decisions.slice(0, DECISIONS_TOLD).map(({ decision }) => said(`Decided ${times.phrase(decision.fact)}`, sentence(decision.fact).replace(/^Decision: /, '')))
  const more = decisions.length - told.length
  const answer = firstPage?.acknowledged ? `, answered ${times.phrase(firstPage.acknowledged.fact)}` : ''
  return [
    ...(firstPage ? [`The first page went to ${firstPage.page.data.whom.name} ${times.phrase(firstPage.page.fact)}${answer}.`] : []),
    ...(notice ? [`Stakeholders were first notified ${times.phrase(notice.fact)}.`] : []),
    ...told,
    ...(more > 0 ? [`${String(more)} more decisions followed.`] : []),
  ]
}

function howItEnded(material: Material): string[] {
  const { state, times, factOf } = material
  const instants = instantsOf(state)
  const phrase = (id: string): string => times.phrase(factOf(id)!)
  const after = durationsOf(state).find(({ name }) => name === 'Detection to mitigation')!
  const length = lengthOf(material, after)
  const completed = remediationsOf(state).flatMap(({ completed: end }) => (end?.data.outcome === 'done' ? [end] : []))
  const factors = itemsOf(state, 'ContributingFactorNamed')
  return [
    ...completed.map((end) => said(`${REMEDIATION_LABEL[end.data.kind]} complete ${times.phrase(end.fact)}`, end.data.text)),
    ...(instants.mitigated ? [`Mitigated ${phrase(instants.mitigated.fact)}${length.kind === 'known' ? `, ${length.text} after detection` : ''}.`] : []),
    ...factors.map((factor) => said(`${factor.data.kind === 'trigger' ? 'Trigger' : 'Contributing factor'}, named ${times.phrase(factor.fact)}`, factor.data.text)),
    ...(instants.resolved ? [`Resolved ${phrase(instants.resolved.fact)}.`] : []),
    ...(instants['retro held'] ? [`The retro was held ${phrase(instants['retro held'].fact)}.`] : []),
  ]
}

/** The moments that a reader would look for and that no fact gives. */
function missingMoments({ state }: Material): string[] {
  const instants = instantsOf(state)
  const looked = ['impact start', 'detected', 'paged', 'acknowledged', 'notified', 'decided', 'mitigated', 'cause found', 'resolved', 'retro held'] as const
  return looked.filter((name) => instants[name] === null)
}

/** "Resolved at 14:30: all clear." One full stop, whatever the words end with. */
function said(beginning: string, words: string | undefined): string {
  const told = words?.trim()
  if (!told) return `${beginning}.`
  return `${beginning}: ${told}${/[.!?…]$/.test(told) ? '' : '.'}`
}
