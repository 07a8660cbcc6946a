/** `knowngood backup`: one backup now, in the folder of the settings or in another. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isoTime } from '../../clock.ts'
import { openCopies } from '../../copies.ts'
import { counted } from '../../merge/merge.ts'
import { SETTINGS_NAME } from '../../places.ts'
import { readSettings } from '../../settings-file.ts'
import { DONE, misused, refused, textOption, type CliCommand } from '../command.ts'

export const backup: CliCommand = {
  name: 'backup',
  synopsis: '[--to DIR]',
  about: 'backs up the whole store, in DIR or in the folder that the app uses; prints where',
  options: { to: { type: 'string' } },
  async run(call) {
    if (call.words.length > 0) return misused(`“${call.words.join(' ')}” is left over. A folder is named with --to DIR.`)
    const to = textOption(call, 'to')
    const folder = to === undefined ? appFolder(call.profile) : resolve(to)
    if (folder === null) return misused('No folder was chosen for backups: say --to DIR, or choose one in the app’s settings.')
    // Loaded when it is wanted: every other command is quicker without it.
    const { backUp } = await import('../../backup/back-up.ts')
    const options = { now: isoTime(call.clock.now()), zone: call.zone, by: `knowngood ${KNOWNGOOD_VERSION}` }
    const result = await backUp(call.dataDir, folder, options, to !== undefined)
    if (!result.ok) return refused(result.sentence)
    const forgotten = await openCopies(call.profile).remember({ kind: 'backups', path: folder })
    if (result.made) {
      await call.print(result.made.path)
      await call.print(`Backed up: ${counted(result.made.about.incidents, 'incident')}, ${counted(result.made.about.files, 'file')}.`)
    } else await call.print(result.newest ? `Nothing has changed since ${result.newest.path}` : 'There is nothing to back up yet.')
    const troubles = [...result.troubles, ...(forgotten === null ? [] : [forgotten])]
    return troubles.length === 0 ? DONE : refused(troubles.join('\n'))
  },
}

function appFolder(profile: string): string | null {
  const path = join(profile, `${SETTINGS_NAME}.json`)
  return existsSync(path) ? readSettings(readFileSync(path, 'utf8')).stored.backup.folder : null
}
