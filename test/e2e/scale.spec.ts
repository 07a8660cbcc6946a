/** Two thousand incidents and a long one in the real app: the list from its summary, no closed journal read, facts in parts. */
import { open, readFile, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { fact } from '../helpers/facts.ts'
import { expect, test } from '../helpers/electron-app.ts'
import { longIncident, storedIncident, STORED_AT } from '../helpers/long-incident.ts'

const rows = (page: Page) => page.getByRole('list', { name: 'Incidents' }).getByRole('listitem')
const idOf = (number: number): string => `inc-${String(number).padStart(8, '0')}`

test('two thousand incidents: the list is there from the summary, closed journals stay unread, and every row can be reached', async ({ launch, store, profile }) => {
  test.slow()
  for (let number = 0; number < 2000; number++) {
    const declared = fact(number, 'IncidentDeclared', { title: `Incident number ${String(number)}` })
    await storedIncident(store, idOf(number), number < 1990 ? [declared, fact(number + 1, 'IncidentResolved'), fact(number + 2, 'RetroHeld')] : [declared])
  }
  const first = await launch()
  await expect(rows(first.page).first()).toHaveAttribute('aria-setsize', '2000', { timeout: 60_000 })
  await expect(rows(first.page).first()).toContainText('Incident number 1999')
  await first.close()
  expect((await readFile(join(profile, 'summary.json'), 'utf8')).split('\n')).toHaveLength(2001)

  // Other words at the same place, size and time: whoever reads the journal meets damage, whoever looks at it from outside sees nothing.
  for (let number = 0; number < 1990; number++) await overwrite(join(store, 'incidents', idOf(number)), 'number', 'forgery')
  await storedIncident(store, idOf(1999), [fact(3000, 'TitleChanged', { title: 'Renamed meanwhile' })], 'm9n0p1q2')
  const second = await launch()
  await expect(rows(second.page).first()).toHaveAttribute('aria-setsize', '2000')
  expect(await rows(second.page).count()).toBeLessThanOrEqual(40)
  // All are looked at before the first is read: what has changed is read by now, and what was not read now will not be.
  await expect(rows(second.page).first()).toContainText('Renamed meanwhile', { timeout: 30_000 })

  const { page } = second
  await page.keyboard.press('Control+Shift+K')
  const box = page.getByRole('textbox', { name: 'Find an incident' })
  await expect(box).toBeFocused()
  await box.fill('number 7')
  // 271 numbers below a thousand hold a 7, and as many of the next thousand.
  await expect(rows(page).first()).toHaveAttribute('aria-setsize', '542')
  await expect(page.getByText('file problem')).toHaveCount(0)
  await box.press('Escape')
  await box.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(rows(page).filter({ hasText: 'Incident number 0' })).toBeVisible()
  await expect(rows(page).filter({ hasText: 'Incident number 0' }).getByRole('button')).toBeFocused()
  // Opened, it is read, and says so.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('One line is damaged')
  await expect(rows(page).filter({ hasText: 'file problem' })).toHaveCount(1)
})

test('a long incident is read by a worker, opens whole, and takes an entry', async ({ launch, store }) => {
  await longIncident(store, 'inc-0000ng00', 30_000)
  const { page, said } = await launch()
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText(/29999 checks later|queue depth/).last()).toBeVisible({ timeout: 30_000 })
  const line = page.getByRole('textbox', { name: 'Log entry' })
  await line.fill('One more')
  await line.press('Enter')
  await expect(timeline.getByText('One more')).toBeVisible()
  expect(await timeline.getByRole('listitem').count()).toBeLessThan(200)
  await page.keyboard.press('Control+f')
  await page.getByRole('textbox', { name: 'Find in the timeline' }).fill('database, 12 checks later')
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
  await expect(timeline.locator('mark', { hasText: 'database, 12 checks later' })).toBeInViewport()
  expect(said()).not.toContain('worker failed')
})

/** Changes bytes of every journal in a folder in place, and puts their times back. */
async function overwrite(folder: string, words: string, others: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const at = (await readFile(path)).indexOf(words)
    const file = await open(path, 'r+')
    await file.write(others.slice(0, words.length), at)
    await file.close()
    await utimes(path, STORED_AT, STORED_AT)
  }
}

