/** Declaring: a title and Enter are enough, and nothing typed is lost where it is refused. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { phaseOf, isBackfilled, severityAt, titleOf } from '../../../shared/incident/status.ts'
import { openWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

/** A clock that stands still: the page's own runs in the present, so the fake must too. */
const now = Date.now()
const here = { now: () => now }

test('by keyboard alone: Ctrl+N, a title, Enter', async () => {
  const { main, user } = await openWindow(here)
  await user.keyboard('{Control>}n{/Control}')
  const title = await screen.findByRole('textbox', { name: 'Title' })
  await waitFor(() => expect(document.activeElement).toBe(title))
  await user.keyboard('Checkout is slow{Enter}')

  expect(await screen.findByText('Incident declared: Checkout is slow')).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('status').textContent).toContain('Recorded: Incident declared: Checkout is slow')
  const { state } = main.folded('inc-00000000')
  expect(titleOf(state)).toBe('Checkout is slow')
  expect(severityAt(state)).toBeNull()
})

test('the severity is a group of radio buttons, and goes along', async () => {
  const { main, user } = await openWindow(here)
  await user.click(screen.getByRole('button', { name: 'Declare incident' }))
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Everything is down')
  const severity = within(screen.getByRole('group', { name: 'Severity' }))
  for (const name of ['P0', 'P1', 'P2', 'P3']) expect(severity.getByRole('radio', { name })).toBeTruthy()
  await user.click(severity.getByRole('radio', { name: 'P0' }))
  await user.click(screen.getByRole('button', { name: 'Declare incident' }))

  await screen.findByText('Severity set to P0')
  expect(severityAt(main.folded('inc-00000000').state)).toBe('P0')
})

test('a refusal stands beside the field, and the text stays', async () => {
  const { user } = await openWindow(here)
  await user.keyboard('{Control>}n{/Control}')
  await screen.findByRole('textbox', { name: 'Title' })
  await user.click(screen.getByRole('radio', { name: 'P2' }))
  await user.click(screen.getByRole('button', { name: 'Declare incident' }))

  const title = screen.getByRole('textbox', { name: 'Title' })
  await waitFor(() => expect(title.getAttribute('aria-invalid')).toBe('true'))
  const note = document.getElementById(title.getAttribute('aria-describedby')!)
  expect(note?.textContent).toBe('An incident needs a title: a few words on what is wrong.')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'P2' }).checked).toBe(true)
})

test('a full disk keeps the dialog and its text', async () => {
  const { main, user } = await openWindow(here)
  main.fail({ code: 'ENOSPC', sentence: 'The disk is full.' })
  await user.keyboard('{Control>}n{/Control}')
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Checkout is slow{Enter}')

  expect((await screen.findAllByText(/The disk is full\./)).length).toBeGreaterThan(0)
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Title' }).value).toBe('Checkout is slow')

  main.fail(null)
  await user.type(screen.getByRole('textbox', { name: 'Title' }), '{Enter}')
  expect(await screen.findByText('Incident declared: Checkout is slow')).toBeTruthy()
})

test('Esc keeps what was typed for the next time', async () => {
  const { user } = await openWindow(here)
  await user.keyboard('{Control>}n{/Control}')
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Half a tit{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.keyboard('{Control>}n{/Control}')
  expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Title' })).value).toBe('Half a tit')
})

test('where it began more than a day ago it asks whether it is over', async () => {
  const { main, user } = await openWindow(here)
  await user.keyboard('{Control>}n{/Control}')
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'The night before last')
  expect(screen.queryByRole('group', { name: /Is it over/ })).toBeNull()
  await user.type(screen.getByRole('textbox', { name: 'Happened at' }), '2025-02-01 14:15{Enter}')

  // The question is not skipped: nothing was recorded.
  const question = within(await screen.findByRole('group', { name: /more than a day ago\. Is it over, and are you writing it down afterwards\?/ }))
  expect(screen.getByText(/Say whether it is over/)).toBeTruthy()
  await user.click(question.getByRole('radio', { name: 'Yes, it is over' }))
  await user.click(screen.getByRole('button', { name: 'Declare incident' }))

  await screen.findByText('Incident declared: The night before last')
  const { state, entries } = main.folded('inc-00000000')
  expect(isBackfilled(state)).toBe(true)
  expect(entries[0]?.fact.at.time).toBe('2025-02-01T14:15:00.000Z')
})

test('what began long ago and still goes on runs live', async () => {
  const { main, user } = await openWindow(here)
  await user.keyboard('{Control>}n{/Control}')
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Slow since February')
  await user.type(screen.getByRole('textbox', { name: 'Happened at' }), '2025-02-01 14:15')
  await user.click(await screen.findByRole('radio', { name: 'No, it is going on' }))
  await user.click(screen.getByRole('button', { name: 'Declare incident' }))

  await screen.findByText('Incident declared: Slow since February')
  expect(isBackfilled(main.folded('inc-00000000').state)).toBe(false)
  expect(phaseOf(main.folded('inc-00000000').state)).toBe('declared')
})

test('a time that cannot be read is said, once someone insists', async () => {
  const { main, user } = await openWindow(here)
  await user.keyboard('{Control>}n{/Control}')
  await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Checkout is slow')
  const at = screen.getByRole('textbox', { name: 'Happened at' })
  await user.type(at, 'half past')
  expect(at.getAttribute('aria-invalid')).toBeNull()
  await user.keyboard('{Enter}')
  expect(at.getAttribute('aria-invalid')).toBe('true')
  expect(main.asked.filter(({ name }) => name === 'dispatch')).toEqual([])
})
