/** Saves an attached file where the person says. It is never opened from here: it may be a program. */
import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { Exported } from '../shared/api.ts'
import type { DeskFiles, WantedFile } from './attachments/desk-files.ts'

export async function saveAttachment(files: DeskFiles, wanted: WantedFile): Promise<Exported> {
  const file = await files.named(wanted)
  if (!file) return { ok: false, cancelled: false, sentence: 'No entry of this incident names that file any more.' }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options = { title: 'Save the attached file', defaultPath: join(app.getPath('documents'), savableName(file.name)) }
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  if (canceled || !filePath) return { ok: false, cancelled: true, sentence: 'Nothing was saved.' }
  const copied = await files.copy(file, filePath)
  return copied.ok ? { ok: true, path: filePath } : { ok: false, cancelled: false, sentence: copied.sentence }
}

/** A name that every file system takes: `Screenshot 14:22.png` becomes `Screenshot 14.22.png`. */
function savableName(name: string): string {
  const plain = name.replace(/:/g, '.').replace(/[<>"|?*]/g, '_').replace(/[. ]+$/, '')
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `_${plain}` : plain || 'file'
}
