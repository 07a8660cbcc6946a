/** A disk that does not do its part, under the real window: what it refuses is kept and said, and never shown as recorded. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../helpers/electron-app.ts'

test('a store that is gone: nothing is shown as recorded, the text stays, and writing resumes by itself', async ({ launch, store, folder }) => {
  const { page } = await launch()
  await page.getByRole('button', { name: 'Declare incident' }).first().click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Disk trouble')
  await page.keyboard.press('Enter')
  const entry = page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill('Before the trouble')
  await entry.press('Enter')
  await expect(entry).toHaveValue('')

  // A file stands where the folder was: root, too, cannot write there.
  await rename(store, join(folder, 'elsewhere'))
  await writeFile(store, '')
  await entry.fill('Written while the disk was away')
  await entry.press('Enter')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(entry).toHaveValue('Written while the disk was away')
  await expect(page.getByRole('list', { name: 'Timeline' })).not.toContainText('Written while the disk was away')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Before the trouble')

  await rm(store)
  await rename(join(folder, 'elsewhere'), store)
  await entry.press('Enter')
  await expect(entry).toHaveValue('')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Written while the disk was away')
  await expect(page.getByRole('alert')).toHaveCount(0)
})
