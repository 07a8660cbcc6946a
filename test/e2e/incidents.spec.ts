/** Several incidents in the real app, by the keyboard: searched, put away, deleted. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../helpers/electron-app.ts'

test('a search leads to the entry in another incident; the incident is put away and deleted by keys alone', async ({ launch, store }) => {
  const { page } = await launch()
  const ids = await page.evaluate(async () => {
    const made: string[] = []
    for (const title of ['Webhooks twice', 'API errors']) {
      const declared = await window.knowngood.ask('dispatch', { incident: null, command: { type: 'DeclareIncident', title } })
      if (!declared.ok) throw new Error(declared.sentence)
      made.push(declared.incident)
    }
    for (let index = 0; index < 120; index++) {
      const text = index === 3 ? 'The queue was poisoned' : `Looked at graph ${String(index)}`
      await window.knowngood.ask('dispatch', { incident: made[0]!, command: { type: 'AddNote', text } })
    }
    return made
  })
  await page.keyboard.press('Control+Shift+F')
  const search = page.getByRole('dialog', { name: 'Search all incidents' })
  await page.keyboard.type('poison')
  await expect(search.getByRole('region', { name: 'Webhooks twice' }).locator('mark')).toHaveText('poisoned')
  if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], 'search.png') })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'The queue was poisoned' })).toBeFocused()

  await page.evaluate((incident) => window.knowngood.ask('dispatch', { incident, command: { type: 'ResolveIncident' } }), ids[0]!)
  await expect(page.getByRole('list', { name: 'Incidents' })).toContainText('Resolved')
  await page.keyboard.press('Control+Shift+H')
  await expect(page.getByRole('list', { name: 'Incidents' })).toContainText('archived')

  await page.keyboard.press('Control+Shift+X')
  const dialog = page.getByRole('dialog', { name: 'Delete this incident' })
  await expect(dialog).toContainText('“Webhooks twice” goes: 123 entries, 0 attached files and 1 journal.')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Type “delete” to delete it.')
  if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], 'delete.png') })
  await page.keyboard.type('delete')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('list', { name: 'Incidents' })).not.toContainText('Webhooks twice')
  expect(existsSync(join(store, 'incidents', ids[0]!))).toBe(false)
  expect(existsSync(join(store, 'incidents', ids[1]!))).toBe(true)
})
