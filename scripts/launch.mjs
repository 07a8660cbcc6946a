// Starting Electron and ending it: on a display, with the right switches, taking every helper process along.
import { spawn } from 'node:child_process'
import { hasDisplay, startVirtualDisplay } from './display.mjs'
import { root } from './paths.mjs'
import { electronExe } from './setup/runtime.mjs'

/** The environment Electron runs in; starts an Xvfb, and says so, where the session has no display. */
export async function displayEnvironment() {
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE
  if (hasDisplay()) return env
  const display = await startVirtualDisplay()
  console.error(`No display: the window opens on Xvfb ${display.env.DISPLAY} (XAUTHORITY=${display.env.XAUTHORITY}).`)
  return { ...env, ...display.env }
}

/**
 * Opens the built app in a process group of its own.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ switches?: string[], args?: string[], stdio?: import('node:child_process').StdioOptions }} [options]
 */
export function openApp(env, { switches = [], args = [], stdio = 'inherit' } = {}) {
  // Chromium refuses to sandbox for root; for everybody else the sandbox stays.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const all = ['--log-level=3', ...(asRoot ? ['--no-sandbox'] : []), ...switches, root, ...args]
  const app = spawn(electronExe(), all, { env, stdio, detached: true })
  app.on('error', (error) => {
    console.error(`Electron could not be started: ${error.message}`)
    process.exit(1)
  })
  app.on('exit', () => killGroup(app))
  return app
}

/** @param {import('node:child_process').ChildProcess} app opened by `openApp` */
function killGroup(app) {
  try {
    if (app.pid) process.kill(-app.pid, 'SIGKILL')
  } catch {
    // nobody is left in it
  }
}

/**
 * Passes the signals that end us on to the app: it is asked once, then made to.
 * @param {() => import('node:child_process').ChildProcess} current
 */
export function forwardSignals(current) {
  let asked = false
  /** @param {NodeJS.Signals} signal */
  const ask = (signal) => {
    asked = true
    current().kill(signal)
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => (asked ? killGroup(current()) : ask(signal)))
  }
  whenOrphaned(() => asked || ask('SIGTERM'))
}

/** For a script that opens no app itself: being orphaned ends it as SIGTERM would. */
export function endWithParent() {
  whenOrphaned(() => process.kill(process.pid, 'SIGTERM'))
}

/** npm, when it is ended, ends only the shell between itself and us: this notices. */
function whenOrphaned(callback) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    callback()
  }, 500)
  watch.unref()
}
