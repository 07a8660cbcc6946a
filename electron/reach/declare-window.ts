/** The small window that declares an incident over any other app. Once made it is only hidden, so what was typed stays. */
import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import { DECLARE_PAGE } from '../app-files.ts'
import { push } from '../ipc.ts'
import { SAFE_PREFERENCES } from '../security.ts'

const SIZE = { width: 560, height: 252 }

export interface DeclareWindow {
  open(): void
  hide(): void
  /** The app ends, or its last window was closed: a hidden window must not keep it. */
  destroy(): void
}

/** @param ground its colour before the first paint */
export function createDeclareWindow(ground: () => string): DeclareWindow {
  let window: BrowserWindow | null = null

  function make(): BrowserWindow {
    const made = new BrowserWindow({
      ...SIZE,
      title: 'Declare incident',
      backgroundColor: ground(),
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      webPreferences: { ...SAFE_PREFERENCES, preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs') },
    })
    // Above full-screen apps too, where the system knows of such a level.
    made.setAlwaysOnTop(true, 'pop-up-menu')
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    made.on('close', (event) => {
      event.preventDefault()
      made.hide()
    })
    made.on('closed', () => (window = null))
    made.webContents.on('render-process-gone', () => made.destroy())
    made.once('ready-to-show', () => present(made))
    void made.loadURL(DECLARE_PAGE)
    return made
  }

  return {
    open() {
      if (window === null) window = make()
      else if (!window.webContents.isLoading()) present(window)
    },
    hide: () => window?.hide(),
    destroy: () => window?.destroy(),
  }
}

/** Where the person looks: on the screen with the pointer, in its upper third. */
function present(window: BrowserWindow): void {
  const { x, y, width, height } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea
  window.setBounds({ x: Math.round(x + (width - SIZE.width) / 2), y: Math.round(y + height / 5), ...SIZE })
  window.show()
  window.focus()
  push('declare', null)
}
