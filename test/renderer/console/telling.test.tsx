/** Telling stakeholders and customers: by channel or by hand, with drafted words, and the promises that come of it. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useStore } from '../../../renderer/store.ts'
import type { ChannelStatus } from '../../../shared/delivery/channel.ts'
import { BUILT_IN_PLAYBOOK } from '../../../shared/playbook/built-in.ts'
import { utc } from '../../helpers/facts.ts'
import { dialog, findRegion, openConsole, recorded, region, type OpenConsole, type Step } from './open-console.tsx'

const OPS: ChannelStatus = { channel: { id: 'ch-00000001', name: '#ops', kind: 'Slack' }, secrets: ['url'], kept: 'safe' }
const STATUS: ChannelStatus = { channel: { id: 'ch-00000002', name: 'Status page', kind: 'webhook', url: 'https://status.example.org' }, secrets: [], kept: 'safe' }

/** PM is reached by #ops, and the Product Lead by a channel that this machine lacks. */
async function openWithChannels(...how: Parameters<typeof openConsole>): Promise<OpenConsole> {
  const opened = await openConsole(...how)
  const channelsOf: Readonly<Record<string, readonly string[]>> = { pm: ['#ops'], 'product-lead': ['#product'] }
  const playbook = { ...BUILT_IN_PLAYBOOK, groups: BUILT_IN_PLAYBOOK.groups.map((group) => ({ ...group, channels: [...(channelsOf[group.id] ?? [])] })) }
  act(() => {
    opened.main.push('channels', [OPS, STATUS])
    useStore.setState(({ open }) => ({ open: open && { ...open, playbook } }))
  })
  return opened
}
const notices = ({ written }: OpenConsole) => written().filter(({ type }) => type === 'StakeholdersNotified').map(({ data }) => data)

test('N sends what has a channel and records the rest as told, once however often it is pressed', async () => {
  const opened = await openWithChannels()
  await opened.user.keyboard('{Escape}nn')
  await waitFor(() => expect(notices(opened)).toEqual([{ groups: ['pm'], text: 'API errors.' }, { groups: ['product-lead', 'relevant-teams'] }]))
  expect(await recorded(opened, 'DeliveryQueued')).toMatchObject({ channel: 'ch-00000001', name: '#ops', kind: 'Slack' })
  const updates = await findRegion('Updates')
  expect(await updates.findByText('on its way')).toBeTruthy()
  expect(updates.getByText('#ops: waits to be sent')).toBeTruthy()
})

test.for([{ practice: true }, { backfilled: true }])('nothing goes out of an incident that is %o', async (declared) => {
  const opened = await openWithChannels([], '14:30', declared)
  await opened.user.keyboard('{Escape}n')
  await recorded(opened, 'StakeholdersNotified')
  expect(notices(opened)).toEqual([{ groups: ['pm', 'product-lead', 'relevant-teams'] }])
  expect(opened.written().map(({ type }) => type)).not.toContain('DeliveryQueued')
})

test('the dialog sends by channel with a drafted message, and nothing of it can have happened before', async () => {
  const opened = await openWithChannels([['14:20', { type: 'NotifyStakeholders', groups: ['product-lead', 'relevant-teams'] }]])
  await opened.user.click(region('Updates').getByRole('button', { name: 'Notify' }))
  expect(dialog('Notify').getByLabelText<HTMLTextAreaElement>('Message').value).toBe('API errors.')
  expect(dialog('Notify').queryByLabelText('Happened at')).toBeNull()
  await opened.user.clear(dialog('Notify').getByLabelText('Message'))
  await opened.user.click(dialog('Notify').getByRole('button', { name: /^Notify/ }))
  expect((await dialog('Notify').findByRole('alert')).textContent).toBe('What is sent needs its words.')
  await opened.user.click(dialog('Notify').getByRole('button', { name: 'Internal wording' }))
  await opened.user.click(dialog('Notify').getByRole('button', { name: /^Notify/ }))
  expect(await recorded(opened, 'DeliveryQueued')).toMatchObject({ channel: 'ch-00000001' })
  expect(notices(opened)).toEqual([{ groups: ['pm'], text: 'API errors.' }])
})

test('told by hand it can be backdated, with who was told and how; the draft comes at a press, and is copied', async () => {
  const opened = await openWithChannels([['14:20', { type: 'AssessImpact', users: 'some' }]])
  await opened.user.click(region('Updates').getByRole('button', { name: 'Notify' }))
  const form = dialog('Notify')
  await opened.user.click(form.getByRole('radio', { name: 'By hand' }))
  await opened.user.click(form.getByRole('button', { name: 'Customer wording' }))
  await opened.user.click(form.getByRole('button', { name: 'Copy message' }))
  const words = 'We are looking into a problem that affects some of our customers.'
  expect(opened.main.asked.at(-1)).toEqual({ name: 'copyText', input: { text: words } })
  await opened.user.type(form.getByLabelText('Happened at'), '14:25')
  await opened.user.click(form.getByRole('button', { name: /^Notify/ }))
  await recorded(opened, 'StakeholdersNotified')
  expect(notices(opened)).toEqual([{ groups: ['pm', 'product-lead', 'relevant-teams', 'customer-success'], text: words, by: 'a copied message' }])
  expect(opened.main.folded(opened.id).entries.at(-1)!.fact.at.time).toBe(utc('14:25'))
})

const FIRST: Step = ['14:20', { type: 'PostUpdate', text: 'first' }]

test('an update is drafted from what changed, and follows the audience until somebody types', async () => {
  const opened = await openWithChannels([FIRST, ['14:25', { type: 'RecordCheck', name: 'login', verdict: 'failed' }]])
  await opened.user.keyboard('{Escape}u')
  const box = (): HTMLTextAreaElement => dialog('Post update').getByLabelText('Update')
  expect(box().value).toContain('Since 14:20:\n- Check failed: login')
  await opened.user.click(dialog('Post update').getByRole('radio', { name: 'Customers' }))
  expect(box().value).toBe('We are looking into a problem.')
  await opened.user.type(box(), ' More soon.')
  await opened.user.click(dialog('Post update').getByRole('radio', { name: 'Internal' }))
  expect(box().value).toBe('We are looking into a problem. More soon.')
})

test('it goes out by the channels that are ticked; the next one goes the same way', async () => {
  const opened = await openWithChannels()
  await opened.user.keyboard('{Escape}u')
  await opened.user.click(dialog('Post update').getByRole('checkbox', { name: /^#ops/ }))
  await opened.user.click(dialog('Post update').getByRole('button', { name: /^Post update/ }))
  expect(await recorded(opened, 'DeliveryQueued')).toMatchObject({ channel: 'ch-00000001', name: '#ops' })
  await findRegion('Updates')
  await opened.user.keyboard('{Escape}u')
  expect(dialog('Post update').getByRole<HTMLInputElement>('checkbox', { name: /^#ops/ }).checked).toBe(true)
  expect(dialog('Post update').getByRole<HTMLInputElement>('checkbox', { name: /^Status page/ }).checked).toBe(false)
})

test.for([
  ['14:30', 'Nothing promised: due every 20 min.'],
  ['16:20', 'Nothing promised: due every 60 min.'],
] as const)('at %s the next update is due by the severity and the age of the incident', async ([clock, says]) => {
  const opened = await openWithChannels([{ type: 'SetSeverity', severity: 'P1' }], clock)
  await opened.user.keyboard('{Escape}u')
  expect(dialog('Post update').getByText(says)).toBeTruthy()
})

test('one that was sent already is backdated, with how; an ETA in it becomes a promise to its readers', async () => {
  const opened = await openConsole([], '14:30')
  await opened.user.keyboard('{Escape}u')
  const form = dialog('Post update')
  await opened.user.click(form.getByRole('radio', { name: 'Customers' }))
  await opened.user.type(form.getByLabelText('Sent by'), 'e-mail')
  await opened.user.type(form.getByLabelText('Happened at'), '14:22')
  await opened.user.click(form.getByRole('checkbox', { name: /^An ETA was given/ }))
  await opened.user.click(form.getByRole('button', { name: /^Post update/ }))
  expect((await form.findByRole('alert')).textContent).toBe('Write the time that was given, as in 40m or 15:30; or take the ETA away.')
  await opened.user.type(form.getByLabelText('By when'), '15:00')
  await opened.user.click(form.getByRole('button', { name: /^Post update/ }))
  expect(await recorded(opened, 'PromiseMade')).toEqual({ kind: 'eta', text: 'It works again', to: 'customers', dueAt: utc('15:00') })
  expect(opened.written().find(({ type }) => type === 'UpdatePosted')?.data).toEqual({ audience: 'customers', text: 'We are looking into a problem.', by: 'e-mail' })
  expect(opened.main.folded(opened.id).entries.at(-1)!.fact.at.time).toBe(utc('14:22'))
  expect((await findRegion('Promises')).getByText('to customers')).toBeTruthy()
})

test('at its time a promise asks: kept, a new time, or dropped; what was heard is kept', async () => {
  const opened = await openConsole([{ type: 'MakePromise', kind: 'eta', text: 'It works again', to: 'customers', dueAt: utc('14:33') }], '14:34')
  const prompt = within(screen.getByRole('region', { name: 'Time is up' }))
  expect(prompt.getByText('It works again (promised to customers)')).toBeTruthy()
  expect(prompt.getByRole('button', { name: 'Kept' })).toBeTruthy()
  expect(prompt.getByRole('button', { name: 'Drop' })).toBeTruthy()
  await opened.user.type(prompt.getByRole('textbox'), 'half of it is back')
  await opened.user.click(prompt.getByRole('button', { name: 'New time' }))
  expect(await recorded(opened, 'NoteAdded')).toEqual({ text: 'half of it is back' })
  const box = await within(await screen.findByRole('dialog', { name: 'New time' })).findByLabelText('By when')
  await opened.user.clear(box)
  await opened.user.type(box, '15:10{Enter}')
  expect(await recorded(opened, 'PromiseMade')).toMatchObject({ to: 'customers', dueAt: utc('15:10') })
})
