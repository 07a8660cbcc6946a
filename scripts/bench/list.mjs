// A start with hundreds and thousands of stored incidents: until the list is painted, with a summary and without, against a bare window, in turn.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../paths.mjs'
import { launchApp, longestHold, profileIn, watchLoop } from './app.mjs'
import { median } from './figures.mjs'
import { lineFormat, numbered, writeLongIncident } from './long-incident.mjs'
import { mixedFact } from './mix.mjs'
import { inPlaceOfItsOwn } from './place.mjs'
import { usableAfter } from './start.mjs'

const STORED = [500, 2000]
const STARTS = 11
/** typical incidents hold fifty to five hundred facts, in a few journals */
const FACTS = (/** @type {number} */ number) => 50 + ((number * 37) % 150)
const ROW = '[aria-label="Incidents"] [role="listitem"]'

/** @returns {Promise<import('../bench.mjs').Result>} */
export function benchList() {
  return inPlaceOfItsOwn(async (folder, env) => {
    const format = await lineFormat()
    /** @type {import('../bench.mjs').Row[]} */
    const rows = []
    for (const stored of STORED) {
      const { rows: starts, places } = await startsWith(format, path.join(folder, String(stored)), stored, env)
      rows.push(...starts, ...(await startsWithoutSummary(places, stored)))
    }
    return { rows }
  })
}

/**
 * Starts with so many incidents stored, a bare window and the app in turn.
 * @param {import('./long-incident.mjs').Format} format
 * @param {string} folder
 * @param {number} stored incidents
 * @param {NodeJS.ProcessEnv} env
 */
export async function startsWith(format, folder, stored, env) {
  const profile = profileIn(folder)
  const data = path.join(folder, 'store')
  for (let number = 0; number < stored; number++) {
    const last = FACTS(number) - 1
    writeLongIncident(format, data, `inc-${numbered(number + 1)}`, last + 1, { journals: 3, factOf: (index, writer) => factOf(index, writer, number > 3 ? last - index : -1) })
  }
  const places = { profile, data, env, bare: path.join(folder, 'bare') }
  const whole = await firstReading(places, stored)
  const checked = await firstReading(places, stored)
  await bareStart(places)
  /** @type {{ bare: number, kept: number }[]} */
  const kept = []
  for (let start = 0; start < STARTS; start++) kept.push({ bare: await bareStart(places), kept: await listStart(places) })
  const name = `${stored} incidents: `
  const rows = [
    { what: `${name}bare window, median of ${STARTS}`, value: median(kept.map((pair) => pair.bare)), unit: 'ms' },
    { what: `${name}list painted, median of ${STARTS}`, value: median(kept.map((pair) => pair.kept)), unit: 'ms' },
    { what: `${name}list painted / bare window, median of pairs`, value: median(kept.map((pair) => pair.kept / pair.bare)), unit: 'x' },
    { what: `${name}without a summary, all rows there after the window`, value: whole.all, unit: 'ms' },
    { what: `${name}without a summary, main's loop held meanwhile, the longest`, value: whole.held, unit: 'ms' },
    { what: `${name}with one, main's loop held while it is checked, the longest`, value: checked.held, unit: 'ms' },
  ]
  return { rows, places }
}

/**
 * @param {Places} places
 * @param {number} stored incidents
 * @returns {Promise<import('../bench.mjs').Row[]>}
 */
async function startsWithoutSummary(places, stored) {
  /** @type {number[]} */
  const ratios = []
  for (let start = 0; start < STARTS; start++) {
    rmSync(path.join(places.profile, 'summary.json'), { force: true })
    const bare = await bareStart(places)
    ratios.push((await listStart(places)) / bare)
  }
  return [{ what: `${stored} incidents: without a summary, first rows painted / bare window`, value: median(ratios), unit: 'x' }]
}

/** @typedef {{ profile: string, data: string, env: NodeJS.ProcessEnv, bare: string }} Places */

/** ms @param {Places} places */
function bareStart({ bare, env }) {
  return usableAfter(path.join(root, 'test/bench/bare-window'), 'main', [`--user-data-dir=${bare}`], env)
}

/** ms until the first rows are painted @param {Places} places */
function listStart({ profile, data, env }) {
  return usableAfter(root, ROW, [`--user-data-dir=${profile}`, '--data', data], env)
}

/**
 * Starts the app, waits until every row is there, and closes it, which keeps the summary.
 * @param {Parameters<typeof launchApp>[0]} places
 * @param {number} stored
 */
async function firstReading(places, stored) {
  const app = await launchApp(places)
  const page = await app.firstWindow()
  const start = performance.now()
  await app.evaluate(watchLoop)
  await page.locator(`${ROW}[aria-setsize="${stored}"]`).first().waitFor({ state: 'attached', timeout: 120_000 })
  const all = performance.now() - start
  await page.waitForTimeout(2000)
  const held = await app.evaluate(longestHold)
  await app.close()
  return { all, held }
}

/**
 * @param {number} index
 * @param {string} writer
 * @param {number} left so many facts follow; all but a few incidents are resolved and reviewed at their end, so that nothing is due
 */
function factOf(index, writer, left) {
  const fact = mixedFact(index, writer)
  return left === 1 || left === 0 ? { ...fact, type: left === 1 ? 'IncidentResolved' : 'RetroHeld', data: {} } : fact
}
