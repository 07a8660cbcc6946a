/** Disks that do not do their part, under the real window: nothing is shown as recorded that is not, no word is lost, and it goes on by itself. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test as base } from '../helpers/electron-app.ts'
import { realDisk, type RealDisk } from '../helpers/real-disk.ts'
import { SMALL_PICTURE } from '../helpers/small-picture.ts'

const test = base.extend<{ disk: RealDisk }>({
  /** the store's own disk, plugged in */
  disk: async ({ store, folder }, use) => {
    const disk = realDisk(store, join(folder, 'disk'))
    await use(disk)
    disk.remove()
  },
})

const entryLine = (page: Page): Locator => page.getByRole('textbox', { name: 'Log entry' })
const timeline = (page: Page): Locator => page.getByRole('list', { name: 'Timeline' })
const banner = (page: Page, words: string): Locator => page.getByRole('alert').filter({ hasText: words })
const row = (page: Page, words: string): Locator => timeline(page).getByRole('listitem').filter({ hasText: words })

async function declared(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Declare incident' }).first().click()
  await page.getByRole('textbox', { name: 'Title' }).fill('Disk trouble')
  await page.keyboard.press('Enter')
  await expect(entryLine(page)).toBeVisible()
  await log(page, 'Before the trouble')
  await expect(entryLine(page)).toHaveValue('')
}

async function log(page: Page, words: string): Promise<void> {
  await entryLine(page).fill(words)
  await entryLine(page).press('Enter')
}

/** What was typed is there, said to be not recorded, and not on the timeline. */
async function expectHeld(page: Page, words: string): Promise<void> {
  await expect(banner(page, 'Not saved to disk.')).toBeVisible()
  await expect(banner(page, 'Not recorded yet.')).toBeVisible()
  await expect(entryLine(page)).toHaveValue(words)
  await expect(timeline(page)).not.toContainText(words)
  await expect(timeline(page)).toContainText('Before the trouble')
}

async function expectWorking(page: Page, words: string): Promise<void> {
  await expect(row(page, words)).toHaveCount(1, { timeout: 15_000 })
  await expect(entryLine(page)).toHaveValue('')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('status')).toContainText('The disk works again.')
}

test('a full disk: the entry waits in its line, goes in by itself as of when Enter was pressed, and does not if it was touched', async ({ launch, disk, folder }) => {
  const { page, clock } = await launch({ now: '2025-02-01T14:15:00Z' })
  await declared(page)
  disk.fill()
  await clock.setNow('2025-02-01T14:20:00Z')
  // Longer than what is left in the last block of a file.
  const entry = `Error rate falls:${' 2% 1% 0%'.repeat(500)}`
  await log(page, entry)
  await expectHeld(page, entry)

  // Too much for what is left, and said where it was tried.
  await writeFile(join(folder, 'rates.png'), SMALL_PICTURE)
  await page.locator('input[type=file]').setInputFiles(join(folder, 'rates.png'))
  await expect(banner(page, '“rates.png” was not attached')).toBeVisible()

  await clock.setNow('2025-02-01T14:40:00Z')
  disk.free()
  await expect(row(page, 'Error rate falls')).toContainText('14:20', { timeout: 15_000 })
  await expect(row(page, 'Error rate falls')).toHaveCount(1)
  await expect(entryLine(page)).toHaveValue('')
  await page.getByRole('button', { name: 'Try again: rates.png' }).click()
  await expect(timeline(page)).toContainText('Attached rates.png')
  await expect(page.getByRole('alert')).toHaveCount(0)

  disk.fill()
  const other = `Error rate is${' at 2%'.repeat(800)}`
  await log(page, other)
  await expectHeld(page, other)
  await entryLine(page).press('ControlOrMeta+End')
  await entryLine(page).pressSequentially(' and falls')
  disk.free()
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 15_000 })
  await expect(page.getByRole('status')).toContainText('The disk works again.')
  await expect(entryLine(page)).toHaveValue(`${other} and falls`)
  await expect(timeline(page)).not.toContainText('Error rate is')
  await entryLine(page).press('Enter')
  await expect(row(page, ' and falls')).toContainText('14:40')
})

test('a disk that is pulled out: nothing goes into the empty folder, reading goes on, and it resumes once plugged in', async ({ launch, store, disk, folder }) => {
  const { app, page } = await launch()
  await declared(page)
  disk.pullOut()
  await log(page, 'Written while the disk was away')
  await expectHeld(page, 'Written while the disk was away')
  await expect(banner(page, 'Not saved to disk.')).toContainText('Connect its drive or put the folder back')
  // Pressed again in vain, and still one entry.
  await entryLine(page).press('Enter')
  await expectHeld(page, 'Written while the disk was away')
  expect(await readdir(store)).toEqual([])

  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, join(folder, 'retro.json'))
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /JSON/ }).click()
  await expect.poll(() => readFile(join(folder, 'retro.json'), 'utf8').catch(() => '')).toContain('Before the trouble')

  disk.plugIn()
  await expectWorking(page, 'Written while the disk was away')
  await page.reload()
  await expect(row(page, 'Written while the disk was away')).toHaveCount(1)
  disk.pullOut()
  expect(await readdir(store)).toEqual([])
  disk.plugIn()
})

test('a store that may only be read is read; what is written waits until it may be', async ({ launch, disk }) => {
  const first = await launch()
  await declared(first.page)
  await first.close()
  disk.readOnly()

  const { page } = await launch()
  await expect(timeline(page)).toContainText('Before the trouble')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await log(page, 'Read-only or not')
  await expectHeld(page, 'Read-only or not')
  await expect(banner(page, 'Not saved to disk.')).toContainText('Knowngood may not write to')
  disk.writable()
  await expectWorking(page, 'Read-only or not')
})

test('a store that is not there at the start does not look like a first start, and appears once it is back', async ({ launch, store, disk }) => {
  const first = await launch()
  await declared(first.page)
  await first.close()
  disk.pullOut()

  const { page } = await launch()
  await expect(page.getByRole('heading', { name: 'The incidents are not where they were' })).toBeVisible()
  await expect(page.getByText(`Knowngood looked in ${store}`)).toBeVisible()
  // Nothing is begun in the empty folder below, not by a new incident either.
  await page.keyboard.press('ControlOrMeta+n')
  await page.getByRole('textbox', { name: 'Title' }).fill('Another one')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('nothing was recorded')
  await page.keyboard.press('Escape')
  expect(await readdir(store)).toEqual([])

  disk.plugIn()
  await expect(timeline(page)).toContainText('Before the trouble', { timeout: 15_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('whoever wants an empty store gets one, and is never given one unasked', async ({ launch, store, folder }) => {
  const first = await launch()
  await declared(first.page)
  await first.close()
  await rename(store, join(folder, 'elsewhere'))
  await mkdir(store)

  const { page } = await launch()
  await page.getByRole('button', { name: 'Begin an empty store there' }).click()
  await expect(page.getByRole('heading', { name: 'No incidents yet' })).toBeVisible()
  await declared(page)
  await expect(timeline(page)).toContainText('Before the trouble')
})

test('a store that is replaced by a file: root, too, cannot write there', async ({ launch, store, folder }) => {
  const { page } = await launch()
  await declared(page)
  await rename(store, join(folder, 'elsewhere'))
  await writeFile(store, '')
  await log(page, 'Written while the store was away')
  await expectHeld(page, 'Written while the store was away')

  await rm(store)
  await rename(join(folder, 'elsewhere'), store)
  await expectWorking(page, 'Written while the store was away')
})
