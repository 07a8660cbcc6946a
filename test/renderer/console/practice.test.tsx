/** The walk through the guide's example in the window: offered where nothing is declared, ticked off, left at any time, and never in a real incident. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWindow } from '../../helpers/open-window.tsx'

test('it is offered, ticks off what was recorded, and can be left', async () => {
  const { main, user } = await openWindow()
  await user.click(screen.getByRole('button', { name: 'Practise on an example' }))
  const panel = await screen.findByRole('region', { name: 'Practice' })
  expect(within(panel).getAllByRole('listitem').find((step) => step.getAttribute('aria-current'))?.textContent).toContain('Dashboard v2 deployed')
  const line = screen.getByRole('textbox', { name: 'Log entry' })
  await user.type(line, '/release Dashboard v2{Enter}')
  await waitFor(() => expect(within(panel).getAllByRole('img', { name: 'Recorded' })).toHaveLength(1))
  expect(main.asked.find(({ name }) => name === 'dispatch')?.input).toMatchObject({ command: { type: 'DeclareIncident', practice: true } })
  await user.click(within(panel).getByRole('button', { name: 'Leave the walk' }))
  expect(screen.queryByRole('region', { name: 'Practice' })).toBeNull()
  await waitFor(() => expect(document.activeElement).toBe(line))
})

test('a real incident never shows it, nor does practice that was begun without it', async () => {
  await openWindow({}, (main) => {
    const id = main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
    localStorage.setItem('knowngood:practice walk', id)
  })
  await screen.findByRole('textbox', { name: 'Log entry' })
  expect(screen.queryByRole('region', { name: 'Practice' })).toBeNull()
})
