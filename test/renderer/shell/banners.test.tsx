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
