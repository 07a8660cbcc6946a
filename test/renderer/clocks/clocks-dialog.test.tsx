/** Every running clock in one list: what it says, where it leads, and how a reminder is put off and taken back. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { useStore } from '../../../renderer/store.ts'
import { openWindow } from '../../helpers/open-window.tsx'
import type { FakeMain } from '../../helpers/fake-main.ts'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

const MINUTE = 60_000

/** Two incidents, declared 16 and 4 minutes ago; the window's clock is the real one. */
async function opened(zone = 'UTC') {
  const present = Date.now()
  let now = present - 16 * MINUTE
  let older = ''
  let newer = ''
  const { main, user } = await openWindow({ now: () => now, systemZone: zone }, (main) => {
    older = main.elsewhere(null, { type: 'DeclareIncident', title: 'Webhooks twice' })
    now = present - 4 * MINUTE
    newer = main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors', severity: 'P1' })
    main.elsewhere(newer, { type: 'Page', whom: 'Ben' })
    now = present
  })
  const open = async (): Promise<HTMLElement> => {
    await user.keyboard('w')
    return screen.findByRole('dialog', { name: 'Running clocks' })
  }
  return { main, user, older, newer, present, open, passes: (ms: number) => void (now += ms) }
}

const rowsOf = (dialog: HTMLElement): HTMLElement[] => within(within(dialog).getByRole('list', { name: 'Running clocks' })).getAllByRole('listitem')
const labels = (dialog: HTMLElement): (string | undefined)[] => rowsOf(dialog).map((row) => /^(Notify stakeholders|Answer from Ben|Post a status update)/.exec(row.textContent ?? '')?.[0])
const said = (main: FakeMain): CommandInput[] => main.asked.flatMap(({ name, input }) => (name === 'dispatch' ? [(input as { command: CommandInput }).command] : []))

test('the clocks of every incident stand in one list, the longest overdue first, each with its time, its incident and the guide’s id', async () => {
  const { open } = await opened()
  const dialog = await open()
  // 15 min after 16 min ago; 5 min after 4 min ago; then 15, 20 and 30 min after what they count from.
  expect(labels(dialog)).toEqual(['Notify stakeholders', 'Answer from Ben', 'Notify stakeholders', 'Post a status update', 'Post a status update'])
  const [late, soon] = rowsOf(dialog)
  expect(late!.textContent).toMatch(/due (\S+ )?\d\d:\d\d, 1 min ago.*Webhooks twice.*IN3/)
  expect(soon!.textContent).toMatch(/due (\S+ )?\d\d:\d\d, \d+ s.*P1.*API errors/)
  expect(dialog.textContent).toContain('Times in UTC')
})

test('the zone that the times are in is named', async () => {
  const { open } = await opened('Asia/Kolkata')
  expect((await open()).textContent).toContain('Times in Asia/Kolkata, UTC+05:30')
})

test('arrows walk through the list, and Enter leads to the deadline in its incident', async () => {
  const { user, open, newer } = await opened()
  const dialog = await open()
  await waitFor(() => expect(rowsOf(dialog)[0]!.contains(document.activeElement)).toBe(true))
  await user.keyboard('{End}{Home}{ArrowDown}{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(useStore.getState().spot).toMatchObject({ incident: newer, key: expect.stringMatching(/^answer:/) as string }))
  expect(useStore.getState().open?.id).toBe(newer)
})

test('Z snoozes ten minutes, the due time stays, and Ctrl+Z takes it back', async () => {
  const { main, user, open, older, present } = await opened()
  const dialog = await open()
  await waitFor(() => expect(rowsOf(dialog)[0]!.contains(document.activeElement)).toBe(true))
  await user.keyboard('z')
  await waitFor(() => expect(rowsOf(dialog)[0]!.textContent).toContain('reminds again'))
  const snoozed = said(main).at(-1)!
  expect(snoozed).toMatchObject({ type: 'SnoozeReminder', rule: 'stakeholders', due: new Date(present - MINUTE).toISOString() })
  const until = Date.parse((snoozed as { until: string }).until)
  expect(until).toBeGreaterThanOrEqual(present + 10 * MINUTE)
  expect(until).toBeLessThan(present + 11 * MINUTE)
  expect(rowsOf(dialog)[0]!.textContent).toContain('1 min ago')
  expect(within(dialog).getByRole('status').textContent).toContain('“Notify stakeholders” reminds again')

  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(rowsOf(dialog)[0]!.textContent).not.toContain('reminds again'))
  expect(said(main).at(-1)).toMatchObject({ type: 'StrikeEntry' })
  expect(main.folded(older).entries.find(({ fact }) => fact.type === 'ReminderSnoozed')!.struckBy).not.toBeNull()
})

test('what is not due yet is snoozed from its due time on: no reminder comes before it', async () => {
  const { main, user, open, present } = await opened()
  const dialog = await open()
  await waitFor(() => expect(rowsOf(dialog)[0]!.contains(document.activeElement)).toBe(true))
  // The last row: the first update of the newer one, at P1 due 20 min after 4 min ago; the older one's, without a severity, 30 after 16.
  await user.keyboard('{End}z')
  await waitFor(() => expect(said(main).at(-1)).toMatchObject({ type: 'SnoozeReminder', rule: 'update' }))
  const { due, until } = said(main).at(-1) as { due: string; until: string }
  expect(Date.parse(due)).toBe(present + 16 * MINUTE)
  expect(Date.parse(until)).toBe(present + 26 * MINUTE)

  await user.click(within(rowsOf(dialog).at(-1)!).getByRole('button', { name: 'Snooze: Post a status update' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Until…' }))
  await user.type(within(dialog).getByLabelText('Remind again of “Post a status update”'), '5m{Enter}')
  expect((await within(dialog).findByRole('alert')).textContent).toMatch(/^It is due (\S+ )?\d\d:\d\d: take a time after that\.$/)
})

test('the menu snoozes by other lengths, and takes an older snooze back', async () => {
  const { main, user, open, present } = await opened()
  const dialog = await open()
  await user.click(within(rowsOf(dialog)[0]!).getByRole('button', { name: 'Snooze: Notify stakeholders' }))
  await user.click(await screen.findByRole('menuitem', { name: '30 min' }))
  await waitFor(() => expect(rowsOf(dialog)[0]!.textContent).toContain('reminds again'))
  expect(Date.parse((said(main).at(-1) as { until: string }).until)).toBeGreaterThanOrEqual(present + 30 * MINUTE)
  await user.click(within(rowsOf(dialog)[0]!).getByRole('button', { name: 'Snooze: Notify stakeholders' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Do not snooze' }))
  await waitFor(() => expect(rowsOf(dialog)[0]!.textContent).not.toContain('reminds again'))
})

test('a time may be typed; what cannot be read is said, and Esc leaves the question but not the list', async () => {
  const { main, user, open, present } = await opened()
  const dialog = await open()
  const ask = async (): Promise<HTMLElement> => {
    await user.click(within(rowsOf(dialog)[0]!).getByRole('button', { name: 'Snooze: Notify stakeholders' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Until…' }))
    return within(dialog).findByLabelText('Remind again of “Notify stakeholders”')
  }
  await user.type(await ask(), 'soonish{Enter}')
  expect((await within(dialog).findByRole('alert')).textContent).toBe('Write a length or a time to come, as in 20m or 14:40.')
  await user.keyboard('{Escape}')
  expect(within(dialog).queryByRole('textbox')).toBeNull()
  expect(screen.getByRole('dialog')).toBe(dialog)

  await user.type(await ask(), '20m{Enter}')
  await waitFor(() => expect(rowsOf(dialog)[0]!.textContent).toContain('reminds again'))
  expect(Date.parse((said(main).at(-1) as { until: string }).until)).toBeGreaterThanOrEqual(present + 20 * MINUTE)
  expect(within(dialog).queryByRole('textbox')).toBeNull()
})

test('a disk that fails is said, and nothing is shown as snoozed', async () => {
  const { main, user, open } = await opened()
  const dialog = await open()
  await waitFor(() => expect(rowsOf(dialog)[0]!.contains(document.activeElement)).toBe(true))
  main.fail({ code: 'ENOSPC', sentence: 'The disk is full.' })
  await user.keyboard('z')
  await waitFor(() => expect(within(dialog).getByRole('status').textContent).toBe('The disk is full.'))
  expect(dialog.textContent).not.toContain('reminds again')
})

test('what is done meanwhile leaves the list at once', async () => {
  const { main, open, newer } = await opened()
  const dialog = await open()
  act(() => void main.elsewhere(newer, { type: 'AcknowledgePage' }))
  await waitFor(() => expect(labels(dialog)).not.toContain('Answer from Ben'))
})

test('where nothing runs, it says so', async () => {
  const { user } = await openWindow()
  await user.keyboard('w')
  const dialog = await screen.findByRole('dialog', { name: 'Running clocks' })
  expect(within(dialog).getByRole('heading', { name: 'No clock runs.' })).toBeTruthy()
})
