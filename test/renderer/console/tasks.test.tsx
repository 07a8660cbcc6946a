/** A task with a time box comes back by itself and is answered in one line; what is owed leads to where it is filled in. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { utc } from '../../helpers/facts.ts'
import { button, dialog, openConsole, recorded, region, type Step } from './open-console.tsx'

const TASK: Step = { type: 'MakePromise', kind: 'task', who: 'Cy', text: 'pool metrics', dueAt: utc('14:33') }
const prompt = (): HTMLElement | null => screen.queryByRole('region', { name: 'Time is up' })

test('a task comes back when its time is up, and leaves the focus where it is', async () => {
  const opened = await openConsole([TASK])
  expect(prompt()).toBeNull()
  await opened.user.keyboard('l')
  opened.clock('14:33')
  expect(within(prompt()!).getByText('pool metrics')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Log entry' }))
})

test('its answer is logged in one step, from the keyboard alone', async () => {
  const opened = await openConsole([TASK], '14:34')
  await opened.user.keyboard('{Escape}kpool is full{Enter}')
  expect(await recorded(opened, 'PromiseSettled')).toMatchObject({ outcome: 'kept', text: 'pool is full' })
  await waitFor(() => expect(prompt()).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Log entry' }))
})

test('it can have more time; what was heard so far is kept as an entry', async () => {
  const opened = await openConsole([TASK], '14:34')
  await opened.user.keyboard('{Escape}kstill reading')
  await opened.user.click(button('3 more minutes'))
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'Cy: still reading' })
  expect(await recorded(opened, 'PromiseMade')).toMatchObject({ who: 'Cy', text: 'pool metrics', dueAt: utc('14:37') })
  await waitFor(() => expect(prompt()).toBeNull())
})

test('it can be snoozed: it comes back ten minutes later with what was typed, and its time is the old one', async () => {
  const opened = await openConsole([TASK], '14:34')
  await opened.user.keyboard('{Escape}kstill reading')
  await opened.user.click(button('Snooze'))
  expect(await recorded(opened, 'ReminderSnoozed')).toMatchObject({ rule: 'promise', due: utc('14:33'), until: utc('14:44') })
  await waitFor(() => expect(prompt()).toBeNull())
  opened.clock('14:43:59')
  expect(prompt()).toBeNull()
  opened.clock('14:44')
  expect(within(prompt()!).getByText('due', { exact: false }).textContent).toContain('due 14:33, 11 min ago')
  expect(within(prompt()!).getByRole<HTMLInputElement>('textbox').value).toBe('still reading')
})

test('of several, the longest overdue comes first', async () => {
  const opened = await openConsole([TASK, { type: 'MakePromise', text: 'the fix', dueAt: utc('14:31') }], '14:34')
  expect(within(prompt()!).getByText('the fix')).toBeTruthy()
  expect(within(prompt()!).getByText(/1 more$/)).toBeTruthy()
  await opened.user.click(within(prompt()!).getByRole('button', { name: 'Drop' }))
  expect(await recorded(opened, 'PromiseSettled')).toMatchObject({ outcome: 'dropped' })
  expect(await within(prompt()!).findByText('pool metrics')).toBeTruthy()
})

test('nothing comes back once the incident is over', async () => {
  await openConsole([TASK, ['14:35', { type: 'ResolveIncident' }]], '14:40')
  expect(prompt()).toBeNull()
})

test('what is owed leads to the dialog that fills it in', async () => {
  const opened = await openConsole([{ type: 'SetSeverity', severity: 'P1' }, { type: 'AssessImpact', users: 'all' }, { type: 'AddAction', text: 'Size the pool' }])
  await opened.user.keyboard('{Escape}o')
  expect(document.activeElement).toBe(button('Why P1'))
  await opened.user.keyboard('{Enter}')
  await opened.user.type(dialog('Why P1').getByLabelText('Reason'), 'checkout is down')
  await opened.user.click(dialog('Why P1').getByRole('button', { name: /^Add the reason/ }))
  expect(await recorded(opened, 'EntryAmended')).toMatchObject({ data: { reason: 'checkout is down' } })
  await waitFor(() => expect(region('Next steps').queryByRole('button', { name: 'Why P1' })).toBeNull())

  await opened.user.click(button('A figure for the impact'))
  await opened.user.type(dialog('Record a reading').getByLabelText('Reading'), 'error rate 15%{Enter}')
  expect(await recorded(opened, 'MetricRead')).toEqual({ metric: 'error rate', value: 15, unit: '%' })

  await opened.user.click(button('An owner for one action item'))
  expect(await screen.findByRole('dialog')).toBeTruthy()
})
