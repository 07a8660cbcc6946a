// `npm run bench [NAME…]`: measures, in one run, and prints a table and JSON. Figures are ratios within the run; milliseconds are this machine's.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { benchAppend } from './bench/append.mjs'
import { benchLive } from './bench/live.mjs'
import { benchStart } from './bench/start.mjs'
import { endWithParent } from './launch.mjs'
import { out } from './paths.mjs'

/** @typedef {{ what: string, value: number, unit: string }} Row */

/** @type {Record<string, () => Promise<Row[]>>} */
const benches = { start: benchStart, append: benchAppend, live: benchLive }

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches)
const unknown = chosen.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

endWithParent()
/** @type {Record<string, Row[]>} */
const results = {}
for (const name of chosen) {
  console.error(`Measuring: ${name} …`)
  results[name] = (await benches[name]?.()) ?? []
}

const rows = Object.entries(results).flatMap(([name, found]) => found.map((row) => ({ name, ...row })))
const width = Math.max(...rows.map(({ what }) => what.length))
for (const { name, what, value, unit } of rows)
  console.log(`${name.padEnd(8)} ${what.padEnd(width)} ${value.toFixed(3).padStart(10)} ${unit}`)
const json = JSON.stringify(results, null, 2)
console.log(json)
mkdirSync(out, { recursive: true })
writeFileSync(path.join(out, 'bench.json'), `${json}\n`)
// Vite, which loads the journal's source for us, keeps handles open.
process.exit(0)
