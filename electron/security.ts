/** The walls around the page: its own scheme, a strict policy, no permissions, no way out (docs: Electron's security checklist). */
import { readFile } from 'node:fs/promises'
import { app, protocol, session, type WebContents } from 'electron'
import { fileBehind, mediaType, SCHEME } from './app-files.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** What every window's page runs with. Electron's defaults, said aloud. */
export const SAFE_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} as const

/** What must be settled before the app is ready: the sandbox for every renderer, and our scheme as a secure, standard one. */
export function secureBeforeReady(): void {
  // It would take `--no-sandbox` away again, without which nothing starts for root; every window asks for its sandbox by itself.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
  app.on('web-contents-created', (_, contents) => enclose(contents))
}

/** What needs the session, once the app is ready. @param rendererFolder the built window */
export function secureSession(rendererFolder: string): void {
  protocol.handle(SCHEME, (request) => answer(rendererFolder, request))
  // Both: the request handler is asked by pages that ask, the check handler by those that look first. Electron's default is yes.
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
}

async function answer(rendererFolder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...HEADERS, Allow: 'GET' } })
  const file = fileBehind(rendererFolder, request.url)
  if (file === null) return new Response(null, { status: 404, headers: HEADERS })
  try {
    return new Response(await readFile(file), { headers: { ...HEADERS, 'Content-Type': mediaType(file) } })
  } catch {
    return new Response(null, { status: 404, headers: HEADERS })
  }
}

/** A page stays where it was loaded: it goes nowhere, opens nothing and embeds nothing. */
function enclose(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
