/** `knowngood facts`: the raw facts, one JSON a line, in the order in which they were written. */
import { eraseFact } from '../../../shared/facts/control.ts'
import { DONE, misused, type CliCommand } from '../command.ts'
import { chooseIncident } from '../incident-id.ts'

export const facts: CliCommand = {
  name: 'facts',
  synopsis: '[ID]',
  about: 'prints the raw facts, one JSON a line, in order',
  async run(call) {
    const [word, ...more] = call.words
    if (more.length > 0) return misused(`“${more.join(' ')}” is left over.`)
    const chosen = await chooseIncident(call.desk, word)
    if (!chosen.ok) return chosen.exit
    const { id, incident } = chosen.read
    const raw = (await call.desk.facts(id)).toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    // What was redacted stays unsaid, even where its line has not been erased yet.
    const lines = raw.map((fact) => JSON.stringify(incident.entryOf.get(fact.id)?.fact.redacted ? eraseFact(fact) : fact))
    for (const line of new Set(lines)) await call.print(line)
    return DONE
  },
}
