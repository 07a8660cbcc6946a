// How long until the window shows what a terminal recorded, through the app and beside it; and what handing a line over costs.
import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { _electron } from '@playwright/test'
import { startVirtualDisplay } from '../display.mjs'
import { out, root } from '../paths.mjs'
import { electronExe } from '../setup/runtime.mjs'
import { median } from './figures.mjs'

const SHOWN = 20
const LINES = 1000

/** @returns {Promise<import('../bench.mjs').Result>} */
export async function benchLive() {
  // Beside the build, not in the system's temporary folder: that may be memory, which syncs nothing.
  const folder = mkdtempSync(path.join(out, 'b-'))
  const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  const [met, alone, store] = ['m', 'a', 'store'].map((name) => path.join(folder, name))
  mkdirSync(path.join(String(met), 'knowngood'), { recursive: true })
  writeFileSync(path.join(String(met), 'knowngood', 'config.json'), JSON.stringify({ person: { id: 'bench', name: 'Bench', role: null }, zone: 'UTC', theme: 'dark' }))
  /** @param {string | undefined} profile */
  const envFor = (profile) => /** @type {Record<string, string>} */ ({ ...process.env, ...display?.env, XDG_CONFIG_HOME: profile, APPDATA: profile, KNOWNGOOD_DATA: store })
  const app = await _electron.launch({ executablePath: electronExe(), args: [root, '--log-level=3'], env: envFor(met) })
  try {
    const page = await app.firstWindow()
    const declare = terminal(envFor(met), ['declare', '--title', 'Measured'])
    const incident = await declare.next()
    await page.getByText('Measured').first().click()
    await page.getByRole('list', { name: 'Timeline' }).waitFor()
    const through = terminal(envFor(met), ['log', incident])
    const beside = terminal(envFor(alone), ['log', incident])
    /** @type {{ through: number[], beside: number[] }} */
    const shown = { through: [], beside: [] }
    for (let count = 0; count < SHOWN; count++) {
      // At every moment between two looks.
      await page.waitForTimeout((count * 137) % 500)
      shown.beside.push(await untilShown(page, beside, `by itself ${count}`))
    }
    for (let count = 0; count < SHOWN; count++) shown.through.push(await untilShown(page, through, `through the app ${count}`))
    /** @type {{ through: number[], beside: number[] }} */
    const calls = { through: [], beside: [] }
    for (let count = 0; count < SHOWN; count++) {
      calls.through.push(await wholeCall(envFor(met), incident))
      calls.beside.push(await wholeCall(envFor(alone), incident))
    }
    const each = { through: await perLine(through), beside: await perLine(beside) }
    through.end()
    beside.end()
    const rows = [
      { what: `recorded by another process until shown, p50 of ${SHOWN}`, value: median(shown.beside), unit: 'ms' },
      { what: `recorded by another process until shown, longest of ${SHOWN}`, value: Math.max(...shown.beside), unit: 'ms' },
      { what: `handed to the app until shown, p50 of ${SHOWN}`, value: median(shown.through), unit: 'ms' },
      { what: `\`knowngood log\` as a whole, by itself, p50 of ${SHOWN}`, value: median(calls.beside), unit: 'ms' },
      { what: `\`knowngood log\` as a whole, handed over, p50 of ${SHOWN}`, value: median(calls.through), unit: 'ms' },
      { what: 'the same, handed over / by itself', value: median(calls.through) / median(calls.beside), unit: 'x' },
      { what: `a line written by itself, of ${LINES}`, value: each.beside, unit: 'ms' },
      { what: `a line handed to the app, of ${LINES}`, value: each.through, unit: 'ms' },
      { what: 'the same, handed over / by itself', value: each.through / each.beside, unit: 'x' },
    ]
    return { rows }
  } finally {
    await app.close()
    display?.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

/**
 * @param {Record<string, string>} env
 * @param {string[]} args
 */
function terminal(env, args) {
  const child = spawn(process.execPath, [path.join(out, 'cli/knowngood.cjs'), ...args], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async () => String((await lines.next()).value),
    /** @param {string} text */
    say: (text) => child.stdin.write(`${text}\n`),
    end: () => child.stdin.end(),
  }
}

/**
 * ms from the id on standard output to the words in the timeline
 * @param {import('@playwright/test').Page} page
 * @param {ReturnType<typeof terminal>} log
 * @param {string} text
 */
async function untilShown(page, log, text) {
  log.say(text)
  await log.next()
  const recorded = performance.now()
  await page.getByRole('list', { name: 'Timeline' }).getByText(text, { exact: true }).waitFor()
  return performance.now() - recorded
}

/**
 * ms from starting `knowngood log` to its end
 * @param {Record<string, string>} env
 * @param {string} incident
 */
async function wholeCall(env, incident) {
  const began = performance.now()
  await promisify(execFile)(process.execPath, [path.join(out, 'cli/knowngood.cjs'), 'log', incident, 'called once'], { env })
  return performance.now() - began
}

/** @param {ReturnType<typeof terminal>} log */
async function perLine(log) {
  const began = performance.now()
  log.say(Array.from({ length: LINES }, (_, index) => `line ${index}`).join('\n'))
  for (let count = 0; count < LINES; count++) await log.next()
  return (performance.now() - began) / LINES
}
