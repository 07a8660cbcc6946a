#!/usr/bin/env node
// `npx knowngood` in the checkout: runs the built command line.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const cli = path.join(import.meta.dirname, '..', 'out', 'cli', 'knowngood.cjs')
if (existsSync(cli)) {
  await import(pathToFileURL(cli).href)
} else {
  console.error('knowngood is not built yet: run `npm run build` first.')
  process.exitCode = 1
}
