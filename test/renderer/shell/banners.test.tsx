/** What is wrong is said, and where it is wrong, and it goes once it is mended. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Finding } from '../../../shared/api.ts'
import { fact, note } from '../../helpers/facts.ts'
import { openWindow, type OpenWindow } from '../../helpers/open-window.tsx'

vi.mock('../../../renderer/console/Console.tsx', () => import('../../helpers/plain-console.tsx'))

test('a disk that fails is announced, and the banner goes once it works again', async () => {
  const { main } = await openWindow()
  act(() => main.fail({ code: 'ENOSPC', sentence: 'The disk is full.' }))
  expect(screen.getByRole('alert').textContent).toContain('Not saved to disk. The disk is full.')
  act(() => main.fail(null))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a store that is away at the start does not look like a first start, and one can be begun instead', async () => {
  const { main, user } = await openWindow()
  expect(screen.getByRole('heading', { name: 'No incidents yet' })).toBeTruthy()
  act(() => main.push('fault', { code: 'gone', sentence: 'The incidents are not where they were.', reading: true }))
  expect(screen.queryByRole('heading', { name: 'No incidents yet' })).toBeNull()
  expect(screen.getByRole('heading', { name: 'The incidents are not where they were' })).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toBe('Knowngood looked in ~/.config/Knowngood/store. Connect its drive or put the folder back, and they appear by themselves.')
  await user.click(screen.getByRole('button', { name: 'Begin an empty store there' }))
  expect(await screen.findByRole('heading', { name: 'No incidents yet' })).toBeTruthy()
})

test('a store that cannot be read says why, and begins nothing', async () => {
  const { main } = await openWindow()
  act(() => main.push('fault', { code: 'read-only', sentence: 'Knowngood may not read /data.', reading: true }))
  expect(screen.getByRole('heading', { name: 'The incidents cannot be read' })).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('Knowngood may not read /data.')
  expect(screen.queryByRole('button', { name: /Begin/ })).toBeNull()
})

test('once it is back, the incident that was open last opens by itself', async () => {
  const { main } = await openWindow()
  const id = main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' })
  localStorage.setItem('knowngood:open', id)
  act(() => main.push('fault', { code: 'gone', sentence: 'Away.', reading: true }))
  act(() => main.push('fault', null))
  expect(await screen.findByText('Incident declared: API errors')).toBeTruthy()
})

const DAMAGED: Finding = {
  kind: 'damaged',
  file: 'incidents/inc-00000000/k7f3q9a2.jsonl',
  line: 12,
  lastLine: 12,
  byte: 4021,
  grave: true,
  sentence: 'Line 12 of k7f3q9a2.jsonl is damaged.',
  advice: 'Copy a whole one beside it.',
}
const TORN: Finding = { ...DAMAGED, kind: 'torn-tail', grave: false, sentence: 'k7f3q9a2.jsonl ends in 20 bytes.', advice: 'There is nothing to do.' }

async function openWith(...findings: readonly Finding[]): Promise<OpenWindow> {
  const opened = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByText('Incident declared: API errors')
  act(() => opened.main.find('inc-00000000', findings))
  return opened
}

test('what is lost is said in a line, and named by file, line and byte, with what to do', async () => {
  const { main, user } = await openWith(DAMAGED)
  expect(screen.getByRole('alert').textContent).toContain('One line is damaged; one entry is shown.')
  await user.click(screen.getByRole('button', { name: 'Details' }))
  const findings = within(await screen.findByRole('list', { name: 'Findings' }))
  expect(findings.getByRole('listitem').textContent).toBe('Line 12 of k7f3q9a2.jsonl is damaged.incidents/inc-00000000/k7f3q9a2.jsonl, line 12, byte 4021Copy a whole one beside it.')

  act(() => main.find('inc-00000000', []))
  await waitFor(() => expect(screen.queryByText(/is damaged/)).toBeNull())
})

test.each<[what: string, findings: readonly Finding[], says: string]>([
  ['a run of lines', [{ ...DAMAGED, lastLine: 14 }, { ...DAMAGED, line: 20, lastLine: 20 }], '4 lines are damaged; one entry is shown.'],
  ['what weighs most comes first', [DAMAGED, { ...DAMAGED, kind: 'missing-file', line: 0, lastLine: 0 }, { ...DAMAGED, kind: 'two-bodies' }], 'One file is missing and one line is damaged, and more; one entry is shown.'],
  ['a kind of which a newer main knows', [{ ...DAMAGED, kind: 'gnawed' }], 'One finding; one entry is shown.'],
  ['what is worth knowing waits behind what is lost', [TORN, DAMAGED], 'One line is damaged; one entry is shown.'],
])('(%s)', async (_, findings, says) => {
  await openWith(...findings)
  expect(screen.getByRole('alert').textContent).toContain(says)
})

test('what is only worth knowing alarms nobody, and stays away once somebody has seen it, until there is more', async () => {
  const { main, user } = await openWith(TORN)
  expect(screen.getByText('One line was never finished; one entry is shown.').closest('p')!.textContent).toContain('Nothing is known to be lost.')
  expect(screen.queryByRole('alert')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText(/never finished/)).toBeNull()
  act(() => main.find('inc-00000000', [TORN, { ...TORN, kind: 'conflict-copy', sentence: 'k7f3q9a2 (1).jsonl is a second copy.' }]))
  expect(screen.getByText(/^One file exists in two copies and one line was never finished/)).toBeTruthy()
})

test('advice that holds for several in a row is given once; more than anybody reads is not listed', async () => {
  const { user } = await openWith(...Array.from({ length: 250 }, (_, index) => ({ ...DAMAGED, line: index * 2 + 1, lastLine: index * 2 + 1 })))
  await user.click(screen.getByRole('button', { name: 'Details' }))
  const list = await screen.findByRole('list', { name: 'Findings' })
  expect(within(list).getAllByRole('listitem')).toHaveLength(200)
  expect(within(list).queryAllByText(DAMAGED.advice)).toEqual([])
  expect(screen.getByText(/^50 more;/)).toBeTruthy()
})

test('entries of a newer version, and entries in two versions, are said without main', async () => {
  const { main, user } = await openWith()
  act(() => main.arrive('inc-00000000', [fact(50, 'SeanceHeld', { ghosts: 3 }), note(51, 'from 2031', { v: 99 })]))
  expect(await screen.findByText('Some of it was written by a newer version; 3 entries are shown.')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()

  act(() => main.arrive('inc-00000000', [note(52, 'as it was'), note(52, 'as it never was')]))
  expect(screen.getByRole('alert').textContent).toContain('Some entries exist in two versions; 4 entries are shown.')
  await user.click(screen.getByRole('button', { name: 'Details' }))
  const sentences = within(await screen.findByRole('list', { name: 'Findings' })).getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(sentences[0]).toContain('One entry exists in two versions')
  expect(sentences[1]).toContain('2 entries were recorded by a newer version of Knowngood')
})

test('an incident that cannot be opened says why; the one on the screen stays', async () => {
  const { main } = await openWindow({}, (main) => void main.elsewhere(null, { type: 'DeclareIncident', title: 'API errors' }))
  await screen.findByText('Incident declared: API errors')
  act(() => main.push('show', { incident: 'inc-zzzzzzzz' }))
  expect((await screen.findByRole('alert')).textContent).toContain('There is no such incident.')
  expect(screen.getByText('Incident declared: API errors')).toBeTruthy()
})
