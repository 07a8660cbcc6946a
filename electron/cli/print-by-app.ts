/** PDF needs the app: it is started without a window, on a profile of its own, to print one page and end. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Printed = { readonly ok: true; readonly pdf: Buffer } | { readonly ok: false; readonly sentence: string }

/** ms; a hundred times what a long retro takes */
const PATIENCE_MS = 60_000
/** The checkout: this file is built into out/cli. */
const ROOT = join(import.meta.dirname, '..', '..')

/** Prints a self-contained HTML text to PDF. */
export async function printByApp(html: string): Promise<Printed> {
  const executable = await findElectron()
  if (executable === null) return { ok: false, sentence: 'A PDF needs the app, which is not set up yet: run `npm start` once, or export as html.' }
  const folder = await mkdtemp(join(tmpdir(), 'knowngood-print-'))
  try {
    const [page, pdf] = [join(folder, 'retro.html'), join(folder, 'retro.pdf')]
    await writeFile(page, html)
    const trouble = await run(executable, ['--log-level=3', ROOT, `--user-data-dir=${join(folder, 'profile')}`, `--print-html=${page}`, `--print-pdf=${pdf}`])
    if (trouble === null && existsSync(pdf)) return { ok: true, pdf: await readFile(pdf) }
    return { ok: false, sentence: `The app could not print the PDF${trouble ? `: ${trouble}` : ''}. The same retro can be exported as html.` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As the package `electron` says where its executable is; null where none is installed. */
async function findElectron(): Promise<string | null> {
  const home = join(ROOT, 'node_modules', 'electron')
  try {
    const executable = join(home, 'dist', await readFile(join(home, 'path.txt'), 'utf8'))
    return existsSync(executable) ? executable : null
  } catch {
    return null
  }
}

/** Runs the app to its end; what went wrong, or null. */
function run(executable: string, args: readonly string[]): Promise<string | null> {
  const linux = process.platform === 'linux'
  // Chromium refuses to sandbox for root; for everybody else the sandbox stays.
  const app = [executable, ...(linux && process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args]
  const bare = linux && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  const [command, ...rest] = bare ? ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24 -nolisten tcp -noreset', ...app] : app
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return new Promise((resolve) => {
    // In a group of its own, so that xvfb-run's children end with it.
    const child = spawn(command!, rest, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    let said = ''
    const patience = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), PATIENCE_MS)
    const end = (trouble: string | null): void => {
      clearTimeout(patience)
      resolve(trouble)
    }
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
    child.on('error', () => end(bare ? 'there is no display, and xvfb-run is not installed' : `${executable} could not be started`))
    child.on('exit', (code, signal) => end(code === 0 ? null : said.trim().split('\n').at(-1) || `it ended with ${String(signal ?? code)}`))
  })
}
