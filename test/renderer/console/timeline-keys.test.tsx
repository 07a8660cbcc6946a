/** The timeline without a mouse: one stop for Tab, arrows, single keys on a row, and a focus that is never lost. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { saveSettings } from '../../../renderer/session.ts'
import { dialog, entries, entryLine, openConsole, recorded, type OpenConsole } from './open-console.tsx'

const NOTES = ['one', 'two', 'three'].map((text) => ({ type: 'AddNote', text }) as const)

/** The words of the row that has the focus. */
const focused = (): string | undefined => document.activeElement?.closest('[data-entry]')?.querySelector('p')?.textContent ?? undefined

async function onRow(opened: OpenConsole, steps: string): Promise<void> {
  await entries()
  await opened.user.keyboard(`{Escape}j${steps}`)
}

test('J leads to the newest entry; arrows, Home and End lead on', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '')
  expect(focused()).toBe('three')
  await opened.user.keyboard('{ArrowUp}')
  expect(focused()).toBe('two')
  await opened.user.keyboard('{Home}')
  expect(focused()).toBe('Incident declared: API errors')
  await opened.user.keyboard('{ArrowUp}')
  expect(focused()).toBe('Incident declared: API errors')
  await opened.user.keyboard('{End}{ArrowDown}')
  expect(focused()).toBe('three')
})

test('for Tab the timeline is one stop, and it goes on where it was left', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '{ArrowUp}')
  await opened.user.tab()
  expect(focused()).toBeUndefined()
  await opened.user.tab({ shift: true })
  expect(focused()).toBe('two')
  await opened.user.tab({ shift: true })
  expect(document.activeElement?.closest('[data-virtuoso-scroller]')).toBeNull()
  expect(document.activeElement).not.toBe(document.body)
})

test('X strikes and restores, and the focus stays', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '{ArrowUp}x')
  await recorded(opened, 'EntryStruck')
  expect(await screen.findByText('struck')).toBeTruthy()
  expect(focused()).toBe('two')
  await opened.user.keyboard('x')
  await waitFor(() => expect(screen.queryByText('struck')).toBeNull())
  expect(focused()).toBe('two')
})

test('* stars; under “Starred” the focus goes to what stands in the place of an entry that leaves', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '*{ArrowUp}*')
  await waitFor(() => expect(opened.written().filter(({ type }) => type === 'EntryStarred')).toHaveLength(2))
  await opened.user.click(screen.getByRole('radio', { name: 'Starred' }))
  await waitFor(async () => expect(await entries()).toEqual(['two', 'three']))
  await onRow(opened, '')
  expect(focused()).toBe('two')
  await opened.user.keyboard('*')
  await waitFor(async () => expect(await entries()).toEqual(['three']))
  await waitFor(() => expect(focused()).toBe('three'))
})

test('E corrects; the focus follows the entry to where its new time puts it', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, 'e')
  await waitFor(() => expect(document.activeElement).toBe(dialog('Correct this entry').getByLabelText('Text')))
  await opened.user.type(dialog('Correct this entry').getByLabelText('Happened at'), '14:02{Enter}')
  await waitFor(async () => expect(await entries()).toEqual(['three', 'Incident declared: API errors', 'one', 'two']))
  await waitFor(() => expect(focused()).toBe('three'))
  await opened.user.keyboard('h')
  expect(await screen.findByRole('dialog', { name: 'History of this entry' })).toBeTruthy()
})

test('Enter opens what can be done, with the keys that do it, and Esc leads back to the row', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '{Enter}')
  const strike = await screen.findByRole('menuitem', { name: 'Strike' })
  expect(strike.textContent).toBe('StrikeX')
  await opened.user.keyboard('{Escape}')
  await waitFor(() => expect(focused()).toBe('three'))
})

test('what cannot be struck says so, and a letter on a row is not a letter elsewhere', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '{Home}x')
  expect(await screen.findByText('This entry cannot be struck.')).toBeTruthy()
  await opened.user.keyboard('h')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(opened.written()).toEqual([])
})

test('what arrives from elsewhere leaves the focus where it is', async () => {
  const opened = await openConsole(NOTES)
  await onRow(opened, '{ArrowUp}')
  opened.elsewhere({ type: 'AddNote', text: 'four' })
  await screen.findByText('four')
  expect(focused()).toBe('two')
  act(() => entryLine().focus())
  opened.elsewhere({ type: 'AddNote', text: 'five' })
  await screen.findByText('five')
  expect(document.activeElement).toBe(entryLine())
})

test('a silence of a quarter of an hour is said, and only where no entry is hidden', async () => {
  await openConsole([['14:16', { type: 'AddNote', text: 'before' }], ['14:41', { type: 'AddNote', text: 'after' }], ['14:55', { type: 'AddNote', text: 'soon' }]], '14:56').then(async ({ user }) => {
    await entries()
    expect(screen.getAllByText(/without an entry/).map(({ textContent }) => textContent)).toEqual(['25 min without an entry'])
    expect(screen.getByText('25 min without an entry').closest('[data-entry]')?.textContent).toContain('after')
    await user.click(screen.getByRole('radio', { name: 'Decisions' }))
    await waitFor(() => expect(screen.queryByText(/without an entry/)).toBeNull())
  })
})

test('times stand in UTC, in local time or in both, always named, and the choice is remembered', async () => {
  const opened = await openConsole([['23:10', { type: 'AddNote', text: 'noted' }]], '23:30')
  await act(() => saveSettings({ zone: 'Europe/Berlin' }))
  const time = async (): Promise<string | null> => within((await screen.findByText('noted')).closest<HTMLElement>('[data-entry]')!).getByText(/\d\d:\d\d/, { selector: 'time' }).textContent
  expect(await time()).toBe('00:10')
  expect(screen.getByRole('button', { name: 'Times in Europe/Berlin, UTC+01:00' })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Sunday, 2 February 2025' })).toBeTruthy()

  await opened.user.keyboard('{Escape}z')
  await waitFor(async () => expect(await time()).toBe('23:10'))
  expect(screen.getByRole('button', { name: 'Times in UTC' })).toBeTruthy()
  expect(screen.queryByRole('heading', { name: 'Sunday, 2 February 2025' })).toBeNull()

  await opened.user.click(screen.getByRole('button', { name: 'Times in UTC' }))
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Europe/Berlin, UTC+01:00, and UTC' }))
  await waitFor(async () => expect(await time()).toBe('00:10 23:10Z'))
  expect(localStorage.getItem('knowngood:timeline times')).toBe('both')
})
