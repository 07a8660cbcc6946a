/** Command in the real window: a task that comes back by itself, a hand-over that its successor confirms, what is owed. */
import type { KnowngoodApi } from '../../shared/api.ts'
import type { CommandInput } from '../../shared/incident/commands.ts'
import { expect, test, type RunningApp } from '../helpers/electron-app.ts'

const NOON = Date.parse('2025-03-03T12:00:00.000Z')

async function setNow({ clock, page }: RunningApp, minutes: number): Promise<void> {
  const iso = new Date(NOON + minutes * 60_000).toISOString()
  await page.clock.setFixedTime(iso)
  await clock.setNow(iso)
}

async function dispatch({ page }: RunningApp, incident: string | null, command: CommandInput): Promise<string> {
  const answer = await page.evaluate(
    ([incident, command]) => (window as unknown as { knowngood: KnowngoodApi }).knowngood.ask('dispatch', { incident, command }),
    [incident, command] as const,
  )
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.incident
}

/** An incident of noon, led by Ana, on the screen. */
async function begin(running: RunningApp): Promise<string> {
  await setNow(running, 0)
  const incident = await dispatch(running, null, { type: 'DeclareIncident', title: 'API down', severity: 'P1' })
  await dispatch(running, incident, { type: 'AssignRole', role: 'incident commander', to: 'Ana' })
  await running.page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').filter({ hasText: 'API down' }).getByRole('button').click()
  await running.page.getByRole('heading', { level: 1, name: 'API down' }).waitFor()
  return incident
}

test('a task comes back when its time is up, with a notification, and its answer is one line', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await begin(running)
  const entry = page.getByRole('textbox', { name: 'Log entry' })
  await entry.fill('/task Cy pool metrics 3m')
  await entry.press('Enter')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Task (Cy): pool metrics, by 12:03')
  const prompt = page.getByRole('region', { name: 'Time is up' })
  await expect(prompt).toHaveCount(0)

  await setNow(running, 3)
  await expect(prompt).toContainText('Cy: pool metrics')
  await expect.poll(() => running.notices()).toContainEqual(expect.stringContaining('Cy: pool metrics: due 12:03'))
  await page.keyboard.press('Escape')
  await page.keyboard.press('k')
  await page.keyboard.type('pool is full')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Kept: pool metrics: pool is full')
  await expect(prompt).toHaveCount(0)
})

test('a hand-over waits for the successor, whose yes makes them commander', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await begin(running)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+H')
  const offer = page.getByRole('dialog', { name: 'Hand over' })
  await expect(offer.getByRole('region', { name: 'Brief' })).toContainText('Running clocks')
  await offer.getByLabel('To', { exact: true }).fill('Ben')
  await offer.getByRole('button', { name: /^Offer/ }).click()
  await expect(page.getByRole('region', { name: 'Hand-over' })).toContainText('Ben is to take over as incident commander')
  await expect(page.getByRole('button', { name: /Commander: you/ })).toBeVisible()

  await page.getByRole('button', { name: /^Read and confirm/ }).click()
  await page.getByRole('dialog', { name: 'Take over' }).getByRole('button', { name: /^Ben confirms/ }).click()
  await expect(page.getByRole('button', { name: /Commander: Ben/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Hand-over' })).toHaveCount(0)
})

test('what is owed leads to the dialog that fills it in', async ({ launch }) => {
  const running = await launch()
  const { page } = running
  await begin(running)
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  const owed = page.getByRole('button', { name: 'Why P1', exact: true })
  await expect(owed).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Why P1' })
  await dialog.getByLabel('Reason').fill('checkout is down')
  await dialog.getByRole('button', { name: /^Add the reason/ }).click()
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Severity set to P1 (checkout is down)')
  await expect(owed).toHaveCount(0)
})
