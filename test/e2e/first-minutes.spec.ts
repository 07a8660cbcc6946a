/** The first fifteen minutes with real systems about: an alert of a real Alertmanager, pages to a server that speaks PagerDuty's protocol, an answer from the phone. */
import { writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startAlertmanager, type RunningAlertmanager } from '../helpers/alertmanager.ts'
import { test as base, expect } from '../helpers/electron-app.ts'
import { startPagerDuty, type PagerDutyServer } from '../helpers/pagerduty-server.ts'

const test = base.extend<{ alertmanager: RunningAlertmanager; pagerDuty: PagerDutyServer }>({
  alertmanager: async ({ folder }, use) => {
    const running = await startAlertmanager(join(folder, 'alertmanager'))
    await use(running)
    await running.stop()
  },
  pagerDuty: async ({}, use) => {
    const running = await startPagerDuty()
    await use(running)
    await running.close()
  },
})

const MINUTE = 60_000
/** A page is answered within three seconds here, so that nobody waits five minutes for the silence. */
const PLAYBOOK = {
  directory: [
    { id: 'checkout', name: 'Checkout on call', kind: 'team', page: { by: 'PagerDuty', channel: 'Ops' }, next: 'malik' },
    { id: 'malik', name: 'Malik', kind: 'person', page: { by: 'PagerDuty', channel: 'Ops', to: 'PMALIK1' } },
  ],
  times: { answerWithinMinutes: 0.05 },
}

test('an alert fires, an incident comes of it, two people are paged, one answers on the phone, and the retro has the times', async ({ launch, store, alertmanager, pagerDuty }) => {
  test.setTimeout(120_000)
  await mkdir(store, { recursive: true })
  await writeFile(join(store, 'playbook.json'), JSON.stringify(PLAYBOOK))
  const fired = Date.now() - 3 * MINUTE
  const alert = { labels: { alertname: 'HighErrorRate', service: 'checkout', severity: 'critical' }, annotations: { summary: '15% of requests fail' }, startsAt: new Date(fired).toISOString() }
  await alertmanager.post(alert)

  const { page } = await launch({ settings: { alertmanager: { url: alertmanager.url, on: true } } })
  await addPagerDuty(page, pagerDuty)
  await page.keyboard.press('Control+,')

  const alerts = page.getByRole('region', { name: 'Alerts' })
  await expect(alerts.getByText('15% of requests fail')).toBeVisible({ timeout: 20_000 })
  await alerts.getByRole('button', { name: 'Declare incident' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Declare incident' }).click()
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByText('Alertmanager: HighErrorRate fired: 15% of requests fail')).toBeVisible()

  const paging = page.getByRole('region', { name: 'Paging' })
  await paging.getByRole('button', { name: 'Page someone' }).click()
  await pageTo(page, 'Page someone', 'Checkout on call')
  await expect.poll(() => pagerDuty.woken.length).toBe(1)
  const [opened] = pagerDuty.incidents
  expect(opened!.key).toMatch(/^kg-inc-[0-9a-z]{8}$/)
  await expect(page.getByText('Answer from Checkout on call: due')).toBeVisible({ timeout: 20_000 })

  // Silence. Whom the directory names next is proposed, and joins the incident that is open there.
  await paging.getByRole('button', { name: 'Page next' }).click()
  const next = page.getByRole('dialog', { name: 'Page next' })
  await expect(next.getByRole('combobox', { name: 'Whom' })).toHaveValue('Malik')
  await next.getByRole('button', { name: 'Page next' }).click()
  await expect.poll(() => pagerDuty.woken.map(({ whom }) => whom), { timeout: 20_000 }).toEqual(['POLICY1', 'PMALIK1'])
  expect(pagerDuty.incidents.length).toBe(1)
  expect(pagerDuty.requests.filter(({ path }) => path === '/v2/enqueue').length).toBe(1)

  const answered = Date.now()
  pagerDuty.acknowledge(opened!.id, 'Malik Ahmed', { by: 'mobile' })
  await expect(paging.getByText(/Malik Ahmed answered/)).toBeVisible({ timeout: 15_000 })
  await alertmanager.post({ ...alert, endsAt: new Date().toISOString() })
  await expect(timeline.getByText('Alertmanager: HighErrorRate is over')).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Open retro' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'HighErrorRate' })).toBeVisible()
  const text = (await page.getByRole('main').innerText()).replace(/\s+/g, ' ')
  expect(text).toContain(`${clock(fired)} Alertmanager: HighErrorRate fired: 15% of requests fail`)
  expect(text).toContain('Detection to declaration 3 min')
  expect(text).toMatch(new RegExp(`(${clock(answered)}|${clock(answered + 15_000)}) Malik Ahmed acknowledged`))
  expect(text).toMatch(/Checkout on call.*PagerDuty.*Malik/)
})

test('an incident that monitoring opened in PagerDuty is joined, which pages nobody; who is paged then joins it too', async ({ launch, pagerDuty }) => {
  const theirs = pagerDuty.open({ title: 'Checkout is slow' })
  const before = pagerDuty.woken.length
  const { page } = await launch()
  await addPagerDuty(page, pagerDuty)
  await page.keyboard.press('Control+n')
  await page.getByRole('textbox', { name: 'Title' }).fill('Checkout is slow')
  await page.getByRole('dialog').getByRole('button', { name: 'Declare incident' }).click()

  const paging = page.getByRole('region', { name: 'Paging' })
  await paging.getByRole('button', { name: 'More about paging' }).click()
  await page.getByRole('menuitem', { name: 'Join an open PagerDuty incident…' }).click()
  await page.getByRole('radio', { name: /Checkout is slow/ }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('list', { name: 'Timeline' }).getByText(`This is the incident ${theirs} of PagerDuty: Checkout is slow`)).toBeVisible()
  expect(pagerDuty.woken.length).toBe(before)
  expect(pagerDuty.requests.filter(({ method }) => method !== 'GET')).toEqual([])

  await paging.getByRole('button', { name: 'Page someone' }).click()
  await pageTo(page, 'Page someone', 'Malik', 'PMALIK1')
  await expect.poll(() => pagerDuty.woken.slice(before)).toEqual([{ incident: theirs, whom: 'PMALIK1' }])
  expect(pagerDuty.incidents.map(({ id }) => id)).toEqual([theirs])
})

/** Adds the channel `Ops` by hand, in Settings, where it stays. */
async function addPagerDuty(page: Page, { url, account }: PagerDutyServer): Promise<void> {
  // Keys do something once the window is there.
  await page.getByRole('button', { name: 'Declare incident' }).first().waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'Add channel…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add channel' })
  await dialog.getByRole('checkbox', { name: 'Other addresses' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ops')
  await dialog.getByRole('textbox', { name: 'Page as' }).fill('iris@example.com')
  await dialog.getByRole('textbox', { name: 'Service' }).fill(account.services[0]!.id)
  await dialog.getByRole('textbox', { name: 'Address of the Events API' }).fill(url)
  await dialog.getByRole('textbox', { name: 'Address of the REST API' }).fill(url)
  await dialog.getByLabel('Integration key (Events API v2)').fill(account.routingKey)
  await dialog.getByLabel('REST API token').fill(account.apiToken)
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Fills in the page's dialog that is open, and sends it by the channel `Ops`. */
async function pageTo(page: Page, title: string, whom: string, to?: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('combobox', { name: 'Whom' }).fill(whom)
  if (to !== undefined) {
    await dialog.getByRole('combobox', { name: 'By' }).click()
    await page.getByRole('option', { name: /^Ops/ }).click()
    await dialog.getByRole('textbox', { name: 'Reaches' }).fill(to)
  }
  await dialog.getByRole('button', { name: title }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** As the retro writes it, in UTC. */
function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16)
}
