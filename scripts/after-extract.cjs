// Called by electron-builder on the runtime it has unpacked: removes what starts an app from its sources.
// (On the trial runtime that is a folder, which electron-builder would trip over.)
'use strict'
const { rmSync } = require('node:fs')
const path = require('node:path')

exports.default = async ({ appOutDir }) => {
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true })
}
