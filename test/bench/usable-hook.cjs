// Loaded into Electron before an app: prints "usable" once what BENCH_SELECTOR names is painted in the first window.
'use strict'
const { app } = require('electron')

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    const selector = JSON.stringify(process.env.BENCH_SELECTOR)
    // Two frames after it is in the document, it has been painted.
    const painted = `new Promise((resolve) => {
      const look = () => (document.querySelector(${selector}) ? requestAnimationFrame(() => requestAnimationFrame(resolve)) : requestAnimationFrame(look))
      look()
    })`
    contents.executeJavaScript(painted).then(() => process.stdout.write('usable\n'))
  })
})
