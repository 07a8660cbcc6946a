/** The folder that a person keeps backups in: whether it may be one, and whether it is the one that it was. */
import { realpath } from 'node:fs/promises'
import { basename, isAbsolute, join, relative } from 'node:path'
import { writeAtomically } from '../journal/atomic-write.ts'
import type { Disk } from '../journal/disk.ts'
import { faultOf, systemCode } from '../journal/fault.ts'
import { isMissing } from '../journal/layout.ts'
import { ABOUT_NAME, isSnapshotName } from './snapshot.ts'

/** Marks the folder, and tells whoever finds it what it is. */
export const NOTE_NAME = 'About these backups.txt'

const NOTE = `These are backups that Knowngood made.

Each folder "Knowngood backup ..." is a whole copy of its store at that time: plain text files, one folder an incident.
To bring one back, open Knowngood, go to Settings, choose "Restore from a backup", and choose this folder.
Nothing is overwritten by that: what is missing is added.

Knowngood keeps the ten newest, and the last of each of the thirty newest days. Leave this file where it is:
without it Knowngood takes the folder for another one, and makes no more backups in it.
`

export type FolderCheck = { readonly ok: true } | { readonly ok: false; readonly sentence: string }

/** Whether backups may be kept in a folder: it must be there, and lie neither in the store nor in a backup. Marks it where they may. */
export async function adoptFolder(folder: string, dataDir: string, disk: Disk): Promise<FolderCheck> {
  try {
    const entries = await disk.list(folder)
    const [inner, outer] = [await realpath(folder), await realpathIfThere(dataDir)]
    if (isWithin(inner, outer)) return no(`${folder} lies in the folder that holds the incidents themselves. A backup beside what it protects is lost with it: choose a folder elsewhere, best on another disk.`)
    if (isSnapshotName(basename(inner)) || entries.some(({ name }) => name === ABOUT_NAME)) return no(`${folder} is itself a backup. Choose the folder above it, or another one.`)
    if (entries.some(({ name }) => name === NOTE_NAME)) return { ok: true }
    const marked = await writeAtomically(join(folder, NOTE_NAME), NOTE, disk)
    return marked.ok ? { ok: true } : no(marked.fault.sentence)
  } catch (error) {
    return no(faultOf(error, { doing: 'write to', where: folder, outcome: 'no backup is kept there' }).sentence)
  }
}

/** Whether the folder is there and marked: where a drive is not connected, an empty folder may stand in its place. */
export async function checkFolder(folder: string, disk: Disk): Promise<FolderCheck> {
  try {
    if ((await disk.list(folder)).some(({ name }) => name === NOTE_NAME)) return { ok: true }
    return no(`${folder} is there, but it is not the folder that holds the backups: “${NOTE_NAME}” is missing. Connect its drive, or choose a folder in Settings.`)
  } catch (error) {
    return no(faultOf(error, { doing: 'write to', where: folder, outcome: 'no backup was made' }).sentence)
  }
}

function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner)
  return way === '' || (way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way))
}

/** A store that has not been begun yet has no links to follow. */
async function realpathIfThere(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (isMissing(error) || systemCode(error) === 'ENOTDIR') return path
    throw error
  }
}

function no(sentence: string): FolderCheck {
  return { ok: false, sentence }
}
