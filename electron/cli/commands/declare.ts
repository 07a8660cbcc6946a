/** `knowngood declare`: a new incident; its id goes to standard output. */
import { misused, refused, textOption, DONE, type CliCommand } from '../command.ts'
import { warnOfSecret } from '../secret-notice.ts'
import { whenOption } from '../when.ts'

export const declare: CliCommand = {
  name: 'declare',
  synopsis: '--title T [--severity P1] [--at WHEN] [--backfill]',
  about: "declares an incident and prints its id",
  notes: ['--backfill: it is over and written down afterwards; no clock runs live.'],
  options: { title: { type: 'string' }, severity: { type: 'string' }, at: { type: 'string' }, backfill: { type: 'boolean' } },
  async run(call) {
    const title = textOption(call, 'title')
    if (title === undefined) return misused('An incident needs a title: --title "what is wrong".')
    if (call.words.length > 0) return misused(`“${call.words.join(' ')}” is left over. A title of several words goes in quotation marks.`)
    const when = whenOption(call)
    if (!when.ok) return refused(when.sentence)
    const answer = await call.desk.dispatch(null, {
      type: 'DeclareIncident',
      title,
      severity: textOption(call, 'severity'),
      backfilled: call.values['backfill'] === true,
      at: when.at,
    })
    if (!answer.ok) return refused(answer.sentence)
    await call.print(answer.incident)
    await warnOfSecret(call, answer.incident, answer.facts, title)
    return DONE
  },
}
