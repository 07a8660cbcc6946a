/** The walls around the page: its own scheme, a strict policy, no permissions, no way out (docs: Electron's security checklist). */
import { readFile } from 'node:fs/promises'
import { app, protocol, session, type WebContents } from 'electron'
import { attachmentBehind, fileBehind, mediaType, SCHEME } from './app-files.ts'

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

/** The picture that an incident's fact names; null for everything else. */
export type Pictures = (wanted: { readonly incident: string; readonly sha256: string }) => Promise<{ readonly bytes: Buffer; readonly type: string } | null>

/** What needs the session, once the app is ready. @param rendererFolder the built window */
export function secureSession(rendererFolder: string, pictures: Pictures): void {
  protocol.handle(SCHEME, (request) => answer(rendererFolder, pictures, request))
  // Both: the request handler is asked by pages that ask, the check handler by those that look first. Electron's default is yes.
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
}

async function answer(rendererFolder: string, pictures: Pictures, request: Request): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...HEADERS, Allow: 'GET' } })
  const wanted = attachmentBehind(request.url)
  if (wanted !== null) return answerPicture(await pictures(wanted))
  const file = fileBehind(rendererFolder, request.url)
  if (file === null) return new Response(null, { status: 404, headers: HEADERS })
  try {
    return new Response(await readFile(file), { headers: { ...HEADERS, 'Content-Type': mediaType(file) } })
  } catch {
    return new Response(null, { status: 404, headers: HEADERS })
  }
}

/** A picture is drawn, and never a page: nobody can go to it, and it would be saved rather than shown. */
function answerPicture(picture: Awaited<ReturnType<Pictures>>): Response {
  if (picture === null) return new Response(null, { status: 404, headers: HEADERS })
  return new Response(picture.bytes, {
    headers: { ...HEADERS, 'Content-Type': picture.type, 'Content-Disposition': 'attachment', 'Cross-Origin-Resource-Policy': 'same-origin' },
  })
}

/** A page stays where it was loaded: it goes nowhere, opens nothing and embeds nothing. */
function enclose(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
