/** One incident by the keyboard alone, from the first run to resolved: no mouse, and the focus is never lost. */
import type { Page } from '@playwright/test'
import { expect, test } from '../helpers/electron-app.ts'

test('an incident is run with the keyboard alone, from the first run to resolved', async ({ launch }) => {
  const { page } = await launch({ person: null })
  const { keyboard } = page
  const timeline = page.getByRole('list', { name: 'Timeline' })
  const entry = page.getByRole('textbox', { name: 'Log entry' })

  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await keyboard.type('Ana')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No incidents yet' })).toBeVisible()

  await keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await keyboard.type('API errors')
  await keyboard.press('Enter')
  await expect(entry).toBeFocused()

  await keyboard.type('Error rate climbs')
  await keyboard.press('Enter')
  await expect(timeline).toContainText('Error rate climbs')
  await keyboard.type('/sev P1 every customer')
  await keyboard.press('Enter')
  await expect(timeline).toContainText('P1')

  // Esc leaves the entry line, and from there on single keys open what they say; Esc out of a dialog leads back.
  await keyboard.press('Escape')
  await keyboard.press('p')
  await expect(page.getByRole('dialog', { name: 'Page someone' })).toBeVisible()
  await keyboard.press('Escape')
  await expectSomewhere(page)
  await throughDialog(page, 'p', 'Page someone')
  await expect(timeline).toContainText('Paged on-call engineer')
  await throughPalette(page, '/ack')
  await expect(entry).toBeFocused()
  await keyboard.press('Enter')
  await expect(timeline).toContainText('acknowledged')

  await keyboard.type('/decide roll back: cause unclear')
  await keyboard.press('Enter')
  await expect(timeline).toContainText('cause unclear')
  await keyboard.press('Escape')
  await throughDialog(page, 'b', /Start rollback/)
  await throughDialog(page, 'b', /Rollback complete/, 'error rate back to 0.2%')
  await expect(timeline).toContainText('error rate back to 0.2%')
  await throughDialog(page, 'm', 'Mark mitigated')
  await throughPalette(page, 'resolve the')
  await sendDialog(page, 'Resolve incident')
  await expect(page.getByText('Resolved', { exact: true }).first()).toBeVisible()
})

const KEYS = 'j k ArrowUp ArrowDown Home End Enter Escape Escape Tab Shift+Tab Space Backspace e h r * x a s p n d b u c m f t o y z v / ? @ 1 Shift+H Shift+Y Control+c Control+k Control+f Control+b Control+z Control+, Control+1 Control+Enter Control+Shift+B Control+Shift+F Control+Shift+K Control+Shift+L Control+Shift+O Control+Shift+H'.split(' ')

test('hundreds of keys in any order break nothing, and the focus is always somewhere', async ({ launch }) => {
  const { page } = await launch()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await expect(page.getByRole('heading', { name: 'No incidents yet' })).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.type('API errors')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Log entry' })).toBeFocused()
  // A generator of its own (Park and Miller): what fails is to fail again.
  let seed = 7
  for (let pressed = 0; pressed < 400; pressed++) {
    seed = (seed * 48271) % 2147483647
    await page.keyboard.press(KEYS[seed % KEYS.length]!)
    if (pressed % 5 === 0) await expectSomewhere(page)
  }
  expect(errors).toEqual([])
})

/** Opens a dialog by its key, types into the field that has the focus, and sends it by Enter. */
async function throughDialog(page: Page, key: string, name: string | RegExp, text?: string): Promise<void> {
  await page.keyboard.press(key)
  await sendDialog(page, name, text)
}

async function sendDialog(page: Page, name: string | RegExp, text?: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name })
  await expect.poll(() => dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  if (text) await page.keyboard.type(text)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expectSomewhere(page)
}

async function throughPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

/** The focus is in something, and not on a page that it fell back to. */
async function expectSomewhere(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)).toBe(true)
}
