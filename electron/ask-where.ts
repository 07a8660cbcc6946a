/** The system's dialog that asks where a file is to be saved. */
import { basename, extname, join } from 'node:path'
import { app, BrowserWindow, dialog, type FileFilter } from 'electron'

/** A path with an ending, or null where the person changed their mind. @param name suggested, in the folder of documents */
export async function askWhere(title: string, name: string, filter: FileFilter): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options = { title, defaultPath: join(app.getPath('documents'), name), filters: [filter] }
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  if (canceled || !filePath) return null
  // Not every desktop's dialog adds the ending.
  return extname(basename(filePath)) === '' ? `${filePath}.${filter.extensions[0]!}` : filePath
}
