// `npm run bench [NAME…] [-- --write]`: measures, in one run, and prints tables and JSON. Figures are ratios within the run; milliseconds are this machine's.
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { benchConsole } from './bench/console.mjs'
import { benchList } from './bench/list.mjs'
import { benchLive } from './bench/live.mjs'
import { rowsTable, writeBetweenMarks } from './bench/markdown.mjs'
import { benchStart } from './bench/start.mjs'
import { benchStore } from './bench/store.mjs'
import { endWithParent } from './launch.mjs'
import { out, root } from './paths.mjs'

/** @typedef {{ what: string, value: number, unit: string }} Row */
/** @typedef {{ rows: Row[], table?: string, failures?: string[] }} Result what was measured, a table of its own, and which limits were not kept */

/** @type {Record<string, () => Promise<Result>>} */
const benches = { start: benchStart, list: benchList, console: benchConsole, store: benchStore, live: benchLive }

const words = process.argv.slice(2)
const write = words.includes('--write')
const named = words.filter((word) => word !== '--write')
const chosen = named.length > 0 ? named : Object.keys(benches)
const unknown = chosen.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

endWithParent()
/** @type {Record<string, Row[]>} */
const results = {}
/** @type {string[]} */
const failures = []
for (const name of chosen) {
  console.error(`Measuring: ${name} …`)
  const { rows, table, failures: missed = [] } = (await benches[name]?.()) ?? { rows: [] }
  results[name] = rows
  failures.push(...missed)
  const shown = [`${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end.`, ...(table ? [table] : []), rowsTable(rows)].join('\n\n')
  console.log(`\n${name}\n\n${shown}`)
  if (write) writeBetweenMarks(path.join(root, 'docs/performance.md'), name, shown)
}

const json = JSON.stringify(results, null, 2)
mkdirSync(out, { recursive: true })
writeFileSync(path.join(out, 'bench.json'), `${json}\n`)
for (const failure of failures) console.error(`Not kept: ${failure}`)
// Vite, which loads the journal's source for us, keeps handles open.
process.exit(failures.length > 0 ? 1 : 0)
