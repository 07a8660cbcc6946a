/** An incident that monitoring opened in PagerDuty is joined: chosen from those that stand open, and nobody is paged by that. */
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Replies } from '../../../shared/api.ts'
import type { ChannelStatus } from '../../../shared/delivery/channel.ts'
import { useStore } from '../../../renderer/store.ts'
import { utc } from '../../helpers/facts.ts'
import { dialog, openConsole, recorded, region, type OpenConsole, type Step } from './open-console.tsx'

const PAGER: ChannelStatus = {
  channel: { id: 'ch-11111111', kind: 'PagerDuty', name: 'Database on-call', eventsUrl: 'https://events.pagerduty.com', restUrl: 'https://api.pagerduty.com' },
  secrets: ['routingKey', 'apiToken'],
  kept: 'safe',
}
const OTHER: ChannelStatus = { ...PAGER, channel: { ...PAGER.channel, id: 'ch-22222222', name: 'Network on-call' } }
const INCIDENTS: Extract<Replies['findRemote'], { ok: true }>['incidents'] = [
  { id: 'Q1', title: 'Error rate 15 %', createdAt: utc('14:15'), status: 'triggered', service: 'API', url: 'https://team.pagerduty.example/incidents/Q1' },
  { id: 'Q2', title: 'Disk almost full', createdAt: utc('13:02'), status: 'acknowledged', service: 'Database', url: 'https://team.pagerduty.example/incidents/Q2' },
]
const NAME = 'Join an open PagerDuty incident'

async function openAdopt(found: Replies['findRemote'] | Promise<Replies['findRemote']>, channels = [PAGER], steps: readonly Step[] = []): Promise<OpenConsole> {
  const opened = await openConsole(steps)
  opened.main.answers.findRemote = found
  act(() => opened.main.push('channels', channels))
  await opened.user.click(region('Paging').getByRole('button', { name: 'More about paging' }))
  await opened.user.click(await screen.findByRole('menuitem', { name: `${NAME}…` }))
  await screen.findByRole('dialog', { name: NAME })
  return opened
}

test('those that stand open are listed; one is joined, and nobody is paged', async () => {
  const opened = await openAdopt({ ok: true, incidents: INCIDENTS })
  expect(await dialog(NAME).findByText('API, triggered, since 14:15')).toBeTruthy()
  await opened.user.click(dialog(NAME).getByRole('radio', { name: /Disk almost full/ }))
  await opened.user.click(dialog(NAME).getByRole('button', { name: 'Join' }))
  expect(await recorded(opened, 'RemoteLinked')).toEqual({ kind: 'PagerDuty', remote: 'Q2', channel: 'ch-11111111', title: 'Disk almost full', url: 'https://team.pagerduty.example/incidents/Q2' })
  expect(opened.written().map(({ type }) => type)).toEqual(['RemoteLinked'])
})

test('the keys are for the list as soon as it is there: Enter joins the newest', async () => {
  const opened = await openAdopt({ ok: true, incidents: INCIDENTS })
  await waitFor(() => expect(document.activeElement).toBe(dialog(NAME).getByRole('radio', { name: /Error rate/ })))
  await opened.user.keyboard('{Enter}')
  expect(await recorded(opened, 'RemoteLinked')).toMatchObject({ remote: 'Q1' })
})

test('while it looks, it says so', async () => {
  let answer = (_: Replies['findRemote']): void => undefined
  await openAdopt(new Promise((resolve) => (answer = resolve)))
  expect(dialog(NAME).getByText('Looking for open incidents…')).toBeTruthy()
  expect(dialog(NAME).queryByRole('button', { name: 'Join' })).toBeNull()
  act(() => answer({ ok: true, incidents: INCIDENTS }))
  expect(await dialog(NAME).findAllByRole('radio')).toHaveLength(2)
})

test('where nothing is open, it says so and looks again', async () => {
  const opened = await openAdopt({ ok: true, incidents: [] })
  expect(await dialog(NAME).findByText('No incident is open there.')).toBeTruthy()
  opened.main.answers.findRemote = { ok: true, incidents: INCIDENTS }
  await opened.user.click(dialog(NAME).getByRole('button', { name: 'Look again' }))
  expect(await dialog(NAME).findAllByRole('radio')).toHaveLength(2)
})

test('where it cannot look, it says why and tries again', async () => {
  const opened = await openAdopt({ ok: false, sentence: 'PagerDuty does not take the token (401).' })
  expect((await dialog(NAME).findByRole('alert')).textContent).toBe('PagerDuty does not take the token (401).')
  opened.main.answers.findRemote = { ok: true, incidents: INCIDENTS }
  await opened.user.click(dialog(NAME).getByRole('button', { name: 'Try again' }))
  expect(await dialog(NAME).findAllByRole('radio')).toHaveLength(2)
})

test('without a channel of PagerDuty the card offers nothing', async () => {
  await openConsole()
  expect(region('Paging').queryByRole('button', { name: 'More about paging' })).toBeNull()
  expect(useStore.getState().channels).toEqual([])
})

test('of several channels one is chosen', async () => {
  const opened = await openAdopt({ ok: true, incidents: INCIDENTS }, [PAGER, OTHER])
  await opened.user.click(dialog(NAME).getByRole('combobox', { name: 'Channel' }))
  await opened.user.click(await screen.findByRole('option', { name: 'Network on-call' }))
  await waitFor(() => expect(opened.main.asked.filter(({ name }) => name === 'findRemote').map(({ input }) => input)).toEqual([{ id: 'ch-11111111' }, { id: 'ch-22222222' }]))
  await opened.user.click(await dialog(NAME).findByRole('button', { name: 'Join' }))
  expect(await recorded(opened, 'RemoteLinked')).toMatchObject({ channel: 'ch-22222222' })
})

test('a wrong one is let go of', async () => {
  const opened = await openAdopt({ ok: true, incidents: INCIDENTS }, [PAGER], [{ type: 'LinkRemote', kind: 'PagerDuty', remote: 'Q9', title: 'Something else' }])
  expect(dialog(NAME).getByText('This incident is “Something else” in PagerDuty now.')).toBeTruthy()
  await opened.user.click(dialog(NAME).getByRole('button', { name: 'Not that incident any more' }))
  expect(await recorded(opened, 'RemoteLinked')).toMatchObject({ remote: null })
})
