/** One app a profile: two would overwrite each other's settings. A second start brings the first one's window to the front. */
import { app, dialog } from 'electron'
import type { Windows } from './windows.ts'

/** Whether this is the only app on its profile; where it is not, it says so, and the other one is told. @param open bundles that it was to open */
export function isOnlyInstance(dataDir: string, open: readonly string[]): boolean {
  const only = app.requestSingleInstanceLock({ dataDir, open })
  if (!only) console.error('Knowngood is open already: its window was brought to the front.')
  return only
}

/**
 * @param dataDir the store that this app shows
 * @param open is given each bundle that a second start was to open in this store
 */
export function answerSecondStarts(windows: Windows, dataDir: string, open: (path: string) => void): void {
  app.on('second-instance', (_event, _argv, _cwd, other) => {
    windows.open()
    const asked = typeof other === 'object' && other !== null && 'dataDir' in other ? other.dataDir : dataDir
    if (asked === dataDir) {
      const paths: unknown = typeof other === 'object' && other !== null && 'open' in other ? other.open : []
      for (const path of Array.isArray(paths) ? paths : []) if (typeof path === 'string') open(path)
      return
    }
    // Somebody who asked for another store must not believe that this window shows it.
    void dialog.showMessageBox({
      type: 'info',
      message: 'Knowngood is open already, on another data folder.',
      detail: `This window shows ${dataDir}. Close it first to open ${String(asked)}, or give the second one a profile of its own with --user-data-dir.`,
    })
  })
}
