/** A disk that does not do its part, under the real window: what it refuses is kept and said, and never shown as recorded. */
import { execFile } from 'node:child_process'
import { chmod, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, ROOT, test } from '../helpers/electron-app.ts'

const run = promisify(execFile)

async function knowngood(store: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join(ROOT, 'out/cli/knowngood.cjs'), ...args, '--data', store])
  return stdout.trim()
}

test('a store that is gone: nothing is shown as recorded, the text stays, and writing resumes by itself', async ({ launch, store, folder }) => {
  const { page } = await launch()
  await knowngood(store, 'declare', '--title', 'Disk trouble')
  await page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').filter({ hasText: 'Disk trouble' }).getByRole('button').click({ timeout: 15_000 })
  const entry = page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill('Before the trouble')
  await entry.press('Enter')
  await expect(entry).toHaveValue('')

  // A file stands where the folder was: root, too, cannot write there.
  await rename(store, join(folder, 'elsewhere'))
  await run('touch', [store])
  await entry.fill('Written while the disk was away')
  await entry.press('Enter')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(entry).toHaveValue('Written while the disk was away')
  await expect(page.getByRole('list', { name: 'Timeline' })).not.toContainText('Written while the disk was away')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Before the trouble')

  await run('rm', [store])
  await rename(join(folder, 'elsewhere'), store)
  await chmod(store, 0o700)
  await entry.press('Enter')
  await expect(entry).toHaveValue('')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Written while the disk was away')
  await expect(page.getByRole('alert')).toHaveCount(0)
})
