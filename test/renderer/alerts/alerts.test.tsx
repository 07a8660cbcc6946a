/** Alerts in the window: one line for many, an incident at a click, and JSON that is pasted becomes entries or stays text. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { AlertGroup } from '../../../shared/alerts/alert.ts'
import { detectionsOf } from '../../../shared/incident/alerts.ts'
import { titleOf } from '../../../shared/incident/status.ts'
import { spanText } from '../../../renderer/alerts/alerts.ts'
import type { FakeMain } from '../../helpers/fake-main.ts'
import { ERROR_RATE, webhook } from '../../helpers/alerts.ts'
import { utc } from '../../helpers/facts.ts'
import { openWindow } from '../../helpers/open-window.tsx'
import { dialog, entries, entryLine, openConsole, recorded, region } from '../console/open-console.tsx'

const QUEUE: AlertGroup = { ...ERROR_RATE, group: 'QueueLong', name: 'QueueLong', startsAt: utc('14:20'), count: 1, severity: null, text: null, labels: {} }
const fire = (main: FakeMain, groups: readonly AlertGroup[], total = groups.length): void =>
  main.setAlerts({ groups, total, count: groups.reduce((sum, { count }) => sum + count, 0), watch: { state: 'watching' } })
/** A window at 14:30 in which no incident is open. */
const atHome = (before: (main: FakeMain) => void) => openWindow({ now: () => Date.parse(utc('14:30')) }, before)
const json = (value: unknown): string => JSON.stringify(value)
const LABELS = { alertname: 'HighErrorRate', service: 'webhooks' }

describe('at home', () => {
  test('says what fires in one line and a row for each group; declaring takes the name as a title that can be changed, and the alert along', async () => {
    const { main, user } = await atHome((main) => fire(main, [ERROR_RATE, QUEUE]))
    const alerts = within(screen.getByRole('region', { name: 'Alerts' }))
    expect(alerts.getByText('4 alerts in 2 groups in no incident')).toBeTruthy()
    const [first] = alerts.getAllByRole('listitem')
    expect(first!.textContent).toContain('HighErrorRate')
    expect(first!.textContent).toContain('3 alerts')
    expect(first!.textContent).toContain('API error rate up to 15%')

    await user.click(within(first!).getByRole('button', { name: 'Declare incident' }))
    const title = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Title' })
    expect(title.value).toBe('HighErrorRate')
    await user.type(title, ' on webhooks{Enter}')

    await waitFor(() => expect(detectionsOf(main.folded('inc-00000000').state)).toHaveLength(1))
    const { state } = main.folded('inc-00000000')
    expect(titleOf(state)).toBe('HighErrorRate on webhooks')
    expect(detectionsOf(state)[0]!.time).toBe(utc('14:15'))
  })

  test('what was typed for another incident is not the alert’s title, and is still there afterwards', async () => {
    const { user } = await atHome((main) => fire(main, [ERROR_RATE]))
    await user.keyboard('{Control>}n{/Control}')
    await user.type(await screen.findByRole('textbox', { name: 'Title' }), 'Checkout is slow')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.click(within(screen.getByRole('region', { name: 'Alerts' })).getByRole('button', { name: 'Declare incident' }))
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Title' })).value).toBe('HighErrorRate')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.keyboard('{Control>}n{/Control}')
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Title' })).value).toBe('Checkout is slow')
  })

  test('what is dismissed is gone, and can be had back', async () => {
    const { main, user } = await atHome((main) => fire(main, [ERROR_RATE]))
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(screen.queryByText('HighErrorRate')).toBeNull())
    expect(main.asked.find(({ name }) => name === 'dismissAlert')!.input).toEqual({ source: 'Alertmanager', group: ERROR_RATE.group, startsAt: utc('14:15') })
    await user.click(screen.getByRole('button', { name: 'Show 1 dismissed' }))
    await waitFor(() => expect(main.asked.map(({ name }) => name)).toContain('restoreAlerts'))
  })

  test('of a hundred groups twenty are rows, and the others a number', async () => {
    await atHome((main) => fire(main, Array.from({ length: 100 }, (_, index) => ({ ...QUEUE, group: `G${String(index)}`, name: `G${String(index)}` })), 4000))
    const alerts = within(screen.getByRole('region', { name: 'Alerts' }))
    expect(alerts.getAllByRole('listitem')).toHaveLength(20)
    expect(alerts.getByText('3980 more groups, less urgent or older.')).toBeTruthy()
  })

  test('an Alertmanager that does not answer is said, with since when and why', async () => {
    await atHome((main) => main.setAlerts({ watch: { state: 'failing', since: utc('14:05'), sentence: 'Nothing answers at that address.' } }))
    expect(screen.getByRole('region', { name: 'Alerts' }).textContent).toContain('Alertmanager has not been heard since 14:05. Nothing answers at that address.')
  })

  test('nothing is there while nothing fires', async () => {
    await atHome(() => undefined)
    expect(screen.queryByRole('region', { name: 'Alerts' })).toBeNull()
  })

  test('pasted JSON of alerts is proposed; other text is left alone, and what cannot be read is said', async () => {
    const { main } = await atHome(() => undefined)
    const paste = (text: string): void => void fireEvent.paste(document.body, { clipboardData: { getData: () => text } })
    paste('just words')
    expect(main.asked.map(({ name }) => name)).not.toContain('offerAlerts')
    paste(json(webhook([{ labels: LABELS, startsAt: 'noon' }])))
    expect(await screen.findByText(/alerts\[0\]\.startsAt is not a time/)).toBeTruthy()
    paste(json(webhook([{ labels: LABELS, startsAt: utc('14:15') }])))
    expect(await screen.findByText('1 alert in no incident')).toBeTruthy()
  })

  test('a file is opened from here; why it was not is said', async () => {
    const { main, user } = await atHome((main) => void (main.answers.openAlertFile = { ok: false, cancelled: false, sentence: 'gone.json could not be read (ENOENT).' }))
    await user.click(screen.getByRole('button', { name: 'Open alert file…' }))
    expect(await screen.findByText(/gone\.json could not be read \(ENOENT\)\./)).toBeTruthy()
    expect(main.asked.at(-1)!.name).toBe('openAlertFile')
  })
})

describe('beside an open incident', () => {
  test('they are folded into one line until somebody wants them; one is added at the time when it fired', async () => {
    const opened = await openConsole()
    const { main, user, written } = opened
    fire(main, [ERROR_RATE])
    await screen.findByRole('region', { name: 'Alerts' })
    expect(region('Alerts').queryAllByRole('listitem')).toEqual([])
    ;(document.activeElement as HTMLElement).blur()
    await user.keyboard('i')
    await user.click(region('Alerts').getByRole('button', { name: 'Add to this incident' }))
    expect(await recorded(opened, 'AlertFired')).toMatchObject({ name: 'HighErrorRate', count: 3, startsAt: utc('14:15') })
    expect(written().map(({ type }) => type)).toEqual(['AlertFired'])
  })

  test('pasted into the entry line, three alerts of two groups, one of them over, are three entries', async () => {
    const { user, written } = await openConsole()
    const text = json(
      webhook([
        { labels: { ...LABELS, instance: 'a' }, startsAt: utc('14:16') },
        { labels: { ...LABELS, instance: 'b' }, startsAt: utc('14:17') },
        { labels: { alertname: 'QueueLong' }, startsAt: utc('14:18'), endsAt: utc('14:25') },
      ]),
    )
    await user.click(entryLine())
    await user.paste(text)
    await screen.findByRole('dialog', { name: '3 alerts in 2 groups of Alertmanager' })
    expect(written()).toEqual([])
    await user.click(dialog('3 alerts in 2 groups of Alertmanager').getByRole('button', { name: 'Record 3 entries' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(written().map(({ type, data }) => [type, data['name'], data['count']])).toEqual([
      ['AlertFired', 'HighErrorRate', 2],
      ['AlertFired', 'QueueLong', 1],
      ['AlertResolved', 'QueueLong', undefined],
    ])
    await waitFor(() => expect(entryLine().value).toBe(''))
    expect((await entries()).join('\n')).toContain('Alertmanager: HighErrorRate fired, 2 alerts')
  })

  test('what is not understood stays text, with the sentence that says why', async () => {
    const { user, written } = await openConsole()
    const text = json(webhook([{ labels: LABELS, startsAt: 'noon' }]))
    await user.click(entryLine())
    await user.paste(text)
    await screen.findByRole('dialog', { name: 'Kept as text' })
    expect(screen.getByText(/alerts\[0\]\.startsAt is not a time/)).toBeTruthy()
    await user.click(dialog('Kept as text').getByRole('button', { name: 'Keep as text' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(entryLine().value).toBe(text)
    expect(written()).toEqual([])
  })
})

test('in the settings an address is checked, saved and switched on; a token is sent and not shown again', async () => {
  const { main, user } = await openWindow()
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  const section = within(await screen.findByRole('region', { name: 'Alerts' }))
  await user.type(section.getByRole('textbox', { name: 'Address of Alertmanager' }), 'http://alerts.example.org:9093')
  await user.type(section.getByLabelText(/^Token/), 'right')
  main.answers.checkAlertmanager = { ok: false, sentence: 'Nothing answers at that address.' }
  await user.click(section.getByRole('button', { name: 'Check' }))
  expect(await section.findByText('Nothing answers at that address.')).toBeTruthy()
  main.answers.checkAlertmanager = { ok: true, sentence: 'Alertmanager answers: no alert fires.' }
  await user.click(section.getByRole('button', { name: 'Check' }))
  expect(await section.findByText('Alertmanager answers: no alert fires.')).toBeTruthy()
  await user.click(section.getByRole('checkbox', { name: 'Ask it for alerts every ten seconds' }))
  await vi.waitFor(() => expect(main.asked.at(-1)).toEqual({ name: 'changeAlertmanager', input: { url: 'http://alerts.example.org:9093', on: true, token: 'right' } }))
  await waitFor(() => expect(section.getByLabelText<HTMLInputElement>(/^Token/).value).toBe(''))
  expect(section.getByText('It answers.')).toBeTruthy()
})

test.each([
  ['since 14:15', { endsAt: null }],
  ['14:15–14:40', { endsAt: utc('14:40') }],
  ['since 2025-01-30 23:50', { startsAt: '2025-01-30T23:50:00.000Z', endsAt: null }],
  ['2025-01-30 23:50–23:59', { startsAt: '2025-01-30T23:50:00.000Z', endsAt: '2025-01-30T23:59:00.000Z' }],
  ['2025-01-30 23:50–2025-01-31 00:10', { startsAt: '2025-01-30T23:50:00.000Z', endsAt: '2025-01-31T00:10:00.000Z' }],
])('a span is “%s”', (text, span) => expect(spanText({ ...ERROR_RATE, ...span }, 'UTC', Date.parse(utc('15:00')))).toBe(text))

test('while something fires, home does not say that nothing is on fire', async () => {
  const before = (main: FakeMain): void => {
    const id = main.elsewhere(null, { type: 'DeclareIncident', title: 'Over' })
    main.elsewhere(id, { type: 'ResolveIncident' })
  }
  const { main } = await atHome(before)
  expect(screen.getByRole('heading', { name: 'Nothing is on fire' })).toBeTruthy()
  act(() => fire(main, [ERROR_RATE]))
  expect(screen.getByRole('heading', { name: 'No incident is open' })).toBeTruthy()
})
