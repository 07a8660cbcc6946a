// `npm run crash -- --runs N [--seed S] [--first N] [--mode NAME] [--at-once N] [--report FILE]`: real writers, killed at random moments, then compared with what they had acknowledged.
import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { hasDisplay, startVirtualDisplay } from './display.mjs'
import { endWithParent } from './launch.mjs'
import { root } from './paths.mjs'
import { electronExe } from './setup/runtime.mjs'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    first: { type: 'string', default: '0' },
    'at-once': { type: 'string', default: '2' },
    mode: { type: 'string' },
    report: { type: 'string' },
  },
})
const [runs, seed, first, atOnce] = [Number(values.runs), Number(values.seed), Number(values.first), Number(values['at-once'])]
if (![runs, seed, first, atOnce].every((number) => Number.isSafeInteger(number) && number >= 0) || !runs || !atOnce) {
  console.error('Usage: npm run crash -- --runs N [--seed S] [--first N] [--mode NAME] [--at-once N] [--report FILE]')
  process.exit(2)
}

endWithParent()
const display = hasDisplay() ? undefined : await startVirtualDisplay()
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const { module: program } = await runnerImport(path.join(root, 'test/crash/program.ts'), { configFile: false })

if (values.mode !== undefined && !program.MODE_NAMES.includes(values.mode)) {
  console.error(`No mode is called ${values.mode}. There are: ${program.MODE_NAMES.join(', ')}.`)
  process.exit(2)
}
console.log(`${runs} runs from seed ${seed}`)
const began = performance.now()
/** @type {any[]} */
const outcomes = []
process.on('exit', () => {
  program.abandonScenes()
  display?.stop()
})
// Whoever has seen enough is told how it stands.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => end())
await program.crash({ built: { electron: electronExe(), root, version, env: { ...process.env, ...display?.env } }, runs, seed, first, mode: values.mode, atOnce, told })
end()

function end() {
  const sum = (/** @type {string} */ what) => outcomes.reduce((total, outcome) => total + outcome[what], 0)
  const failed = outcomes.filter((outcome) => outcome.complaints.length > 0).length
  const missing = runs - outcomes.length
  const minutes = (performance.now() - began) / 60_000
  console.log(
    `${outcomes.length} runs (seed ${seed}), ${sum('kills')} kills, ${sum('acknowledged')} facts acknowledged and compared: ${failed} runs failed. ` +
      `${sum('unannounced')} more facts were whole on disk before anybody was told; ${sum('tornTails')} journals ended within a line. ${minutes.toFixed(1)} min.` +
      (missing > 0 ? ` ${missing} runs were not done.` : ''),
  )
  if (values.report) writeFileSync(values.report, JSON.stringify({ passed: outcomes.length - failed, failed: failed + missing, outcomes }, null, 2))
  process.exit(failed + missing > 0 ? 1 : 0)
}

/** @param {any} outcome */
function told(outcome) {
  outcomes.push(outcome)
  if (runs > 100 && outcomes.length % 50 === 0) console.log(`${outcomes.length} of ${runs} done`)
  const { number, seed, mode, complaints, kept } = outcome
  if (complaints.length === 0) return
  console.log(`\nRun ${number} (${mode}) failed. Again: npm run crash -- --runs 1 --seed ${seed} --first ${number}. The store is in ${kept}.`)
  for (const complaint of complaints.slice(0, 20)) console.log(`  ${complaint}`)
  if (complaints.length > 20) console.log(`  and ${complaints.length - 20} more`)
}
