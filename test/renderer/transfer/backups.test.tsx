/** Backups in the window: offered where nothing is open, kept in the settings, and brought back from a list. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../../helpers/open-window.tsx'

const CHOICES = [
  { name: 'Knowngood backup 2025-02-01 15-00', made: '2025-02-01T15:00:00.000Z', incidents: 12, files: 40, bytes: 3 * 1024 * 1024 },
  { name: 'Knowngood backup 2025-01-31 09-30', made: '2025-01-31T09:30:00.000Z', incidents: 1, files: 2, bytes: 2048 },
]

test('the offer stands on the empty window, in nobody’s way, until it is answered', async () => {
  const { user, main } = await openWindow({ person: null })
  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Jo{Enter}')
  const offer = await screen.findByRole('complementary', { name: 'Backup' })
  // Declaring takes its key and a title, as ever.
  await user.keyboard('{Control>}n{/Control}')
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'API errors{Enter}')
  expect(await screen.findByRole('textbox', { name: 'Log entry' })).toBeTruthy()
  expect(offer.isConnected).toBe(false)
  expect(main.asked.some(({ name }) => name === 'chooseBackupFolder')).toBe(false)
})

test('“Not now” is remembered', async () => {
  const first = await openWindow()
  await first.user.click(within(screen.getByRole('complementary', { name: 'Backup' })).getByRole('button', { name: 'Not now' }))
  expect(screen.queryByRole('complementary', { name: 'Backup' })).toBeNull()
})

test('choosing a folder ends the offer', async () => {
  const { user } = await openWindow()
  await user.click(screen.getByRole('button', { name: 'Choose folder…' }))
  await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Backup' })).toBeNull())
  expect(screen.getByRole('status').textContent).toBe('Backups are kept from now on.')
})

test('settings show where backups are, when the last was made, and what is wrong with them', async () => {
  const { user, main } = await openWindow()
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  const section = await screen.findByRole('region', { name: 'Backup' })
  expect(within(section).queryByRole('button', { name: 'Back up now' })).toBeNull()
  await user.click(within(section).getByRole('button', { name: 'Choose folder…' }))
  expect(await within(section).findByText('/backups')).toBeTruthy()
  expect(within(section).getByText('Last backup: 2025-02-01 15:00, 0 incidents, 4 KB.')).toBeTruthy()

  await user.click(within(section).getByRole('button', { name: 'Back up now' }))
  await waitFor(() => expect(main.asked.at(-1)?.name).toBe('backUpNow'))
  act(() => main.setBackup({ running: true }))
  expect(within(section).getByText('Backing up…')).toBeTruthy()
  act(() => main.setBackup({ running: false, trouble: '/backups could not be found, so no backup was made.' }))
  expect(within(section).getByText('/backups could not be found, so no backup was made.')).toBeTruthy()
  expect(screen.queryByText('There has been no backup for days.')).toBeNull()

  await user.click(within(section).getByRole('button', { name: 'Stop backing up' }))
  await waitFor(() => expect(within(section).queryByText('/backups')).toBeNull())
})

test('after days without a backup it is said above everything, with the way to mend it', async () => {
  const { user, main } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  act(() => main.setBackup({ folder: '/backups', trouble: '/backups could not be found, so no backup was made.', overdue: true }))
  expect(screen.getByText('There has been no backup for days.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('There has been no backup for days.')).toBeNull()
})

test('a backup is chosen from those that there are, and what it brought is said', async () => {
  const { user, main } = await openWindow()
  main.answers.findBackups = { ok: true, folder: '/backups', choices: CHOICES }
  await user.click(screen.getByRole('button', { name: 'Restore from a backup…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Restore from a backup' })
  const choices = within(dialog).getAllByRole<HTMLInputElement>('radio')
  expect(choices.map(({ checked }) => checked)).toEqual([true, false])
  expect(within(dialog).getByText('12 incidents, 3 MB')).toBeTruthy()
  await user.click(within(dialog).getByRole('radio', { name: /2025-01-31 09:30/ }))
  await user.click(within(dialog).getByRole('button', { name: 'Restore' }))
  expect(await screen.findByText('Merged 2 incidents: 14 new facts, 3 files.')).toBeTruthy()
  expect(main.asked.at(-1)).toEqual({ name: 'restoreBackup', input: { name: CHOICES[1]!.name } })
})

test('a folder without backups is said, and nothing else happens', async () => {
  const { user, main } = await openWindow()
  main.answers.findBackups = { ok: false, cancelled: false, sentence: 'There is no backup of Knowngood in /music.' }
  await user.click(screen.getByRole('button', { name: 'Restore from a backup…' }))
  expect((await screen.findByRole('alert')).textContent).toContain('There is no backup of Knowngood in /music.')
  expect(screen.queryByRole('dialog')).toBeNull()
})
