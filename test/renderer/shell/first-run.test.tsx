/** The first run: one question, and its answer is kept. */
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../../helpers/open-window.tsx'

test('asks for a name and a role, and shows the zone of the system', async () => {
  const { main, user } = await openWindow({ person: null, systemZone: 'Europe/Berlin' })
  expect(screen.queryByRole('button', { name: 'Declare incident' })).toBeNull()
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Time zone' }).placeholder).toContain('Europe/Berlin')

  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Jo Meyer')
  await user.type(screen.getByRole('combobox', { name: 'Your role' }), 'Captain of the night{Escape}')
  await user.click(screen.getByRole('button', { name: 'Start' }))

  expect(await screen.findByRole('button', { name: 'Declare incident' })).toBeTruthy()
  const saved = main.asked.filter(({ name }) => name === 'saveSettings').map(({ input }) => input)
  expect(saved).toEqual([{ person: { id: expect.stringMatching(/^per-[0-9a-z]{8}$/) as string, name: 'Jo Meyer', role: 'Captain of the night' }, zone: null }])
})

test('a zone that does not exist is refused, and what was typed stays', async () => {
  const { main, user } = await openWindow({ person: null })
  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Jo')
  const zone = screen.getByRole<HTMLInputElement>('combobox', { name: 'Time zone' })
  await user.type(zone, 'Europe/Atlantis{Escape}')
  await user.click(screen.getByRole('button', { name: 'Start' }))
  expect(await screen.findByText('There is no time zone “Europe/Atlantis”.')).toBeTruthy()
  expect(zone.value).toBe('Europe/Atlantis')
  expect(main.asked.some(({ name }) => name === 'saveSettings')).toBe(false)
})

test('a role can wait; a name is needed', async () => {
  const { user } = await openWindow({ person: null })
  await user.click(screen.getByRole('button', { name: 'Start' }))
  expect(await screen.findByText('Write the name that your team knows you by.')).toBeTruthy()

  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Jo{Enter}')
  expect(await screen.findByRole('button', { name: 'Declare incident' })).toBeTruthy()
})
