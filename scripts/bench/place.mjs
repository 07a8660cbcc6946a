// Where a bench runs: a folder and a display of its own, gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startVirtualDisplay } from '../display.mjs'

/**
 * @template T
 * @param {(folder: string, env: NodeJS.ProcessEnv) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function inPlaceOfItsOwn(run) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'knowngood-bench-'))
  const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
  try {
    // Nothing is left in the profile of whoever measures.
    return await run(folder, { ...process.env, ...display?.env, XDG_CONFIG_HOME: folder, APPDATA: folder })
  } finally {
    display?.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
