/** Putting incidents away and deleting them, by the keyboard. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { FakeMain } from '../../helpers/fake-main.ts'
import { openWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

const titles = (): string => within(screen.getByRole('list', { name: 'Incidents' })).queryAllByRole('listitem').map(({ textContent }) => textContent).join('|')

function two(main: FakeMain): void {
  const over = main.elsewhere(null, { type: 'DeclareIncident', title: 'Certificate expired', practice: true })
  main.elsewhere(over, { type: 'ResolveIncident' })
  main.elsewhere(over, { type: 'ArchiveIncident' })
  main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
}

test('archived incidents are out of the list until they are shown, and marked then', async () => {
  const { user } = await openWindow({}, two)
  expect(titles()).not.toContain('Certificate expired')
  await user.keyboard('{Control>}{Shift>}B{/Shift}{/Control}')
  await waitFor(() => expect(titles()).toMatch(/Certificate expired.*practice.*archived/))
  await user.keyboard('{Control>}{Shift>}B{/Shift}{/Control}')
  await waitFor(() => expect(titles()).not.toContain('Certificate expired'))
})

test('deleting names what goes and what stays, and needs a word, not a key', async () => {
  const { user, main } = await openWindow({}, two)
  await user.keyboard('{Control>}{Shift>}X{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Delete this incident' })
  await waitFor(() => expect(dialog.textContent).toContain('“API errors” goes: 1 entry, 0 attached files and 1 journal.'))
  expect(dialog.textContent).toContain('Backups, bundles and exports')
  await user.keyboard('{Enter}')
  expect(await within(dialog).findByText('Type “delete” to delete it.')).toBeTruthy()
  expect(await main.ask('listIncidents', undefined)).toHaveLength(2)
  await user.keyboard('delete{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect((await main.ask('listIncidents', undefined)).map(({ title }) => title)).toEqual(['Certificate expired'])
  expect(titles()).not.toContain('API errors')
})
