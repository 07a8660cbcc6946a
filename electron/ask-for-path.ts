/** Asks the person for a file or a folder that is there. */
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'

/** Null where the person changed their mind. */
export async function askForPath(options: OpenDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
