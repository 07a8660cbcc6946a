/** The entry line in the real window: what is typed outlives SIGKILL, an unclear time is asked about, pasted lines become entries, one key tells everyone. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../helpers/electron-app.ts'
import type { Page } from '@playwright/test'

test('what is typed survives SIGKILL, a pasted chat that is being looked at too', async ({ launch, profile }) => {
  const first = await launch()
  await declare(first.page)
  const kept = (): Promise<string> => readFile(join(profile, 'drafts.json'), 'utf8').catch(() => '')
  await line(first.page).pressSequentially('@-5m the pool is at its')
  // Nobody waits for this in life; the kill must only not come in the very same blink.
  await expect.poll(kept, { timeout: 2000 }).toContain('the pool is at its')
  await first.kill()

  const second = await launch()
  await expect(line(second.page)).toHaveValue('@-5m the pool is at its')
  await line(second.page).fill('')
  await paste(second.page, '14:18 Ana: first\n14:19 Bo: second')
  await expect(second.page.getByRole('dialog', { name: 'Record as 2 entries?' })).toBeVisible()
  await expect.poll(kept, { timeout: 2000 }).toContain('Bo: second')
  await second.kill()

  const third = await launch()
  await expect(line(third.page)).toHaveValue('14:18 Ana: first\n14:19 Bo: second')
})

test('pasted lines are recorded by Ctrl+Enter and struck by one Ctrl+Z; an unclear time is picked by keyboard; N tells everyone', async ({ launch }) => {
  const { page } = await launch({ now: '2025-02-01T14:30:00Z' })
  await page.clock.setFixedTime('2025-02-01T14:30:00Z')
  await declare(page)
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await paste(page, '14:18 Ana: pool at its limit\n14:20 Bo: rolling back')
  await expect(page.getByRole('list', { name: 'Entries' })).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await expect(timeline.getByText('Ana: pool at its limit')).toBeVisible()
  await expect(timeline.getByText('Bo: rolling back')).toBeVisible()
  await expect(line(page)).toHaveValue('')
  await line(page).focus()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Struck: /).first()).toBeVisible()

  await line(page).pressSequentially('@14:40 pool is back')
  await expect(page.getByRole('option', { name: /yesterday 14:40/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(line(page)).toHaveValue('@yesterday 14:40 pool is back')
  await page.keyboard.press('Enter')
  await expect(timeline.getByText('pool is back')).toBeVisible()

  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(timeline.getByText(/^Notified /)).toBeVisible()
  await expect(page.getByRole('status').getByText(/^Recorded: Notified .* Ctrl\+Z takes it back\.$/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('status').getByText(/^Struck: Notified /)).toBeVisible()
})

async function declare(page: Page): Promise<void> {
  await page.evaluate(() => window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title: 'API errors' } }))
  await page.getByRole('list', { name: 'Incidents' }).getByText('API errors').click()
  await line(page).click()
}

function line(page: Page) {
  return page.getByRole('textbox', { name: 'Log entry' })
}

async function paste(page: Page, text: string): Promise<void> {
  await line(page).evaluate((box, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}
