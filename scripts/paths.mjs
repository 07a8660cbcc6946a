// Where things are: the checkout, its build output, and this machine's cache for Knowngood.
import os from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')
export const out = path.join(root, 'out')
export const modules = path.join(root, 'node_modules')
export const electronPackage = path.join(modules, 'electron')

/** Says which sources the bundles in out/ were built from. */
export const buildStamp = path.join(out, 'build.sha256')

/** Survives `npm ci` and serves every checkout, as Electron's own download cache does. */
export const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'knowngood')
