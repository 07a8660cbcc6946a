// The console in the real window: long incidents opened, scrolled through and written to, what that costs in memory and in main's loop, and a start with hundreds stored.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../paths.mjs'
import { launchApp, launchBare, longestHold, memoryOf, profileIn, watchLoop } from './app.mjs'
import { median, percentile } from './figures.mjs'
import { startsWith } from './list.mjs'
import { lineFormat, writeLongIncident } from './long-incident.mjs'
import { inPlaceOfItsOwn } from './place.mjs'

const SIZES = [100, 10_000, 100_000]
const OPENINGS = 5
/** incidents in the store of the measured start */
const STORED = 500
const ENTRIES = 100
/** px a frame, for so many frames: as fast as a wheel is ever turned */
const SCROLL = { step: 1500, frames: 400 }

const inPage = readFileSync(path.join(root, 'test/bench/in-page.js'), 'utf8')

/** @returns {Promise<import('../bench.mjs').Result>} */
export function benchConsole() {
  return inPlaceOfItsOwn(async (folder, env) => {
    const format = await lineFormat()
    const bare = await bareMemory(folder, env)
    /** @type {import('../bench.mjs').Row[]} */
    const rows = [{ what: 'bare window: memory (PSS)', value: bare, unit: 'MB' }]
    for (const size of SIZES) rows.push(...(await measure(format, path.join(folder, String(size)), size, bare, env)))
    return { rows: [...rows, ...(await startsWith(format, path.join(folder, 'stored'), STORED, env)).rows] }
  })
}

/**
 * What Electron alone holds, MB.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function bareMemory(folder, env) {
  const app = await launchBare(path.join(folder, 'bare-memory'), env)
  const page = await app.firstWindow()
  await page.getByText('usable').waitFor()
  const memory = memoryOf(/** @type {number} */ (app.process().pid))
  await app.close()
  return memory
}

/**
 * @param {import('./long-incident.mjs').Format} format
 * @param {string} folder
 * @param {number} size of the incident, in facts
 * @param {number} bare what a bare window holds, MB
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(format, folder, size, bare, env) {
  const profile = profileIn(folder)
  const data = path.join(folder, 'store')
  writeLongIncident(format, data, 'inc-0000ng00', size)
  writeLongIncident(format, data, 'inc-000sh0rt', 20)
  const app = await launchApp({ profile, data, env })
  const page = await app.firstWindow()
  await page.getByRole('list', { name: 'Timeline' }).waitFor()
  await page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').nth(1).waitFor()
  await page.evaluate(inPage)
  const name = `${size} facts: `
  /** @type {number[]} */
  const took = []
  /** @type {number[]} */
  const held = []
  for (let opening = 0; opening < OPENINGS; opening++) {
    await page.evaluate(() => /** @type {any} */ (globalThis).bench.open('inc-000sh0rt'))
    await app.evaluate(watchLoop)
    took.push(await page.evaluate(() => /** @type {any} */ (globalThis).bench.open('inc-0000ng00')))
    // Main folds for itself once the window has its text: that may not hold its loop either.
    await page.waitForTimeout(1500)
    held.push(await app.evaluate(longestHold))
  }
  const memory = memoryOf(/** @type {number} */ (app.process().pid))

  const line = page.getByRole('textbox', { name: 'Log entry' })
  /** @type {number[]} */
  const painted = []
  for (let entry = 0; entry < ENTRIES; entry++) {
    await line.fill(`Entry number ${entry} of the bench`)
    const wait = page.evaluate((text) => /** @type {any} */ (globalThis).bench.painted(text), `Entry number ${entry} of the bench`)
    await line.press('Enter')
    painted.push(await wait)
  }
  const scroll = await page.evaluate((how) => /** @type {any} */ (globalThis).bench.scroll(how), SCROLL)
  await app.close()
  return [
    { what: `${name}opened and painted, median of ${OPENINGS}`, value: median(took), unit: 'ms' },
    { what: `${name}main's loop held meanwhile, the longest`, value: Math.max(...held), unit: 'ms' },
    { what: `${name}Enter to painted, p50 of ${ENTRIES}`, value: median(painted), unit: 'ms' },
    { what: `${name}Enter to painted, p99 of ${ENTRIES}`, value: percentile(painted, 0.99), unit: 'ms' },
    { what: `${name}longest frame of ${SCROLL.frames} while scrolling`, value: scroll.longest, unit: 'ms' },
    { what: `${name}frames of those with nothing drawn`, value: scroll.blank, unit: 'frames' },
    { what: `${name}memory with it open (PSS)`, value: memory, unit: 'MB' },
    { what: `${name}memory / bare window`, value: memory / bare, unit: 'x' },
  ]
}
