/** The list of incidents: what it says, what comes first, and how the keyboard walks through it. */
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { FakeMain } from '../../helpers/fake-main.ts'
import { openWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

const items = (): string[] => within(screen.getByRole('list', { name: 'Incidents' })).getAllByRole('listitem').map(({ textContent }) => textContent)

function three(main: FakeMain): void {
  const over = main.elsewhere(null, { type: 'DeclareIncident', title: 'Certificate expired', severity: 'P0' })
  main.elsewhere(over, { type: 'ResolveIncident' })
  main.elsewhere(null, { type: 'DeclareIncident', title: 'Webhooks twice' })
  main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors', severity: 'P1' })
}

test('what is open comes first, the newest first, with severity, title and phase', async () => {
  await openWindow({}, three)
  const [first, second, third] = items()
  expect(first).toMatch(/P1.*API errors.*Assessing/)
  expect(second).toMatch(/severity not set.*Webhooks twice.*Declared/)
  expect(third).toMatch(/P0.*Certificate expired.*Resolved/)
})

test('each says what is due next, and when', async () => {
  await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors', severity: 'P1' }))
  // Declared at 14:00:01 on the guide's day: a P1 is paged within two minutes.
  expect(items()[0]).toMatch(/Page the on-call engineer due 2025-02-01 14:02/)
})

test('what is lost marks the line; of an incident of which nothing can be read no age is made up', async () => {
  const { main } = await openWindow({}, three)
  const [row] = await main.ask('listIncidents', undefined)
  act(() => main.push('incidents', [{ ...row!, id: 'inc-zzzzzzzz', title: 'Untitled incident', phase: 'declared', declaredAt: new Date(0).toISOString(), findings: 1 }]))
  const [blank] = items().filter((item) => item.includes('Untitled'))
  expect(blank).toContain('Untitled incidentnothing can be readfile problem')
  expect(items().filter((item) => item.includes('file problem'))).toHaveLength(1)
})

test('the newest open incident is on the screen at start; Ctrl and a digit switch', async () => {
  const { user } = await openWindow({}, three)
  expect(await screen.findByText('Incident declared: API errors')).toBeTruthy()
  await user.keyboard('{Control>}[Digit3]{/Control}')
  expect(await screen.findByText('Incident declared: Certificate expired')).toBeTruthy()
  expect(screen.queryByText('Incident declared: API errors')).toBeNull()
})

test('arrows walk through it and Enter opens', async () => {
  const { user } = await openWindow({}, three)
  const [first, second] = within(screen.getByRole('list', { name: 'Incidents' })).getAllByRole('button')
  first!.focus()
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement).toBe(second)
  await user.keyboard('{ArrowUp}{ArrowUp}')
  expect(document.activeElement).toBe(first)
  await user.keyboard('{ArrowDown}{Enter}')
  expect(await screen.findByText('Incident declared: Webhooks twice')).toBeTruthy()
})

test('an incident that is declared elsewhere appears by itself', async () => {
  const { main } = await openWindow()
  expect(screen.getByRole('heading', { name: 'No incidents yet' })).toBeTruthy()
  act(() => void main.elsewhere(null, { type: 'DeclareIncident', title: 'Found by the night shift', severity: 'P2' }))
  expect(items()).toEqual([expect.stringMatching(/P2.*Found by the night shift/)])
})

test('main brings an incident to the front', async () => {
  const { main } = await openWindow({}, three)
  await screen.findByText('Incident declared: API errors')
  act(() => main.push('show', { incident: 'inc-11111111' }))
  expect(await screen.findByText('Incident declared: Webhooks twice')).toBeTruthy()
})

test('the incident that was open is open again after a reload', async () => {
  const { user } = await openWindow({}, three)
  await user.keyboard('{Control>}[Digit3]{/Control}')
  await screen.findByText('Incident declared: Certificate expired')
  cleanup()
  await openWindow({}, three)
  expect(await screen.findByText('Incident declared: Certificate expired')).toBeTruthy()
})

test('where it is gone, the newest open one takes its place', async () => {
  localStorage.setItem('knowngood:open', 'inc-zzzzzzzz')
  await openWindow({}, three)
  expect(await screen.findByText('Incident declared: API errors')).toBeTruthy()
})

test('where it is gone and all are over, nothing is opened, and nothing is said about it', async () => {
  localStorage.setItem('knowngood:open', 'inc-zzzzzzzz')
  await openWindow({}, (main) => {
    const over = main.elsewhere(null, { type: 'DeclareIncident', title: 'Certificate expired' })
    main.elsewhere(over, { type: 'ResolveIncident' })
  })
  expect(screen.getByRole('heading', { name: 'Nothing is on fire' })).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a window opens on what is known, though the list is still being read', async () => {
  localStorage.setItem('knowngood:open', 'inc-00000000')
  await openWindow({}, (main) => {
    three(main)
    const ask = main.ask.bind(main)
    main.ask = (name, input) => (name === 'listIncidents' ? new Promise(() => undefined) : ask(name, input))
  }, 'without waiting')
  expect(await screen.findByText('Incident declared: Certificate expired')).toBeTruthy()
  expect(screen.queryByText('No incidents yet')).toBeNull()
})

test('it is widened and narrowed by Ctrl+B, and stays a list of all incidents', async () => {
  const { user } = await openWindow({}, three)
  await screen.findByText('Incident declared: API errors')
  expect(screen.getByRole('button', { name: 'Show the list' })).toBeTruthy()
  await user.keyboard('{Control>}b{/Control}')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Hide the list' })).toBeTruthy())
  expect(items()).toHaveLength(3)
})
