/** Opens the playbook's file in whatever this machine edits such files with. */
import { shell } from 'electron'
import type { Done } from '../../shared/api.ts'
import type { PlaybookFile } from './playbook-file.ts'

/** Where there is no file, one to begin with is written first. */
export async function openInEditor(file: PlaybookFile): Promise<Done> {
  const begun = await file.begin()
  if (!begun.ok) return begun
  const { path } = file.status()
  const trouble = await shell.openPath(path)
  return trouble === '' ? { ok: true } : { ok: false, sentence: `${path} could not be opened: ${trouble.replace(/\.?$/, '.')} Open it with an editor of your choice; what you save is taken over within two seconds.` }
}
