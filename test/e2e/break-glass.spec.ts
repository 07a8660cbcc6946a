/** The break-glass card in real Electron: there with every incident unreadable, and on paper one page. */
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../helpers/electron-app.ts'

const LINES = Array.from({ length: 40 }, (_, index) => ({ title: `Line ${String(index + 1)}`, kind: index % 2 === 0 ? 'phone' : 'kill switch', value: `run --number ${String(index + 1)} --and-wait`, notes: 'Asks twice; answer yes.' }))

test('forty lines of it print on one page, every one to be read', async ({ launch, folder, store }) => {
  await mkdir(store, { recursive: true })
  await writeFile(join(store, 'playbook.json'), JSON.stringify({ breakGlass: LINES }))
  const { app, page } = await launch()
  await page.getByRole('heading', { name: 'No incidents yet' }).waitFor()
  await page.keyboard.press('Control+Shift+G')
  await expect(page.getByRole('listitem').filter({ hasText: 'run --number 40' })).toHaveCount(1)

  const path = join(folder, 'card.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath }))
  }, path)
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByRole('status').filter({ hasText: path })).toBeVisible({ timeout: 30_000 })
  expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/^Pages:\s+1$/m)
  const printed = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
  for (const { value } of LINES) expect(printed).toContain(value)
})
