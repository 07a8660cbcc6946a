/** The retro inside the window: to read, in a zone that is chosen, and to export. */
import { act, screen, waitFor, within } from '@testing-library/react'
import type { Exported } from '../../../shared/api.ts'
import { afterEach, expect, test, vi } from 'vitest'
import '../../../renderer/retro/RetroPage.tsx' // loaded lazily by the app; here before the first test starts to wait
import { openIncident } from '../../../renderer/session.ts'
import { go } from '../../../renderer/store.ts'
import { busyIncident } from '../../helpers/busy-incident.ts'
import { openWindow, type OpenWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

// The whole document in jsdom: seconds where the machine is busy with other tests.
vi.setConfig({ testTimeout: 20_000 })
afterEach(() => void vi.restoreAllMocks())

const INCIDENT = 'inc-7kq2m9xa'

/** The busy incident's retro, on a machine whose system says Berlin. */
async function openRetro(): Promise<OpenWindow> {
  const opened = await openWindow({ systemZone: 'Europe/Berlin' }, (main) => main.arrive(INCIDENT, busyIncident().facts))
  await act(() => openIncident(INCIDENT))
  act(() => go('retro'))
  await screen.findByRole('article', { name: 'Retro' })
  return opened
}

/** Answers the next exports with this. */
function answerExports({ main }: OpenWindow, answer: Exported): void {
  const ask = main.ask.bind(main)
  vi.spyOn(main, 'ask').mockImplementation((name, input) => (name === 'exportRetro' ? Promise.resolve(answer) : ask(name, input)))
}

async function exportAs({ user }: OpenWindow, format: RegExp): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: format }))
}

test('it shows the document in the window’s zone', async () => {
  await openRetro()
  expect(screen.getByRole('heading', { level: 1, name: 'API errors after Dashboard v2.0' })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Timeline all times Europe/Berlin, UTC+01:00' })).toBeTruthy()
  const rowsIn = (name: string): string[] => [...screen.getByRole<HTMLTableElement>('table', { name }).rows].map(({ textContent }) => textContent)
  expect(rowsIn('Timeline')).toContain('415:15HighErrorRate fired for the APIHighErrorRate')
  expect(rowsIn('Durations')).toContain('Detection to decision7 min, 15:15 → 15:22')
})

test('what is recorded meanwhile stands in it at once', async () => {
  const { main } = await openRetro()
  act(() => void main.elsewhere(INCIDENT, { type: 'AddAction', text: 'Write the pool size down' }))
  expect(await screen.findByText('Write the pool size down')).toBeTruthy()
})

test('another zone rewrites every time, and the export is in it too', async () => {
  // A machine that knows few zones: drawing four hundred options takes jsdom seconds.
  vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue(['America/New_York', 'Asia/Kolkata', 'Europe/Berlin'])
  const opened = await openRetro()
  await opened.user.click(screen.getByRole('combobox', { name: 'Time zone' }))
  await opened.user.click(await screen.findByRole('option', { name: /^UTC/ }))
  expect(await screen.findByRole('heading', { name: 'Timeline all times UTC' })).toBeTruthy()
  await exportAs(opened, /^Markdown/)
  await waitFor(() => expect(opened.main.asked.at(-1)).toEqual({ name: 'exportRetro', input: { incident: INCIDENT, format: 'md', zone: 'UTC' } }))
})

test.each([[/^Markdown/, 'md'], [/HTML/, 'html'], [/^PDF/, 'pdf'], [/JSON/, 'json']] as const)('%s exports as %s', async (label, format) => {
  const opened = await openRetro()
  await exportAs(opened, label)
  await waitFor(() => expect(opened.main.asked.at(-1)).toEqual({ name: 'exportRetro', input: { incident: INCIDENT, format, zone: 'Europe/Berlin' } }))
})

test('the path of what was exported stays, with a way to its folder', async () => {
  const opened = await openRetro()
  await exportAs(opened, /^PDF/)
  expect(await screen.findByText('/exports/retro.pdf')).toBeTruthy()
  await opened.user.click(screen.getByRole('button', { name: 'Show in folder' }))
  expect(opened.main.asked.at(-1)).toEqual({ name: 'showExported', input: { path: '/exports/retro.pdf' } })
})

test('it says when it was last exported, and whether the files still hold what they held then', async () => {
  const opened = await openRetro()
  expect(screen.queryByText(/^Last exported/)).toBeNull()
  await exportAs(opened, /HTML/)
  expect((await screen.findByText(/^Last exported/)).textContent).toMatch(/^Last exported 2025-02-01 15:0\d as HTML\. Nothing that was recorded before has been changed or removed since\.$/)
  const finding = { kind: 'changed-since-export', file: 'f', line: 0, lastLine: 0, byte: 0, grave: true, sentence: 's', advice: 'a' }
  act(() => opened.main.find(INCIDENT, [finding]))
  expect(screen.getByText(/^Last exported/).textContent).toContain('The files are not what they were at an export')
})

test('an export that could not be recorded stands, with the reason', async () => {
  const opened = await openRetro()
  answerExports(opened, { ok: true, path: '/exports/retro.pdf', unrecorded: 'It was not recorded: the disk is full.' })
  await exportAs(opened, /^PDF/)
  expect((await screen.findByText(/It was not recorded: the disk is full\.$/)).textContent).toContain('/exports/retro.pdf')
})

test('a failure stays until it is dismissed', async () => {
  const opened = await openRetro()
  answerExports(opened, { ok: false, cancelled: false, sentence: 'The disk is full: retro.pdf was not written.' })
  await exportAs(opened, /^PDF/)
  expect((await screen.findByRole('alert')).textContent).toContain('The disk is full: retro.pdf was not written.')
  await opened.user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('changing one’s mind in the dialog says nothing', async () => {
  const opened = await openRetro()
  answerExports(opened, { ok: false, cancelled: true, sentence: 'Nothing was exported.' })
  await exportAs(opened, /^PDF/)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Export' }).getAttribute('aria-disabled')).toBeNull())
  expect(screen.queryByText('Nothing was exported.')).toBeNull()
})

test('evidence opens in the system’s browser', async () => {
  const { main, user } = await openRetro()
  await user.click(screen.getByRole('link', { name: 'HighErrorRate' }))
  expect(main.asked.at(-1)).toEqual({ name: 'openLink', input: { url: 'https://grafana.example.org/d/api' } })
})

test('the way back leads to the console', async () => {
  const { user } = await openRetro()
  await user.click(screen.getByRole('button', { name: 'Back to console' }))
  await waitFor(() => expect(screen.queryByRole('article', { name: 'Retro' })).toBeNull())
})
