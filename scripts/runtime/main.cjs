// What `electron <app> …` runs in the trial runtime, which came without Electron's own starter: loads that app.
'use strict'
const { app } = require('electron')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')

/** Electron's own command line: switches first, `-r module` among them (Playwright's way in), then the app's folder. */
function readArguments(argv) {
  const preload = []
  for (let i = 1; i < argv.length; i++) {
    const argument = argv[i]
    if (argument === '-r' || argument === '--require') preload.push(argv[++i])
    else if (!argument.startsWith('-')) return { preload, folder: path.resolve(argument) }
  }
  return { preload, folder: process.cwd() }
}

try {
  const { preload, folder } = readArguments(process.argv)
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  Module._preloadModules(preload)
  const { name, productName, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  app.setName(productName || name)
  app.setVersion(version || '0.0.0')
  app.setAppPath(folder)
  Module._load(folder, null, true)
} catch (error) {
  // Uncaught, it would wait in a modal dialog for somebody to click.
  console.error(error)
  app.exit(1)
}
