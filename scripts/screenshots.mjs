// `npm run screenshots [WORD]`: every place and state of the app, dark and light, as PNG files in out/screenshots/. With a word: the scenes whose name holds it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runnerImport } from 'vite'
import { startVirtualDisplay } from './display.mjs'
import { endWithParent } from './launch.mjs'
import { out, root } from './paths.mjs'

const results = path.join(out, 'screenshots')
const word = process.argv[2] ?? ''

endWithParent()
if (word === '') rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
// A display of its own, as for the tests: the pictures are the same everywhere, and nobody's desktop flickers.
const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
Object.assign(process.env, display?.env, { TZ: 'UTC' })
let count = 0
let failures = 0
const { module: scenes } = await runnerImport(path.join(root, 'test/e2e/states/run.ts'), { configFile: false })
try {
  for (const scene of scenes.SCENES) {
    if (!scene.name.includes(word)) continue
    console.error(scene.name)
    const folder = mkdtempSync(path.join(os.tmpdir(), 'knowngood-pictures-'))
    try {
      await scenes.play(scene, folder, picture)
    } catch (error) {
      // The other scenes are worth their pictures all the same.
      console.error(error)
      failures++
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
  }
} finally {
  display?.stop()
}
console.log(`${String(count)} pictures in ${path.relative(process.cwd(), results)}`)
// Vite, which loads the scenes for us, keeps handles open.
process.exit(failures > 0 ? 1 : 0)

/**
 * @param {{ name: string, themes?: readonly string[] }} state
 * @param {import('@playwright/test').Page} page
 */
async function picture({ name, themes = ['dark', 'light'] }, page) {
  for (const theme of themes) {
    // The page alone changes: main and its settings stay as the state left them.
    await scenes.showTheme(page, theme)
    await page.screenshot({ path: path.join(results, `${name}-${theme}.png`), animations: 'disabled' })
    count++
  }
  await scenes.showTheme(page, 'dark')
  console.error(`  ${name}`)
}
