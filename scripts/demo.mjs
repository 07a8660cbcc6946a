// `npm run demo`: carries the guide's example incident through the real window, with nobody at the keyboard, and leaves its retro and a screenshot of each step in out/demo/.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { runnerImport } from 'vite'
import { startVirtualDisplay } from './display.mjs'
import { endWithParent } from './launch.mjs'
import { out, root } from './paths.mjs'
import { electronExe } from './setup/runtime.mjs'

const results = path.join(out, 'demo')
const formats = { 'retro.md': 'Markdown', 'retro.html': 'Web page (HTML)', 'retro.pdf': 'PDF' }

endWithParent()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const folder = mkdtempSync(path.join(os.tmpdir(), 'knowngood-demo-'))
// A display of its own, as for the tests: the pictures are the same everywhere, and nobody's desktop flickers.
const display = process.platform === 'linux' ? await startVirtualDisplay() : undefined
try {
  for (const file of await demo()) console.log(path.relative(process.cwd(), file))
} finally {
  display?.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
// Vite, which loads the steps for us, keeps handles open.
process.exit(0)

/** @returns {Promise<string[]>} the files that were made, in order */
async function demo() {
  const { module: steps } = await runnerImport(path.join(root, 'test/e2e/guide-steps.ts'), { configFile: false })
  const app = await _electron.launch({
    executablePath: electronExe(),
    args: [root, `--user-data-dir=${path.join(folder, 'profile')}`, `--data=${path.join(folder, 'store')}`, '--log-level=3'],
    env: /** @type {Record<string, string>} */ ({ ...process.env, TZ: 'UTC', XDG_CONFIG_HOME: folder, APPDATA: folder, ...display?.env }),
  })
  const page = await app.firstWindow()
  /** @type {string[]} */
  const files = []
  /** @param {string} name */
  const picture = async (name) => {
    const file = path.join(results, `${String(files.length + 1).padStart(2, '0')}-${name}.png`)
    await page.screenshot({ path: file, animations: 'disabled' })
    console.error(`  ${name}`)
    files.push(file)
  }

  console.error('Carrying the example incident through the window …')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Sam')
  await page.getByRole('combobox', { name: 'Your role' }).fill('Release Manager')
  await page.keyboard.press('Tab')
  await picture('first-run')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'Declare incident' }).first().waitFor()
  await picture('nothing-declared-yet')
  for (const { name, run } of [...steps.RESPONSE, ...steps.AFTERMATH]) {
    await run(page)
    await picture(name)
  }
  await page.getByRole('button', { name: 'Open retro' }).click()
  await page.getByRole('article', { name: 'Retro' }).waitFor()
  await picture('retro')

  for (const [name, format] of Object.entries(formats)) {
    const file = path.join(results, name)
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: format }).click()
    await page.getByRole('status').filter({ hasText: file }).waitFor({ state: 'attached' })
    files.push(file)
  }
  await app.close()
  return files
}
