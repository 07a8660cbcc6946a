/** `knowngood restore`: brings a backup back; what the store has stays. */
import { resolve } from 'node:path'
import { dateTime } from '../../../shared/time/format.ts'
import { counted, mergedSentence } from '../../merge/merge.ts'
import { DONE, misused, refused, type CliCommand } from '../command.ts'

export const restoreCommand: CliCommand = {
  name: 'restore',
  synopsis: 'DIR [--list]',
  about: 'adds what a backup holds and the store does not; nothing is overwritten or lost',
  notes: ['DIR is a folder with backups, of which the newest is taken, or one of them. --list shows those that there are.'],
  options: { list: { type: 'boolean' } },
  async run(call) {
    const [word, ...more] = call.words
    if (word === undefined) return misused('Name the folder with the backups: knowngood restore DIR')
    if (more.length > 0) return misused(`“${more.join(' ')}” is left over: one folder at a time.`)
    // Loaded when it is wanted: every other command is quicker without it.
    const { findBackups, restore } = await import('../../backup/restore.ts')
    const found = await findBackups(resolve(word))
    if (!found.ok) return refused(found.sentence)
    if (call.values['list'] === true) {
      for (const { name, about } of found.choices) {
        await call.print(about ? `${dateTime(about.made, call.zone)}  ${counted(about.incidents, 'incident')}, ${counted(about.files, 'file')}  ${name}` : 'a copy of a store')
      }
      return DONE
    }
    const away = await call.desk.away()
    if (away) return refused(away.sentence)
    const result = await restore(call.dataDir, found.choices[0]!.path)
    if (!result.ok) return refused(result.sentence)
    const sentence = mergedSentence(result.merged)
    if (result.merged.damaged.length > 0) return refused(sentence)
    await call.print(sentence)
    return DONE
  },
}
