/** Never in the way: the guide's example, live and alone, with every field that may be left blank left blank, and no refusal anywhere. */
import { expect, test } from '../helpers/electron-app.ts'
import { enter, inDialog } from './guide-steps.ts'
import type { Page } from '@playwright/test'

/** Each of the example's rows (guide, section "Example incident") with its words alone, and the kind of fact that must come of it. */
const STEPS: readonly (readonly [fact: string, run: (page: Page) => Promise<void>])[] = [
  ['ReleaseLinked', (page) => inDialog(page, 'Link release', { Release: 'Dashboard v2' })],
  ['Detected', (page) => enter(page, '/detected API error rate up to 15%')],
  ['MetricRead', (page) => enter(page, '/metric API error rate 15%')],
  ['ImpactAssessed', (page) => inDialog(page, 'Assess impact')],
  ['Paged', (page) => inDialog(page, 'Page someone', { Whom: 'on-call engineer' })],
  ['StakeholdersNotified', (page) => inDialog(page, 'Notify')],
  ['DecisionRecorded', (page) => inDialog(page, 'Decide', {}, 'Record decision')],
  ['RemediationStarted', (page) => inDialog(page, 'Start rollback')],
  ['RemediationCompleted', (page) => inDialog(page, 'Rollback complete')],
  ['CheckRecorded', (page) => inDialog(page, 'Record check')],
  ['IncidentMitigated', (page) => inDialog(page, 'Mark mitigated')],
  ['InvestigationStarted', (page) => enter(page, '/investigate')],
  ['ContributingFactorNamed', (page) => inDialog(page, 'Add factor', { Factor: 'database connection pool exhausted' })],
  ['Deployed', (page) => enter(page, '/deployed')],
  ['ActionItemAdded', (page) => inDialog(page, 'Add action', { 'Action item': 'Alert when 80% of the connection pool is in use' })],
  ['IncidentResolved', (page) => inDialog(page, 'Resolve incident')],
  ['RetroHeld', (page) => enter(page, '/held')],
]

test('the whole of the guide’s example with every optional field left blank, and no refusal', async ({ launch }) => {
  test.setTimeout(120_000)
  const { page } = await launch()
  await page.getByRole('button', { name: 'Declare incident' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Declare incident' })
  await dialog.getByRole('textbox', { name: 'Title' }).fill('API error rate at 15% after Dashboard v2')
  await dialog.getByRole('button', { name: 'Declare incident' }).click()
  await dialog.waitFor({ state: 'hidden' })

  for (const [fact, run] of STEPS) {
    await test.step(fact, async () => {
      await run(page)
      await expect.poll(async () => (await factTypes(page)).includes(fact), { message: `${fact} is recorded` }).toBe(true)
      await expect(page.getByRole('alert'), 'nothing was refused').toHaveCount(0)
      await expect(page.getByText('Nothing was recorded.')).toHaveCount(0)
    })
  }
  await page.getByRole('button', { name: 'Open retro' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'API error rate at 15% after Dashboard v2' })).toBeVisible()
})

/** The kinds of fact that are on disk. */
async function factTypes(page: Page): Promise<string[]> {
  const opened = await page.evaluate(async () => {
    const [row] = await window.knowngood.ask('listIncidents', undefined)
    return window.knowngood.ask('openIncident', { id: row!.id })
  })
  if (!opened.ok) throw new Error(opened.sentence)
  return opened.facts.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { type: string }).type)
}
