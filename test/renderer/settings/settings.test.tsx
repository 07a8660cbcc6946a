/** Settings are kept by main, and shown as main kept them. */
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useStore } from '../../../renderer/store.ts'
import { openWindow } from '../../helpers/open-window.tsx'

test('a theme is kept as soon as it is chosen', async () => {
  const { user } = await openWindow({ theme: 'dark' })
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  await user.click(await screen.findByRole('radio', { name: 'Light' }))
  await waitFor(() => expect(useStore.getState().settings?.theme).toBe('light'))
})

test('a name is changed, and an empty one is refused beside the field', async () => {
  const { user } = await openWindow()
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Your name' })
  expect(name.value).toBe('Ana')
  await user.clear(name)
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Write the name that your team knows you by.')).toBeTruthy()
  expect(useStore.getState().settings?.person?.name).toBe('Ana')

  await user.type(name, 'Ana Costa{Enter}')
  await waitFor(() => expect(useStore.getState().settings?.person).toEqual({ id: 'ana@example.org', name: 'Ana Costa', role: 'incident commander' }))
})

test('a zone is chosen from the list; the folder of the data is shown', async () => {
  const { user } = await openWindow({ systemZone: 'Europe/Berlin' })
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  expect(await screen.findByText('~/.config/Knowngood/store')).toBeTruthy()
  await user.type(screen.getByRole('combobox', { name: 'Time zone' }), 'honol')
  await user.click(await screen.findByRole('option', { name: 'Pacific/Honolulu' }))
  await waitFor(() => expect(useStore.getState().settings?.zone).toBe('Pacific/Honolulu'))
  expect(screen.getByText('Pacific/Honolulu, UTC-10:00')).toBeTruthy()

  await user.clear(screen.getByRole('combobox', { name: 'Time zone' }))
  await waitFor(() => expect(useStore.getState().settings?.zone).toBeNull())
})
