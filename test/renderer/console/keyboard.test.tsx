/** Everything has a key, and a dialog needs no mouse. */
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { button, dialog, entryLine, openConsole, recorded, region, type Step } from './open-console.tsx'

const PAGED: Step = ['14:18', { type: 'Page', whom: 'Bo', by: 'phone' }]

test.each([
  ['a', 'Assess impact'],
  ['s', 'Set severity'],
  ['p', 'Page someone'],
  ['d', 'Decide'],
  ['b', 'Start rollback'],
  ['u', 'Post update'],
  ['c', 'Record check'],
  ['m', 'Mark mitigated'],
  ['e', 'Resolve incident'],
  ['r', 'Assign role'],
  ['f', 'Add factor'],
  ['t', 'Add action'],
  ['h', 'Hand out a task'],
])('%s opens “%s”, but not while a text box has the focus', async (key, title) => {
  const { user } = await openConsole()
  await user.keyboard(key)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(entryLine().value).toBe(key)
  await user.clear(entryLine())
  await user.keyboard(`{Escape}${key}`)
  expect(await screen.findByRole('dialog', { name: title })).toBeTruthy()
})

test('A dialog is filled in, sent and left without a mouse', async () => {
  const opened = await openConsole()
  const { user } = opened
  await user.keyboard('{Escape}f')
  await screen.findByRole('dialog', { name: 'Add factor' })
  await waitFor(() => expect(document.activeElement).toBe(dialog('Add factor').getByLabelText('Factor')))
  await user.keyboard('pool exhausted{Control>}{Enter}{/Control}')
  expect(await recorded(opened, 'ContributingFactorNamed')).toMatchObject({ text: 'pool exhausted' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('Enter in a text box sends, Esc leaves, and the focus goes back to the button', async () => {
  const opened = await openConsole()
  const { user } = opened
  const open = region('Paging').getByRole('button', { name: 'Page someone' })
  open.focus()
  await user.keyboard('{Enter}')
  await screen.findByRole('dialog', { name: 'Page someone' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(open))
  expect(opened.written()).toEqual([])

  await user.keyboard('{Enter}')
  await waitFor(() => expect(document.activeElement).toBe(dialog('Page someone').getByLabelText('Whom')))
  await user.keyboard('{Enter}')
  expect(await recorded(opened, 'Paged')).toEqual({ whom: { name: 'on-call engineer' }, by: 'phone' })
})

test('N records every notice that is due at once; where none is, it asks', async () => {
  const opened = await openConsole([['14:16', { type: 'AssessImpact', users: 'some' }]])
  await opened.user.keyboard('{Escape}n')
  expect(await recorded(opened, 'StakeholdersNotified')).toEqual({ groups: ['pm', 'product-lead', 'relevant-teams', 'customer-success'] })
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Notified PM, Product Lead'))
  await opened.user.keyboard('n')
  expect(await screen.findByRole('dialog', { name: 'Notify' })).toBeTruthy()
})

test('N says what was recorded and the way back; held down it is one press, and one Ctrl+Z takes it back whole', async () => {
  const opened = await openConsole()
  await opened.user.keyboard('{Escape}n')
  fireEvent.keyDown(document.body, { key: 'n', repeat: true })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Recorded: Notified PM, Product Lead and relevant teams. Ctrl+Z takes it back.'))
  expect(opened.written().map(({ type }) => type)).toEqual(['StakeholdersNotified'])
  await opened.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Struck: Notified PM, Product Lead and relevant teams'))
  expect(opened.main.folded(opened.id).entries.filter(({ fact, struckBy }) => fact.type === 'StakeholdersNotified' && struckBy === null)).toEqual([])
  // Nobody counts as told any more: the same key tells them again.
  await opened.user.keyboard('n')
  await waitFor(() => expect(opened.written().map(({ type }) => type)).toEqual(['StakeholdersNotified', 'EntryStruck', 'StakeholdersNotified']))
})

test('P pages the next one while a page has no answer', async () => {
  const opened = await openConsole([PAGED], '14:24')
  await opened.user.keyboard('{Escape}p')
  const whom = dialog('Page next').getByLabelText('Whom')
  await opened.user.type(whom, 'Cleo{Enter}')
  expect(await recorded(opened, 'PageEscalated')).toBeTruthy()
  expect(await recorded(opened, 'Paged')).toEqual({ whom: { name: 'Cleo' }, by: 'phone' })
})

test('Y copies the situation as five lines', async () => {
  const { user, main } = await openConsole([['14:16', { type: 'StateHypothesis', text: 'the pool' }]])
  await user.keyboard('{Escape}y')
  const copied = main.asked.find(({ name }) => name === 'copyText')!.input as { text: string }
  expect(copied.text.split('\n').map((line) => line.split(':')[0])).toEqual(['Impact', 'Theory', 'Doing', 'Decided', 'Update'])
  expect(copied.text).toContain('Theory: the pool')
})

test('L and the slash lead to the entry line', async () => {
  const { user } = await openConsole()
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(document.body)
  await user.keyboard('l')
  expect(document.activeElement).toBe(entryLine())
  expect(entryLine().value).toBe('')
  await user.keyboard('{Escape}/')
  expect(entryLine().value).toBe('/')
})

test('Ctrl+F finds in the timeline', async () => {
  const { user } = await openConsole([{ type: 'AddNote', text: 'the pool is full' }, { type: 'AddNote', text: 'all quiet' }])
  await user.keyboard('{Control>}f{/Control}pool')
  expect((await screen.findByText('pool')).tagName).toBe('MARK')
  // What is found is marked where it stands: what is around it stays.
  expect(screen.getByText('all quiet')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(await screen.findByText('the pool is full')).toBeTruthy()
})

test('a step does what its region’s button does', async () => {
  const opened = await openConsole()
  const steps = region('Next steps')
  const titles = steps.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)
  expect(titles.length).toBeLessThanOrEqual(3)
  await opened.user.click(steps.getByRole('button', { name: `Do step ${titles.indexOf('Assess impact') + 1}` }))
  expect(await screen.findByRole('dialog', { name: 'Assess impact' })).toBeTruthy()
})

test('every named button is found by one name only', async () => {
  await openConsole([['14:22', { type: 'RecordDecision', kind: 'roll back' }]])
  for (const name of ['Assess impact', 'Page someone', 'Notify', 'Post update', 'Decide', 'Start rollback', 'Rollback complete', 'Record check', 'Mark mitigated', 'Resolve incident', 'Assign role', 'Add factor', 'Add action', 'Link release', 'Schedule retro', 'Open retro', 'Export']) {
    expect(button(name), name).toBeTruthy()
  }
})
