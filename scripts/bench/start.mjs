// From spawn to a usable console, against a bare Electron window on the same runtime, the two in turn.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from '../paths.mjs'
import { electronExe } from '../setup/runtime.mjs'
import { median } from './figures.mjs'
import { inPlaceOfItsOwn } from './place.mjs'
import { storeWithAnIncident } from './stored-incident.mjs'

const PAIRS = 15
const LIMIT_MS = 30_000
const hook = path.join(root, 'test/bench/usable-hook.cjs')

/** @returns {Promise<import('../bench.mjs').Result>} */
export function benchStart() {
  return inPlaceOfItsOwn(async (folder, env) => {
    const { userData, data } = storeWithAnIncident(folder)
    const bare = () => usableAfter(path.join(root, 'test/bench/bare-window'), 'main', [`--user-data-dir=${path.join(folder, 'bare')}`], env)
    const app = () => usableAfter(root, '[role="textbox"][aria-label="Log entry"], textarea[aria-label="Log entry"]', [`--user-data-dir=${userData}`, '--data', data], env)
    await bare() // the first start of each reads the disk; it does not count
    await app()
    /** @type {{ bare: number, app: number }[]} */
    const pairs = []
    for (let pair = 0; pair < PAIRS; pair++) pairs.push({ bare: await bare(), app: await app() })
    const rows = [
      { what: 'bare window, median of 15', value: median(pairs.map((pair) => pair.bare)), unit: 'ms' },
      { what: 'usable console, median of 15', value: median(pairs.map((pair) => pair.app)), unit: 'ms' },
      { what: 'console / bare window, median of pairs', value: median(pairs.map((pair) => pair.app / pair.bare)), unit: 'x' },
    ]
    return { rows }
  })
}

/**
 * Starts an app and ends it again.
 * @param {string} app its folder
 * @param {string} selector what is there when it is usable
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} ms from spawn until the selector is painted
 */
export function usableAfter(app, selector, args, env) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(electronExe(), ['-r', hook, '--log-level=3', ...(asRoot ? ['--no-sandbox'] : []), app, ...args], {
      env: { ...env, BENCH_SELECTOR: selector },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    const limit = setTimeout(() => fail(`No usable window after ${LIMIT_MS} ms.`), LIMIT_MS)
    /** @type {number | undefined} */
    let usable
    child.stdout.on('data', (chunk) => {
      if (usable !== undefined || !String(chunk).includes('usable')) return
      usable = performance.now() - start
      end()
    })
    child.on('error', (error) => fail(error.message))
    child.on('exit', () => {
      clearTimeout(limit)
      if (usable === undefined) reject(new Error('The app ended before it was usable.'))
      else resolve(usable)
    })
    /** @param {string} reason */
    function fail(reason) {
      reject(new Error(reason))
      end()
    }
    function end() {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }
  })
}
