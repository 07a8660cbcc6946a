// What it costs to make a fact safe: one line appended and synced, in the journal's own code.
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { runnerImport } from 'vite'
import { out, root } from '../paths.mjs'
import { median, percentile } from './figures.mjs'

const APPENDS = 2000
const WARM_UP = 100

/** @returns {Promise<import('../bench.mjs').Row[]>} */
export async function benchAppend() {
  const { module } = await runnerImport(path.join(root, 'electron/journal/stream.ts'), { configFile: false })
  // Beside the build, not in the system's temporary folder: that may be memory, which syncs nothing.
  const folder = mkdtempSync(path.join(out, 'bench-'))
  const stream = module.openStream(folder, 'inc-0bench00')
  try {
    await stream.poll()
    /** @type {number[]} */
    const took = []
    for (let index = 0; index < WARM_UP + APPENDS; index++) {
      const fact = note(index)
      const start = performance.now()
      const appended = await stream.append([fact])
      if (!appended.ok) throw new Error(appended.fault.sentence)
      if (index >= WARM_UP) took.push(performance.now() - start)
    }
    return [
      { what: `append and sync, p50 of ${APPENDS}`, value: median(took), unit: 'ms' },
      { what: `append and sync, p99 of ${APPENDS}`, value: percentile(took, 0.99), unit: 'ms' },
      { what: 'p99 / p50', value: percentile(took, 0.99) / median(took), unit: 'x' },
    ]
  } finally {
    await stream.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {number} index ms after the start of 2025 */
function note(index) {
  const time = new Date(Date.UTC(2025, 0, 1) + index).toISOString()
  return {
    v: 1,
    id: `${time}-0000-0bench00`,
    type: 'NoteAdded',
    data: { text: 'Connections to the database climb in step with the deployment; latency follows' },
    at: { time, precision: 'exact', zone: 'UTC' },
    recordedAt: time,
    by: { person: 'bench', name: 'Bench' },
    source: 'bench',
  }
}
