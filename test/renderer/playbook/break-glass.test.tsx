/** The break-glass card: three keys away, each line to be copied, and who looked at it when. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { useStore } from '../../../renderer/store.ts'
import { openWindow, type OpenWindow } from '../../helpers/open-window.tsx'

const CARD = `{
  "directory": [{ "id": "ana", "name": "Ana", "kind": "person", "phone": "113" }],
  "breakGlass": [
    { "title": "Bridge", "kind": "bridge", "value": "+49 30 1, PIN 4711", "checkedOn": "2024-01-01" }, // ours
    { "title": "Stop payments", "kind": "kill switch", "value": "pay --stop", "notes": "asks twice" }
  ]
}
`

async function openCard(text: string | null = CARD): Promise<OpenWindow> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2025-02-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const opened = await openWindow({}, (main) => main.writePlaybook(text))
  await opened.user.keyboard('{Control>}{Shift>}g{/Shift}{/Control}')
  await screen.findByRole('heading', { level: 1, name: /break-glass card/i })
  return opened
}

test('three keys show it from the console, with the disk failing, and lead back', async () => {
  const { user, main } = await openCard()
  act(() => main.fail({ code: 'io', sentence: 'The disk fails.' }))
  expect(screen.getByText('pay --stop')).toBeTruthy()
  const [phones, bridges, switches] = ['Phone numbers', 'Bridges', 'Kill switches'].map((name) => within(screen.getByRole('region', { name })).getAllByRole('listitem'))
  expect([phones!.length, bridges!.length, switches!.length]).toEqual([1, 1, 1])
  expect(phones![0]!.textContent).toContain('Ana113')
  // 1 January 2024 to 1 February 2025: 366 days of a leap year, and 31.
  expect(bridges![0]!.textContent).toContain('last checked 2024-01-01, 397 days ago')
  expect(switches![0]!.textContent).toContain('never checked')
  await user.keyboard('{Control>}{Shift>}g{/Shift}{/Control}')
  await waitFor(() => expect(useStore.getState().place).toBe('console'))
})

test('a line is copied as it stands', async () => {
  const { user, main } = await openCard()
  await user.click(screen.getByRole('button', { name: 'Copy Bridge' }))
  expect(main.asked.at(-1)).toEqual({ name: 'copyText', input: { text: '+49 30 1, PIN 4711' } })
})

test('"Checked today" writes the day into the file, beside the comment', async () => {
  const { user, main } = await openCard()
  await user.click(screen.getByRole('button', { name: 'Checked today: Bridge' }))
  await waitFor(() => expect(main.playbookText()).toBe(CARD.replace('2024-01-01', '2025-02-01')))
  expect(await screen.findByText('checked 2025-02-01')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Checked today: Bridge' })).toBeNull()
})

test('a line is added, changed and removed, and the last change is taken back', async () => {
  const { user, main } = await openCard()
  await user.click(screen.getByRole('button', { name: 'Add a line' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add to the card' })
  await user.type(within(dialog).getByRole('textbox', { name: 'What it is' }), 'Data centre{Enter}')
  expect(await within(dialog).findByText('Write what is dialled, opened or run.')).toBeTruthy()
  await user.type(within(dialog).getByRole('textbox', { name: 'Number, link or command' }), '112{Enter}')
  await waitFor(() => expect(main.playbookText()).toContain('{ "title": "Data centre", "kind": "phone", "value": "112", "checkedOn": "2025-02-01" }'))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

  await user.click(screen.getByRole('button', { name: 'Change Stop payments' }))
  const change = await screen.findByRole('dialog', { name: 'Change Stop payments' })
  await user.type(within(change).getByRole('textbox', { name: 'Number, link or command' }), ' --now{Enter}')
  expect(await screen.findByText('pay --stop --now')).toBeTruthy()
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

  await user.click(screen.getByRole('button', { name: 'Remove Bridge' }))
  await waitFor(() => expect(screen.queryByText('+49 30 1, PIN 4711')).toBeNull())
  await user.click(screen.getByRole('button', { name: /Undo/ }))
  expect(await screen.findByText('+49 30 1, PIN 4711')).toBeTruthy()
})

test('it goes to the printer, or into a PDF', async () => {
  const { user, main } = await openCard()
  await user.click(screen.getByRole('button', { name: 'Print' }))
  await waitFor(() => expect(useStore.getState().announcement.text).toBe('Sent to the printer.'))
  await user.click(screen.getByRole('button', { name: 'Save as PDF' }))
  await waitFor(() => expect(useStore.getState().announcement.text).toBe('Saved as /documents/break-glass card.pdf'))
  expect(main.asked.filter(({ name }) => name === 'printCard').map(({ input }) => input)).toEqual([{ to: 'printer' }, { to: 'pdf' }])
})

test('the last line that went comes back from the empty card', async () => {
  const { user, main } = await openCard('{ "breakGlass": [{ "title": "Bridge", "kind": "bridge", "value": "112" }] }')
  await user.click(screen.getByRole('button', { name: 'Remove Bridge' }))
  expect(await screen.findByRole('heading', { name: 'The break-glass card is empty' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /Undo/ }))
  expect(await screen.findByText('112')).toBeTruthy()
  expect(main.playbookText()).toBe('{ "breakGlass": [{ "title": "Bridge", "kind": "bridge", "value": "112" }] }')
})

test('an empty card says what belongs on it, and how', async () => {
  const { user } = await openCard(null)
  expect(screen.getByText(/what you need when nothing else works/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Add a line' }))
  expect(await screen.findByRole('dialog', { name: 'Add to the card' })).toBeTruthy()
})
