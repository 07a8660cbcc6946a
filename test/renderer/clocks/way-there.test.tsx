/** The way to the running clocks from the console's head, and from a clock to its step. */
import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { openWindow } from '../../helpers/open-window.tsx'

test('the button beside the next deadline opens the clocks, and a clock leads to its step, which has the focus', async () => {
  // jsdom lays nothing out, and has no way to scroll.
  const scrolled = (Element.prototype.scrollIntoView = vi.fn())
  const present = Date.now()
  const { user } = await openWindow({ now: () => present }, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await user.click(await screen.findByRole('button', { name: 'Running clocks' }))
  await screen.findByRole('dialog', { name: 'Running clocks' })
  await user.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const step = await screen.findByRole('heading', { level: 3, name: 'Notify stakeholders' })
  expect(scrolled).toHaveBeenCalled()
  await waitFor(() => expect(step.closest('li')!.contains(document.activeElement)).toBe(true))
})
