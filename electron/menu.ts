/** The application menu: every command has a place and a key here. */
import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import type { MenuItem } from '../shared/api.ts'
import { push } from './ipc.ts'

const mac = process.platform === 'darwin'
const separator: MenuItemConstructorOptions = { type: 'separator' }

/** @param storeFolder what "Show data folder" opens */
export function installMenu(storeFolder: string): void {
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,')
  const showData: MenuItemConstructorOptions = { label: 'Show data folder', click: () => void shell.openPath(storeFolder) }
  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [{ role: 'about' }, separator, settings, separator, { role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' }],
  }
  const incident: MenuItemConstructorOptions = {
    label: 'Incident',
    submenu: [
      item('Declare incident', 'declare', 'CmdOrCtrl+N'),
      item('Open retro', 'open retro', 'CmdOrCtrl+Shift+O'),
      separator,
      // The page takes the key itself: in a text box it undoes typing, elsewhere the last entry. macOS knows no unregistered keys.
      { ...item('Undo last entry', 'undo last entry', mac ? '' : 'Ctrl+Z'), registerAccelerator: false },
      separator,
      item('Break-glass card', 'break-glass card', 'CmdOrCtrl+Shift+G'),
      item('Playbook', 'playbook', 'CmdOrCtrl+Shift+P'),
      separator,
      item('Open bundle…', 'open bundle', 'CmdOrCtrl+O'),
      item('Export bundle…', 'export bundle', 'CmdOrCtrl+Shift+E'),
      separator,
      showData,
      ...(mac ? [{ role: 'close' } as const] : [separator, settings, separator, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
      separator,
      item('Find', 'find', 'CmdOrCtrl+F'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
    ],
  }
  const template = [...(mac ? [application] : []), incident, edit, view, { role: 'windowMenu' } as const]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

/** An item that the window carries out. */
function item(label: string, name: MenuItem, accelerator: string): MenuItemConstructorOptions {
  return { label, ...(accelerator !== '' && { accelerator }), click: () => push('menu', { item: name }) }
}
