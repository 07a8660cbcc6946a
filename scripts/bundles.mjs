// The five bundles, for Vite: main, its worker and preload for Electron 25's Node 18, the command line for Node, the window for Chrome 114.
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { builtins, node } from './node-bundle.mjs'
import { out, root } from './paths.mjs'

export const main = node('electron/main.ts', 'main', ['electron', ...builtins])
export const worker = node('electron/reading/worker.ts', 'worker', builtins)
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
    rolldownOptions: { input: ['index.html', 'declare.html'].map((page) => path.join(root, 'renderer', page)), output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod|renderer[\\/]no-eval/ }] } } },
  },
}
