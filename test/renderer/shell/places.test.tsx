/** The menu, the keys and the rail lead to the same places. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { openWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))
vi.mock('../../../renderer/retro/RetroPage.tsx', () => ({ RetroPage: () => <h1>The retro</h1> }))

test('the menu opens the Declare dialog, settings and the retro', async () => {
  const { main, user } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByText('Incident declared: API errors')

  act(() => main.push('menu', { item: 'settings' }))
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
  act(() => main.push('menu', { item: 'open retro' }))
  expect(await screen.findByRole('heading', { name: 'The retro' })).toBeTruthy()
  act(() => main.push('menu', { item: 'declare' }))
  expect(await screen.findByRole('dialog', { name: 'Declare incident' })).toBeTruthy()
  await user.keyboard('{Escape}')
})

test('the key that leads to settings leads back', async () => {
  const { user } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByText('Incident declared: API errors')
  await user.keyboard('{Control>},{/Control}')
  await screen.findByRole('heading', { name: 'Settings' })
  await user.keyboard('{Control>},{/Control}')
  expect(await screen.findByText('Incident declared: API errors')).toBeTruthy()
})

test('an incident can be declared from everywhere, and by one button', async () => {
  const { user } = await openWindow()
  expect(screen.getAllByRole('button', { name: 'Declare incident' })).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  await screen.findByRole('heading', { name: 'Settings' })
  expect(screen.getAllByRole('button', { name: 'Declare incident' })).toHaveLength(1)
})

test('without an incident there is no retro to open', async () => {
  await openWindow()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Retro' }).disabled).toBe(true)
})

test('the overview names every key, and only one dialog is open at a time', async () => {
  const { user } = await openWindow()
  await user.keyboard('?')
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard' })
  expect(dialog.textContent).toContain('Declare an incident')
  await user.keyboard('{Control>}n{/Control}')
  expect(screen.queryByRole('dialog', { name: 'Declare incident' })).toBeNull()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
