/** What the status region says once something is on disk. */
import { readControl } from '../shared/facts/control.ts'
import type { Fact } from '../shared/facts/fact.ts'
import type { FoldedIncident } from '../shared/incident/evolve.ts'
import type { Playbook } from '../shared/playbook/schema.ts'
import { clockTime } from '../shared/time/format.ts'
import { sentenceOf } from '../shared/views/sentence.ts'
import { sentenceContext } from '../shared/views/timeline.ts'
import { keyText } from './keys.ts'

/** "Recorded: Paged Priya by phone". A fact that acts on another one names that one. */
export function recordedText(incident: FoldedIncident, playbook: Playbook, fact: Fact, zone: string): string {
  const context = sentenceContext(incident, playbook, (time) => clockTime(time, zone))
  const say = (id: string): string => {
    const target = incident.entryOf.get(id)
    return target ? sentenceOf(target.fact, context) : 'an entry'
  }
  const amended = readControl(fact, 'EntryAmended')
  if (amended) return `Corrected: ${say(amended.target)}`
  const struck = readControl(fact, 'EntryStruck')
  if (!struck) {
    const said = `Recorded: ${sentenceOf(fact, context)}`
    // One key tells everyone without a question: whoever pressed it by mistake hears the way back.
    return fact.type === 'StakeholdersNotified' ? `${said}. ${keyText('undo')} takes it back.` : said
  }
  const target = incident.entryOf.get(struck.target)
  const restored = target && readControl(target.written, 'EntryStruck')
  return restored ? `Restored: ${say(restored.target)}` : `Struck: ${say(struck.target)}`
}
