// The built app under Playwright, for what is measured inside its window and its main process.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { root } from '../paths.mjs'
import { electronExe } from '../setup/runtime.mjs'

export const PERSON = { id: 'bench', name: 'Bench', role: null }

/** A profile whose first question is answered. @param {string} folder @returns {string} */
export function profileIn(folder) {
  const profile = path.join(folder, 'profile')
  mkdirSync(profile, { recursive: true })
  writeFileSync(path.join(profile, 'config.json'), JSON.stringify({ person: PERSON, zone: 'UTC', theme: 'dark' }))
  return profile
}

/**
 * @param {{ profile: string, data: string, env: NodeJS.ProcessEnv }} places
 * @returns {Promise<import('@playwright/test').ElectronApplication>}
 */
export function launchApp({ profile, data, env }) {
  return launch([root, `--user-data-dir=${profile}`, `--data=${data}`], env)
}

/**
 * The least that an Electron app can be, for comparison.
 * @param {string} profile
 * @param {NodeJS.ProcessEnv} env
 */
export function launchBare(profile, env) {
  return launch([path.join(root, 'test/bench/bare-window'), `--user-data-dir=${profile}`], env)
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function launch(args, env) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return _electron.launch({
    executablePath: electronExe(),
    args: [...args, '--log-level=3', ...(asRoot ? ['--no-sandbox'] : [])],
    env: /** @type {Record<string, string>} */ ({ ...env, TZ: 'UTC' }),
  })
}

/**
 * What a process and all that it started hold in memory, MB: shared pages are counted in parts (PSS). Linux only.
 * @param {number} pid
 */
export function memoryOf(pid) {
  const children = new Map()
  for (const line of execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')) {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    children.set(parent, [...(children.get(parent) ?? []), child])
  }
  const family = [pid]
  for (const member of family) family.push(...(children.get(member) ?? []))
  return family.reduce((sum, member) => sum + pss(member), 0) / 1024
}

/** kB; a process that has just ended holds none. @param {number} pid */
export function pss(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Runs in main: begins to watch how long anything holds its loop. */
export function watchLoop() {
  const { monitorEventLoopDelay } = process.mainModule?.require('node:perf_hooks')
  const watch = monitorEventLoopDelay({ resolution: 1 })
  watch.enable()
  Object.assign(globalThis, { benchLoop: watch })
}

/** Runs in main. @returns {number} ms */
export function longestHold() {
  const watch = /** @type {any} */ (globalThis).benchLoop
  watch.disable()
  return watch.max / 1e6
}
