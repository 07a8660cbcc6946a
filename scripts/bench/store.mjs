// What one more fact costs by the size of its incident, in Electron's main process, against two usual ways of keeping a state; and a cold start on the longest.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { startVirtualDisplay } from '../display.mjs'
import { builtins, node } from '../node-bundle.mjs'
import { out } from '../paths.mjs'
import { electronExe } from '../setup/runtime.mjs'
import { median, percentile } from './figures.mjs'
import { lineFormat, writeLongIncident } from './long-incident.mjs'
import { markdownTable } from './markdown.mjs'

const SAMPLES = 400
/** the slow ways rewrite megabytes for each sample */
const INCIDENTS = [
  { facts: 100, id: 'inc-00000100', commanded: 'inc-c0000100', rivalSamples: 100 },
  { facts: 10_000, id: 'inc-00010000', commanded: 'inc-c0010000', rivalSamples: 25 },
  { facts: 100_000, id: 'inc-00100000', commanded: 'inc-c0100000', rivalSamples: 8 },
]
const COLD_STARTS = 5
/** How much dearer the median append to the longest may be than to the shortest. */
const LIMIT = 1.5

const WAYS = /** @type {const} */ (['append', 'command', 'electron-store', 'whole file'])

/** @returns {Promise<import('../bench.mjs').Result>} */
export async function benchStore() {
  // Beside the build, not in the system's temporary folder: that may be memory, which syncs nothing.
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(path.join(out, 'bench-'))
  const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  const env = { ...process.env, ...display?.env }
  try {
    const main = await builtInto(folder)
    const format = await lineFormat()
    for (const { facts, id, commanded } of INCIDENTS) for (const each of [id, commanded]) writeLongIncident(format, path.join(folder, 'store'), each, facts)
    /** @param {'append' | 'cold'} kind */
    const run = (kind) => runMain(main, { kind, folder, worker: path.join(out, 'worker/worker.cjs'), incidents: INCIDENTS, samples: SAMPLES }, env)
    /** @type {{ read: number, folded: number, facts: number, before: number, after: number }[]} */
    const cold = []
    for (let start = 0; start < COLD_STARTS; start++) cold.push(await run('cold'))
    return resultOf(await run('append'), cold)
  } finally {
    display?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {{ name: string, facts: number, took: number[] }[]} ways
 * @param {{ read: number, folded: number, facts: number, before: number, after: number }[]} cold
 * @returns {import('../bench.mjs').Result}
 */
function resultOf(ways, cold) {
  /** @param {string} name @param {number} facts */
  const took = (name, facts) => ways.find((way) => way.name === name && way.facts === facts)?.took ?? []
  const p50 = (/** @type {string} */ name, /** @type {number} */ facts) => median(took(name, facts))
  const figures = INCIDENTS.map(({ facts }) => [
    facts.toLocaleString('en'),
    ...WAYS.map((name) => `${p50(name, facts).toFixed(3)} / ${percentile(took(name, facts), 0.99).toFixed(3)} (${took(name, facts).length})`),
    ...WAYS.slice(2).map((name) => `${(p50(name, facts) / p50('append', facts)).toFixed(1)} x`),
  ])
  const least = /** @type {typeof INCIDENTS[number]} */ (INCIDENTS[0]).facts
  const most = /** @type {typeof INCIDENTS[number]} */ (INCIDENTS.at(-1)).facts
  const growth = WAYS.map((name) => ({ name, times: p50(name, most) / p50(name, least) }))
  const failures = growth.filter(({ name, times }) => name === 'append' && times > LIMIT).map(({ times }) => `An append to ${most} facts takes ${times.toFixed(2)} times as long as one to ${least}; at most ${LIMIT} is allowed.`)
  if (cold.some(({ facts }) => facts !== most)) failures.push(`A cold start did not fold all ${most} facts.`)
  const rows = [
    ...growth.map(({ name, times }) => ({ what: `${name}: p50 at ${most} facts / p50 at ${least}`, value: times, unit: 'x' })),
    { what: `cold: ${most} facts read and handed on, median of ${COLD_STARTS}`, value: median(cold.map(({ read }) => read)), unit: 'ms' },
    { what: `cold: and folded in main as well`, value: median(cold.map(({ folded }) => folded)), unit: 'ms' },
    { what: 'memory of main before it (PSS)', value: median(cold.map(({ before }) => before)), unit: 'MB' },
    { what: 'memory of main after it (PSS)', value: median(cold.map(({ after }) => after)), unit: 'MB' },
  ]
  const head = ['facts', ...WAYS.map((name) => `${name}: p50 / p99 ms (samples)`), ...WAYS.slice(2).map((name) => `${name} ÷ append, p50`)]
  return { rows, failures, table: markdownTable(head, figures) }
}

/** Bundles the bench's main process. @param {string} folder @returns {Promise<string>} the app's folder */
async function builtInto(folder) {
  const app = path.join(folder, 'app')
  const config = node('test/bench/store-bench.ts', 'unused', ['electron', ...builtins])
  await build({ ...config, build: { ...config.build, outDir: app } })
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'store-bench', version: '0.0.0', main: 'store-bench.cjs' }))
  return app
}

/**
 * @param {string} app
 * @param {object} job
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<any>} what it printed, as JSON
 */
function runMain(app, job, env) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return new Promise((resolve, reject) => {
    const child = spawn(electronExe(), ['--log-level=3', ...(asRoot ? ['--no-sandbox'] : []), app], {
      env: { ...env, BENCH_JOB: JSON.stringify(job), ELECTRON_RUN_AS_NODE: undefined },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 && said !== '' ? resolve(JSON.parse(said)) : reject(new Error(`The measured process ended with ${code} and said: ${said}`))))
  })
}
