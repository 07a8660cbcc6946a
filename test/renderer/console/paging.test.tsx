/** A page without an answer is the loudest thing on the screen, with what to do beside it. */
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { dialog, openConsole, recorded, findRegion, region, type Step } from './open-console.tsx'

const PAGED: Step = ['14:18', { type: 'Page', whom: 'Database on-call', by: 'phone' }]

test('a page that may still be answered in time is calm', async () => {
  await openConsole([PAGED], '14:20')
  expect(region('Paging').getByText(/paged 2 min ago/)).toBeTruthy()
  expect(region('Paging').queryByRole('button', { name: 'Page next' })).toBeNull()
})

test('once its time is over it is loud', async () => {
  const opened = await openConsole([PAGED], '14:20')
  opened.clock('14:24')
  expect(region('Paging').getByText('Database on-call: no answer, 6 min')).toBeTruthy()
  expect(region('Paging').getByRole('button', { name: 'Page next' })).toBeTruthy()
  expect(region('Paging').getByRole('button', { name: 'Acknowledge' })).toBeTruthy()
})

test('an outcome that ends the wait makes it loud at once', async () => {
  const opened = await openConsole([PAGED], '14:19')
  await opened.user.click(region('Paging').getByRole('button', { name: 'What came of it' }))
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Voicemail' }))
  expect(await recorded(opened, 'PageOutcomeRecorded')).toMatchObject({ outcome: 'voicemail' })
  expect(await (await findRegion('Paging')).findByText('Database on-call: voicemail, 1 min')).toBeTruthy()
})

test('paging the next one quiets it and says so', async () => {
  const opened = await openConsole([PAGED], '14:24')
  await opened.user.click(region('Paging').getByRole('button', { name: 'Page next' }))
  await opened.user.type(dialog('Page next').getByLabelText('Whom'), 'Bo')
  await opened.user.click(dialog('Page next').getByRole('button', { name: 'Page next' }))
  expect(await (await findRegion('Paging')).findByText('passed on to Bo')).toBeTruthy()
  expect(region('Paging').queryByRole('button', { name: 'Page next' })).toBeNull()
})

test('someone else answered, earlier', async () => {
  const opened = await openConsole([PAGED], '14:24')
  await opened.user.click(region('Paging').getByRole('button', { name: 'What came of it' }))
  await opened.user.click(await screen.findByRole('menuitem', { name: /by someone else/ }))
  await opened.user.clear(dialog('Acknowledge').getByLabelText('Who answered'))
  await opened.user.type(dialog('Acknowledge').getByLabelText('Who answered'), 'Cleo')
  await opened.user.type(dialog('Acknowledge').getByLabelText('Happened at'), '14:19')
  await opened.user.click(dialog('Acknowledge').getByRole('button', { name: 'Acknowledge' }))
  expect(await (await findRegion('Paging')).findByText('Cleo answered in 1 min')).toBeTruthy()
})

test('after the incident nothing is loud', async () => {
  await openConsole([PAGED, ['14:30', { type: 'ResolveIncident' }]], '15:30')
  const item = within(region('Paging').getByRole('listitem'))
  expect(item.getByText(/no answer recorded/)).toBeTruthy()
  expect(region('Paging').queryByRole('button', { name: 'Page next' })).toBeNull()
})
