// How everything that runs on Node is bundled: one CommonJS file for Electron 25's Node 18, with every package in it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { out, root } from './paths.mjs'

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
/** What decides how an incident reads: whatever was computed by other sources is computed anew (electron/summary/). */
const build = digestOf(['shared', 'electron', 'package-lock.json'])
export const builtins = builtinModules.flatMap((name) => [name, `node:${name}`])

/**
 * @param {string} entry
 * @param {string} folder
 * @param {string[]} external
 * @returns {import('vite').InlineConfig}
 */
export const node = (entry, folder, external) => ({
  configFile: false,
  root,
  logLevel: 'warn',
  define: { KNOWNGOOD_VERSION: JSON.stringify(version), KNOWNGOOD_BUILD: JSON.stringify(build) },
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: path.join(root, entry),
    outDir: path.join(out, folder),
    emptyOutDir: true,
    target: 'node18',
    minify: false,
    rolldownOptions: { external, output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
  },
})

/** @param {string[]} paths of files and folders */
function digestOf(paths) {
  const hash = createHash('sha256')
  for (const folder of paths) {
    const whole = path.join(root, folder)
    const files = statSync(whole).isFile() ? [whole] : readdirSync(whole, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []))
    for (const file of files.sort()) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('base64url')
}
