/** `knowngood search`: which entries of which incidents hold the words. */
import { shownId } from '../../../shared/incident/words.ts'
import { dateTime } from '../../../shared/time/format.ts'
import { createSearchIndex } from '../../search/search-index.ts'
import { DONE, misused, refused, type CliCommand } from '../command.ts'
import { oneLine } from '../print.ts'

export const search: CliCommand = {
  name: 'search',
  synopsis: 'WORDS',
  about: 'looks through the entries of all incidents, archived and practice ones too; exit 1 where nothing holds the words',
  async run(call) {
    const words = call.words.join(' ').trim()
    if (words === '') return misused('Say what to look for: knowngood search WORDS')
    const listed = await call.desk.list()
    if (!listed.ok) return refused(listed.fault.sentence)
    const { incidents } = await createSearchIndex(call.desk).search({ words, archived: true, practice: true })
    if (incidents.length === 0) return refused(`Nothing with “${words}”.`)
    for (const { row, entries, count } of incidents) {
      await call.print(`${shownId(row.id)}  ${oneLine(row.title)}`)
      for (const { time, who, text } of entries) await call.print(`  ${dateTime(time, call.zone)}  ${oneLine(who)}: ${oneLine(text)}`)
      if (count > entries.length) await call.print(`  and ${String(count - entries.length)} more`)
    }
    return DONE
  },
}
