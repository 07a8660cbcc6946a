/** `knowngood archive`: takes an incident that is over out of the list, or puts it back. */
import { DONE, misused, refused, type CliCommand } from '../command.ts'
import { chooseIncident } from '../incident-id.ts'

export const archive: CliCommand = {
  name: 'archive',
  synopsis: 'ID [--back]',
  about: 'takes an incident that is over out of the list, or puts it back, and prints the id of the fact',
  options: { back: { type: 'boolean' } },
  async run(call) {
    const [word, ...rest] = call.words
    if (word === undefined || rest.length > 0) return misused('Say which incident, by its id alone.')
    const chosen = await chooseIncident(call.desk, word)
    if (!chosen.ok) return chosen.exit
    const answer = await call.desk.dispatch(chosen.read.id, { type: 'ArchiveIncident', archived: call.values['back'] !== true })
    if (!answer.ok) return refused(answer.sentence)
    for (const fact of answer.facts) await call.print(fact)
    return DONE
  },
}
