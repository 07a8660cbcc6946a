/** A hand-over in the window: offered with its brief, confirmed or withdrawn; and a conflict settled by one press. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { button, dialog, openConsole, recorded, region, type Step } from './open-console.tsx'

const LED: Step = { type: 'AssignRole', role: 'incident commander', to: 'Ana' }

test('it is offered with a brief, and the successor confirms', async () => {
  const opened = await openConsole([LED, { type: 'RecordDecision', kind: 'roll back', reason: 'cause unclear' }])
  await opened.user.keyboard('{Escape}{Shift>}h{/Shift}')
  expect(dialog('Hand over').getAllByText(/roll back \(cause unclear\)/)).not.toHaveLength(0)
  await opened.user.type(dialog('Hand over').getByLabelText('To'), 'Ben')
  await opened.user.click(dialog('Hand over').getByRole('button', { name: /^Offer/ }))
  expect(await recorded(opened, 'HandoverOffered')).toMatchObject({ role: 'incident commander', to: { name: 'Ben' } })
  expect(await screen.findByText('Commander: you')).toBeTruthy()

  await opened.user.click(await screen.findByRole('button', { name: /^Read and confirm/ }))
  await opened.user.click(dialog('Take over').getByRole('button', { name: /^Ben confirms/ }))
  expect(await recorded(opened, 'RoleAssigned')).toMatchObject({ holder: { name: 'Ben' } })
  expect(await screen.findByText('Commander: Ben')).toBeTruthy()
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Hand-over' })).toBeNull())
})

test('it can be withdrawn: the commander stays', async () => {
  const opened = await openConsole([LED, { type: 'OfferHandover', to: 'Ben' }])
  await opened.user.click(region('Hand-over').getByRole('button', { name: 'Withdraw' }))
  expect(await recorded(opened, 'HandoverEnded')).toMatchObject({ outcome: 'withdrawn' })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Hand-over' })).toBeNull())
  expect(screen.getByText('Commander: you')).toBeTruthy()
})

test('two titles are shown, and one press settles it', async () => {
  const opened = await openConsole([{ type: 'ChangeTitle', title: 'API slow' }])
  const { fact } = opened.main.folded(opened.id).entries.at(-1)!
  opened.main.arrive(opened.id, [{ ...fact, id: `${fact.id.slice(0, -8)}zzzzzzzz`, data: { title: 'Checkout fails' } }])
  const conflicts = within(await screen.findByRole('region', { name: 'Conflicts' }))
  expect(conflicts.getByText('Which title holds?')).toBeTruthy()
  await opened.user.click(conflicts.getByRole('button', { name: 'API slow' }))
  expect(await recorded(opened, 'TitleChanged')).toEqual({ title: 'API slow' })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Conflicts' })).toBeNull())
  expect(button('API slow')).toBeTruthy()
})
