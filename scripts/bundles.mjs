// The four bundles, for Vite: main and preload for Electron 25's Node 18, the command line for Node, the window for Chrome 114.
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { out, root } from './paths.mjs'

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const builtins = builtinModules.flatMap((name) => [name, `node:${name}`])

/**
 * @param {string} entry
 * @param {string} folder
 * @param {string[]} external
 * @returns {import('vite').InlineConfig}
 */
const node = (entry, folder, external) => ({
  configFile: false,
  root,
  logLevel: 'warn',
  define: { KNOWNGOOD_VERSION: JSON.stringify(version) },
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

export const main = node('electron/main.ts', 'main', ['electron', ...builtins])
export const preload = node('electron/preload.ts', 'preload', ['electron', ...builtins])

/** @type {import('vite').Plugin} */
const withoutElectron = {
  name: 'without-electron',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id === 'electron') throw new Error(`The command line runs on plain Node and cannot import electron, as ${importer} does.`)
  },
}

/** @type {import('vite').InlineConfig} */
export const cli = { ...node('electron/cli/knowngood.ts', 'cli', builtins), plugins: [withoutElectron] }

/** @type {import('vite').InlineConfig} */
export const renderer = {
  configFile: false,
  root: path.join(root, 'renderer'),
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: path.join(out, 'renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000, // kB; the window is read from the disk, not from a network
    // In one chunk, so that zod is told before the first schema is made, whatever chunk that is in.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod|renderer[\\/]no-eval/ }] } } },
  },
}
