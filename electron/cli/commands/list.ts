/** `knowngood list`: every incident, what is open first, the newest first. */
import type { IncidentRow } from '../../../shared/api.ts'
import { isOverPhase, PHASE_LABEL, shownId } from '../../../shared/incident/words.ts'
import { dateTime } from '../../../shared/time/format.ts'
import { misused, refused, DONE, type CliCommand } from '../command.ts'
import { oneLine } from '../print.ts'
import { summariesOf } from '../summaries.ts'

export const list: CliCommand = {
  name: 'list',
  synopsis: '[--archived]',
  about: 'lists the incidents: id, severity, phase, when declared, title',
  options: { archived: { type: 'boolean' } },
  notes: ['--archived: with those that were put away.'],
  async run(call) {
    if (call.words.length > 0) return misused(`“${call.words.join(' ')}” is left over: list takes no words.`)
    const listed = await call.desk.list()
    if (!listed.ok) return refused(listed.fault.sentence)
    const rows = (await summariesOf(call.desk, listed.ids)).map(({ row }) => row).filter(({ archived }) => !archived || call.values['archived'] === true)
    rows.sort((a, b) => Number(isOverPhase(a.phase)) - Number(isOverPhase(b.phase)) || (a.declaredAt < b.declaredAt ? 1 : a.declaredAt > b.declaredAt ? -1 : a.id < b.id ? -1 : 1))
    for (const row of rows) {
      const phase = PHASE_LABEL[row.phase].padEnd(10)
      await call.print(`${shownId(row.id)}  ${row.severity ?? '--'}  ${phase}  ${dateTime(row.declaredAt, call.zone)}  ${oneLine(row.title)}${marks(row)}`)
    }
    return DONE
  },
}

function marks({ practice, archived }: IncidentRow): string {
  return `${practice ? '  (practice)' : ''}${archived ? '  (archived)' : ''}`
}
