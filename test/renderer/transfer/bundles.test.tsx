/** Bundles in the window: saved and opened by key, menu and button; what came of it is said, and how far it is. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useStore } from '../../../renderer/store.ts'
import { openWindow } from '../../helpers/open-window.tsx'

const declared = (main: { elsewhere(incident: null, command: { type: 'DeclareIncident'; title: string }): string }, title = 'API errors'): string =>
  main.elsewhere(null, { type: 'DeclareIncident', title })

test('the open incident is saved as a bundle from the retro’s Export menu, and by its key', async () => {
  let id = ''
  const { main, user } = await openWindow({}, (main) => void (id = declared(main)))
  await user.click(screen.getByRole('button', { name: 'Retro' }))
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: /Whole incident/ }))
  expect(await screen.findByText('Bundle saved.')).toBeTruthy()
  expect(screen.getByText(`/exports/${id}.knowngood`)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show in folder' }))
  expect(main.asked.at(-1)).toEqual({ name: 'showExported', input: { path: `/exports/${id}.knowngood` } })
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('Bundle saved.')).toBeNull()

  await user.keyboard('{Control>}{Shift>}E{/Shift}{/Control}')
  expect(main.asked.filter(({ name }) => name === 'exportBundle')).toHaveLength(2)
})

test('a bundle with one incident is opened, and so is the incident', async () => {
  const { main, user } = await openWindow({}, (main) => void declared(main))
  const other = declared(main, 'Payments down')
  main.answers.importBundle = { ok: true, sentence: 'Merged 1 incident: 14 new facts, 3 files.', incident: other }
  await user.keyboard('{Control>}o{/Control}')
  expect(await screen.findByText('Merged 1 incident: 14 new facts, 3 files.')).toBeTruthy()
  await waitFor(() => expect(useStore.getState().open?.id).toBe(other))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Bundle opened. Merged 1 incident: 14 new facts, 3 files.'))
})

test('one that was refused is said with its reason, and the menu opens the next', async () => {
  const { main } = await openWindow()
  main.answers.importBundle = { ok: false, cancelled: false, sentence: 'evil.knowngood was refused. It holds “../evil”, and no bundle holds a file of that name. Nothing was changed.' }
  act(() => main.push('menu', { item: 'open bundle' }))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('The bundle was not opened.')
  expect(alert.textContent).toContain('Nothing was changed.')
})

test('closing the dialog again says nothing', async () => {
  const { main, user } = await openWindow()
  await user.keyboard('{Control>}o{/Control}')
  await waitFor(() => expect(main.asked.at(-1)?.name).toBe('importBundle'))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByRole('status').textContent).toBe('')
})

test('one that was opened from outside the window is said there, after the first run’s question too', async () => {
  const { main, user } = await openWindow({ person: null })
  act(() => main.push('imported', { ok: true, sentence: 'Merged 2 incidents: 5 new facts.', incident: null }))
  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Jo{Enter}')
  expect(await screen.findByText('Merged 2 incidents: 5 new facts.')).toBeTruthy()
})

test('what takes long shows how far it is, and can be stopped', async () => {
  const { main, user } = await openWindow()
  act(() => main.push('progress', { what: 'import', part: 0.25 }))
  expect(screen.queryByRole('progressbar')).toBeNull()
  const bar = await screen.findByRole<HTMLProgressElement>('progressbar', { name: 'Opening the bundle…' })
  expect(bar.value).toBe(0.25)
  act(() => main.push('progress', { what: 'import', part: 0.5 }))
  expect(bar.value).toBe(0.5)
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(main.asked.at(-1)?.name).toBe('cancelProgress')
  act(() => main.push('progress', null))
  expect(screen.queryByRole('progressbar')).toBeNull()
})

test('without an incident there is nothing to save', async () => {
  const { main, user } = await openWindow()
  await user.keyboard('{Control>}{Shift>}E{/Shift}{/Control}')
  expect(main.asked.some(({ name }) => name === 'exportBundle')).toBe(false)
  expect(within(document.body).queryByRole('alert')).toBeNull()
})
