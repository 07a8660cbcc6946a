// `npm run dev`: rebuilds what changes. A new window bundle reloads the window, a new main or preload restarts the app.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import * as bundles from './bundles.mjs'
import { displayEnvironment, forwardSignals, openApp } from './launch.mjs'
import { buildStamp, root } from './paths.mjs'

process.env.NODE_ENV = 'development'
rmSync(buildStamp, { force: true }) // `npm start` must not take these bundles for its own

const env = await displayEnvironment()
const reload = () => void app.send('reload')
await Promise.all([
  watch(bundles.renderer, reload),
  watch(bundles.main, restart),
  watch(bundles.worker, restart),
  watch(bundles.preload, restart),
  watch(bundles.cli, () => {}),
])
let app = open()
forwardSignals(() => app)

/** Resolves once the bundle is built; `rebuilt` is called each time it is built again. */
async function watch(bundle, rebuilt) {
  // What is being changed may compute the list's lines differently: none that was kept is believed.
  const define = { ...bundle.define, KNOWNGOOD_BUILD: '""' }
  const watched = { ...bundle, define, mode: 'development', build: { ...bundle.build, minify: false, watch: {} } }
  const watcher = /** @type {import("rolldown").RolldownWatcher} */ (await build(watched))
  await new Promise((resolve) => {
    let onBuilt = resolve
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') console.error(event.error.message)
      if (event.code !== 'END') return
      onBuilt(undefined)
      onBuilt = rebuilt
    })
  })
}

function open() {
  const opened = openApp(env, {
    switches: ['-r', path.join(root, 'scripts', 'dev-reload.cjs')],
    args: process.argv.slice(2),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  opened.on('exit', (code) => {
    if (opened === app) process.exit(code ?? 1)
  })
  return opened
}

/** The old app must be gone before the new one asks whether it is the only one. */
function restart() {
  const old = app
  old.removeAllListeners('exit').once('exit', () => (app = open()))
  old.kill()
}
