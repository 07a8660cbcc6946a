/** `knowngood do`: any command, as the app sends it. */
import { text as readAll } from 'node:stream/consumers'
import { misused, refused, DONE, type CliCommand } from '../command.ts'
import { chooseIncident, looksLikeId } from '../incident-id.ts'
import { jsonFaultSentence } from '../json-fault.ts'
import { warnOfSecret } from '../secret-notice.ts'

export const doCommand: CliCommand = {
  name: 'do',
  synopsis: '[ID] COMMAND-JSON',
  about: 'carries out any command, as the app sends it, and prints the ids of the facts',
  notes: [`COMMAND-JSON is an object such as '{"type":"SetSeverity","severity":"P1"}', or - to read it from standard input.`],
  async run(call) {
    const [first, second, ...more] = call.words
    const named = first !== undefined && (looksLikeId(first) || second !== undefined)
    const given = named ? second : first
    if (given === undefined || more.length > 0) return misused('A command is one JSON text, in quotation marks; - reads it from standard input.')
    const json = given === '-' ? await readAll(call.stdin) : given
    let command: unknown
    try {
      command = JSON.parse(json)
    } catch {
      return refused(jsonFaultSentence(json))
    }
    const chosen = await chooseIncident(call.desk, named ? first : undefined)
    if (!chosen.ok) return chosen.exit
    const answer = await call.desk.dispatch(chosen.read.id, command)
    if (!answer.ok) return refused(answer.sentence)
    for (const fact of answer.facts) await call.print(fact)
    for (const notice of answer.notices ?? []) call.warn(notice)
    await warnOfSecret(call, answer.incident, answer.facts, json)
    return DONE
  },
}
