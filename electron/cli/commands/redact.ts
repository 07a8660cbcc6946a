/** `knowngood redact`: erases facts' words from every file of the store; without a fact, whatever of an earlier redaction still stands. */
import { DONE, misused, refused, textOption, type Call, type CliCommand, type Exit } from '../command.ts'
import { chooseIncident, looksLikeId, noSuchIncident } from '../incident-id.ts'

export const redact: CliCommand = {
  name: 'redact',
  synopsis: '[ID] [FACT…] [--reason R]',
  about: 'erases what facts say, for good and everywhere, and prints the id of the fact that says so',
  notes: ['FACT is a fact’s id, as `knowngood log` and `knowngood facts` print it.', 'Without a FACT it erases what was redacted before and still stands somewhere.'],
  options: { reason: { type: 'string' } },
  async run(call) {
    const [first, ...rest] = call.words
    const named = first !== undefined && looksLikeId(first)
    const targets = named ? rest : call.words
    const reason = textOption(call, 'reason')
    if (targets.length === 0 && reason !== undefined) return misused('A reason is for a redaction: say which facts, by their ids.')
    const chosen = await chooseIncident(call.desk, named ? first : undefined)
    if (!chosen.ok) return chosen.exit
    const { id } = chosen.read
    if (targets.length === 0) return again(call, id)
    const answer = await call.desk.dispatch(id, { type: 'Redact', targets, reason })
    if (!answer.ok) return refused(answer.sentence)
    for (const fact of answer.facts) await call.print(fact)
    report(call, answer.erased, answer.notices)
    return DONE
  },
}

async function again(call: Call, id: string): Promise<Exit> {
  const erased = await call.desk.eraseAgain(id)
  if (!erased) return refused(noSuchIncident(id))
  report(call, erased, erased.notices)
  return erased.done ? DONE : refused('Not everything could be erased yet.')
}

/** On standard error: what a script reads of standard output are the facts' ids. */
function report(call: Call, erased: { lines: number; journals: number } | undefined, notices: readonly string[] = []): void {
  if (erased) call.warn(`Erased from ${count(erased.lines, 'line')} of ${count(erased.journals, 'journal')}.`)
  for (const notice of notices) call.warn(notice)
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? '' : 's'}`
}
