/** The console's head: severity, title, the next deadline, who commands, the clock. */
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { at } from '../../helpers/facts.ts'
import { button, dialog, openConsole, recorded } from './open-console.tsx'

test('the severity is set from its menu', async () => {
  const opened = await openConsole()
  await opened.user.click(button('Severity: not set'))
  const items = await screen.findAllByRole('menuitem')
  expect(items[0]!.textContent).toContain('P0')
  await opened.user.click(items[1]!)
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P1' })
  expect(await screen.findByRole('button', { name: 'Severity: P1' })).toBeTruthy()
})

test('with a reason through its dialog', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('{Escape}s')
  await opened.user.click(dialog('Set severity').getByRole('radio', { name: 'P0' }))
  await opened.user.type(dialog('Set severity').getByLabelText('Reason'), 'all customers{Enter}')
  expect(await recorded(opened, 'SeverityChanged')).toEqual({ severity: 'P0', reason: 'all customers' })
})

test('the title is changed in place; Esc leaves it as it was', async () => {
  const opened = await openConsole()
  await opened.user.click(button('API errors'))
  const box = screen.getByRole('textbox', { name: 'Title' })
  await opened.user.clear(box)
  await opened.user.type(box, 'Checkout fails{Enter}')
  expect(await recorded(opened, 'TitleChanged')).toEqual({ title: 'Checkout fails' })
  await opened.user.click(await screen.findByRole('button', { name: 'Checkout fails' }))
  await opened.user.keyboard('nonsense{Escape}')
  expect(await screen.findByRole('button', { name: 'Checkout fails' })).toBeTruthy()
  expect(opened.written()).toHaveLength(1)
})

test('an empty title is refused, and the box stays', async () => {
  const { user } = await openConsole()
  await user.click(button('API errors'))
  await user.clear(screen.getByRole('textbox', { name: 'Title' }))
  await user.keyboard('{Enter}')
  expect(await screen.findByText('An incident needs a title: a few words on what is wrong.')).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'Title' })).toBeTruthy()
})

test('the next deadline counts down, and is late once it has passed', async () => {
  const opened = await openConsole([], '14:22')
  const next = (): string | undefined => screen.getByText(/^Next: /).nextElementSibling?.textContent ?? undefined
  expect(screen.getByText('Next: notify stakeholders,')).toBeTruthy()
  expect(next()).toBe('due 14:30, 8 min')
  opened.clock('14:33')
  expect(next()).toBe('due 14:30, 3 min ago')
})

test('the clock runs from detection and stands once it is resolved', async () => {
  const opened = await openConsole([['14:16', { type: 'RecordDetection', text: 'alert', at: at('14:15') }]], '14:22:12')
  expect(screen.getByText('00:07:12')).toBeTruthy()
  opened.clock('14:45')
  opened.elsewhere({ type: 'ResolveIncident' })
  expect(await screen.findByText('resolved after 30 min')).toBeTruthy()
  expect(screen.queryByText('00:30:00')).toBeNull()
})

test('a backfilled incident runs no clocks', async () => {
  await openConsole([], '14:30', { backfilled: true, severity: 'P1', at: at('14:00') })
  expect(screen.getByText('Written down after')).toBeTruthy()
  expect(screen.queryByText(/since declaration/)).toBeNull()
  expect(screen.queryByText(/^Next: /)).toBeNull()
  expect(screen.queryByText(/due 14:/)).toBeNull()
})

test('two commanders are shown, and naming one settles it', async () => {
  const opened = await openConsole([{ type: 'AssignRole', role: 'incident commander', to: 'Ana' }])
  const { fact } = opened.main.folded(opened.id).entries.at(-1)!
  opened.main.arrive(opened.id, [{ ...fact, id: `${fact.id.slice(0, -8)}bbbbbbbb`, data: { role: 'incident commander', holder: { name: 'Cleo' } } }])
  expect(await screen.findByText('Who is incident commander?')).toBeTruthy()
  expect(screen.getByText(/^Commander: (you, Cleo|Cleo, you)$/)).toBeTruthy()
  await opened.user.click(button('Cleo'))
  expect(await screen.findByText('Commander: Cleo')).toBeTruthy()
  await waitFor(() => expect(screen.queryByText('Who is incident commander?')).toBeNull())
})
