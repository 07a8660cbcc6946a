/** Channels in the settings: added, changed, tried and removed; what is kept of their secrets is never shown. */
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ChannelStatus } from '../../../shared/delivery/channel.ts'
import { openWindow, type OpenWindow } from '../../helpers/open-window.tsx'

const SLACK: ChannelStatus = { channel: { id: 'ch-00000000', kind: 'Slack', name: 'Team Slack' }, secrets: ['url'], kept: 'safe' }
const PAGER: ChannelStatus = {
  channel: { id: 'ch-11111111', kind: 'PagerDuty', name: 'Database on-call', eventsUrl: 'https://events.pagerduty.com', restUrl: 'https://api.pagerduty.com' },
  secrets: ['routingKey'],
  kept: 'safe',
}

async function openChannels(channels: readonly ChannelStatus[] = []): Promise<OpenWindow> {
  const opened = await openWindow({ channels })
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  await screen.findByRole('region', { name: 'Channels' })
  return opened
}

const section = () => within(screen.getByRole('region', { name: 'Channels' }))
const asked = ({ main }: OpenWindow) => main.asked.findLast(({ name }) => name === 'saveChannel')?.input

test('a channel is added by the keyboard; its secret is not readable while it is typed', async () => {
  const opened = await openChannels()
  const { user } = opened
  await user.click(section().getByRole('button', { name: 'Add channel…' }))
  await user.click(await screen.findByRole('radio', { name: 'Slack' }))
  const secret = screen.getByLabelText<HTMLInputElement>('Webhook URL')
  expect(secret.type).toBe('password')
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Team Slack')
  await user.type(secret, 'https://hooks.example/hunter2{Enter}')
  expect(await screen.findByRole('listitem')).toBeTruthy()
  expect(asked(opened)).toEqual({ channel: { id: '', kind: 'Slack', name: 'Team Slack' }, secrets: { url: 'https://hooks.example/hunter2' } })
  expect(document.body.textContent).not.toContain('hunter2')
})

test('what is wrong stands beside its field, and nothing that was typed is lost', async () => {
  const opened = await openChannels()
  const { user } = opened
  await user.click(section().getByRole('button', { name: 'Add channel…' }))
  await user.click(await screen.findByRole('radio', { name: 'Webhook' }))
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Status page')
  await user.type(screen.getByRole('textbox', { name: 'URL' }), 'status.example{Enter}')
  expect(await screen.findByText('A webhook needs its URL.')).toBeTruthy()
  const url = screen.getByRole<HTMLInputElement>('textbox', { name: 'URL' })
  expect([url.getAttribute('aria-invalid'), url.value]).toEqual(['true', 'status.example'])
  await user.clear(url)
  await user.type(url, 'https://status.example{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('an empty secret leaves what is kept; “Forget” takes it away', async () => {
  const opened = await openChannels([PAGER])
  const { user } = opened
  await user.click(section().getByRole('button', { name: 'Change Database on-call' }))
  const key = await screen.findByLabelText<HTMLInputElement>('Integration key (Events API v2)')
  expect(key.value).toBe('')
  expect(screen.getByText('Kept. Leave it empty to keep it as it is.')).toBeTruthy()
  expect(screen.getByText(/^Missing\. Reads who has answered/)).toBeTruthy()
  await user.type(screen.getByLabelText('REST API token'), 'token')
  await user.type(screen.getByRole('textbox', { name: 'Page as' }), 'ana@example.org')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(asked(opened)).toMatchObject({ channel: { id: 'ch-11111111', name: 'Database on-call', from: 'ana@example.org' }, secrets: { routingKey: '', apiToken: 'token' } })
  await user.click(section().getByRole('button', { name: 'Change Database on-call' }))
  await user.click(await screen.findByRole('checkbox', { name: 'Forget the REST API token' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(asked(opened)).toMatchObject({ secrets: { routingKey: '', apiToken: null } }))
})

test('addresses of another region are asked for only where somebody wants them', async () => {
  const opened = await openChannels([PAGER])
  const { user } = opened
  await user.click(section().getByRole('button', { name: 'Change Database on-call' }))
  await screen.findByRole('dialog')
  expect(screen.queryByRole('textbox', { name: 'Address of the Events API' })).toBeNull()
  await user.click(screen.getByRole('checkbox', { name: /Other addresses/ }))
  const address = screen.getByRole('textbox', { name: 'Address of the Events API' })
  await user.clear(address)
  await user.type(address, 'https://events.eu.pagerduty.com{Enter}')
  await waitFor(() => expect(asked(opened)).toMatchObject({ channel: { eventsUrl: 'https://events.eu.pagerduty.com', restUrl: 'https://api.pagerduty.com' } }))
})

test('what is missing is said, and what is wrong', async () => {
  await openChannels([{ ...SLACK, secrets: [] }, PAGER, { ...SLACK, channel: { ...SLACK.channel, id: 'ch-22222222', name: 'Other' }, trouble: 'Answers cannot be read back: 401.' }])
  const [slack, pager, other] = section().getAllByRole('listitem').map((item) => item.textContent)
  expect(slack).toContain('Its webhook URL is missing. Nothing can be sent by it.')
  expect(pager).toContain('Without a REST API token, answers are not read back and no further person can be paged.')
  expect(other).toContain('Answers cannot be read back: 401.')
})

test('a system without a safe place is said, in words', async () => {
  await openChannels([{ ...SLACK, kept: 'session' }])
  expect(section().getByText(/This system has no safe place for secrets/)).toBeTruthy()
})

test('a test says what came of it', async () => {
  const { user, main } = await openChannels([SLACK])
  await user.click(section().getByRole('button', { name: 'Test Team Slack' }))
  expect(await section().findByText('Team Slack took the test message. Look whether it is there.')).toBeTruthy()
  main.answers.testChannel = { ok: false, sentence: 'Team Slack: no_service' }
  await user.click(section().getByRole('button', { name: 'Test Team Slack' }))
  expect(await section().findByText('Team Slack: no_service')).toBeTruthy()
})

test('a channel is removed after a question', async () => {
  const { user, main } = await openChannels([SLACK])
  await user.click(section().getByRole('button', { name: 'Remove Team Slack' }))
  await user.click(within(await screen.findByRole('dialog', { name: 'Remove Team Slack' })).getByRole('button', { name: 'Cancel' }))
  expect(main.asked.some(({ name }) => name === 'removeChannel')).toBe(false)
  await user.click(section().getByRole('button', { name: 'Remove Team Slack' }))
  await user.click(await screen.findByRole('button', { name: 'Remove channel' }))
  await waitFor(() => expect(section().queryByRole('listitem')).toBeNull())
})
