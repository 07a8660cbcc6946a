/** `knowngood bundle`: incidents as one file, to be opened in another store. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isoDay } from '../../../shared/time/format.ts'
import { BUNDLE_ENDING } from '../../bundle/ending.ts'
import { isoTime } from '../../clock.ts'
import { openCopies } from '../../copies.ts'
import type { ReadIncident } from '../../desk.ts'
import { fileName } from '../../file-name.ts'
import { counted } from '../../merge/merge.ts'
import { recordExport } from '../../record-export.ts'
import { DONE, misused, refused, textOption, type Call, type CliCommand, type Exit } from '../command.ts'
import { chooseIncident } from '../incident-id.ts'

type Chosen = { readonly ok: true; readonly reads: readonly ReadIncident[] } | { readonly ok: false; readonly exit: Exit }

export const bundle: CliCommand = {
  name: 'bundle',
  synopsis: '[ID…|--all] [--out FILE]',
  about: 'writes incidents into one file that another Knowngood can open; prints its name',
  notes: ['Without --out the file is named after the incident, in the current folder.'],
  options: { out: { type: 'string' }, all: { type: 'boolean' } },
  async run(call) {
    const chosen = await choose(call)
    if (!chosen.ok) return chosen.exit
    const { reads } = chosen
    const now = isoTime(call.clock.now())
    const out = textOption(call, 'out')
    const path = out === undefined ? freePath(reads.length === 1 ? fileName(reads[0]!, call.zone) : `${isoDay(now, call.zone)} Knowngood`) : resolve(out)
    // Loaded when it is wanted: every other command is quicker without it.
    const { writeBundle } = await import('../../bundle/write-bundle.ts')
    const ids = reads.map(({ id }) => id)
    const written = await writeBundle(call.dataDir, ids, path, { made: now, by: `knowngood ${KNOWNGOOD_VERSION}` })
    if (!written.ok) return refused(written.sentence)
    const forgotten = await openCopies(call.profile).remember({ kind: 'bundle', path, streams: ids, at: now })
    await call.print(path)
    for (const id of ids) {
      const unrecorded = await recordExport(call.desk, id, 'bundle')
      if (unrecorded !== null) call.warn(unrecorded)
    }
    const troubles = [written.leftOut.length > 0 && `${counted(written.leftOut.length, 'file')} could not be taken along: ${written.leftOut.join(', ')}.`, forgotten].filter(Boolean)
    return troubles.length === 0 ? DONE : refused(`The bundle was written. ${troubles.join(' ')}`)
  },
}

async function choose(call: Call): Promise<Chosen> {
  if (call.values['all'] === true) {
    if (call.words.length > 0) return { ok: false, exit: misused('Name incidents, or say --all; not both.') }
    const listed = await call.desk.list()
    if (!listed.ok) return { ok: false, exit: refused(listed.fault.sentence) }
    const reads = []
    for (const id of listed.ids) {
      const read = await call.desk.read(id)
      if (read) reads.push(read)
    }
    return reads.length > 0 ? { ok: true, reads } : { ok: false, exit: refused('There is no incident in this store yet.') }
  }
  const reads = []
  for (const word of call.words.length > 0 ? call.words : [undefined]) {
    const chosen = await chooseIncident(call.desk, word)
    if (!chosen.ok) return chosen
    reads.push(chosen.read)
  }
  return { ok: true, reads }
}

/** A name that nothing has: what was not named is not written over. */
function freePath(name: string): string {
  for (let taken = 1; ; taken++) {
    const path = resolve(`${name}${taken > 1 ? ` (${String(taken)})` : ''}${BUNDLE_ENDING}`)
    if (!existsSync(path)) return path
  }
}
