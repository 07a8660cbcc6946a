/** What is wrong is said, and where it is wrong, and it goes once it is mended. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { openWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

test('a disk that fails is announced, and the banner goes once it works again', async () => {
  const { main } = await openWindow()
  act(() => main.fail({ code: 'ENOSPC', sentence: 'The disk is full.' }))
  expect(screen.getByRole('alert').textContent).toContain('Not saved to disk. The disk is full.')
  act(() => main.fail(null))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a store that is away at the start does not look like a first start, and one can be begun instead', async () => {
  const { main, user } = await openWindow()
  expect(screen.getByRole('heading', { name: 'No incidents yet' })).toBeTruthy()
  act(() => main.push('fault', { code: 'gone', sentence: 'The incidents are not where they were.', reading: true }))
  expect(screen.queryByRole('heading', { name: 'No incidents yet' })).toBeNull()
  expect(screen.getByRole('heading', { name: 'The incidents are not where they were' })).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toBe('Knowngood looked in ~/.config/Knowngood/store. Connect its drive or put the folder back, and they appear by themselves.')
  await user.click(screen.getByRole('button', { name: 'Begin an empty store there' }))
  expect(await screen.findByRole('heading', { name: 'No incidents yet' })).toBeTruthy()
})

test('a store that cannot be read says why, and begins nothing', async () => {
  const { main } = await openWindow()
  act(() => main.push('fault', { code: 'read-only', sentence: 'Knowngood may not read /data.', reading: true }))
  expect(screen.getByRole('heading', { name: 'The incidents cannot be read' })).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('Knowngood may not read /data.')
  expect(screen.queryByRole('button', { name: /Begin/ })).toBeNull()
})

test('once it is back, the incident that was open last opens by itself', async () => {
  const { main } = await openWindow()
  const id = main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
  localStorage.setItem('knowngood:open', id)
  act(() => main.push('fault', { code: 'gone', sentence: 'Away.', reading: true }))
  act(() => main.push('fault', null))
  expect(await screen.findByText('Incident declared: API errors')).toBeTruthy()
})

test('findings are counted, and named by file, line and byte', async () => {
  const { main, user } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByText('Incident declared: API errors')
  act(() => main.find('inc-00000000', [{ kind: 'changed-line', file: 'inc-00000000/k7f3q9a2.jsonl', line: 12, byte: 4021, sentence: 'Line 12 was changed after it was written.' }]))
  expect(screen.getByText('One finding in this incident’s files.')).toBeTruthy()

  await user.click(screen.getByRole('button', { name: 'Details' }))
  const findings = within(await screen.findByRole('list', { name: 'Findings' }))
  expect(findings.getByRole('listitem').textContent).toBe('Line 12 was changed after it was written.inc-00000000/k7f3q9a2.jsonl, line 12, byte 4021')

  act(() => main.find('inc-00000000', []))
  await waitFor(() => expect(screen.queryByText(/in this incident’s files/)).toBeNull())
})

test('an incident that cannot be opened says why; the one on the screen stays', async () => {
  const { main } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByText('Incident declared: API errors')
  act(() => main.push('show', { incident: 'inc-zzzzzzzz' }))
  expect((await screen.findByRole('alert')).textContent).toContain('There is no such incident.')
  expect(screen.getByText('Incident declared: API errors')).toBeTruthy()
})
