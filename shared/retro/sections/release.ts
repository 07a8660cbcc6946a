/** The release that the incident follows: when it was deployed, and what was known to be good before it. */
import { itemsOf } from '../../incident/state.ts'
import { releaseOf } from '../../incident/status.ts'
import type { Material } from '../material.ts'
import { NOT_RECORDED, text, type Row, type Section } from '../tree.ts'

/** Left out where the facts name no release and no deployment. */
export function releaseSection({ state, times, sentence }: Material): Section[] {
  const release = releaseOf(state)
  const deployed = itemsOf(state, 'Deployed')
  if (!release && deployed.length === 0) return []
  const rows: Row[] = [
    { term: 'Follows', words: release ? [text(release.data.name)] : [NOT_RECORDED] },
    { term: 'Known good before it', words: release?.data.knownGood ? [text(release.data.knownGood)] : [NOT_RECORDED] },
    ...(deployed.length === 0 ? [{ term: 'Deployed', words: [NOT_RECORDED] }] : []),
    ...deployed.map(({ fact }) => ({ term: `Deployed ${times.phrase(fact)}`, words: [text(sentence(fact))] })),
  ]
  return [{ id: 'release', title: 'Release', remark: null, blocks: [{ kind: 'rows', rows }] }]
}
