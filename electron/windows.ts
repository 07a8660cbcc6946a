/** The window: where it stands, how it opens without a flash, and how it comes to the front. */
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron'
import { START_PAGE } from './app-files.ts'
import { push } from './ipc.ts'
import { SAFE_PREFERENCES } from './security.ts'
import type { SettingsStore } from './settings.ts'
import type { WindowBounds } from './settings-file.ts'

const SMALLEST = { width: 1024, height: 640 }
const FIRST_SIZE = { width: 1440, height: 900 }
/** The page's own ground (renderer/ui/), so that nothing flashes before the first paint. */
const GROUND = { dark: '#0d1014', light: '#f4f5f7' }

export interface Windows {
  /** Opens the window, or brings it to the front where it is open. */
  open(): void
  /** Brings an incident to the front, once the page is there to show it. @param deadline the key of the one that the eye is led to */
  show(incident: string, deadline?: string): void
  /** Runs when the window is gone. */
  onClosed(run: () => void): void
  /** resolves when the first window has been shown: what can wait, waits for it */
  readonly shown: Promise<void>
}

export function createWindows(settings: SettingsStore): Windows {
  let window: BrowserWindow | null = null
  let tellShown = (): void => undefined
  let tellClosed = (): void => undefined
  const shown = new Promise<void>((resolve) => (tellShown = resolve))
  nativeTheme.on('updated', () => window?.setBackgroundColor(ground()))

  function open(): void {
    if (window) {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      return
    }
    const opened = new BrowserWindow({
      ...place(settings.window),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Knowngood',
      backgroundColor: ground(),
      show: false,
      webPreferences: { ...SAFE_PREFERENCES, preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs') },
    })
    window = opened
    if (settings.window?.maximized) opened.maximize()
    opened.once('ready-to-show', () => {
      opened.show()
      tellShown()
    })
    opened.on('page-title-updated', (event) => event.preventDefault())
    opened.on('close', () => void settings.change({ window: boundsOf(opened) }))
    opened.on('closed', () => {
      window = null
      tellClosed()
    })
    opened.webContents.on('render-process-gone', (_, { reason }) => {
      console.error(`The window's process ended: ${reason}.`)
      if (reason !== 'clean-exit' && reason !== 'killed') opened.reload()
    })
    void opened.loadURL(START_PAGE)
  }

  return {
    open,
    show(incident, deadline) {
      open()
      const message = { incident, ...(deadline !== undefined && { deadline }) }
      const contents = window!.webContents
      if (contents.isLoading()) contents.once('did-finish-load', () => push('show', message))
      else push('show', message)
    },
    onClosed: (run) => void (tellClosed = run),
    shown,
  }
}

/** Quits with the last window, but on macOS, where an app stays until it is quit. */
export function followPlatform(windows: Windows): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => windows.open())
}

/** The page's own ground, as the theme has it now. */
export function ground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
}

function boundsOf(window: BrowserWindow): WindowBounds {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() }
}

/** Where it stood, unless that screen is gone: a window that nobody can reach is no window. */
function place(bounds: WindowBounds | null): Partial<Rectangle> {
  if (!bounds) return FIRST_SIZE
  const { x, y, width, height } = bounds
  const reachable = screen.getAllDisplays().some(({ workArea }) => overlap(workArea, bounds) >= 0.25)
  return reachable ? { x, y, width, height } : { width, height }
}

/** How much of `b` lies in `a`, 0 to 1. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? (width * height) / (b.width * b.height) : 0
}
