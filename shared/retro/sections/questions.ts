/** Open questions: what the facts leave blank or in conflict, for the meeting to settle. */
import { pagesOf, phaseOf, rolesHeld } from '../../incident/status.ts'
import { owedOf } from '../../playbook/owed.ts'
import type { Material } from '../material.ts'
import { paragraph, text, type Section } from '../tree.ts'

export function questionsSection({ state, incident }: Material): Section {
  const phase = phaseOf(state)
  const questions = [
    ...owedOf(state).map(({ text }) => text),
    ...(phase === 'resolved' || phase === 'reviewed' ? pagesOf(state) : [])
      .filter(({ acknowledged, outcome, escalated }) => !acknowledged && !outcome && !escalated)
      .map(({ page }) => `Whether ${page.data.whom.name} answered the page`),
    ...rolesHeld(state)
      .filter(({ conflict }) => conflict)
      .map(({ role, holders }) => `Who was ${role}: ${holders.map(({ data }) => data.holder!.name).join(' or ')}`),
    ...incident.rivals.map(({ counted }) => `Which of two wordings holds for an entry of type ${counted.type}, written ${counted.recordedAt}`),
  ]
  return {
    id: 'questions',
    title: 'Open questions',
    remark: null,
    blocks: [questions.length > 0 ? { kind: 'list', items: questions.map((question) => [text(question)]) } : paragraph(text('Nothing was left blank.'))],
  }
}
