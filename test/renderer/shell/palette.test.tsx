/** The command palette: everything that can be done at present, found by a few letters, what was used last first. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { UserEvent } from '@testing-library/user-event'
import { itemsWith, type PaletteItem } from '../../../renderer/palette.ts'
import { ENTRY_COMMANDS } from '../../../shared/incident/entry/commands.ts'
import { openWindow } from '../../helpers/open-window.tsx'

const item = (id: string, label: string, words = ''): PaletteItem => ({ id, label, kind: 'Incident', words, run: () => undefined })
const ids = (items: readonly PaletteItem[]): string[] => items.map(({ id }) => id)

async function openPalette(user: UserEvent, typed = ''): Promise<string[]> {
  await user.keyboard('{Control>}k{/Control}')
  const box = await screen.findByRole('combobox', { name: 'Command palette' })
  await waitFor(() => expect(document.activeElement).toBe(box))
  if (typed) await user.keyboard(typed)
  return within(screen.getByRole('listbox', { name: 'Commands' })).queryAllByRole('option').map(({ textContent }) => textContent)
}

test('every word must be held; what begins with them comes first, then where a word does; the rest keeps its order', () => {
  const items = [item('inner', 'Unroll the log'), item('word', 'Start or finish the rollback'), item('start', 'Rollback complete'), item('other', 'Page someone'), item('by word', 'Revert', 'rollback')]
  expect(ids(itemsWith(items, 'roll', []))).toEqual(['start', 'word', 'inner', 'by word'])
  expect(ids(itemsWith(items, 'FINISH roll', []))).toEqual(['word'])
  expect(ids(itemsWith(items, '', []))).toEqual(ids(items))
  expect(ids(itemsWith(items, '', ['other', 'start']))).toEqual(['other', 'start', 'inner', 'word', 'by word'])
  expect(ids(itemsWith(items, 'zebra', []))).toEqual([])
})

test('it holds keys that work at present, dialogs, commands, incidents, settings and themes', async () => {
  const { user } = await openWindow({}, (main) => {
    main.elsewhere(null, { type: 'DeclareIncident', title: 'Queue is stuck' })
    main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
  })
  await screen.findByRole('textbox', { name: 'Log entry' })
  for (const [typed, expected] of [
    ['decide d', 'Decide'],
    ['working theory', 'State a working theory'],
    ['stuck', 'Queue is stuck'],
    ['settings', 'Settings, and back'],
    ['theme light', 'Theme: light'],
  ] as const) {
    const found = await openPalette(user, typed)
    expect(found.some((text) => text.startsWith(expected)), `${typed}: ${found.join(' | ')}`).toBe(true)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  }
  const commands = await openPalette(user, '/')
  for (const { name } of ENTRY_COMMANDS) expect(commands.some((text) => text.startsWith(`/${name} `)), name).toBe(true)
})

test('Enter does it, the focus goes there, and next time it stands first', async () => {
  const { user } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByRole('textbox', { name: 'Log entry' })
  await openPalette(user, 'contributing')
  await user.keyboard('{Enter}')
  const dialog = await screen.findByRole('dialog', { name: 'Add factor' })
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect((await openPalette(user))[0]).toContain('Name a contributing factor')
})

test('a command leads to the entry line, and what stood there becomes what it is about', async () => {
  const { user } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  const line = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Log entry' })
  await user.type(line, 'the pool runs out')
  await openPalette(user, '/theory')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(line.value).toBe('/theory the pool runs out'))
  await waitFor(() => expect(document.activeElement).toBe(line))
})

test('without an incident it offers nothing that needs one', async () => {
  const { user } = await openWindow()
  expect(await openPalette(user, 'contributing')).toEqual([])
  expect(screen.getByText('Nothing is called “contributing”.')).toBeTruthy()
})
