/** `knowngood import`: opens a bundle and merges it into the store. */
import { resolve } from 'node:path'
import { mergedSentence } from '../../merge/merge.ts'
import { DONE, misused, refused, type CliCommand } from '../command.ts'

export const importCommand: CliCommand = {
  name: 'import',
  synopsis: 'FILE',
  about: 'merges a bundle into the store, as often as you like; nothing is overwritten',
  async run(call) {
    const [file, ...more] = call.words
    if (file === undefined) return misused('Name the bundle: knowngood import FILE.knowngood')
    if (more.length > 0) return misused(`“${more.join(' ')}” is left over: one bundle at a time.`)
    const away = await call.desk.away()
    if (away) return refused(away.sentence)
    // Loaded when it is wanted: every other command is quicker without it.
    const { importBundle } = await import('../../bundle/import-bundle.ts')
    const result = await importBundle(call.dataDir, resolve(file))
    if (!result.ok) return refused(result.kind === 'refused' ? `${file} was refused. ${result.sentence} Nothing was changed.` : result.sentence)
    await call.print(mergedSentence(result.merged))
    for (const id of result.merged.changed) await call.print(`  ${id}`)
    return DONE
  },
}
