/** Searching all incidents: what it says in each state, and where a result leads. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useStore } from '../../../renderer/store.ts'
import { openWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

test('found entries stand by incident with their words marked; Enter leads to the first, and what is not read yet is said', async () => {
  const { user, main } = await openWindow({}, (main) => {
    main.elsewhere(null, { type: 'DeclareIncident', title: 'Webhooks twice' })
    main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
  })
  const rows = await main.ask('listIncidents', undefined)
  const row = rows.find(({ title }) => title === 'Webhooks twice')!
  await user.keyboard('{Control>}{Shift>}F{/Shift}{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Search all incidents' })
  await waitFor(() => expect(dialog.textContent).toContain('Type what you remember of it.'))
  await user.keyboard('giraffe')
  await waitFor(() => expect(dialog.textContent).toContain('Nothing with “giraffe”.'))

  main.answers.search = { incidents: [{ row, entries: [{ entry: 'e1', time: '2025-02-01T14:05:00.000Z', who: 'Bo', text: 'The pool is empty' }], count: 3 }], count: 3, terms: ['pool'], read: 1, of: 2 }
  await user.keyboard('{Control>}a{/Control}pool')
  await waitFor(() => expect(dialog.textContent).toContain('3 entries. Still reading: 1 of 2 incidents.'))
  main.answers.search = { ...main.answers.search, read: 2 }
  await waitFor(() => expect(dialog.textContent).not.toContain('Still reading'))
  const group = within(dialog).getByRole('region', { name: 'Webhooks twice' })
  expect(within(group).getByRole('button').textContent).toMatch(/14:05 UTC · BoThe pool is empty/)
  expect(group.querySelector('mark')!.textContent).toBe('pool')
  expect(group.textContent).toContain('and 2 more')

  await user.keyboard('{ArrowDown}{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(useStore.getState().jump).toEqual({ incident: row.id, entry: 'e1' })
  await waitFor(() => expect(useStore.getState().open?.id).toBe(row.id))
})
