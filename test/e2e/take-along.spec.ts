/** Incidents carried from one machine to another, and brought back after a loss, in the real window. */
import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { ELECTRON, expect, ROOT, test } from '../helpers/electron-app.ts'

/** The next dialog of the system answers with this path; null: it is closed again. */
function answerDialogs(app: ElectronApplication, path: string | null): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (() => Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }))
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' }))
  }, path)
}

async function declare(page: Page, title: string): Promise<string> {
  const answer = await page.evaluate((named) => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: named } }), title)
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.incident
}

test('a bundle is saved in the window, opened in another store, and its incident is there', async ({ launch, store, profile, folder }) => {
  const path = join(folder, 'along.knowngood')
  const first = await launch()
  await declare(first.page, 'Taken along')
  await first.page.getByRole('list', { name: 'Incidents' }).getByText('Taken along').click()
  await first.page.getByRole('button', { name: 'Open retro' }).click()
  await answerDialogs(first.app, path)
  await first.page.getByRole('button', { name: 'Export' }).click()
  await first.page.getByRole('menuitem', { name: /Whole incident/ }).click()
  await expect(first.page.getByText('Bundle saved.', { exact: true })).toBeVisible()
  await first.close()

  for (const gone of [store, profile]) await rm(gone, { recursive: true })
  const { app, page } = await launch()
  await expect(page.getByRole('heading', { name: 'No incidents yet' })).toBeVisible()
  await answerDialogs(app, path)
  await page.keyboard.press('Control+O')
  await expect(page.getByText('Merged 1 incident: 1 new fact.').first()).toBeVisible()
  await expect(page.getByRole('list', { name: 'Timeline' }).getByText('Incident declared: Taken along')).toBeVisible()
  await page.keyboard.press('Control+O')
  await expect(page.getByText('Nothing new: everything in it was here already.').first()).toBeVisible()

  await writeFile(join(folder, 'letter.knowngood'), 'Dear colleague')
  await answerDialogs(app, join(folder, 'letter.knowngood'))
  await page.keyboard.press('Control+O')
  await expect(page.getByRole('alert')).toContainText('letter.knowngood was refused. It is damaged, or no bundle at all')
})

test('a double click on a bundle opens it: in an app that starts, and in one that runs', async ({ launch, store, profile, folder }) => {
  const [one, two] = [join(folder, 'one.knowngood'), join(folder, 'two.knowngood')]
  const first = await launch()
  for (const [title, path] of [['First along', one], ['Second along', two]] as const) {
    const incident = await declare(first.page, title)
    await answerDialogs(first.app, path)
    expect(await first.page.evaluate((id) => window.knowngood.ask('exportBundle', { incident: id }), incident)).toEqual({ ok: true, path, unrecorded: null })
  }
  await first.close()
  for (const gone of [store, profile]) await rm(gone, { recursive: true })

  const { page } = await launch({ args: [one] })
  await expect(page.getByRole('list', { name: 'Timeline' }).getByText('Incident declared: First along')).toBeVisible()
  const second = spawn(ELECTRON, ['--no-sandbox', ROOT, `--user-data-dir=${profile}`, `--data=${store}`, two], { stdio: 'ignore' })
  await new Promise((resolve) => second.once('exit', resolve))
  await expect(page.getByRole('list', { name: 'Timeline' }).getByText('Incident declared: Second along')).toBeVisible()
})

test('backups are kept in a folder of one’s choice, and bring everything back on a new machine', async ({ launch, store, profile, folder }) => {
  const backups = join(folder, 'stick')
  await mkdir(backups)
  const first = await launch()
  await declare(first.page, 'Kept safe')
  await first.page.getByRole('list', { name: 'Incidents' }).getByText('Kept safe').click()
  await first.page.keyboard.press('Control+,')
  const section = first.page.getByRole('region', { name: 'Backup' })
  await answerDialogs(first.app, store)
  await section.getByRole('button', { name: 'Choose folder…' }).click()
  await expect(first.page.getByRole('alert')).toContainText('lies in the folder that holds the incidents themselves')
  await first.page.getByRole('button', { name: 'Dismiss' }).click()
  await answerDialogs(first.app, backups)
  await section.getByRole('button', { name: 'Choose folder…' }).click()
  await expect(section.getByText(/Last backup: .+, 1 incident/)).toBeVisible()
  await declare(first.page, 'Kept safe too')
  await section.getByRole('button', { name: 'Back up now' }).click()
  await expect(section.getByText(/Last backup: .+, 2 incidents/)).toBeVisible()
  // What is written down last goes along as the app quits.
  await declare(first.page, 'Just before the end')
  await expect(first.page.getByRole('list', { name: 'Incidents' }).getByText('Just before the end')).toBeVisible()
  await first.close()
  expect((await readdir(backups)).filter((name) => name.startsWith('Knowngood backup')).length).toBe(3)

  await rm(store, { recursive: true })
  await rm(profile, { recursive: true })
  const { app, page } = await launch({ person: null })
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana')
  await page.keyboard.press('Enter')
  const offer = page.getByRole('complementary', { name: 'Backup' })
  await expect(offer).toBeVisible()
  await answerDialogs(app, backups)
  await offer.getByRole('button', { name: 'Restore from a backup…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore from a backup' })
  await expect(dialog.getByRole('radio').first()).toBeChecked()
  await dialog.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('Merged 3 incidents: 3 new facts.').first()).toBeVisible()
  const incidents = page.getByRole('list', { name: 'Incidents' })
  for (const title of ['Kept safe', 'Kept safe too', 'Just before the end']) await expect(incidents.getByText(title, { exact: true })).toBeVisible()
})

test('where the incidents are missed they can be restored; a bundle is not merged into a drive’s empty place', async ({ launch, store, folder }) => {
  const [backups, bundle] = [join(folder, 'stick'), join(folder, 'one.knowngood')]
  await mkdir(backups)
  const first = await launch()
  const incident = await declare(first.page, 'Missed')
  await answerDialogs(first.app, bundle)
  await first.page.evaluate((id) => window.knowngood.ask('exportBundle', { incident: id }), incident)
  await answerDialogs(first.app, backups)
  expect(await first.page.evaluate(() => window.knowngood.ask('chooseBackupFolder', undefined))).toEqual({ ok: true })
  await expect(first.page.getByRole('list', { name: 'Incidents' }).getByText('Missed')).toBeVisible()
  await first.close()

  await rm(store, { recursive: true })
  const { app, page } = await launch()
  await expect(page.getByRole('heading', { name: 'The incidents are not where they were' })).toBeVisible()
  await answerDialogs(app, bundle)
  await page.keyboard.press('Control+O')
  await expect(page.getByText('The bundle was not opened.')).toBeVisible()
  await answerDialogs(app, backups)
  await page.getByRole('button', { name: 'Restore from a backup…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('list', { name: 'Timeline' }).getByText('Incident declared: Missed')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Begin an empty store there' })).toHaveCount(0)
})

test('a page cannot name a path: not to restore from, not to keep backups in', async ({ launch, folder, store }) => {
  const { page } = await launch()
  await declare(page, 'Ours')
  await cp(store, join(folder, 'copy'), { recursive: true })
  expect(await page.evaluate((name) => window.knowngood.ask('restoreBackup', { name }), join(folder, 'copy').slice(0, 200))).toMatchObject({ ok: false })
  await page.evaluate((path) => window.knowngood.ask('saveSettings', { backup: { folder: path, last: null, failingSince: null } } as never), folder)
  expect((await page.evaluate(() => window.knowngood.ask('start', undefined))).backup.folder).toBeNull()
})
