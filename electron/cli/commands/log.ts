/** `knowngood log`: notes, from the command's own words or from each line of standard input. */
import { createInterface } from 'node:readline'
import { entryReference } from '../../../shared/incident/entry-line.ts'
import type { When } from '../../../shared/facts/fact.ts'
import { misused, refused, DONE, type Call, type CliCommand, type Exit } from '../command.ts'
import { chooseIncident, looksLikeId } from '../incident-id.ts'
import { warnOfSecret } from '../secret-notice.ts'
import { whenOption } from '../when.ts'

export const log: CliCommand = {
  name: 'log',
  synopsis: '[ID] [TEXT] [--at WHEN]',
  about: 'records TEXT, or each line of standard input, and prints the fact’s id once it is on disk',
  options: { at: { type: 'string' } },
  async run(call) {
    const [first, ...rest] = call.words
    const named = first !== undefined && looksLikeId(first)
    const text = (named ? rest : call.words).join(' ')
    const chosen = await chooseIncident(call.desk, named ? first : undefined)
    if (!chosen.ok) return chosen.exit
    const when = whenOption(call, entryReference(chosen.read.incident))
    if (!when.ok) return refused(when.sentence)
    if (text !== '') return record(call, chosen.read.id, text, when.at)
    if (call.words.length > (named ? 1 : 0)) return misused('There is nothing to record: the text is empty.')
    return recordLines(call, chosen.read.id, when.at)
  },
}

async function recordLines(call: Call, incident: string, at: When | undefined): Promise<Exit> {
  let number = 0
  for await (const line of createInterface({ input: call.stdin, crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    const answer = await note(call, incident, line, at)
    if (!answer.ok) return refused(`${stoppedAt(number, answer.kind)} ${answer.sentence}`)
  }
  return DONE
}

async function record(call: Call, incident: string, text: string, at: When | undefined): Promise<Exit> {
  const answer = await note(call, incident, text, at)
  return answer.ok ? DONE : refused(answer.sentence)
}

/** Records, and prints the id. */
async function note(call: Call, incident: string, text: string, at: When | undefined): ReturnType<Call['desk']['dispatch']> {
  const answer = await call.desk.dispatch(incident, { type: 'AddNote', text, at })
  if (!answer.ok) return answer
  for (const fact of answer.facts) await call.print(fact)
  await warnOfSecret(call, incident, answer.facts, text)
  return answer
}

function stoppedAt(line: number, why: 'refused' | 'fault' | 'unanswered'): string {
  if (why === 'unanswered') return `It is not known whether line ${String(line)} was recorded; nothing after it was.`
  return `Line ${String(line)} was not recorded, nor was anything after it.`
}
