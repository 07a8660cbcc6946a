// `npm test [STAGE…]`: runs every suite, goes on after a failing one, and ends with one line: `N passed, N failed`.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startVirtualDisplay } from './display.mjs'
import { endWithParent } from './launch.mjs'
import { modules, out, root } from './paths.mjs'
import { alertmanagerExe } from './setup/alertmanager.mjs'

const stageLimitMs = 10 * 60 * 1000
const reports = path.join(out, 'test')
const unitReport = path.join(reports, 'unit.json')
const e2eReport = path.join(reports, 'e2e.json')
const crashReport = path.join(reports, 'crash.json')

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ command: string[], report?: string, count?: (report: any) => Count }} Stage */

/** @type {Record<string, Stage>} */
const stages = {
  types: { command: ['tsc', '-b'] },
  lint: { command: ['eslint', '.', '--max-warnings=0'] },
  unit: {
    command: [
      'vitest',
      'run',
      '--config=test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    report: unitReport,
    count: countVitest,
  },
  e2e: {
    command: ['playwright', 'test', '--config=test/e2e/playwright.config.ts', '--reporter=line,json'],
    report: e2eReport,
    count: countPlaywright,
  },
  // Not at random here: what fails is to fail again. By hand every call draws moments of its own.
  crash: { command: ['node', 'scripts/crash.mjs', '--runs=20', '--seed=1', `--report=${crashReport}`], report: crashReport, count: ({ passed, failed }) => ({ passed, failed }) },
}

/** @type {string[]} */
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(stages)
const unknown = chosen.filter((name) => !(name in stages))
if (unknown.length > 0) {
  console.error(`No stage is called ${unknown.join(', ')}. There are: ${Object.keys(stages).join(', ')}.`)
  process.exit(2)
}

/** @type {import('node:child_process').ChildProcess | undefined} */
let running
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    running?.kill(signal)
    process.exit(1)
  })
}
endWithParent()

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
// A display of the tests' own, always: the windows are the same size everywhere and nobody's desktop flickers.
const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
const env = { ...process.env, ...display?.env, ELECTRON_RUN_AS_NODE: undefined, PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport, KNOWNGOOD_ALERTMANAGER: alertmanagerExe() }

const total = { passed: 0, failed: 0 }
for (const [name, stage] of Object.entries(stages).filter(([name]) => chosen.includes(name))) {
  const start = performance.now()
  console.log(`\n== ${name}`)
  const { passed, failed } = await runStage(stage)
  console.log(`== ${name}: ${passed} passed, ${failed} failed in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  total.passed += passed
  total.failed += failed
}
display?.stop()
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/**
 * @param {Stage} stage
 * @returns {Promise<Count>} a stage that ended badly without a failed test to show for it counts as one failure
 */
async function runStage({ command, report, count }) {
  const ok = await succeeds(command)
  if (!report || !count) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
  if (counted.failed === 0 && (!ok || counted.passed === 0)) {
    console.log(ok ? 'No test ran.' : 'It ended badly, though no test failed.')
    counted.failed = 1
  }
  return counted
}

/** @param {string[]} command */
function succeeds([tool = '', ...args]) {
  return new Promise((resolve) => {
    running = spawn(tool === 'node' ? process.execPath : path.join(modules, '.bin', tool), args, { cwd: root, env, stdio: 'inherit', timeout: stageLimitMs })
    running.on('error', (error) => (console.error(error.message), resolve(false)))
    running.on('exit', (code) => resolve(code === 0))
  })
}

/** A skipped or pending test counts as failed: it proves nothing. A file that did not load counts as one failure. */
function countVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded.length,
  }
}

/** A flaky test counts as failed too. `errors` holds what went wrong outside of any test. */
function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }
}
