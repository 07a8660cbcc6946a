// Loaded into the app by `npm run dev` ahead of its own code: reloads the windows when told that their bundle is new.
'use strict'
const { BrowserWindow } = require('electron')

process.on('message', () => {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.reloadIgnoringCache()
})
