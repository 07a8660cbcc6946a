/** Paging by a channel of this machine: whom the directory names, how the sending stands, and the question where nobody knows. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { deliveryText } from '../../../renderer/console/cards/delivery-text.ts'
import type { ChannelStatus } from '../../../shared/delivery/channel.ts'
import { deliveriesOf } from '../../../shared/incident/delivery.ts'
import type { CommandInput } from '../../../shared/incident/commands.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import type { DirectoryEntry } from '../../../shared/playbook/schema.ts'
import { utc } from '../../helpers/facts.ts'
import { on, story, type Step as StoryStep, type Story } from '../../helpers/given.ts'
import { dialog, findRegion, openConsole, recorded, region, type OpenConsole, type Step } from './open-console.tsx'

const OPS: ChannelStatus = { channel: { id: 'ch-00000001', name: 'Ops PD', kind: 'PagerDuty', eventsUrl: 'https://events.example.org', restUrl: 'https://api.example.org' }, secrets: ['routingKey'], kept: 'safe' }
const DIRECTORY: readonly DirectoryEntry[] = [
  { id: 'bo', name: 'Bo', kind: 'person', phone: '+49 30 1234', next: 'database' },
  { id: 'database', name: 'Database on-call', kind: 'team', page: { by: 'PagerDuty', channel: 'Ops PD', to: 'PDB1' } },
]

async function openWithDirectory(steps: readonly Step[] = [], at = '14:30'): Promise<OpenConsole> {
  const opened = await openConsole(steps, at)
  act(() => {
    opened.main.push('channels', [OPS])
    opened.main.push('playbook', { ...BUILT_IN_PLAYBOOK, directory: [...DIRECTORY], breakGlass: [{ title: 'War room', kind: 'bridge', value: 'https://meet.example.org/war' }] })
  })
  return opened
}
const whom = (title = 'Page someone'): HTMLInputElement => dialog(title).getByLabelText('Whom')

test('whom the directory sends to by a channel is paged by it, with the message drafted and an end', async () => {
  const opened = await openWithDirectory([['14:16', { type: 'SetSeverity', severity: 'P1' }]])
  await opened.user.keyboard('{Escape}p')
  await opened.user.clear(whom())
  await opened.user.type(whom(), 'database on-call')
  expect(dialog('Page someone').getByLabelText<HTMLTextAreaElement>('Message').value).toBe('P1: API errors. Join: https://meet.example.org/war')
  expect(dialog('Page someone').queryByLabelText('Happened at')).toBeNull()
  await opened.user.click(dialog('Page someone').getByRole('button', { name: /^Page someone/ }))
  expect(await recorded(opened, 'Paged')).toEqual({ whom: { name: 'Database on-call', kind: 'team', id: 'database' }, by: 'PagerDuty', text: 'P1: API errors. Join: https://meet.example.org/war' })
  expect(await recorded(opened, 'DeliveryQueued')).toMatchObject({ channel: 'ch-00000001', name: 'Ops PD', kind: 'PagerDuty', to: 'PDB1', expiresAt: utc('14:40') })
  expect(await (await findRegion('Paging')).findByText('Ops PD: waits to be sent, until 14:40')).toBeTruthy()
})

test('a call by hand is a name and Enter; the number stands large and can be copied, and nothing is said that nobody said', async () => {
  const opened = await openWithDirectory()
  await opened.user.keyboard('{Escape}p')
  await opened.user.clear(whom())
  await opened.user.type(whom(), 'Bo')
  await opened.user.click(dialog('Page someone').getByRole('button', { name: 'Copy number' }))
  expect(opened.main.asked.at(-1)).toEqual({ name: 'copyText', input: { text: '+49 30 1234' } })
  await opened.user.click(whom())
  await opened.user.keyboard('{Enter}')
  expect(await recorded(opened, 'Paged')).toEqual({ whom: { name: 'Bo', kind: 'person', id: 'bo' }, by: 'phone' })
})

test('the names come with team and phone, and are found by them', async () => {
  const opened = await openWithDirectory()
  await opened.user.keyboard('{Escape}p')
  await opened.user.clear(whom())
  await opened.user.type(whom(), '1234')
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual(['Bo+49 30 1234'])
})

test('Page next proposes whom the directory names next; P and Enter page them', async () => {
  const opened = await openWithDirectory([['14:18', { type: 'Page', whom: 'Bo', by: 'phone' }]], '14:24')
  await opened.user.keyboard('{Escape}p')
  await waitFor(() => expect(document.activeElement).toBe(whom('Page next')))
  expect(whom('Page next').value).toBe('Database on-call')
  await opened.user.keyboard('{Enter}')
  expect(await recorded(opened, 'PageEscalated')).toBeTruthy()
  expect(await recorded(opened, 'DeliveryQueued')).toMatchObject({ to: 'PDB1', expiresAt: utc('14:34') })
})

const SENT: CommandInput = { type: 'Page', whom: 'Bo', by: 'PagerDuty', send: [{ channel: 'ch-00000001', name: 'Ops PD', kind: 'PagerDuty' }] }
/** The page goes out at 14:28, and this comes of it. */
async function answered(result: 'refused' | 'unclear', text?: string): Promise<OpenConsole & { delivery: string }> {
  const opened = await openWithDirectory([['14:28', SENT]], '14:29')
  const delivery = deliveriesOf(opened.main.folded(opened.id).state)[0]!.queued.id
  opened.elsewhere({ type: 'TryDelivery', delivery, number: 1 })
  opened.elsewhere({ type: 'AnswerDelivery', delivery, number: 1, result, ...(text === undefined ? {} : { text }) })
  return { ...opened, delivery }
}

test('a page that was refused is loud at once, says why, and the next one is one key away', async () => {
  const opened = await answered('refused', 'the key is unknown')
  const paging = await findRegion('Paging')
  expect(paging.getByText('Bo: failed, 1 min')).toBeTruthy()
  expect(paging.getByText('Ops PD: refused: the key is unknown')).toBeTruthy()
  await opened.user.keyboard('{Escape}p')
  expect(within(await screen.findByRole('dialog', { name: 'Page next' })).getByText('Bo was not reached. This page takes over.')).toBeTruthy()
})

test('where nobody knows whether it arrived, it is sent again on a person’s word alone', async () => {
  const opened = await answered('unclear')
  const question = within(await region('Paging').findByRole('group', { name: 'Did it arrive?' }))
  expect(region('Paging').getByRole('button', { name: 'Page next' })).toBeTruthy()
  await opened.user.click(question.getByRole('button', { name: 'Send again' }))
  expect(opened.main.asked.at(-1)).toEqual({ name: 'sendAgain', input: { incident: opened.id, delivery: opened.delivery } })
})

test.for([
  ['It arrived', 'accepted', 'Ops PD: taken 14:29'],
  ['Call off', 'called off', 'Ops PD: called off'],
] as const)('…or it is settled: %s', async ([name, result, says]) => {
  const opened = await answered('unclear')
  const question = within(await region('Paging').findByRole('group', { name: 'Did it arrive?' }))
  await opened.user.click(question.getByRole('button', { name }))
  await waitFor(() => expect(opened.written().findLast(({ type }) => type === 'DeliveryAnswered')?.data).toEqual({ delivery: opened.delivery, number: 1, result }))
  expect(await region('Paging').findByText(says)).toBeTruthy()
})

test('how the sending stands, in words', () => {
  const page: StoryStep = on('14:01', SENT)
  const tried = (number: number): StoryStep => ({ last }: Story) => on('14:02', { type: 'TryDelivery', delivery: last('DeliveryQueued'), number })
  const answer = (number: number, result: 'try again' | 'accepted' | 'expired', more: { retryAt?: string; text?: string } = {}): StoryStep => ({ last }: Story) =>
    on('14:03', { type: 'AnswerDelivery', delivery: last('DeliveryQueued'), number, result, ...more })
  const says = (...steps: StoryStep[]): string => deliveryText(deliveriesOf(story(on('14:00', { type: 'DeclareIncident', title: 'x' }), page, ...steps).incident.state)[0]!, (time) => time.slice(11, 16))
  expect(says()).toBe('Ops PD: waits to be sent')
  expect(says(tried(1))).toBe('Ops PD: being sent')
  expect(says(tried(1), answer(1, 'try again', { retryAt: utc('14:25'), text: 'busy' }))).toBe('Ops PD: try 2 at 14:25 (busy)')
  expect(says(tried(1), answer(1, 'try again'), tried(2))).toBe('Ops PD: being sent, try 2')
  expect(says(tried(1), answer(1, 'try again'), tried(2), answer(2, 'accepted'))).toBe('Ops PD: taken 14:03, at try 2')
  expect(says(answer(0, 'expired'))).toBe('Ops PD: expired, was not sent')
})
