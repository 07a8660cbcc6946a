/** The playbook as a place: read, its faults by line, the directory by a form that writes into the file. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useStore } from '../../../renderer/store.ts'
import { openWindow, type OpenWindow } from '../../helpers/open-window.tsx'

const FILE = `{
  "name": "Ours", // the team's
  "directory": [
    { "id": "bo", "name": "Bo", "kind": "person", "phone": "112" }, // nights
    { "id": "cy", "name": "Cy", "kind": "person", "next": "bo" }
  ]
}
`

async function openPlaybook(text: string | null = FILE): Promise<OpenWindow> {
  const opened = await openWindow({}, (main) => main.writePlaybook(text))
  await opened.user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
  await screen.findByRole('region', { name: 'Directory' })
  return opened
}

test('it says what holds, with what severities, for whom and where its file is', async () => {
  await openPlaybook(null)
  expect(screen.getByRole('heading', { level: 1, name: 'Release & Deployment Guide' })).toBeTruthy()
  expect(screen.getByText('/store/playbook.json')).toBeTruthy()
  expect(screen.getByText(/There is no such file yet\. The built-in playbook holds/)).toBeTruthy()
  const rows = within(screen.getByRole('region', { name: 'Severities' })).getAllByRole('row').map(({ textContent }) => textContent)
  expect(rows[1]).toBe('P0All customers blocked, or data at riskpaged within 2 minevery 20 min, after 2 h every 1 h')
  expect(rows[4]).toBe('P3Cosmetic, or internal onlynot pagedevery 4 h')
  const matrix = within(screen.getByRole('region', { name: 'Which severity an impact speaks for' })).getAllByRole('row')
  expect(matrix[1]!.textContent).toBe('P0data at risk: yesData is at risk')
})

test('the key that leads there leads back', async () => {
  const { user } = await openPlaybook()
  await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
  await waitFor(() => expect(useStore.getState().place).toBe('console'))
})

test('a file is begun, and opened in the system’s editor', async () => {
  const { user, main } = await openPlaybook(null)
  await user.click(screen.getByRole('button', { name: 'Begin a file' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Our playbook' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Edit the file' }))
  expect(main.asked.filter(({ name }) => name === 'openPlaybook')).toHaveLength(2)
})

test('a file that breaks is said above everything, with its faults by line, and mended it is gone', async () => {
  const { user, main } = await openWindow({}, (main) => main.writePlaybook(FILE))
  act(() => main.writePlaybook('{\n  "name": 5,\n  "purpose": true\n}'))
  const banner = await screen.findByRole('alert')
  expect(banner.textContent).toContain('playbook.json, line 2, column 11: name is a text in double quotes, not 5. And 1 more.')
  await user.click(within(banner).getByRole('button', { name: 'Open the file' }))
  expect(main.asked.at(-1)!.name).toBe('openPlaybook')
  await user.click(within(banner).getByRole('button', { name: 'Show faults' }))
  const faults = within(await screen.findByRole('list', { name: 'Faults' })).getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(faults).toEqual(['line 2, column 11: name is a text in double quotes, not 5.', 'line 3, column 14: purpose is a text in double quotes, not true.'])

  act(() => main.writePlaybook(FILE))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Check again' }))
  await waitFor(() => expect(useStore.getState().announcement.text).toBe('The playbook is in order.'))
})

test('somebody is added by the form; a name is all it asks', async () => {
  const { user, main } = await openPlaybook()
  await user.click(screen.getByRole('button', { name: 'Add somebody' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add to the directory' })
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  expect(await within(dialog).findByText('Write a name, as your team says it.')).toBeTruthy()
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Ana Müller')
  await user.type(within(dialog).getByRole('textbox', { name: /^Phone/ }), '113{Enter}')
  expect(await screen.findByText('person · 113')).toBeTruthy()
  expect(main.playbookText()).toBe(FILE.replace('"next": "bo" }\n', '"next": "bo" },\n    { "id": "ana-muller", "name": "Ana Müller", "kind": "person", "phone": "113" }\n'))
})

test('what is changed keeps the rest of the file as it is, and Ctrl+Z takes it back', async () => {
  const { user, main } = await openPlaybook()
  await user.click(screen.getByRole('button', { name: 'Change Bo' }))
  const dialog = await screen.findByRole('dialog', { name: 'Change Bo' })
  const phone = within(dialog).getByRole('textbox', { name: /^Phone/ })
  await user.clear(phone)
  await user.type(phone, '999{Enter}')
  await waitFor(() => expect(main.playbookText()).toBe(FILE.replace('"112"', '"999"')))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(main.playbookText()).toBe(FILE))
})

test('whoever is removed is named by nobody any more, and comes back by the button', async () => {
  const { user, main } = await openPlaybook()
  await user.click(screen.getByRole('button', { name: 'Remove Bo' }))
  await waitFor(() => expect(main.playbookText()).not.toContain('"bo"'))
  expect(useStore.getState().announcement.text).toBe('Bo is out of the directory.')
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(main.playbookText()).toBe(FILE))
})

test('a file that others changed meanwhile is not overwritten, and what was typed stays', async () => {
  const { user, main } = await openPlaybook()
  await user.click(screen.getByRole('button', { name: 'Add somebody' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add to the directory' })
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Ana')
  const theirs = FILE.replace('Ours', 'Theirs')
  act(() => main.writePlaybook(theirs))
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  expect((await within(dialog).findByRole('alert')).textContent).toBe('playbook.json was changed meanwhile.')
  expect(main.playbookText()).toBe(theirs)
  expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Ana')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(main.playbookText()).toContain('"id": "ana"'))
  expect(main.playbookText()).toContain('Theirs')
})

test('an open incident keeps its playbook until somebody takes the changed one, and Ctrl+Z gives it back', async () => {
  const { user, main } = await openWindow({}, (main) => main.elsewhere(null, { type: 'DeclareIncident', title: 'Queue is stuck' }))
  await screen.findByRole('heading', { level: 1, name: 'Queue is stuck' })
  act(() => main.writePlaybook('{ "name": "Ours", "directory": [{ "id": "ana", "name": "Ana", "kind": "person" }] }'))
  expect(screen.queryByText('The playbook has changed.')).toBeNull()
  act(() => main.writePlaybook('{ "name": "Quicker", "times": { "answerWithinMinutes": 3 } }'))
  await user.click(await screen.findByRole('button', { name: 'Use the changed playbook' }))
  await waitFor(() => expect(useStore.getState().open?.playbook.times.answerWithinMinutes).toBe(3))
  expect(screen.queryByText('The playbook has changed.')).toBeNull()
  expect(await screen.findByText('Playbook changed: Quicker')).toBeTruthy()

  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(useStore.getState().open?.playbook.times.answerWithinMinutes).toBe(5))
  expect(await screen.findByText('The playbook has changed.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('The playbook has changed.')).toBeNull()
})

test('the Declare dialog says what a severity means to this team', async () => {
  const severities = ['P0', 'P1', 'P2', 'P3'].map((id) => ({ id, meaning: `${id} of ours`, pages: false, updateEveryMinutes: 5 }))
  const { user, main } = await openWindow()
  act(() => main.writePlaybook(JSON.stringify({ severities })))
  await user.keyboard('{Control>}n{/Control}')
  const dialog = await screen.findByRole('dialog', { name: 'Declare incident' })
  await user.click(within(dialog).getByRole('radio', { name: 'P1' }))
  expect(await within(dialog).findByText('P1 of ours')).toBeTruthy()
})
