/** Deletes an incident: its folder is moved out of the store's sight first, for good, and its files go afterwards. */
import { join } from 'node:path'
import type { Answer } from '../../shared/api.ts'
import { shownId } from '../../shared/incident/words.ts'
import { isFileHash } from '../attachments/layout.ts'
import { removeTree } from '../backup/tree.ts'
import type { Disk } from '../journal/disk.ts'
import { faultOf, systemCode } from '../journal/fault.ts'
import { isJournalName, isMissing, streamFolder } from '../journal/layout.ts'
import { randomId } from '../journal/random-id.ts'

/** Hidden, and no stream's id: nobody lists it, backs it up or reads it. */
const DELETED = /^\.deleted-/

/** What goes with an incident's folder. */
export interface Contents {
  readonly journals: number
  /** attachments */
  readonly files: number
}

/** Counts what lies in an incident's folder. Rejects with the system's error. */
export async function contentsOf(dataDir: string, id: string, disk: Disk): Promise<Contents> {
  const folder = streamFolder(dataDir, id)
  const journals = (await disk.list(folder)).filter(({ name, file }) => file && isJournalName(name)).length
  const files = (await listed(join(folder, 'files'), disk)).filter(({ name, file }) => file && isFileHash(name)).length
  return { journals, files }
}

/**
 * Deletes an incident whose journals nobody here holds open. From the rename on it is gone: what a crash leaves of its files is
 * removed by {@link finishDeletions}.
 */
export async function deleteFolder(dataDir: string, id: string, disk: Disk): Promise<Answer> {
  const incidents = join(dataDir, 'incidents')
  const away = join(incidents, `.deleted-${id}-${randomId()}`)
  try {
    await disk.rename(streamFolder(dataDir, id), away)
  } catch (error) {
    if (isMissing(error)) return { ok: false, kind: 'refused', sentence: `There is no incident ${shownId(id)}.` }
    return fault(error, incidents, 'nothing was deleted')
  }
  try {
    await disk.syncFolder(incidents)
  } catch (error) {
    return fault(error, incidents, `${shownId(id)} is gone, but may be back after a power cut`)
  }
  const trouble = await removeQuietly(away, disk)
  return { ok: true, incident: id, facts: [], ...(trouble !== null && { notices: [trouble] }) }
}

/** Removes what earlier deletions could not; answers a sentence for each that still cannot be removed. */
export async function finishDeletions(dataDir: string, disk: Disk): Promise<string[]> {
  const incidents = join(dataDir, 'incidents')
  const troubles: (string | null)[] = []
  for (const { name, folder } of await listed(incidents, disk)) {
    if (folder && DELETED.test(name)) troubles.push(await removeQuietly(join(incidents, name), disk))
  }
  return troubles.filter((trouble) => trouble !== null)
}

async function removeQuietly(path: string, disk: Disk): Promise<string | null> {
  try {
    await removeTree(path, disk)
    return null
  } catch (error) {
    return faultOf(error, { doing: 'write to', where: path, outcome: 'some of its files are still there; Knowngood tries again when it starts' }).sentence
  }
}

/** A folder that cannot be looked at holds nothing that could be counted or removed now. */
async function listed(folder: string, disk: Disk): ReturnType<Disk['list']> {
  try {
    return await disk.list(folder)
  } catch (error) {
    if (systemCode(error) === null) throw error
    return []
  }
}

function fault(error: unknown, where: string, outcome: string): Answer {
  return { ok: false, kind: 'fault', sentence: faultOf(error, { doing: 'write to', where, outcome }).sentence }
}
