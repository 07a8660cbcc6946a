/** The bridge between page and main: one way to ask, one way to listen, known names only, and nothing of Electron's. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { KnowngoodApi } from '../shared/api.ts'
import { PUSH_NAMES, REQUEST_NAMES } from '../shared/channels.ts'

const requests: ReadonlySet<string> = new Set(REQUEST_NAMES)
const pushes: ReadonlySet<string> = new Set(PUSH_NAMES)

const api: KnowngoodApi = {
  ask(name, input) {
    if (!requests.has(name)) return Promise.reject(new Error(`There is no request “${String(name)}”.`))
    return ipcRenderer.invoke(name, input)
  },
  on(name, listener) {
    if (!pushes.has(name)) throw new Error(`There is no push “${String(name)}”.`)
    // The event stays here: it carries the sender, and with it a way round this bridge.
    const forward = (_event: IpcRendererEvent, message: Parameters<typeof listener>[0]): void => listener(message)
    ipcRenderer.on(name, forward)
    return () => void ipcRenderer.removeListener(name, forward)
  },
}

contextBridge.exposeInMainWorld('knowngood', api)
