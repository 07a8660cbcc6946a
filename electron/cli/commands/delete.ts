/** `knowngood delete`: removes an incident from the store; without --yes it says what would go. */
import { join } from 'node:path'
import { titleOf } from '../../../shared/incident/status.ts'
import { deletionText, STAYS_TEXT } from '../../../shared/views/deletion.ts'
import { contentsOf } from '../../deletion/delete-incident.ts'
import { nodeDisk } from '../../journal/disk.ts'
import { SUMMARY_NAME } from '../../places.ts'
import { eraseFromSummary } from '../../summary/summary-file.ts'
import { DONE, misused, refused, type CliCommand } from '../command.ts'
import { chooseIncident } from '../incident-id.ts'
import { oneLine } from '../print.ts'

export const deleteCommand: CliCommand = {
  name: 'delete',
  synopsis: 'ID [--yes]',
  about: 'removes an incident with its entries and files from the store; without --yes it says what would go',
  notes: ['Backups, bundles and exports keep what they hold; restoring or importing one brings the incident back.'],
  options: { yes: { type: 'boolean' } },
  async run(call) {
    const [word, ...rest] = call.words
    if (word === undefined || rest.length > 0) return misused('Say which incident, by its id alone.')
    const chosen = await chooseIncident(call.desk, word)
    if (!chosen.ok) return chosen.exit
    const { id, incident } = chosen.read
    if (call.values['yes'] !== true) {
      const contents = await contentsOf(call.dataDir, id, nodeDisk)
      const goes = deletionText({ title: oneLine(titleOf(incident.state)), entries: incident.entries.length, ...contents })
      return refused(`${goes} ${STAYS_TEXT} Nothing is deleted yet: say --yes.`)
    }
    const answer = await call.desk.dispatch(id, { type: 'DeleteIncident' })
    if (!answer.ok) return refused(answer.sentence)
    const kept = await eraseFromSummary(join(call.profile, SUMMARY_NAME), id)
    for (const notice of [...(answer.notices ?? []), ...kept]) call.warn(notice)
    return DONE
  },
}
